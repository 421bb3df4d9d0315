"""The field at the foot of a screen in which one types what to look for; hidden until asked for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from planner.tui.widgets.typing import TextField

__all__ = ["SearchField"]


class SearchField(TextField):
    """Shown by :meth:`begin`, hidden and emptied by :meth:`end`; Esc asks the screen to end it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]
    DEFAULT_CSS = """
    SearchField { margin: 0 1; display: none; }
    """

    class Left(Message):
        """The planner wants no more of it."""

    def __init__(self, placeholder: str, *, id: str) -> None:  # noqa: A002 (Textual's name)
        super().__init__(placeholder=f"/ {placeholder} · Enter keeps · Esc ends", id=id)

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
