"""Where several lines are written: nothing is taken which a file may not hold.

Apart from the field for a line, since what it stands on takes a megabyte, and most screens have no
use for it.
"""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from planner.tui.plain import typed
from planner.tui.widgets.vanishing import Vanishing

__all__ = ["WritingArea"]


class WritingArea(Vanishing, TextArea):
    """Several lines, wrapped; Tab leaves it."""

    DEFAULT_CSS = """
    WritingArea {
        border: none; padding: 0; background: $boost; min-width: 8;
        &:focus { border: none; }
    }
    """

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if result := self._replace_via_keyboard(typed(event.text, lines=True), *self.selection):
            self.move_cursor(result.end_location)
            self.focus()
