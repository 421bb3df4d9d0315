"""Screens that are left once, however many keys were waiting for them."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType

__all__ = ["LeftOnce"]


class LeftOnce(Screen[ScreenResultType]):
    """A screen that gives its result once.

    Keys that were typed faster than the screen went are still delivered to it; Textual would take
    the screen behind it away too, or end the app where there is none.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with a result; nothing happens where the screen has been left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
