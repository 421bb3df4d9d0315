"""Statements in words: who holds them, who says so, where they stand, and what became of them."""

from __future__ import annotations

from planner.model.case import Case, Source
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.reports.words.verdicts import holder_name

__all__ = [
    "dates_words",
    "place_words",
    "reviewed_words",
    "said_by_words",
    "source_words",
    "statement_source",
    "statement_voice",
]


def statement_voice(case: Case, statement: Statement) -> str:
    """Who holds it, how strongly, and who says so, in one line."""
    if statement.party is not None:
        holder = holder_name(case.parties_by_id[statement.party], statement.scope)
    else:
        holder = statement.scope or "no single party"
    return f"{holder}, {statement.strength}; {said_by_words(statement)}"


def said_by_words(statement: Statement) -> str:
    """``said by Macron, the holder's own words``; only whose words they are if nobody is named."""
    words = statement.attribution.words
    return f"said by {statement.speaker}, {words}" if statement.speaker else words


def statement_source(case: Case, statement: Statement) -> str:
    """The source as one would cite it: publisher, title, date, address, section."""
    source = case.sources_by_id.get(statement.source)
    parts = [source_words(source)] if source is not None else []
    if statement.section:
        parts.append(f"section “{statement.section}”{place_words(statement)}")
    return ", ".join(filter(None, parts)) or "no source given"


def source_words(source: Source) -> str:
    """The source by its publisher, title, date and address, as far as these are known."""
    day = source.date.isoformat() if source.date is not None else ""
    parts = (source.publisher, source.title, source.published or day, source.url)
    return ", ".join(filter(None, parts))


def place_words(statement: Statement) -> str:
    """Which occurrence of the quote is meant, where it stands several times; else empty."""
    return f" (occurrence {statement.place:,} there)" if statement.place else ""


def dates_words(case: Case, said: Statement | RedLine) -> str:
    """When it was stated, what it repeats, and what takes its place from which day on.

    ``stated on 2025-08-19; repeats E08, counted once; superseded by E70 from 2025-08-20``, ``a red
    line from 2025-08-19 on``; empty where nothing of that is known.
    """
    words = []
    if said.date is not None:
        line = isinstance(said, RedLine)
        words.append(f"a red line from {said.date} on" if line else f"stated on {said.date}")
    if isinstance(said, Statement) and said.repeats:
        words.append(f"repeats {said.repeats}, counted once")
    if said.superseded_by:
        known = case.statements_by_id if isinstance(said, Statement) else case.red_lines_by_id
        later = known.get(said.superseded_by)
        since = f" from {later.date}" if later is not None and later.date is not None else ""
        words.append(f"superseded by {said.superseded_by}{since}")
    return "; ".join(words)


def reviewed_words(said: Statement | RedLine) -> str:
    """Who has reviewed the coding; empty where nobody has since its meaning last changed."""
    return f"reviewed by {', '.join(said.reviewed_by)}" if said.reviewed_by else ""
