"""Statements in words: who holds them, who says so, where they stand, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.model.case import Case, Source
from planner.model.red_lines import RedLine
from planner.model.statements import Attribution, Statement
from planner.reports.words.private import marked, private_mark
from planner.reports.words.verdicts import holder_name, possessive, sentence

__all__ = [
    "attribution_words",
    "dates_words",
    "limits_besides",
    "place_words",
    "reviewed_words",
    "said_by_words",
    "source_words",
    "statement_source",
    "statement_voice",
    "told_apart_words",
]


_ATTRIBUTIONS = {
    Attribution.OWN_WORDS: "the holder's own words",
    Attribution.REPORTED: "indirect speech of the holder",
    Attribution.ATTRIBUTED: "somebody else about the holder",
    Attribution.ARTICLE: "the source's own words",
}


def attribution_words(attribution: Attribution) -> str:
    """Whose words a quote is, as a reader would say it."""
    return _ATTRIBUTIONS[attribution]


def statement_voice(case: Case, statement: Statement) -> str:
    """Who holds it, how strongly, and who says so, in one line.

    ``US (Trump), opposition; reported by THE MAG POST, not a quote of Trump``
    """
    return f"{_holder(case, statement)}, {statement.strength}; {said_by_words(case, statement)}"


def said_by_words(case: Case, statement: Statement) -> str:
    """Whose words a quote is, in which source.

    ``Merz, quoted by THE MAG POST``, ``reported by THE MAG POST, not a quote of Trump``, ``Trump
    about Russia, in THE MAG POST``, ``THE MAG POST's own words, nobody quoted``.
    """
    source = case.sources_by_id.get(statement.source)
    named = (source.publisher or source.title) if source is not None else ""
    name = named or "the source"
    if not statement.private:  # else its id says so
        name += private_mark(source)
    quote = statement.quote
    whole = quote[:1] in _QUOTATION and quote[-1:] in _QUOTATION
    partly = "" if whole or _QUOTATION.isdisjoint(quote) else "partly "
    match statement.attribution:
        case Attribution.OWN_WORDS:
            who = f"{statement.speaker}, " if statement.speaker else ""
            return f"{who}{partly}quoted by {name}"
        case Attribution.REPORTED:
            who = _reported(case, statement)
            if partly:
                return f"{who}, partly quoted by {name}"
            return f"reported by {name}, not a quote of {who}"
        case Attribution.ATTRIBUTED:
            who = statement.speaker or "somebody else"
            return f"{who} about {_holder(case, statement)}, in {name}"
    named = statement.speaker
    if named.startswith("the article"):
        found = re.search(_IN_BRACKETS, named)
        named = found[1] if found else ""
    return f"{possessive(name)} own words{f' ({named})' if named else ''}, nobody quoted"


def limits_besides(caveat: str, limits: str) -> str:
    """What a quote does not say, without the clauses whose every word the caveat says in one.

    Empty where the caveat says it all: the same is never printed twice.
    """
    said = [_words(clause) for clause in re.split(_CLAUSES, caveat)]
    clauses = re.split(_CLAUSES, limits)
    left = [clause for clause in clauses if not any(_words(clause) <= each for each in said)]
    if len(left) == len(clauses):
        return limits
    return sentence(" ".join(left).rstrip(";")) if left else ""


def _holder(case: Case, statement: Statement) -> str:
    if statement.party is None:
        return statement.scope or "no single party"
    return holder_name(case.parties_by_id[statement.party], statement.scope)


def _reported(case: Case, statement: Statement) -> str:
    """Whose words are reported: as the speaker says, or the holder's."""
    named = statement.speaker.partition("(reporting ")[2].rpartition(")")[0]
    if named:
        return named
    if statement.speaker and not statement.speaker.startswith("the article"):
        return statement.speaker
    party = case.parties_by_id.get(statement.party or "")
    return statement.scope or (party.name if party is not None else "the holder")


# Texts, compiled on use: each costs more than most pages need of them.
_IN_BRACKETS = r"\(([^()]+)\)"
_CLAUSES = r"(?<=[.;]) +"
_QUOTATION = frozenset('"“”«»')
_SMALL_WORDS = frozenset({"a", "an", "are", "is", "it", "its", "of", "on", "that", "the", "there"})


def _words(clause: str) -> frozenset[str]:
    """The words that say something, but for quotation marks and capitals."""
    return frozenset(re.findall(r"[\w-]+", clause.casefold())) - _SMALL_WORDS


def statement_source(case: Case, statement: Statement) -> str:
    """The source as one would cite it: publisher, title, date, address, section."""
    source = case.sources_by_id.get(statement.source)
    parts = [source_words(source)] if source is not None else []
    if statement.section:
        parts.append(f"section “{statement.section}”{place_words(statement)}")
    return ", ".join(filter(None, parts)) or "no source given"


def told_apart_words(case: Case, statement: Statement) -> str:
    """The title of its source where the case has others of the same publisher; else empty."""
    source = case.sources_by_id.get(statement.source)
    if source is None or not source.publisher or not source.title:
        return ""
    alike = sum(each.publisher == source.publisher for each in case.sources)
    return f"“{source.title}”" if alike > 1 else ""


def source_words(source: Source) -> str:
    """The source by its publisher, title, date and address, as far as these are known."""
    day = source.date.isoformat() if source.date is not None else ""
    parts = (source.publisher, source.title, source.published or day, source.url)
    return ", ".join(filter(None, parts)) + private_mark(source)


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
        words.append(f"repeats {marked(said.repeats, case.statements_by_id)}, counted once")
    if said.superseded_by:
        known: Mapping[str, Statement] | Mapping[str, RedLine]
        known = case.statements_by_id if isinstance(said, Statement) else case.red_lines_by_id
        later = known.get(said.superseded_by)
        since = f" from {later.date}" if later is not None and later.date is not None else ""
        words.append(f"superseded by {marked(said.superseded_by, known)}{since}")
    return "; ".join(words)


def reviewed_words(said: Statement | RedLine) -> str:
    """Who has reviewed the coding; empty where nobody has since its meaning last changed."""
    return f"reviewed by {', '.join(said.reviewed_by)}" if said.reviewed_by else ""
