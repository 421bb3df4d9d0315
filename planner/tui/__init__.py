"""The screen: the only room that knows Textual."""

from __future__ import annotations

__all__ = ["start"]


def start(path: str | None = None, *, mouse: bool = True, private: bool = True) -> int:
    """Run the app, on the scenario or case file ``path`` if one is given; returns the exit code.

    Without ``mouse`` selecting text is left to the terminal, without ``private`` the private
    overlays beside cases are left out.

    Textual is imported here and not before, so that asking for help costs nothing.
    """
    from planner.tui.app import run  # noqa: PLC0415

    return run(path, mouse=mouse, private=private)
