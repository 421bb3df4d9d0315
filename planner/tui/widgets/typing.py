"""Where text is typed: fields that take nothing which a file may not hold."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from planner.tui.plain import typed
from planner.tui.widgets.vanishing import Vanishing

__all__ = ["TextField", "WritingArea"]


class TextField(Vanishing, Input):
    """One line; a pasted text keeps all its lines, joined by blanks."""

    DEFAULT_CSS = """
    TextField {
        border: none; height: 1; padding: 0; background: $boost;
        &:focus { border: none; height: 1; }
    }
    """

    def _on_paste(self, event: events.Paste) -> None:
        if event.text:
            self.insert_text_at_cursor(typed(event.text, lines=False))
        event.stop()
        event.prevent_default()


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
