"""The text of a source in rows of a width: worked out anew for another width in no time.

A text of some megabytes is one of a million words. What Textual has for texts that are edited
measures each of them, which takes seconds; here a row is one look of a pattern.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import overload

from textual.expand_tabs import get_tab_widths
from textual.widgets.text_area import Document, WrappedDocument

from planner.reports.formats.wrapping import takes_one_each

__all__ = ["SourceLines", "SourceRows"]

_LONGEST = 20_000
"""Characters of a line: who draws a row of it looks at all of them."""
_NEAR = 1_000
"""Characters before that in which a word may end."""
_AT_ONCE = 2_000_000
"""Characters that are set in rows between two keys; it takes 20 ms."""
_SLOWER = 15
"""How many times as long a character takes in a line with wide ones or tabs."""
_NO_SIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, or a text area take for the end of a line."""
_WORD_ENDS = re.compile(r"\s(?=\S)")


class SourceLines(Document):
    """The text line by line, each character at its place; a line without end is several."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._newline = "\n"
        self._shown = _NO_SIGN.sub(" ", text)
        self._lines = self._shown.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines[:-1])]
        if max(map(len, self._lines)) > _LONGEST:
            self._break_long_lines()
        odd = {sign for sign in set(self._shown) if sign == "\t" or not takes_one_each(sign)}
        self.plain = [odd.isdisjoint(line) for line in self._lines] if odd else None
        """Whether each sign of a line takes one column; ``None`` where all do."""
        slow = 0
        if self.plain is not None:
            pairs = zip(self._lines, self.plain, strict=True)
            slow = sum(len(line) for line, plain in pairs if not plain)
        self.quick = len(self._shown) + slow * _SLOWER <= _AT_ONCE
        """Whether it is set in rows before the next key."""

    @property
    def text(self) -> str:
        """The text as it is shown."""
        return self._shown

    def offset(self, location: tuple[int, int]) -> int:
        """Where in the text that place is."""
        row, column = location
        return self._starts[row] + column

    def location(self, offset: int) -> tuple[int, int]:
        """The line of a place in the text, and the column in it."""
        row = bisect_right(self._starts, offset) - 1
        return row, offset - self._starts[row]

    def _break_long_lines(self) -> None:
        lines, starts = [], []
        for line, start in zip(self._lines, self._starts, strict=True):
            at = 0
            while len(line) - at > _LONGEST:
                end = at + _LONGEST
                near = max(at, end - _NEAR)
                ends = [word.end() for word in _WORD_ENDS.finditer(line, near, end)]
                end = ends[-1] if ends else end
                lines.append(line[at:end])
                starts.append(start + at)
                at = end
            lines.append(line[at:])
            starts.append(start + at)
        self._lines, self._starts = lines, starts


class _RowPlaces(Sequence[tuple[int, int]]):
    """The line of each row, and which row of that line it is."""

    def __init__(self, first_rows: list[int]) -> None:
        self._first_rows = first_rows  # of each line, and of one behind the last

    def __len__(self) -> int:
        return self._first_rows[-1]

    @overload
    def __getitem__(self, row: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[tuple[int, int]]: ...
    def __getitem__(self, row: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        row = row + len(self) if row < 0 else row
        if not 0 <= row < len(self):
            raise IndexError(row)
        line = bisect_right(self._first_rows, row) - 1
        return line, row - self._first_rows[line]


class _RowsOfLines(Sequence[range]):
    """The rows of each line."""

    def __init__(self, first_rows: list[int]) -> None:
        self._first_rows = first_rows

    def __len__(self) -> int:
        return len(self._first_rows) - 1

    @overload
    def __getitem__(self, line: int) -> range: ...
    @overload
    def __getitem__(self, line: slice) -> Sequence[range]: ...
    def __getitem__(self, line: int | slice) -> range | Sequence[range]:
        if isinstance(line, slice):
            return [self[each] for each in range(*line.indices(len(self)))]
        line = line + len(self) if line < 0 else line
        return range(self._first_rows[line], self._first_rows[line + 1])


class SourceRows(WrappedDocument):
    """The lines in rows of a width; 0 for as wide as they are. Nothing is edited here."""

    def __init__(self, lines: SourceLines, width: int = 0) -> None:
        self._lines = lines
        super().__init__(lines, width)

    @property
    def lines_held(self) -> SourceLines:
        """The lines that are set in rows."""
        return self._lines

    @property
    def width(self) -> int:
        """The width of the rows."""
        return self._width

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._offset_to_line_info)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Set the lines in rows of that width."""
        self.laid_out(width, tab_width)()

    def laid_out(self, width: int, tab_width: int | None = None) -> Callable[[], None]:
        """What changes the rows to that width, once it is called; any thread may work this out."""
        tab_width = tab_width or self._tab_width
        ends = _ends_of_rows(self._lines, width, tab_width)
        first_rows = [0, *accumulate(len(each) + 1 for each in ends)]

        def change() -> None:
            self._width = width
            self._tab_width = tab_width
            self._wrap_offsets = ends
            self._offset_to_line_info = _RowPlaces(first_rows)  # type: ignore[assignment]
            self._line_index_to_offsets = _RowsOfLines(first_rows)  # type: ignore[assignment]

        return change

    def get_tab_widths(self, line_index: int) -> list[int]:
        """How many columns each tab of the line takes."""
        sections = get_tab_widths(self._lines[line_index], self._tab_width)
        return [width for _, width in sections]

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of the line."""
        line, ends = self._lines[line_index], self._wrap_offsets[line_index]
        bounds = zip([0, *ends], [*ends, len(line)], strict=True)
        return [line[start:end] for start, end in bounds]


def _ends_of_rows(lines: SourceLines, width: int, tab_width: int) -> list[list[int]]:
    """For each line where its rows end, but for the last one."""
    none: list[int] = []
    if not width:
        return [none] * lines.line_count
    row = re.compile(rf".{{1,{width}}}(?:(?<=\s)(?=\S)|$)")
    plain = lines.plain or [True] * lines.line_count
    ends = []
    for line, is_plain in zip(lines.lines, plain, strict=True):
        if is_plain and len(line) <= width:
            ends.append(none)
            continue
        found = _ends(line, row) if is_plain else None
        if found is None:
            found = WrappedDocument(Document(line), width, tab_width).get_offsets(0)
        ends.append(found)
    return ends


def _ends(line: str, row: re.Pattern[str]) -> list[int] | None:
    """Where the rows of a plain line end; ``None`` where a word is longer than a row."""
    ends: list[int] = []
    at = 0
    while True:
        found = row.match(line, at)
        if found is None:
            return None
        at = found.end()
        if at == len(line):
            return ends
        ends.append(at)
