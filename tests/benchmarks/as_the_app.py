"""A benchmark that runs a bare app of Textual too: both with the settings of the planner."""

from __future__ import annotations

import os
import sys

from planner.tui import DRAWINGS_A_SECOND, SWITCH_SECONDS

__all__ = ["begin_as_the_app"]


def begin_as_the_app() -> None:
    """Set what the app sets; the program begins anew where Textual has read its own already."""
    name, drawings = DRAWINGS_A_SECOND
    if os.environ.get(name) != drawings:
        os.environ[name] = drawings
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 (this same program)
    sys.setswitchinterval(SWITCH_SECONDS)
