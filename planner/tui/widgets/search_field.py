"""The field in which one types what to look for, and moves in what was found."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from planner.tui.widgets.line_field import LineField

__all__ = ["SearchField"]


class SearchField(LineField):
    """A line that is looked for as it is typed; the arrows move in what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
    ]

    class Stepped(Message):
        """The planner wants to move in what was found: ``step`` rows down."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(
        self,
        what: str,
        *,
        id: str,  # noqa: A002 (Textual's name)
        enter: str = "keeps",
        example: str = "",
        hidden: bool = False,
    ) -> None:
        keys = f"Enter {enter} · Esc ends"
        super().__init__(what, id=id, keys=keys, example=example, hidden=hidden)

    def action_step(self, step: int) -> None:
        """Tell the screen."""
        self.post_message(self.Stepped(step))
