"""``planner serve``: the app in a browser, for colleagues without a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec

from planner.cli.arguments import Parser
from planner.cli.output import say
from planner.cli.unfit import unfit
from planner.cli.usage import UsageError
from planner.files.places import places
from planner.files.standing import is_folder
from planner.visible import shown_path

__all__ = ["parser", "run"]

_PORT = 8765
_SESSIONS = 8
_MOST_SESSIONS = 64

_EXAMPLES = f"""\
The app runs on this computer (127.0.0.1) and is reached from no other. It reads and writes files
in FOLDER alone, the folder that one is in if it is left out. The address that is printed holds a
token: whoever has it may work in the folder. A tab that is closed keeps unsaved work as a draft,
and the next one offers it. Ctrl+C ends the server.

It needs the extra "serve": pip install 'redline-planner[serve]'

examples:
  planner serve                  serve the folder that one is in, on port {_PORT}
  planner serve talks --port 0   serve the folder talks on any free port

exit codes:
  0    ended by Ctrl+C
  2    wrong usage, no such folder, or the port is taken
"""


def run(arguments: Sequence[str]) -> int:
    """Serves the app until it is interrupted."""
    parsed = parser().parse(arguments)
    folder = places().absolute(parsed.operands[0] if parsed.operands else "")
    if not is_folder(folder):
        raise UsageError(f"{shown_path(folder)} is no folder", "the folder to serve")
    if not (find_spec("aiohttp") and find_spec("textual_serve")):
        raise UsageError(
            "the app in a browser needs the extra \"serve\": pip install 'redline-planner[serve]'"
        )
    from planner.web import serve  # noqa: PLC0415 (wanted only here)

    def tell(address: str) -> None:
        say([f"planner serves {shown_path(folder)} on this computer; open in a browser:", address])
        say(["Ctrl+C ends it. Unsaved work is kept, and offered at the next start."])

    try:
        serve(places().real(folder), port=parsed.port, sessions=parsed.sessions, tell=tell)
    except KeyboardInterrupt:  # where the system has no signals for it
        return 0
    return 0


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner serve",
        "planner serve [FOLDER] [--port N] [--sessions N]",
        "Serve the app to browsers on this computer.",
        _EXAMPLES,
    )
    made.add_operands("FOLDER", most=1, completes="folder", help="the folder to serve")
    made.add_argument(
        "--port",
        type=_number("port", 0, 65535),
        default=_PORT,
        metavar="N",
        help=f"where to listen; 0 takes a free port ({_PORT} if left out)",
    )
    made.add_argument(
        "--sessions",
        type=_number("number of sessions", 1, _MOST_SESSIONS),
        default=_SESSIONS,
        metavar="N",
        help=f"how many tabs may be open at once ({_SESSIONS} if left out)",
    )
    return made


def _number(what: str, least: int, most: int) -> Callable[[str], int]:
    """What takes a whole number within bounds."""

    def taken(text: str) -> int:
        digits = text.lstrip("0")[:9] or "0"  # of a number that is too large all the same
        if not (text.isascii() and text.isdigit() and least <= int(digits) <= most):
            raise unfit(text, f"is no {what}", f"{least} to {most}")
        return int(digits)

    return taken
