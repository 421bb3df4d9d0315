"""``planner`` and ``planner FILE``: start the app."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from planner import __version__
from planner.cli.arguments import EXIT_CODES, Parser, UsageError, unknown
from planner.cli.commands import COMMANDS
from planner.cli.output import is_terminal, say

__all__ = ["run"]

_EXAMPLES = """\
The first argument is a command if it is exactly the name of one, else a file: a file that is
called like a command is opened by its path, `planner ./check`. `planner COMMAND --help` tells more.

examples:
  planner                                 open the app
  planner scenarios/nato-membership.toml  open that scenario
  planner check scenarios/*.toml          judge scenarios without the app
"""


def run(arguments: Sequence[str]) -> int:
    """Opens the app on the file that is named, or on nothing."""
    if arguments:
        _refuse_unknown_command(arguments[0])
    parsed = _parser().parse(arguments)
    if parsed.version:
        say([f"planner {__version__}"])
        return 0
    files = parsed.operands
    if len(files) > 1:
        raise UsageError(
            f"the app opens one file, not {len(files)}; to judge several: planner check FILE..."
        )
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "the app needs a terminal for its input and output; without one use "
            "`planner check FILE` (see planner --help)"
        )
    return _start(files[0] if files else None)


def _start(file: str | None) -> int:
    from planner.tui import start  # noqa: PLC0415 (the screen library, wanted only here)

    return start(file)


def _refuse_unknown_command(word: str) -> None:
    """Refuses a word that is no file and looks like no file's name: a command was meant."""
    if word.startswith("-") or not word.replace("-", "").isalnum() or os.path.lexists(word):
        return
    raise UsageError(unknown("file or command", word, COMMANDS) + "; see planner --help")


def _parser() -> Parser:
    commands = "\n".join(f"  {name:<8} {summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        "planner",
        "planner [FILE]\n       planner COMMAND ...",
        "Peace-deal scenarios, checked against every party's stated red lines as you choose.",
        f"commands:\n{commands}\n\n{_EXAMPLES}\n{EXIT_CODES}",
    )
    parser.add_argument("--version", action="store_true", help="show the version and stop")
    return parser
