"""A source read on the screen: a passage is selected, and one key makes a statement of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import SOURCE
from planner.model.case import Source
from planner.reports.words.numbers import counted
from planner.reports.words.quotes import absent_words
from planner.sources.coding import CodedText, Passage, passage_of
from planner.tui.bindings import bindings
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.source_text import SourceText

__all__ = ["SourceScreen"]


class SourceScreen(CommandScreen[Passage | None]):
    """Gives the passage to be made a statement of, ``None`` after Esc."""

    commands_here: ClassVar[tuple[Command, ...]] = (*SOURCE, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)

    def __init__(self, source: Source, coded: CodedText, at: int = 0) -> None:
        super().__init__()
        self._source = source
        self._at = at
        self._title = TitleBar()
        self._text = SourceText(coded)

    def compose(self) -> ComposeResult:
        """The title with how much is coded, the text, the keys."""
        yield self._title
        yield self._text
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin where one was, or at the top."""
        name = self._source.title or self._source.id
        coded = self._text.coded
        share = f"{coded.share:.0%} of the text is coded"
        number = counted(len(coded.statements), "statement")
        forged = absent_words(coded.absent)
        said = "; ".join(filter(None, (f"{share}, in {number}", forged)))
        self._title.show(f"Source: {name}", said, forged or share)
        self._text.focus()
        self._text.go_to(self._at)  # at once: the first keys may be there before the first paint
        self.call_after_refresh(self._text.scroll_cursor_visible, center=True)

    @property
    def reading_at(self) -> int:
        """Where in the text the cursor stands."""
        return self._text.offset_of_cursor

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
        """Go back to the case."""
        self.dismiss(None)

    def _go(self, step: int) -> None:
        offset = self._text.coded.uncoded(self.reading_at, step)
        if offset is None:
            self.notify("Something of each paragraph is coded.", markup=False)
        else:
            self._text.go_to(offset)
