"""A comment or an answer, written at the foot of the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from planner.tui.plain import plain
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["CommentEditor"]


class CommentEditor(Vertical):
    """Esc closes, and what was written is a comment from then on; undo takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    DEFAULT_CSS = """
    CommentEditor { height: 6; border-top: heavy $accent; border-title-color: $text; }
    """

    class Typed(Message):
        """A letter more or less: what it says so far."""

        def __init__(self, about: str, answers: str, text: str) -> None:
            super().__init__()
            self.about = about
            self.answers = answers
            self.text = text

    class Closed(Message):
        """The planner is done: ``answers`` is the comment that is answered, if one is."""

        def __init__(self, on: str, answers: str, text: str) -> None:
            super().__init__()
            self.on = on
            self.answers = answers
            self.text = text

    def __init__(self, title: str, *, on: str = "", answers: str = "") -> None:
        super().__init__()
        self.about = on
        self.answers = answers
        self._area = WritingArea("", show_line_numbers=False, tab_behavior="focus")
        self.border_title = plain(f"{title} · Esc closes, all is kept")

    @property
    def comment(self) -> str:
        """What is written so far."""
        return self._area.text

    def empty(self) -> None:
        """What was written is a comment by now."""
        self._area.clear()

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._area

    def on_mount(self) -> None:
        """Write at once."""
        self.screen.set_focus(self._area)

    def on_text_area_changed(self) -> None:
        """Tell the screen at each letter."""
        self.post_message(self.Typed(self.about, self.answers, self.comment))

    def action_close(self) -> None:
        """Hand over what was written."""
        self.post_message(self.Closed(self.about, self.answers, self._area.text))
