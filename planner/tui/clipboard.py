"""The way to the clipboard: through the terminal where it can, else through the system.

Whether a terminal heeds OSC 52 cannot be asked. So the ones that are known not to are passed over,
and the planner is told which way was used.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping

__all__ = ["SENT", "heeds_osc52", "put_in_clipboard"]

SENT = "to be copied, which does not say whether it was"
"""What can be said of a way that gives no answer."""

_SECONDS = 3.0


def put_in_clipboard(
    text: str, osc52: Callable[[str], None], environment: Mapping[str, str] = os.environ
) -> str:
    """Copy the text; what to say, with ``{}`` for what it is, or nothing if there is no way.

    May take some seconds, so not to be called on the interface's thread; ``osc52`` sends the text
    to the terminal, which cannot fail visibly.
    """
    if environment.get("TMUX") and _through_tmux(text):
        return "Copied {} (through tmux)."
    if heeds_osc52(environment):
        osc52(text)
        return f"Sent {{}} to the terminal (OSC 52) {SENT}."
    if _through_system(text):
        return "Copied {} (with the system's clipboard)."
    return ""


def heeds_osc52(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is none of those that are known to ignore a program's copying."""
    term = environment.get("TERM", "")
    return not (
        term in ("linux", "dumb", "")
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or environment.get("STY")  # GNU screen keeps it for itself
        or environment.get("TMUX")  # in its usual setting tmux takes it from no program
        or environment.get("VTE_VERSION")  # GNOME Terminal and its kin
    )


def _through_tmux(text: str) -> bool:
    """Into tmux' buffer, and from there (``-w``) to the clipboard of the terminal around it."""
    return _run(["tmux", "load-buffer", "-w", "-"], text)


def _through_system(text: str) -> bool:
    import pyperclip  # noqa: PLC0415 (only where the terminal does not do it)

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError, subprocess.SubprocessError):
        return False
    return True


def _run(command: list[str], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the text is its input)
            command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
