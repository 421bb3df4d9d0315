"""From the text of a source to what is coded from it: where one reads, what a quote fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve
from textual.screen import Screen

from planner.editing.case_edits import Ref
from planner.editing.case_session import CaseSession
from planner.editing.source_texts import SourceTexts, read_source_texts
from planner.files.places import places
from planner.files.shelf import file_name
from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.words.quotes import broken_words
from planner.reports.words.verdicts import sentence
from planner.sources.coding import CodedText, Passage
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.screens.source import SourceScreen
from planner.tui.undoing import beside_files
from planner.tui.widgets.source_rows import SourceRows
from planner.tui.widgets.source_text import rows_on_screen

__all__ = ["Coding"]


class Coding:
    """Shows the texts of a case's sources over its screen; a passage marked there is coded.

    ``begin`` is called with what the passage fills in of the form of a new statement. Once that
    form is closed, :meth:`go_on` shows the text again. ``go_to`` is called with the statement that
    one goes to from its quote.
    """

    def __init__(
        self,
        screen: Screen[Any],
        session: CaseSession,
        begin: Callable[[Mapping[str, str]], None],
        go_to: Callable[[Ref], None],
    ) -> None:
        self._screen = screen
        self._session = session
        self._begin = begin
        self._go_to = go_to
        self._left_at: tuple[str, int] | None = None

    def read(self, item: object) -> None:
        """Read the text of that source, or that of the statement's source from its quote on.

        For what has no text the first text of the case is read.
        """
        case = self._session.case
        statement = item if isinstance(item, Statement) else None
        wanted = statement.source if statement is not None else getattr(item, "id", "")
        source = case.sources_by_id.get(wanted)
        source = source or next((each for each in case.sources if each.text), None)
        if source is None or not source.text or self._session.folder is None:
            self._warn("No text is at hand: name one in the source's field Text, beside the case.")
        else:
            self._show(source.id, statement or 0)

    def go_on(self) -> None:
        """Read on behind the passage that was marked last, once."""
        if self._left_at is not None:
            source_id, at = self._left_at
            self._left_at = None
            self._show(source_id, at)

    def _show(self, source_id: str, at: Statement | int) -> None:
        beside_files(self._screen, partial(self._read, source_id, at))

    async def _read(self, source_id: str, at: Statement | int) -> None:
        """Show the text from a statement or a place on; doubts about it are told."""
        case = self._session.case
        source = case.sources_by_id[source_id]
        beside = self._session.beside or places().working / "case.toml"
        path = beside.parent / source.text
        alone = evolve(case, sources=(source,))
        quoting = tuple(s for s in case.statements if s.source == source_id)
        reading = partial(_ready, alone, beside, quoting, at, self._screen.app.size.width)
        read, shown = await at_once_or_waited(
            self._screen.app, f"Reading {file_name(path)}", reading
        )
        if shown is None:
            self._warn(read.problems[0].explanation if read.problems else "it has no text")
            return
        for doubt in read.warnings:
            self._warn(doubt.explanation)
        screen = SourceScreen(source, *shown)

        def marked(passage: Passage | Statement | None) -> None:
            if isinstance(passage, Statement):
                self._go_to(Ref.of(passage))
            elif passage is not None:
                self._left_at = (source_id, screen.reading_at)
                self._begin(_fields(case, source_id, passage))
                if passage.doubtful:
                    self._warn(broken_words(passage.doubtful))

        self._screen.app.push_screen(screen, marked)

    def _warn(self, words: str) -> None:
        self._screen.notify(sentence(words), severity="warning", markup=False)


def _ready(
    alone: Case, case_file: Path, quoting: tuple[Statement, ...], at: Statement | int, width: int
) -> tuple[SourceTexts, tuple[CodedText, SourceRows, int] | None]:
    """The text of the source of that case, what a screen of that width shows of it, and from where.

    In any thread: of a long text all of this takes its time.
    """
    (source,) = alone.sources
    read = read_source_texts(alone, case_file)
    text = read.texts.get(source.id)
    if text is None:
        return read, None
    coded = CodedText(text.with_headings(s.section for s in quoting), quoting)
    coded.look_up()
    if isinstance(at, Statement):
        span = CodedText(coded.text, (at,)).spans
        at = span[0].start if span else 0
    return read, (coded, rows_on_screen(coded, width), at)


def _fields(case: Case, source_id: str, passage: Passage) -> dict[str, str]:
    """What a passage of the source fills in of the form of a new statement."""
    return {
        "quote": passage.quote,
        "source": source_id,
        "section": passage.section,
        "place": str(passage.place or ""),
        "date": str(case.sources_by_id[source_id].date or ""),
    }
