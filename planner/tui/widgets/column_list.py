"""A list whose rows have cells in columns, with a cursor that goes both ways.

The head with the columns' names is a widget of its own, so that it stays while the rows scroll.
Columns that do not fit are reached by moving the cursor to them; the head says that there are
more. Used for the coverage matrix and for scenarios side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import add
from typing import ClassVar

from attrs import frozen
from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from planner.by_fields import Compared
from planner.keys.tables.moves import COLUMN_MOVES
from planner.tui.bindings import bindings
from planner.tui.plain import one_line, plain
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["ColumnCell", "ColumnHead", "ColumnList"]

_FRAME = 2
"""Columns of the terminal around the text of a cell, for the brackets of the cursor."""

_LONG_NAME = 24
"""Columns of the terminal that a column's name may ask for."""


@frozen(eq=False, repr=False)
class ColumnCell(Compared):
    """What stands in a column: texts that say the same in less and less room."""

    texts: tuple[str, ...]
    style: str = "text"


class ColumnList(RowList):
    """Rows with a label and a cell for each column; subclasses say what stands in them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COLUMN_MOVES, of_widget=True)

    cursor_look: ClassVar = "cursor-of-columns"

    least_width: ClassVar = 9
    """Columns of the terminal that each column gets at least; what does not fit then scrolls."""

    column = reactive(0, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.head = ColumnHead(self.head_text)
        self._names: Sequence[str] = ()
        self._leads: Sequence[str] = ()
        self._label_width = 0
        self._cell_widths: Sequence[int] = ()
        self._first = 0

    def set_columns(
        self,
        names: Sequence[str],
        label_width: int,
        cell_widths: Sequence[int],
        leads: Sequence[str] = (),
    ) -> None:
        """Show these columns.

        The widths are those that hold the texts whole: ``cell_widths`` has one for each level of
        detail, the longest texts first. ``leads`` stand in front of the names, such as letters.
        """
        self._names, self._leads = names, leads or [""] * len(names)
        self._label_width, self._cell_widths = label_width, cell_widths
        self.column = self.validate_column(self.column)
        self._lay()

    def label(self, row: int) -> Cell:
        """What stands in front of the columns; the whole row if :meth:`has_columns` is false."""
        raise NotImplementedError

    def column_cell(self, row: int, column: int) -> ColumnCell:
        """What stands in a column of a row."""
        raise NotImplementedError

    def has_columns(self, row: int) -> bool:  # noqa: ARG002 (subclasses look at it)
        """Whether the row has cells; a heading, for instance, has none."""
        return True

    @property
    def level(self) -> int:
        """Which of its texts each cell shows: 0 for the longest."""
        _, width, _ = self._layout()
        fits = (n for n, wanted in enumerate(self._cell_widths) if wanted + _FRAME <= width)
        return next(fits, max(0, len(self._cell_widths) - 1))

    def validate_column(self, column: int) -> int:
        """A column that exists; 0 if there is none."""
        return max(0, min(column, len(self._names) - 1))

    def watch_column(self, old: int, new: int) -> None:
        """Show the column and tell the screen."""
        if old != new:
            self._lay()
            self.post_message(self.Moved(self))

    def action_cursor_left(self) -> None:
        """Move the cursor a column to the left."""
        self.column -= 1

    def action_cursor_right(self) -> None:
        """Move the cursor a column to the right."""
        self.column += 1

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._lay()
        super().on_resize()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell that was clicked."""
        label, width, shown = self._layout()
        column = (event.x - 1 - label) // width if width else -1
        if event.x - 1 >= label and 0 <= column < len(shown):
            self.column = shown[column]
        super().on_click(event)

    def cells(self, row: int, width: int) -> Iterable[Cell]:  # noqa: ARG002 (laid out already)
        """The label, and the cells of the columns in sight."""
        if not self.has_columns(row):
            yield self.label(row)
            return
        label_width, cell_width, shown = self._layout()
        label, level = self.label(row), self.level
        yield Cell(label.text, label.style, width=label_width)
        for column in shown:
            here = row == self.cursor and column == self.column
            cell = self.column_cell(row, column)
            text = cell.texts[min(level, len(cell.texts) - 1)]
            # Brackets, so that the cell under the cursor is seen without colours too.
            yield from _framed(text, cell_width, "here" if here else cell.style, here=here)

    def head_text(self, width: int) -> Content:
        """The names of the columns in sight, over their cells."""
        label_width, cell_width, shown = self._layout()
        before = "< more" if shown and shown[0] > 0 else ""
        after = " >" if shown and shown[-1] < len(self._names) - 1 else ""
        head = plain(before.rjust(label_width + 1)[: label_width + 1], "$text-muted")
        named = [one_line(name) for name in self._names]
        texts = told_apart(named, max(1, cell_width - 2), self._leads)
        names = [
            plain(f" {texts[column]}", "bold underline" if column == self.column else "bold")
            for column in shown
        ]
        padded = [Content.assemble(n, " " * (cell_width - n.cell_length)) for n in names]
        line = Content("").join([head, *padded])
        if not after:
            return line
        return Content.assemble(line.truncate(max(0, width - 2)), (after, "$text-muted"))

    def _style(self, name: str, *, on_cursor: bool = False) -> Style:
        if name == "here":
            return super()._style("here-with-focus" if self.has_focus else "here")
        return super()._style(name, on_cursor=on_cursor)

    def _layout(self) -> tuple[int, int, Sequence[int]]:
        """How wide the label and each column are, and which columns are in sight."""
        room, number = self.scrollable_content_region.width - 1, len(self._names)
        if not number or room <= 0:
            return max(room, 0), 0, ()
        names = max(map(cell_len, map(add, self._leads, self._names)))
        wanted = max(*self._cell_widths, min(names, _LONG_NAME)) + _FRAME
        label = min(self._label_width + 1, max(room // 3, room - number * wanted))
        width = min((room - label) // number, wanted)
        if width >= min(self.least_width, wanted):
            return label, width, range(number)
        in_sight = min(number, max(1, (room - label) // self.least_width))
        first = max(0, min(self._first, number - in_sight))
        width = max(1, (room - label) // in_sight)
        return label, width, range(first, first + in_sight)

    def _lay(self) -> None:
        """Bring the column of the cursor into sight, and draw everything anew."""
        _, _, shown = self._layout()
        if shown and self.column not in shown:
            last = self.column - len(shown) + 1
            self._first = self.column if self.column < shown[0] else last
        self.refresh()
        self.head.refresh()


class ColumnHead(Widget):
    """The names of columns, above the list that lays them out."""

    DEFAULT_CSS = "ColumnHead { height: 1; text-wrap: nowrap; }"

    def __init__(
        self,
        text: Callable[[int], Content],
        clicked: Callable[[int, int], None] | None = None,
    ) -> None:
        """``clicked`` is called with where it was clicked and how wide it is."""
        super().__init__()
        self._text = text
        self._clicked = clicked

    def render(self) -> Content:
        """The names, for the width that there is."""
        return self._text(self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Tell which column was clicked."""
        if self._clicked is not None:
            event.stop()
            self._clicked(event.x, self.size.width)


def told_apart(names: Sequence[str], width: int, leads: Sequence[str] = ()) -> list[str]:
    """The names cut to the width: at the end, but where that makes two alike, in the middle.

    Each stands behind its lead, if any, which takes room and tells no name from another.
    """
    led = list(map(add, leads, names)) if leads else names
    ends = [plain(text).truncate(width, ellipsis=True).plain for text in led]
    begun = {
        (end[len(text) - len(name) : -1], name)
        for end, text, name in zip(ends, led, names, strict=True)
        if end != text
    }
    # Behind leads of several widths, of two names alike one may be cut shorter.
    if not any(b.startswith(a) for (a, _), (b, _) in pairwise(sorted(begun))):
        return ends
    tail = (width - 1) // 2
    return [
        text
        if cell_len(text) <= width
        else set_cell_size(text, width - 1 - tail).rstrip() + "…" + _last(text, tail)
        for text in led
    ]


def _last(text: str, width: int) -> str:
    """As much of the end as the width holds."""
    while cell_len(text) > width:
        text = text[1:]
    return text


def _framed(text: str, width: int, style: str, *, here: bool) -> Iterator[Cell]:
    words = one_line(text)
    room = max(0, width - 2)
    used = min(cell_len(words), room)
    yield Cell("[" if here else "", style, width=1)
    if used:
        yield Cell(words, style, width=used)
    yield Cell("]" if here else "", style, width=1)
    if used < room:
        yield Cell("", width=room - used)
