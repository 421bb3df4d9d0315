"""From the text of a source to what is coded from it: where one reads, what a quote fills in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve
from textual.app import App

from planner.editing.source_texts import read_source_texts
from planner.files.shelf import file_name
from planner.model.case import Case
from planner.model.statements import Statement
from planner.sources.coding import CodedText, Passage
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.screens.source import SourceScreen

__all__ = ["fields_from", "read_source"]


async def read_source(  # noqa: PLR0913 (what is read, from where on, and whom it is told)
    app: App[Any],
    case: Case,
    source_id: str,
    folder: Path,
    *,
    at: Statement | int,
    warn: Callable[[str], None],
    take: Callable[[Passage, int], None],
) -> None:
    """Show the text of the source in that folder, from a statement or a place on.

    ``take`` is called with a passage that was marked and the place to read on from, ``warn`` with
    each reason to doubt the text, or with the one why it cannot be read.
    """
    source = case.sources_by_id[source_id]
    named = {source_id: folder / source.text}
    alone = evolve(case, sources=(source,))
    reading = partial(read_source_texts, alone, named[source_id], named)
    read = await at_once_or_waited(app, f"Reading {file_name(named[source_id])}", reading)
    text = read.texts.get(source_id)
    if text is None:
        warn(read.problems[0].explanation if read.problems else "it has no text")
        return
    for doubt in read.warnings:
        warn(doubt.explanation)
    quoting = tuple(s for s in case.statements if s.source == source_id)
    coded = CodedText(text.with_headings(s.section for s in quoting), quoting)
    if isinstance(at, Statement):
        span = CodedText(coded.text, (at,)).spans
        at = span[0].start if span else 0
    screen = SourceScreen(source, coded, at)

    def marked(passage: Passage | None) -> None:
        if passage is not None:
            take(passage, screen.reading_at)

    app.push_screen(screen, marked)


def fields_from(case: Case, source_id: str, passage: Passage) -> dict[str, str]:
    """What a passage of the source fills in of the form of a new statement."""
    return {
        "quote": passage.quote,
        "source": source_id,
        "section": passage.section,
        "place": str(passage.place or ""),
        "date": str(case.sources_by_id[source_id].date or ""),
    }
