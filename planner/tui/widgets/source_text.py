"""A source's own words, to be read and selected in; what is coded of it stands out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import BindingType
from textual.widgets.text_area import Selection

from planner.keys.tables.moves import LIST_MOVES
from planner.sources.coding import CodedText, sentence_at
from planner.sources.quotes import Span
from planner.tui.bindings import bindings
from planner.tui.widgets.typing import TypingKeys
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["SourceText"]

_NO_SIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey, or a text area take for the end of a line."""
_CODED = Style(underline=True, bold=True)


class SourceText(WritingArea):
    """Shows the text character for character, so that a place in it is one of the source's."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_MOVES, of_widget=True)
    typing_keys: TypingKeys = ()
    """Nothing is typed here: the row of keys shows the commands of the screen."""
    DEFAULT_CSS = "SourceText { height: 1fr; background: $background; padding: 0 1; }"

    def __init__(self, coded: CodedText) -> None:
        shown = _NO_SIGN.sub(" ", coded.text.text)
        self._coded = coded
        self._starts = [0, *(at.end() for at in re.finditer("\n", shown))]
        super().__init__(shown, id="source", read_only=True, tab_behavior="focus")

    @property
    def coded(self) -> CodedText:
        """The text with what is coded of it."""
        return self._coded

    @property
    def offset_of_cursor(self) -> int:
        """Where in the text the cursor stands."""
        return self._offset(self.cursor_location)

    @property
    def selected(self) -> Span:
        """What is selected; the sentence under the cursor where nothing is."""
        places = (self.selection.start, self.selection.end)
        start, end = sorted(self._offset(place) for place in places)
        return Span(start, end) if start < end else self._sentence(start)

    def action_page_up(self) -> None:
        """Move the cursor a page up, and not what is in sight alone."""
        self.action_cursor_page_up()

    def action_page_down(self) -> None:
        """Move the cursor a page down."""
        self.action_cursor_page_down()

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_cursor((0, 0))

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_cursor(self.document.end)

    def go_to(self, offset: int) -> None:
        """Put the cursor there."""
        self.move_cursor(self._location(offset), center=True)

    def show_place(self, span: Span) -> None:
        """Put the cursor at the end of that passage, and let it stand out as what is selected."""
        self.move_cursor(self._location(span.start), center=True)
        self.selection = Selection(self._location(span.start), self._location(span.end))

    def select_sentence(self) -> None:
        """Select the sentence under the cursor; with one selected, the next one too."""
        places = (self.selection.start, self.selection.end)
        start, end = sorted(self._offset(place) for place in places)
        if start == end:
            span = self._sentence(start)
        else:
            rest = self._coded.text.flow[end:]
            after = end + len(rest) - len(rest.lstrip())
            span = Span(start, self._sentence(min(after, len(self.text) - 1)).end)
        self.selection = Selection(self._location(span.start), self._location(span.end))

    def get_line(self, line_index: int) -> Text:
        """The line, with what is coded of it standing out without any colour."""
        line = super().get_line(line_index)
        start = self._offset((line_index, 0))
        for span in self._coded.spans:
            if span.start < start + len(line.plain) and start < span.end:
                line.stylize(_CODED, max(0, span.start - start), span.end - start)
        return line

    def _sentence(self, offset: int) -> Span:
        text = self._coded.text
        words = text.text if text.is_running(offset) else text.flow
        return sentence_at(words, offset, text.parts)

    def _offset(self, location: tuple[int, int]) -> int:
        row, column = location
        return self._starts[row] + column

    def _location(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._starts, offset) - 1
        return row, offset - self._starts[row]
