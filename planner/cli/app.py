"""``planner`` and ``planner FILE``: start the app, or print its screens as plain lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner import __version__
from planner.cli.allowance import allowance
from planner.cli.output import complain, is_terminal, say
from planner.cli.usage import COMMANDS, PARTS, UsageError, unknown

if TYPE_CHECKING:
    import argparse

    from planner.cli.arguments import Parser

__all__ = ["parser", "run"]

_EXAMPLES = """\
The first argument is a command if it is exactly the name of one, else a file: a file that is
called like a command is opened by its path, `planner ./check`. `planner COMMAND --help` says more.

examples:
  planner                                 open the app
  planner scenarios/nato-membership.toml  open that scenario
  planner --plain scenarios/nato-membership.toml
                                          every screen's content as lines, without a terminal
  planner check scenarios/*.toml          judge scenarios without the app

exit codes:
  0    fine, whatever the scenario crosses
  1    several files were put side by side with --plain, and differ
  2    wrong usage, or a file that cannot be read
"""


def run(arguments: Sequence[str]) -> int:
    """Opens the app on the file that is named, or on nothing."""
    if arguments:
        _refuse_unknown_command(arguments[0])
    if len(arguments) < 2 and not any(not word or word.startswith("-") for word in arguments):
        # Nothing to be parsed: the usual start, which the parser would take 2 ms of.
        return _open_app(arguments[0] if arguments else None, mouse=True)
    parsed = parser().parse(arguments)
    if parsed.version or parsed.spec or parsed.info:
        _tell_of_itself(parsed)
        return 0
    files = parsed.operands
    if parsed.plain or parsed.only:
        with allowance():
            return _plainly(parsed)
    if len(files) > 1:
        raise UsageError(
            f"the app opens one file, not {len(files)}; to judge several: planner check FILE..."
        )
    if parsed.as_of is not None:
        raise UsageError("--as-of goes with --plain; in the app a key asks for the day")
    return _open_app(
        files[0] if files else None, mouse=not parsed.no_mouse, private=not parsed.without_private
    )


def _plainly(parsed: argparse.Namespace) -> int:
    """Prints what the app would show of the file, or of comparing the files."""
    files = parsed.operands
    if len(files) > 1 and not parsed.only:
        from planner.cli.compare import run as compare  # noqa: PLC0415 (only then)
        from planner.cli.days import as_of_option  # noqa: PLC0415 (likewise)

        without = ["--without-private"] if parsed.without_private else []
        return compare([*as_of_option(parsed.as_of), *without, *files])
    if len(files) > 1:
        message = f"--only prints a part of one file, not of {len(files)}"
        raise UsageError(message, hint="without it the files are compared")
    from planner.cli.plain import print_plainly  # noqa: PLC0415 (or the app)

    return print_plainly(
        files[0] if files else None,
        parsed.only or (),
        parsed.as_of,
        private=not parsed.without_private,
    )


def _tell_of_itself(parsed: argparse.Namespace) -> None:
    if parsed.version:
        say([f"planner {__version__}"])
    elif parsed.spec:
        from planner.cli.output import say_json  # noqa: PLC0415 (only then)
        from planner.cli.problems import Problems  # noqa: PLC0415 (likewise)
        from planner.cli.spec import spec  # noqa: PLC0415 (likewise)

        say_json(Problems().json(spec()))
    else:
        from planner.cli.info import info_lines  # noqa: PLC0415 (only then)

        say(info_lines())


def _open_app(file: str | None, *, mouse: bool, private: bool = True) -> int:
    _refuse_terminal()
    _settle_journals()
    from planner.tui import start  # noqa: PLC0415 (the screen library, wanted only here)

    return start(file, mouse=mouse, private=private)


def _settle_journals() -> None:
    """Finishes, or takes back, what was to be written together when a planner was ended."""
    from planner.files.safety.state_folder import state_place  # noqa: PLC0415 (only the app writes such)

    try:
        with os.scandir(state_place("journals")) as entries:
            if next(entries, None) is None:
                return
    except OSError:
        return
    from planner.files.safety.journal import settle_journals  # noqa: PLC0415 (hardly ever)
    from planner.reports.words.together import settled_words  # noqa: PLC0415 (likewise)

    complain(
        settled_words(each.paths, each.foreign, finished=each.finished)
        for each in settle_journals()
    )


def _refuse_terminal() -> None:
    """Refuses what cannot show the app, with what would help."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "the app needs a terminal for its input and output; without one use "
            "`planner --plain FILE` or `planner check FILE` (see planner --help)"
        )
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "this terminal (TERM=dumb) cannot show the app; use `planner --plain FILE`, or set "
            "TERM to what it is, such as xterm-256color"
        )
    # The screen is written to standard error.
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    if encoding.lower().replace("-", "").replace("_", "") != "utf8":
        raise UsageError(
            f"the app needs UTF-8, and this terminal is set to {encoding}: set LANG=C.UTF-8 in a "
            "terminal that shows UTF-8 (all common ones do), or use `planner --plain FILE`"
        )


def _refuse_unknown_command(word: str) -> None:
    """Refuses a word that is no file and looks like no file's name: a command was meant."""
    if word.startswith("-") or not word.replace("-", "").isalnum() or os.path.lexists(word):
        return
    raise UsageError.of(unknown("file or command", word, COMMANDS), "see planner --help")


def parser() -> Parser:
    """The options and operands of this command."""
    from planner.cli.arguments import Parser, one_of  # noqa: PLC0415 (see above)

    # Two spaces behind the longest name too: they part it from its words where lines are broken.
    wide = max(map(len, COMMANDS)) + 2
    commands = "\n".join(f"  {name:<{wide}}{summary}" for name, summary in COMMANDS.items())
    made = Parser(
        "planner",
        "planner [FILE] [--no-mouse]\n       planner --plain [FILE-OR-FOLDER] [--only PART]\n"
        "       planner --plain FILE FILE...\n"
        "       planner COMMAND ...",
        "Peace-deal scenarios, checked against every party's stated red lines as you choose.",
        f"commands:\n{commands}\n\n{_EXAMPLES}",
    )
    made.add_operands(
        "FILE", completes="file", help="a scenario or a case; with --plain also a folder"
    )
    made.add_argument(
        "--no-mouse", action="store_true", help="leave selecting text to the terminal"
    )
    made.add_argument(
        "--plain",
        action="store_true",
        help="print what every screen shows as plain lines, for screen readers and scripts; "
        "of several files what comparing them shows",
    )
    made.add_argument(
        "--only",
        action="append",
        type=one_of("part", PARTS),
        metavar="PART",
        help=f"print only this part, plainly: {', '.join(PARTS)}; may be repeated",
    )
    made.add_as_of(so="with --plain: ")
    made.add_without_private()
    made.add_argument(
        "--spec", action="store_true", help="print the whole command line as JSON and stop"
    )
    made.add_argument(
        "--info",
        action="store_true",
        help="print versions, folders and extras, for a report of a problem, and stop",
    )
    made.add_argument("--version", action="store_true", help="show the version and stop")
    return made
