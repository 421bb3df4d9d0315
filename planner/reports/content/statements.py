"""Statements on a page: the quote, whose it is, and what is stated on one answer to an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.model.case import Case, Issue
from planner.model.conditions import Condition, Pick
from planner.model.statements import Statement, Strength
from planner.reports.page import GAP, Block, Caveat, Heading, Paragraph, Quotation, Tone
from planner.reports.words.private import id_words
from planner.reports.words.statements import (
    dates_words,
    limits_besides,
    place_words,
    reviewed_words,
    statement_voice,
    told_apart_words,
)
from planner.reports.words.verdicts import sentence

__all__ = ["stated_on", "statement_blocks"]

_UNCOMMITTED = (Strength.FLEXIBLE, Strength.NONCOMMITTAL)
"""Such statements take no side: they are never introduced as being for or against an answer."""


def statement_blocks(
    case: Case, statement: Statement, lead: str = "", *, caveat: str = ""
) -> Iterator[Block]:
    """The quote, who holds it and who says so, its place, and what it does not say.

    What a ``caveat`` that stands beside it says already is not said again.
    """
    voice = f"{id_words(statement)} · {statement_voice(case, statement)}"
    cited = [" · ".join(filter(None, [voice, _place(case, statement)]))]
    if dates := dates_words(case, statement):
        cited.append(sentence(dates))
    if reviewed := reviewed_words(statement):
        cited.append(sentence(reviewed))
    yield Quotation(statement.quote, citation=cited, lead=lead, id=statement.id)
    if limits := limits_besides(caveat, statement.limits):
        yield Caveat(f"Caveat: {limits}")


def _place(case: Case, statement: Statement) -> str:
    """Where in the source that the voice names it stands; reports cite it in full."""
    if statement.source not in case.sources_by_id:
        return "no source given"
    section = f"“{statement.section}”{place_words(statement)}" if statement.section else ""
    return ", ".join(filter(None, [told_apart_words(case, statement), section]))


def stated_on(case: Case, issue: Issue, pick: Pick) -> Iterator[Block]:
    """What the parties' statements say for and against that answer to the issue."""
    said = case.statements
    spoken = [(each, word) for each in said for word in _sides(each, issue, pick)]
    what = "number" if isinstance(pick, int) else "option"
    yield GAP
    if not spoken:
        yield Paragraph(f"No statement speaks for or against this {what}.", tone=Tone.MUTED)
        return
    yield Heading(f"What is stated on this {what}")
    for statement, word in spoken:
        side = statement.strength if statement.strength in _UNCOMMITTED else word
        yield from statement_blocks(case, statement, lead=side)


def _sides(statement: Statement, issue: Issue, pick: Pick) -> Iterator[str]:
    """Whether the statement speaks for the answer, against it, or both."""
    supports, opposes = (
        {_names(each, pick) for each in conditions if each.issue == issue.id}
        for conditions in (statement.supports, statement.opposes)
    )
    if True in supports or False in opposes:
        yield "for"
    if True in opposes or False in supports:
        yield "against"


def _names(condition: Condition, pick: Pick) -> bool | None:
    """Whether the condition asks for the answer (``False``: that it be none); else ``None``."""
    if isinstance(pick, int):
        at_from, below = condition.at_from, condition.below
        if at_from is None and below is None:
            return None
        inside = (at_from is None or at_from <= pick) and (below is None or pick < below)
        return True if inside else None
    options = (pick,) if isinstance(pick, str) else pick
    if _any_of(options, (*condition.any, *condition.all)):
        return True
    return False if _any_of(options, condition.none) else None


def _any_of(options: Iterable[str], named: Iterable[str]) -> bool:
    return not {*named}.isdisjoint(options)
