"""The way from arguments to an exit code.

A command is a module of this package: ``run`` takes the arguments after the command's name and
returns the exit code, ``parser`` says what it takes. It raises
:class:`~planner.errors.PlannerError` for a user's mistake.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module

from planner.cli.allowance import allowance
from planner.cli.environment import drop_foreign_variables
from planner.cli.output import OutputError, complain, say_json
from planner.cli.usage import COMMANDS, module_of
from planner.errors import FileProblemError, PlannerError, Problem
from planner.files.places import fix_places

__all__ = ["main"]

_WITHOUT_END = ("", "serve")
"""The app, which keeps its plain lines to the allowance, and the server."""

_ASKING = ("check",)
"""Goes from file to file, and asks by itself whether the time is up."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what ``argv`` (``sys.argv`` without the program's name) asks for.

    Returns the exit code: 0 fine, 1 a counted red line is crossed, 2 wrong usage or an unreadable
    file, 130 interrupted. Nothing that a user can do wrong escapes as an exception.
    """
    fix_places()
    drop_foreign_variables(os.environ)
    arguments = list(sys.argv[1:] if argv is None else argv)
    program = "planner"
    command = ""  # the app, which runs when the first argument is no command's name
    if arguments and arguments[0] in COMMANDS:
        command = arguments.pop(0)
        program = f"planner {command}"
    try:
        run: Callable[[Sequence[str]], int] = import_module(module_of(command)).run
        if command in _WITHOUT_END:
            return run(arguments)
        with allowance(asks=command in _ASKING):
            return run(arguments)
    except KeyboardInterrupt:
        return 130
    except SystemExit as stop:  # argparse, after --help
        return stop.code if isinstance(stop.code, int) else 0
    except FileProblemError as error:
        _fail(map(str, error.problems), error.problems, arguments)
    except PlannerError as error:
        from planner.cli.problems import problem_of  # noqa: PLC0415 (most commands go well)

        _fail([f"{program}: error: {error}"], (problem_of(error),), arguments)
    except OutputError as error:
        complain([f"{program}: error: the answer cannot be written ({error})"])
    return 2


def _fail(lines: Iterable[str], problems: Sequence[Problem], arguments: Sequence[str]) -> None:
    """Says what is wrong; a program that asked for JSON gets it as JSON, too."""
    from planner.cli.problems import Problems, asks_for_json  # noqa: PLC0415 (as above)

    complain(lines)
    if asks_for_json(arguments):
        found = Problems()
        found.keep(problems)
        with suppress(OutputError):
            say_json(found.json({}))
