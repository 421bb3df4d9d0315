"""The field at the foot of a screen in which one types what to look for; hidden until asked for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from planner.tui.plain import plain
from planner.tui.widgets.typing import TextField

__all__ = ["SearchField"]


class SearchField(TextField):
    """Shown by :meth:`begin`, hidden and emptied by :meth:`end`; Esc asks the screen to end it.

    The line above it says what is typed here, also once something is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    SearchField {
        display: none; height: 2; padding: 0 1; border-title-color: $text;
        border-top: solid $foreground 30%;
        &:focus { height: 2; border-top: heavy $accent; border-title-style: bold; }
    }
    """

    class Left(Message):
        """The planner wants no more of it."""

    class Stepped(Message):
        """The planner wants to move in what was found: ``step`` rows down."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, what: str, *, id: str, enter: str = "keeps", example: str = "") -> None:  # noqa: A002 (Textual's name)
        super().__init__(placeholder=example, id=id)
        self.border_title = plain(f"{what[:1].upper()}{what[1:]} · Enter {enter} · Esc ends")

    def begin(self) -> None:
        """Show the field and type in it."""
        self.display = True
        self.focus()

    def end(self) -> None:
        """Hide the field and forget what was typed."""
        self.display = False
        self.value = ""

    def action_leave(self) -> None:
        """Tell the screen."""
        self.post_message(self.Left())

    def action_step(self, step: int) -> None:
        """Tell the screen."""
        self.post_message(self.Stepped(step))
