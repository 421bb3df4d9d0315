"""The screen: the only room that knows Textual."""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["DRAWINGS_A_SECOND", "SWITCH_SECONDS", "start"]

DRAWINGS_A_SECOND = ("TEXTUAL_FPS", "120")
"""The most that Textual draws, in its own setting, which it reads as it is imported.

It draws at fixed beats, and leaves one out after a drawing that took longer: with its usual 60 a
key that comes then waits for up to two of them, 33 ms in which nothing is done.
"""

SWITCH_SECONDS = 0.001
"""How long a thread works on while another waits for its turn.

The interface's thread asks the counting one; at Python's usual pace it would wait 5 ms each time.
"""


def start(path: str | None = None, *, mouse: bool = True, private: bool = True) -> int:
    """Run the app, on the scenario or case file ``path`` if one is given; returns the exit code.

    Without ``mouse`` selecting text is left to the terminal, without ``private`` the private
    overlays beside cases are left out.

    Textual is imported here and not before, so that asking for help costs nothing.
    """
    os.environ.update([DRAWINGS_A_SECOND])
    sys.setswitchinterval(SWITCH_SECONDS)
    # Classes that are made twice while all is loaded, as those with slots are, leave rings behind.
    # Found while there is more to come, they are room for it: a megabyte less, for one hundredth of
    # the start.
    gc.set_threshold(20_000)
    from planner.tui.app import run  # noqa: PLC0415 (only once it is prepared)

    return run(path, mouse=mouse, private=private)
