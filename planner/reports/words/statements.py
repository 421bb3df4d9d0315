"""Statements in words: who holds them, who says so, where they stand, and what became of them."""

from __future__ import annotations

from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.words.verdicts import holder_name

__all__ = ["later_words", "statement_source", "statement_voice"]


def statement_voice(case: Case, statement: Statement) -> str:
    """Who holds it, how strongly, and who says so, in one line."""
    if statement.party is not None:
        holder = holder_name(case.parties_by_id[statement.party], statement.scope)
    else:
        holder = statement.scope or "no single party"
    voice = statement.attribution.words
    if statement.speaker:
        voice = f"said by {statement.speaker}, {voice}"
    return f"{holder}, {statement.strength}; {voice}"


def statement_source(case: Case, statement: Statement) -> str:
    """The source as one would cite it: publisher, title, date, address, section."""
    source = case.sources_by_id.get(statement.source)
    parts: list[str] = []
    if source is not None:
        day = source.date.isoformat() if source.date is not None else ""
        parts = [source.publisher, source.title, source.published or day, source.url]
    if statement.section:
        parts.append(f"section “{statement.section}”{place_words(statement)}")
    return ", ".join(filter(None, parts)) or "no source given"


def place_words(statement: Statement) -> str:
    """Which occurrence of the quote is meant, where it stands several times; else empty."""
    return f" (occurrence {statement.place:,} of the quote there)" if statement.place else ""


def later_words(case: Case, statement: Statement) -> list[str]:
    """When it was said, what it repeats, and what takes its place from which day on."""
    words = [f"stated on {statement.date}"] if statement.date is not None else []
    if statement.repeats:
        words.append(f"repeats {statement.repeats}, counted once")
    if statement.superseded_by:
        later = case.statements_by_id.get(statement.superseded_by)
        since = f" from {later.date}" if later is not None and later.date is not None else ""
        words.append(f"superseded by {statement.superseded_by}{since}")
    return words
