"""``planner log``: a file's history from git: a scenario's with each verdict, a case's coding.

The keys of its JSON are told in :mod:`planner.reports.content.log`, and those of either kind of
file in :mod:`planner.reports.content.scenario_log` and :mod:`planner.reports.content.case_log`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from planner.cli.arguments import Parser
from planner.cli.left_out import tell_left_out
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.cli.unfit import unfit
from planner.editing.states import States
from planner.errors import FileProblemError, Problem
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.commits import newest
from planner.reports.content.log import Telling, log_blocks, log_plain
from planner.visible import shown_path

__all__ = ["parser", "run"]

_EXAMPLES = """\
Each commit that changed the scenario, also under an earlier name: who and when, what was chosen
otherwise, notes and comments, and the verdict then, by the case as it was in that commit. Of a
case the changes in its issues, options, statements and red lines. Git is only read, and
nothing that a repository sets is run. `planner compare REVISION:FILE FILE` puts states side by
side. With --kept each state has the name under which `planner compare` takes it, such as
FILE@1.

examples:
  planner log deal.toml
  planner log deal.toml --last 5 --format json
  planner log talks.case.toml
  planner log deal.toml --kept

exit codes:
  0    fine
  2    wrong usage, no git, no repository, or no commit of the file; with --kept no such file
"""


def run(arguments: Sequence[str]) -> int:
    """Says what git recorded of the scenario or the case."""
    parsed = parser().parse(arguments)
    (file,) = parsed.operands
    problems = Problems()
    states, telling = _of_case() if file.endswith(CASE_SUFFIX) else _of_scenario()
    try:
        read = states.at_hand if parsed.kept else states.recorded
        recorded = newest(read(Path(file)), parsed.last)
        _refuse_nothing(file, recorded)
    except FileProblemError as error:
        problems.tell(error.problems if parsed.kept else map(_with_another_way, error.problems))
        if parsed.format == "json":
            say_json(problems.json({}))
        return 2
    cases = (getattr(each.loaded, "of_case", each.loaded) for each in recorded)
    told = ": what is listed is judged and compared without it"
    tell_left_out("log", [case.path for case in cases if case is not None], told)
    if parsed.format == "json":
        commits = log_plain(telling, recorded, parsed.last)
        say_json(problems.json({"file": file, "commits": commits}))
    else:
        from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (text or JSON)

        blocks = log_blocks(file, telling, recorded, parsed.last, kept=parsed.kept)
        say(text_lines(blocks, width(), REPORT))
    return 0


def _with_another_way(problem: Problem) -> Problem:
    """What git cannot tell, with what is at hand without it."""
    if problem.hint or problem.expected:
        return problem
    return evolve(problem, hint="add --kept for what is at hand without git")


def _of_scenario() -> tuple[States[Any], Telling[Any]]:
    from planner.editing.scenario_states import SCENARIO_STATES  # noqa: PLC0415 (one or the other)
    from planner.reports.content.scenario_log import SCENARIO_LOG  # noqa: PLC0415 (likewise)

    return SCENARIO_STATES, SCENARIO_LOG


def _of_case() -> tuple[States[Any], Telling[Any]]:
    from planner.editing.case_states import CASE_STATES  # noqa: PLC0415 (one or the other)
    from planner.reports.content.case_log import CASE_LOG  # noqa: PLC0415 (likewise)

    return CASE_STATES, CASE_LOG


def _refuse_nothing(file: str, states: Sequence[object]) -> None:
    """Git refuses a file of which it has nothing; likewise one of which nothing is kept."""
    if not states:
        message = "there is no such file, and the planner keeps nothing of it"
        expected = "the name of a file"
        raise FileProblemError((Problem(shown_path(file), None, None, message, expected),))


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner log",
        "planner log FILE [--kept] [--last N] [--format text|json]",
        "Show a file's history from git: who chose what when, with the verdict at each commit; of "
        "a case the changes in it.",
        _EXAMPLES,
    )
    made.add_operands("FILE", least=1, most=1, completes="file", help="the scenario or the case")
    made.add_argument(
        "--kept",
        action="store_true",
        help="instead of commits what is at hand without git: unsaved work, the file, and the "
        "versions that the planner kept of it before its saves",
    )
    made.add_argument("--last", type=_number, metavar="N", help="only the last N of them")
    made.add_format()
    return made


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise unfit(text, "is no number of commits", "a whole number such as 5")
    digits = text.lstrip("0")
    # Python makes no number of thousands of digits; no history is as long as this.
    return int(digits) if len(digits) < len(str(sys.maxsize)) else sys.maxsize
