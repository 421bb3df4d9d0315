"""A source read on the screen: a passage is selected, and one key makes a statement of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, TextArea

from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import SOURCE
from planner.model.case import Source
from planner.model.statements import Statement
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.quotes import absent_words
from planner.reports.words.verdicts import listed
from planner.sources.coding import CodedText, Passage, passage_of
from planner.sources.finding import Places, places_of
from planner.tui.bindings import bindings
from planner.tui.in_thread import beside
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.search_field import SearchField
from planner.tui.widgets.source_rows import SourceRows
from planner.tui.widgets.source_text import SourceText
from planner.tui.widgets.title_bar import TitleBar

__all__ = ["SourceScreen"]

_SEARCH = "find in the text"
_AT_ONCE = 300_000
"""Characters that are looked through between two keys."""


class SourceScreen(CommandScreen[Passage | Statement | None]):
    """Gives the passage to be made a statement of, the one to go to, or ``None`` after Esc."""

    commands_here: ClassVar[tuple[Command, ...]] = (*SOURCE, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)

    def __init__(
        self, source: Source, coded: CodedText, rows: SourceRows | None = None, at: int = 0
    ) -> None:
        super().__init__()
        self._source = source
        self._at = at
        self._title = TitleBar()
        self._text = SourceText(coded, rows)
        self._search = SearchField(_SEARCH, id="search", enter="reads on there", hidden=True)
        self._begun_at = at
        self._found = Places(coded.text)
        self._number = 0
        self._wanted: str | None = None
        """What is looked for, while that is under way."""
        self._then: list[Callable[[], None]] = []
        """What keys ask for meanwhile."""

    def compose(self) -> ComposeResult:
        """The title with how much is coded, the text, a field for what to find, the keys."""
        yield self._title
        yield self._text
        yield self._search
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin where one was, or at the top."""
        self._text.focus()
        self._text.go_to(self._at)  # at once: the first keys may be there before the first paint
        self._show_title()
        self.call_after_refresh(self._text.scroll_cursor_visible, center=True)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Say where one is by now, and which statements quote what stands there."""
        event.stop()
        self._show_title()

    def _show_title(self) -> None:
        coded, at = self._text.coded, self.reading_at
        name = self._source.title or self._source.id
        share = f"{coded.share:.0%} of the text is coded"
        number = counted(len(coded.statements), "statement")
        forged = absent_words(coded.absent)
        quoting = [statement.id for statement in coded.quoting(at)]
        quotes = agreeing(len(quoting), "quotes", "quote")
        here = [f"{listed(quoting, 'and')} {quotes} this"] if quoting else []
        if page := coded.text.place(at).page:
            here.append(f"page {page:,} of {len(coded.text.pages):,}")
        whole = "; ".join(filter(None, (f"{share}, in {number}", forged)))
        said = [" · ".join((*here, words)) for words in (whole, forged or share)]
        self._title.show(f"Source: {name}", *said, forged or " · ".join(here) or share)

    @property
    def reading_at(self) -> int:
        """Where in the text the cursor stands."""
        return self._text.offset_of_cursor

    def on_input_changed(self, event: Input.Changed) -> None:
        """Go to what is typed so far, from where one was."""
        event.stop()
        if not self._search.display:
            return
        source = self._text.coded.text
        if self._wanted is None and len(source.text) <= _AT_ONCE:
            self._show_found(places_of(source, event.value))
            return
        under_way = self._wanted is not None
        self._wanted = event.value
        self._then.clear()
        self._search.entitle(f"{_SEARCH}: looking")
        if not under_way:
            self.run_worker(self._look(), group="search")

    async def _look(self) -> None:
        """Look through a long text beside the keys, for the last that was typed."""
        source, words = self._text.coded.text, None
        while self._wanted is not None and self._wanted != words:
            words = self._wanted
            found = await beside(partial(places_of, source, words))
        if self._wanted is None:  # given up
            return
        self._wanted = None
        self._show_found(found)
        for then in self._then:
            then()
        self._then.clear()

    def _show_found(self, found: Places) -> None:
        self._found = found
        self._number = found.from_there(self._begun_at)
        self._show_place()

    def _once_found(self, then: Callable[[], None]) -> None:
        if self._wanted is None:
            then()
        else:
            self._then.append(then)

    def on_search_field_stepped(self, event: SearchField.Stepped) -> None:
        """Go to the next place, or the one before; behind the last one comes the first."""
        self._once_found(partial(self._step, event.step))

    def _step(self, step: int) -> None:
        if self._found.stretches:
            self._number = (self._number + step) % len(self._found.stretches)
            self._show_place()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read on where it stands."""
        event.stop()
        self._once_found(self._read_on)

    def _read_on(self) -> None:
        found = self._found.stretches and self._found.span(self._number)
        self._end_search(found.start if found else self._begun_at)

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Read on where one was."""
        event.stop()
        self._end_search(self._begun_at)

    def command_search(self) -> None:
        """Type what to look for."""
        if not self._search.display:
            self._begun_at = self.reading_at
        self._search.begin()

    def command_read(self) -> None:
        """Go to the statement that quotes what stands here."""
        quoting = self._text.coded.quoting(self.reading_at)
        if quoting:
            self.dismiss(quoting[0])
        else:
            self.notify("No statement quotes what stands here.", markup=False)

    def command_select(self) -> None:
        """Select the sentence under the cursor, and the next with each further key."""
        self._text.select_sentence()

    def command_code(self) -> None:
        """Make a statement of what is selected, or of the sentence under the cursor."""
        self._text.call_later(self._code)  # behind what the mouse still has to select there

    def _code(self) -> None:
        passage = passage_of(self._text.coded.text, self._text.selected)
        if passage is None:
            self.notify("No words are selected.", markup=False)
        else:
            self.dismiss(passage)

    def command_next_uncoded(self) -> None:
        """Go to the next paragraph of which nothing is coded."""
        self._go(1)

    def command_previous_uncoded(self) -> None:
        """Go to the paragraph before of which nothing is coded."""
        self._go(-1)

    def command_back(self) -> None:
        """End the search, else go back to the case."""
        if self._search.display:
            self._end_search(self.reading_at)
        else:
            self.dismiss(None)

    def _show_place(self) -> None:
        number = len(self._found.stretches)
        if number:
            more = ", arrows move" if number > 1 else ""
            self._search.entitle(f"{_SEARCH}: {self._number + 1:,} of {number:,}{more}")
            self._text.show_place(self._found.span(self._number))
        else:
            self._search.entitle(f"{_SEARCH}: not in it" if self._search.value.strip() else _SEARCH)
            self._text.go_to(self._begun_at)

    def _end_search(self, at: int) -> None:
        self._wanted = None
        self._search.end()
        self._found = Places(self._found.source)
        self._search.entitle(_SEARCH)
        self._text.focus()
        self._text.go_to(at)

    def _go(self, step: int) -> None:
        offset = self._text.coded.uncoded(self.reading_at, step)
        if offset is None:
            self.notify("Something of each paragraph is coded.", markup=False)
        else:
            self._text.go_to(offset)
