"""The note on one issue, written in the place of the why pane."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from planner.tui.plain import plain
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["NoteEditor"]


class NoteEditor(Vertical):
    """Every letter is kept as it is typed; Esc closes, undo takes the whole note back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    DEFAULT_CSS = """
    NoteEditor { height: 1fr; border-top: heavy $accent; }
    """

    class Written(Message):
        """The note has another text."""

        def __init__(self, issue: str, text: str) -> None:
            super().__init__()
            self.issue = issue
            self.text = text

    class Closed(Message):
        """The planner is done."""

    def __init__(self, issue: str, title: str, text: str) -> None:
        super().__init__()
        self._issue = issue
        self._area = WritingArea(text, show_line_numbers=False, tab_behavior="focus")
        self.border_title = plain(f"Note on {title} · Esc closes, all is kept")

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._area

    def on_mount(self) -> None:
        """Write on at the end."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def on_text_area_changed(self) -> None:
        """Tell the screen at each letter."""
        self.post_message(self.Written(self._issue, self._area.text))

    def on_click(self, event: events.Click) -> None:
        """A click on the title, which says so, closes."""
        if event.screen_y == self.region.y:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the lists."""
        self.post_message(self.Closed())
