"""What a command has to say of files besides its answer: errors and warnings, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from planner.cli.output import complain

if TYPE_CHECKING:
    from planner.errors import PlannerError, Problem

__all__ = ["Problems", "asks_for_json", "problem_of"]


class Problems:
    """The errors and warnings of one run: told on standard error, and kept for the JSON."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def tell(self, problems: Iterable[Problem]) -> None:
        """Writes those that are new to standard error, and keeps them."""
        new = [problem for problem in problems if problem not in self._found]
        self._found.update(dict.fromkeys(new))
        complain(map(str, new))

    def keep(self, problems: Iterable[Problem]) -> None:
        """Keeps them for the JSON; standard error says nothing of them."""
        self._found.update(dict.fromkeys(problems))

    def json(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The answer as every command gives it to a program.

        The version of the planner and the number of this form come first, the errors and warnings
        last.
        """
        from planner import __version__  # noqa: PLC0415 (a person's answer does without)
        from planner.reports.formats.json_problems import problems_json  # noqa: PLC0415 (likewise)

        return {"planner": __version__, "json": 2, **answer, **problems_json(self._found)}


def problem_of(error: PlannerError) -> Problem:
    """What is wrong with a command line or a save: it has no file and no place."""
    from planner.errors import Problem, WordsError  # noqa: PLC0415 (only for an answer in JSON)

    if isinstance(error, WordsError):
        return error.problem
    return Problem("", None, None, str(error))


def asks_for_json(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for JSON, even where they cannot be parsed."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    asked = [
        word.partition("=")[2] or next(iter(options[number + 1 :]), "")
        for number, word in enumerate(options)
        if word.partition("=")[0] == "--format"
    ]
    return asked[-1:] == ["json"]
