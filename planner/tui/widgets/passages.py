"""A pane of text: the why pane, and every other text that is read and scrolled.

It wraps its text itself and draws only the lines in sight: an explanation may cite dozens of
statements, and it is made anew at each move of the cursor. Of a text of thousands of lines those
below the first ones are set in turns, between which keys are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import chop_cells
from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from planner.keys.tables.moves import LIST_MOVES
from planner.reports.formats.text import PANE, Line, lines_of, text_lines
from planner.reports.formats.wrapping import cells
from planner.reports.page import Block
from planner.tui.bindings import bindings
from planner.tui.look.text_styles import StyledLines
from planner.tui.plain import plain, shown

if TYPE_CHECKING:
    from planner.reports.content.quote_marks import Mark

__all__ = ["PassagePane", "wrapped_lines"]

_ANY_WIDTH = 1_000_000
_AT_ONCE = 300
"""Lines that are set in one turn, some milliseconds of work."""


class PassagePane(StyledLines, inherit_bindings=False):
    """Shows blocks, wrapped to its width; scrolls when it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_MOVES, of_widget=True)
    DEFAULT_CSS = """
    PassagePane {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-background: transparent;
        scrollbar-background-hover: transparent;
        scrollbar-background-active: transparent;
        min-width: 8;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[Line] = []
        self._lines_to_come: Iterator[Line] = iter(())
        self._set_to = 0
        self._title = ""
        self._marks: Mapping[tuple[str, str], Mark] | None = None

    @property
    def marks(self) -> Mapping[tuple[str, str], Mark]:
        """What is said below quotes, by statement and quote: doubts, wherever a quote is shown."""
        if self._marks is not None:
            return self._marks
        found: Mapping[tuple[str, str], Mark] = getattr(self.app, "quote_marks", {})
        return found

    def mark_quotes(self, marks: Mapping[tuple[str, str], Mark]) -> None:
        """Say this below quotes here, instead of what the app says; the place stays."""
        self._marks = marks
        self._set_lines()

    def marks_changed(self) -> None:
        """Say what the app knows of the quotes by now; the place stays."""
        if self._marks is None:
            self._set_lines()

    @property
    def text(self) -> str:
        """All that it says, a paragraph a line."""
        return "\n".join(text_lines(self._marked(), _ANY_WIDTH, PANE))

    @property
    def title(self) -> str:
        """What it is about."""
        return self._title

    def entitle(self, title: str) -> None:
        """Put a title on the border."""
        if title != self._title:  # a border title that is set draws the whole pane again
            self._title = title
            self.border_title = plain(title)

    def show(self, blocks: Iterable[Block], *, keep_place: bool = False) -> None:
        """Show these blocks, from the top unless ``keep_place``."""
        self._blocks = tuple(blocks)
        self._set_lines()
        if not keep_place:
            self.scroll_to(y=0, animate=False)

    def lines_of(self, block: Block) -> Sequence[Line]:
        """The lines that the block takes here."""
        return wrapped_lines(block, self._set_to)

    def action_cursor_up(self) -> None:
        """Scroll up a line; there is no cursor in a text, but the keys are those of lists."""
        self.scroll_up(animate=False)

    def action_cursor_down(self) -> None:
        """Scroll down a line."""
        self.scroll_down(animate=False)

    def action_first(self) -> None:
        """Scroll to the first line."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Scroll to the last line."""
        self._lines += self._lines_to_come
        self._fit_scrollbar()
        self.scroll_end(animate=False)

    def on_resize(self) -> None:
        """Wrap to the new width, as far as drawing has not done so."""
        self._wrap()
        self._fit_scrollbar()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        self._wrap()  # the first drawing comes before the message that brings the size
        base = self.look()
        row = y + self.scroll_offset.y
        if row >= len(self._lines):
            return Strip.blank(self.size.width, base)
        text, look = self._lines[row]
        style = self.look(look.value)
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, base)

    @property
    def _in_sight(self) -> list[Line]:
        top = self.scroll_offset.y
        return self._lines[top : top + self.size.height]

    @property
    def _width(self) -> int:
        # The bar's column is its own even while nothing is to scroll: text that wraps anew as the
        # bar comes and goes is hard to read.
        return max(0, self.container_size.width - 1)

    def _set_lines(self) -> None:
        before = self._in_sight
        self._set_to = 0
        self._wrap()
        self._fit_scrollbar()
        width = self.size.width
        changed = [
            Region(0, y, width, 1)
            for y, (old, new) in enumerate(zip_longest(before, self._in_sight))
            if old != new
        ]
        if changed:  # without a region all would be drawn
            self.refresh(*changed)

    @property
    def _needed(self) -> int:
        """How many lines must be there before anything is drawn."""
        return max(_AT_ONCE, self.scroll_offset.y + self.size.height)

    def _wrap(self) -> None:
        """Break the blocks into lines of the width that there is, where that is not done yet."""
        width = self._width
        if width and width != self._set_to:  # before the first layout there is none
            self._set_to = width
            self._lines_to_come = iter(self._made_lines(width))
            self._lines = list(islice(self._lines_to_come, self._needed))
            if len(self._lines) == self._needed:
                self.call_later(self._wrap_on)

    def _wrap_on(self) -> None:
        """Set the next lines; those of a text that was given up meanwhile are gone."""
        more = list(islice(self._lines_to_come, _AT_ONCE))
        self._lines += more
        self._fit_scrollbar()
        if len(more) == _AT_ONCE:
            self.call_later(self._wrap_on)

    def _made_lines(self, width: int) -> Iterable[Line]:
        return (line for block in self._marked() for line in wrapped_lines(block, width))

    def _marked(self) -> Iterable[Block]:
        if not self.marks:
            return self._blocks
        from planner.reports.content.quote_marks import marked  # noqa: PLC0415 (few have any)

        return marked(self._blocks, self.marks)

    def _fit_scrollbar(self) -> None:
        lines = len(self._lines)
        if self.styles.auto_dimensions:
            self.virtual_size = Size(0, lines)
            return
        # The bar is always there, and empty where all lines have room: Textual would lay the whole
        # screen out anew each time that it came or went. So it would if the size were set plainly,
        # at each move of the cursor; what the number of lines changes is the scrollbar alone.
        size = Size(0, max(lines, self.scrollable_content_region.height))
        if size != self.virtual_size:
            self.set_reactive(PassagePane.virtual_size, size)
            self._scroll_update(size)


@lru_cache(maxsize=128)  # most of what is said stays the same from choice to choice
def wrapped_lines(block: Block, width: int) -> tuple[Line, ...]:
    """The lines of a block in a pane of that width."""
    return tuple(
        Line(piece, line.look)
        for line in lines_of([block], width, PANE)
        for piece in _pieces(shown(line.text), width)
    )


def _pieces(text: str, width: int) -> list[str]:
    """The text, with a word chopped that is longer than the line."""
    return chop_cells(text, width) if cells(text) > width else [text]
