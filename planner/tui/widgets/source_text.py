"""A source's own words, to be read and selected in; what is coded of it stands out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import BindingType
from textual.geometry import Offset
from textual.widgets.text_area import DocumentNavigator, Selection

from planner.keys.tables.moves import LIST_MOVES
from planner.sources.coding import CodedText, sentence_at
from planner.sources.quotes import Span
from planner.tui.bindings import bindings
from planner.tui.in_thread import beside
from planner.tui.widgets.source_rows import SourceLines, SourceRows
from planner.tui.widgets.typing import TypingKeys
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["SourceText", "rows_on_screen"]

_AROUND = 5
"""The columns of the screen that are not the text's: room beside it, the scrollbar, the cursor."""
_FAR = 10_000
"""As many characters away the other bracket of a pair is looked for."""
_CODED = Style(underline=True, bold=True)


class SourceText(WritingArea):
    """Shows the text character for character, so that a place in it is one of the source's."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_MOVES, of_widget=True)
    typing_keys: TypingKeys = ()
    """Nothing is typed here: the row of keys shows the commands of the screen."""
    DEFAULT_CSS = "SourceText { height: 1fr; background: $background; padding: 0 1; }"

    def __init__(self, coded: CodedText, rows: SourceRows | None = None) -> None:
        """The text, in ``rows`` where these are worked out already."""
        self._coded = coded
        self._rows = SourceRows(SourceLines(coded.text.text)) if rows is None else rows
        self._lines = self._rows.lines_held
        self._wanted_width: int | None = None
        super().__init__("", id="source", read_only=True, tab_behavior="focus")

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 (Textual's)
        """Show the lines that are there: Textual would part and measure the text three times."""
        self.document = self._lines
        self.wrapped_document = self._rows
        self.navigator = DocumentNavigator(self._rows)
        self.move_cursor((0, 0))
        self._refresh_size()

    def _rewrap_and_refresh_virtual_size(self) -> None:
        width = self.wrap_width
        if self._wanted_width is not None:  # what is under way looks again
            self._wanted_width = width
        elif width != self._rows.width:
            if self._lines.quick:
                self._rows.wrap(width)
            else:
                self._wanted_width = width
                self.run_worker(self._set_beside(), group="rows")
        self._line_cache.clear()
        self._refresh_size()

    async def _set_beside(self) -> None:
        """Set a long text in rows while keys go on with those of the width before."""
        try:
            while self._wanted_width not in (None, self._rows.width):
                width = self._wanted_width
                change = await beside(partial(self._rows.laid_out, width))
                top = self._rows.offset_to_location(Offset(0, round(self.scroll_y)))
                change()
                self._line_cache.clear()
                self._refresh_size()
                self.scroll_to(y=self._rows.location_to_offset(top).y, animate=False, force=True)
                self._cursor_offset = self._rows.location_to_offset(self.cursor_location)
                self.refresh()
        finally:
            self._wanted_width = None

    def _yield_character_locations(
        self, start: tuple[int, int]
    ) -> Iterable[tuple[str, tuple[int, int]]]:
        return islice(super()._yield_character_locations(start), _FAR)

    def _yield_character_locations_reverse(
        self, start: tuple[int, int]
    ) -> Iterable[tuple[str, tuple[int, int]]]:
        return islice(super()._yield_character_locations_reverse(start), _FAR)

    @property  # type: ignore[misc] # nothing is edited here
    def text(self) -> str:
        """The text as it is shown; Textual asks for it with each row that it draws."""
        return self._lines.text

    @property
    def selected_text(self) -> str:
        """What is selected, as the source has it."""
        start, end = sorted(map(self._offset, self.selection))
        return self.text[start:end]

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
        for span in self._coded.coded_within(Span(start, start + len(line.plain))):
            line.stylize(_CODED, max(0, span.start - start), span.end - start)
        return line

    def _sentence(self, offset: int) -> Span:
        text = self._coded.text
        words = text.text if text.is_running(offset) else text.flow
        return sentence_at(words, offset, text.parts)

    def _offset(self, location: tuple[int, int]) -> int:
        return self._lines.offset(location)

    def _location(self, offset: int) -> tuple[int, int]:
        return self._lines.location(offset)


def rows_on_screen(coded: CodedText, width: int) -> SourceRows:
    """The text in rows as a screen of that width shows it; takes a while of a long one."""
    return SourceRows(SourceLines(coded.text.text), max(0, width - _AROUND))
