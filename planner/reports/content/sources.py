"""The sources of what a report quotes, each cited in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.model.case import Source
from planner.reports.content.handed import Subject
from planner.reports.page import Block, Heading, Item, Listing, Paragraph, Tone
from planner.reports.words.statements import source_words

__all__ = ["source_blocks"]


def source_blocks(subject: Subject) -> Iterator[Block]:
    """Publisher, title, day and address of each source; nothing where no quote may be shown."""
    sources = _known(subject) if subject.quoted else ()
    if len(sources) == 1:
        yield Paragraph(f"Source: {source_words(sources[0])}", tone=Tone.MUTED)
    elif sources:
        yield Heading("Sources")
        yield Listing(Item([Paragraph(source_words(source))]) for source in sources)


def _known(subject: Subject) -> Sequence[Source]:
    """Those of the case, less what came out after the day that is judged by."""
    case, day = subject.case, subject.written.as_of
    stating = {statement.source for statement in case.statements}
    return [
        source
        for source in case.sources
        if day is None or source.date is None or source.date <= day or source.id in stating
    ]
