"""A list of any length that draws only the rows in sight.

One widget for all rows, because a widget a row does not scale: 150 issues with 5 options each are
900 rows. Rows are made of plain text and style names, so nothing in them is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from attrs import frozen
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from planner.by_fields import Compared
from planner.keys.tables.moves import LIST_MOVES
from planner.tui.bindings import bindings
from planner.tui.look.text_styles import StyledLines
from planner.tui.plain import one_line

__all__ = ["Cell", "RowList"]


@frozen(eq=False, repr=False)
class Cell(Compared):
    """A piece of a row.

    ``style`` is the name of its look (:mod:`planner.tui.look.text_styles`). ``width`` pads or cuts
    it to that many terminal cells (0: as long as it is); ``before`` puts blanks in front of it.
    """

    text: str
    style: str = "text"
    width: int = 0
    before: int = 0


class RowList(StyledLines):
    """Rows of cells with a cursor; subclasses say how many rows there are and what is in them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_MOVES, of_widget=True)
    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        min-width: 8;
    }
    """

    cursor_look: ClassVar = "cursor-with-focus"
    """How the row under the cursor looks where the keys go to."""

    cursor = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row, or the row under it has changed."""

        def __init__(self, rows: RowList) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> RowList:
            """The list that the cursor moved in."""
            return self.rows

    class Clicked(Message):
        """A row was clicked, in that column of it; the cursor stands on it."""

        def __init__(self, rows: RowList, column: int) -> None:
            super().__init__()
            self.rows = rows
            self.column = column

        @property
        def control(self) -> RowList:
            """The list that was clicked."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._row_count = 0
        self._drawn: dict[int, tuple[Cell, ...]] = {}

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._row_count

    def set_row_count(self, count: int) -> None:
        """Show that number of rows; the cursor stays where it is as far as it can."""
        self._row_count = count
        self._drawn.clear()
        self.virtual_size = Size(0, count)
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def refresh_rows(self) -> None:
        """Draw the rows in sight again that are not as they were drawn last.

        Most changes touch few rows, and drawing a row costs many times what its cells do.
        """
        top, width = self.scroll_offset.y, self.scrollable_content_region.width
        for row in range(top, min(top + self.size.height, self._row_count)):
            if self._drawn.get(row) != tuple(self.cells(row, width - 1)):
                self._refresh_row(row)

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """The cells of a row, from left to right; what passes ``width`` is cut off."""
        raise NotImplementedError

    def validate_cursor(self, row: int) -> int:
        """A row that exists; 0 in an empty list."""
        return max(0, min(row, self._row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows, keep the cursor in sight and tell the screen."""
        if old != new:
            self._refresh_row(old)
            self._refresh_row(new)
            self._show_row(new)
            self.post_message(self.Moved(self))

    def action_cursor_up(self) -> None:
        """Move the cursor up a row."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """Move the cursor down a row."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Move the cursor up a page."""
        self.cursor -= max(1, self.size.height - 1)

    def action_page_down(self) -> None:
        """Move the cursor down a page."""
        self.cursor += max(1, self.size.height - 1)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.cursor = self._row_count - 1

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return  # on the border or a scrollbar
        row = offset.y + self.scroll_offset.y
        if row < self._row_count:
            self.cursor = row
            self.post_message(self.Clicked(self, offset.x))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not 0 <= row < self._row_count:
            return Strip.blank(width, self._style("text"))
        on_cursor = row == self.cursor
        segments = [Segment("▸" if on_cursor else " ", self._style("text", on_cursor=on_cursor))]
        left = width - 1
        drawn = self._drawn[row] = tuple(self.cells(row, left))
        for cell in drawn:
            text = _cut(" " * cell.before + _fitted(one_line(cell.text), cell.width), left)
            segments.append(Segment(text, self._style(cell.style, on_cursor=on_cursor)))
            left -= cell_len(text)
            if left <= 0:
                break
        return Strip(segments).adjust_cell_length(width, self._style("text", on_cursor=on_cursor))

    def _style(self, name: str, *, on_cursor: bool = False) -> Style:
        return self.look(name, *(self._cursor_looks() if on_cursor else ()))

    def _cursor_looks(self) -> Sequence[str]:
        """How the row under the cursor stands out."""
        if not self.has_focus:
            return ("cursor",)
        return (self.cursor_look, "underlined") if self.app.no_color else (self.cursor_look,)

    def _refresh_row(self, row: int) -> None:
        y = row - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _show_row(self, row: int) -> None:
        if self.size.height:
            region = Region(0, row, max(1, self.size.width), 1)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)


def _fitted(text: str, width: int) -> str:
    return set_cell_size(_cut(text, width), width) if width else text


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""
