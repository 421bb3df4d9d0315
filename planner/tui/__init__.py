"""The screen: the only room that knows Textual."""

from __future__ import annotations

import gc

__all__ = ["start"]


def start(path: str | None = None, *, mouse: bool = True, private: bool = True) -> int:
    """Run the app, on the scenario or case file ``path`` if one is given; returns the exit code.

    Without ``mouse`` selecting text is left to the terminal, without ``private`` the private
    overlays beside cases are left out.

    Textual is imported here and not before, so that asking for help costs nothing.
    """
    # Classes that are made twice while all is loaded, as those with slots are, leave rings behind.
    # Found while there is more to come, they are room for it: a megabyte less, for one hundredth of
    # the start.
    gc.set_threshold(20_000)
    from planner.tui.app import run  # noqa: PLC0415

    return run(path, mouse=mouse, private=private)
