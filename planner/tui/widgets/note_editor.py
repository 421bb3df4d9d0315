"""The note on one issue and a comment for colleagues, written in the place of the why pane."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from planner.tui.plain import plain
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["NoteEditor"]


class NoteEditor(Vertical):
    """Every letter of the note is kept as it is typed; Esc closes, undo takes the whole note back.

    What stands in the field below it becomes a comment when the planner closes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    DEFAULT_CSS = """
    NoteEditor { height: 1fr; border-top: heavy $accent; }
    NoteEditor #note-text { height: 1fr; min-height: 1; }
    NoteEditor #comment-label { height: 1; color: $text-muted; }
    NoteEditor #comment-text { height: 2; }
    """

    class Written(Message):
        """The note has another text."""

        def __init__(self, issue: str, text: str) -> None:
            super().__init__()
            self.issue = issue
            self.text = text

    class Typed(Message):
        """A letter of a comment: what it says so far."""

        def __init__(self, about: str, text: str) -> None:
            super().__init__()
            self.about = about
            self.text = text

    class Closed(Message):
        """The planner is done."""

    answers = ""
    """A comment beside a note begins a matter."""

    def __init__(self, issue: str, title: str, text: str) -> None:
        super().__init__()
        self.about = issue
        self._ended = False
        self._area = WritingArea(
            text, show_line_numbers=False, tab_behavior="focus", id="note-text"
        )
        self._comment = WritingArea(
            "", show_line_numbers=False, tab_behavior="focus", id="comment-text"
        )
        self.border_title = plain(f"Note on {title} · Esc closes, all is kept")

    @property
    def comment(self) -> str:
        """What is written for colleagues so far; empty once it was handed over."""
        return "" if self._ended else self._comment.text

    def empty(self) -> None:
        """What was written for colleagues is a comment by now."""
        self._comment.clear()

    def compose(self) -> ComposeResult:
        """The note, and the comment below it."""
        yield self._area
        yield Static("Tab: a comment for colleagues", id="comment-label", markup=False)
        yield self._comment

    def on_mount(self) -> None:
        """Write on at the end."""
        self.screen.set_focus(self._area)
        self._area.move_cursor(self._area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen at each letter."""
        if event.text_area is self._area:
            self.post_message(self.Written(self.about, self._area.text))
        else:
            self.post_message(self.Typed(self.about, self.comment))

    def on_click(self, event: events.Click) -> None:
        """A click on the title, which says so, closes."""
        if event.screen_y == self.region.y:
            self.action_close()

    def end(self) -> str:
        """Hand over, once, what was written for colleagues: it is a comment from now on."""
        text, self._ended = self.comment.strip(), True
        return text

    def action_close(self) -> None:
        """Go back to the lists."""
        self.post_message(self.Closed())
