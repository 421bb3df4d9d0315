"""A short list in the place of the why pane, of which one row is taken or looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from attrs import frozen
from textual.binding import Binding, BindingType
from textual.message import Message

from planner.by_fields import Compared
from planner.tui.plain import plain
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["AskList", "AskRow"]


@frozen(eq=False, repr=False)
class AskRow(Compared):
    """A row: what is handed back when it is taken, its name, and what is said beside that."""

    answer: str
    name: str
    words: str = ""
    marked: bool = False


class AskList(RowList):
    """Moving looks, Enter or Space takes, Esc leaves; a click looks, a second one takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "take", "Take", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]
    SCOPED_CSS: ClassVar[bool] = False  # how much room the deal has is said by the classes above it
    DEFAULT_CSS = """
    AskList {
        height: 1fr; padding: 0; scrollbar-size-vertical: 0;
        background: $surface; border-title-color: $text;
    }
    AskList#lines { border-top: heavy $accent; }
    .-low AskList#lines { border-top: none; }
    .-framed AskList, .-framed AskList#lines { border: round $accent; padding: 0 1; }
    """

    class Looked(Message):
        """The cursor has come to a row."""

        def __init__(self, asked: str, answer: str) -> None:
            super().__init__()
            self.asked = asked
            self.answer = answer

    class Taken(Message):
        """A row was taken."""

        def __init__(self, asked: str, answer: str) -> None:
            super().__init__()
            self.asked = asked
            self.answer = answer

    class Left(Message):
        """The planner wants none of them."""

        def __init__(self, asked: str) -> None:
            super().__init__()
            self.asked = asked

    def __init__(self, asked: str, heading: str, rows: Sequence[AskRow], at: int = 0) -> None:
        super().__init__(id=asked)
        self._asked = asked
        self._clicked: int | None = None
        self._rows = tuple(rows)
        self._name_width = max((len(row.name) for row in self._rows), default=0)
        self.border_title = plain(heading)
        self.set_row_count(len(self._rows))
        with self.prevent(RowList.Moved):
            self.cursor = at

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click looks as moving does, a second one takes."""
        event.stop()
        if self._clicked == self.cursor:
            self.action_take()
        self._clicked = self.cursor

    @property
    def answers(self) -> tuple[str, ...]:
        """What the rows hand back, first to last."""
        return tuple(row.answer for row in self._rows)

    def show(self, rows: Iterable[AskRow]) -> None:
        """Say other words beside the names."""
        self._rows = tuple(rows)
        self.refresh_rows()

    def cells(self, row: int, width: int) -> Iterable[Cell]:  # noqa: ARG002
        """The name, marked where it is that of now, and what is said beside it."""
        at = self._rows[row]
        if any(each.marked for each in self._rows):
            yield Cell("•" if at.marked else "", "text", 1)
        yield Cell(at.name, "title" if row == self.cursor else "text", self._name_width, 1)
        yield Cell(at.words, "muted", before=2)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell the screen what is looked at."""
        event.stop()
        self.post_message(self.Looked(self._asked, self._rows[self.cursor].answer))

    def step(self, step: int) -> None:
        """Go on that many rows, back where it is negative; round from the last to the first."""
        self.cursor = (self.cursor + step) % max(1, len(self._rows))

    def action_take(self) -> None:
        """Tell the screen which is taken."""
        self.post_message(self.Taken(self._asked, self._rows[self.cursor].answer))

    def action_leave(self) -> None:
        """Tell the screen that none is."""
        self.post_message(self.Left(self._asked))
