"""One thing of a case, told in full: for whoever edits it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from planner.model.case import Case, Issue, IssueKind, Option, Origin, Party, Source
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Statement
from planner.reports.content.line_reasons import line_reasons
from planner.reports.content.statements import statement_blocks
from planner.reports.page import Block, Caveat, Heading, Item, Listing, Paragraph, Rule, Tone
from planner.reports.words.choices import answer_lines
from planner.reports.words.numbers import agreeing, counted, digits
from planner.reports.words.private import id_words
from planner.reports.words.rules import applies_words, condition_words, term_words
from planner.reports.words.verdicts import case_sentence, case_size, line_heading, sentence

__all__ = ["case_blocks", "doubt_blocks", "item_blocks"]

_SHOWN_DOUBTS = 50
_KINDS = {
    IssueKind.ONE: "Exactly one of its options holds.",
    IssueKind.ANY: "Several of its options may hold together, or none.",
    IssueKind.NUMBER: "A number answers it.",
}


def case_blocks(case: Case, doubts: Sequence[str] = (), number: int = 0) -> Iterator[Block]:
    """The case itself: its title, its size, its summary and its defaults.

    Last come the ``doubts`` about what it holds, the first of that ``number``.
    """
    yield Heading(case_sentence(case))
    yield Paragraph(case_size(case))
    if case.summary:
        yield Paragraph(case.summary)
    yield Paragraph(f"Reading by default: {case.reading}", tone=Tone.MUTED)
    yield from doubt_blocks(doubts, number)


def doubt_blocks(doubts: Sequence[str], number: int = 0) -> Iterator[Block]:
    """What should be looked at, though it is no mistake; the first of that ``number``."""
    if not doubts:
        return
    number = max(number, len(doubts))
    yield Heading(f"{counted(number, 'thing')} to look at", level=3)
    yield Listing([Item([Paragraph(sentence(words))]) for words in doubts[:_SHOWN_DOUBTS]])
    if number > _SHOWN_DOUBTS:
        more = number - _SHOWN_DOUBTS
        words = (
            f"{digits(more)} more {agreeing(more, 'follows', 'follow')} once these are dealt with."
        )
        yield Paragraph(words, tone=Tone.MUTED)


def item_blocks(
    case: Case, item: Party | Source | Issue | Option | Statement | RedLine | CoherenceRule
) -> Iterator[Block]:
    """What the case says of one thing."""
    match item:
        case Statement():
            yield from _statement(case, item)
        case RedLine():
            yield Heading(line_heading(case, item))
            yield from line_reasons(case, item)
        case CoherenceRule():
            yield from _coherence(case, item)
        case Party():
            yield from _party(case, item)
        case Source():
            yield from _source(item)
        case Issue():
            yield from _issue(case, item)
        case Option():
            yield from _option(item)


def _statement(case: Case, statement: Statement) -> Iterator[Block]:
    yield from statement_blocks(case, statement)
    for word, conditions in (("Supports", statement.supports), ("Opposes", statement.opposes)):
        for condition in conditions:
            words = condition_words(case, condition)
            yield Rule(sentence(words) if condition.is_silent else f"{word}: {words}")


def _party(case: Case, party: Party) -> Iterator[Block]:
    yield Heading(f"{party.id} · {party.name}")
    if party.members:
        yield Paragraph(f"Members: {', '.join(party.members)}")
    lines = [line for line in case.red_lines if line.party == party.id]
    yield from _named("Its red lines", [line_heading(case, line) for line in lines])


def _source(source: Source) -> Iterator[Block]:
    yield Heading(f"{id_words(source)} · {source.title or 'no title'}")
    day = source.published or (source.date.isoformat() if source.date else "")
    for words in filter(None, (source.publisher, day, source.url)):
        yield Paragraph(words)
    yield Paragraph(f"Text: {source.text or 'none at hand'}", tone=Tone.MUTED)


def _issue(case: Case, issue: Issue) -> Iterator[Block]:
    yield Heading(f"{issue.id} · {issue.title}")
    if issue.question:
        yield Paragraph(issue.question)
    said = answer_lines(case, evolve(issue, applies_when=()))
    kind = _KINDS[issue.kind]
    if issue.at_least:
        kind = kind.replace(", or none", "")
    yield Paragraph(" ".join([kind, *map(sentence, said)]), tone=Tone.MUTED)
    if applies := applies_words(case, issue):
        yield Rule(sentence(applies))
    yield from _named("Its options", [option.title for option in issue.options])


def _option(option: Option) -> Iterator[Block]:
    yield Heading(f"{option.id} · {option.title}")
    if option.definition:
        yield Paragraph(option.definition)
    if option.clause:
        yield Paragraph(f"Clause: {option.clause}")
    if option.origin is Origin.ADDED:
        yield Caveat("Added for completeness: no source proposes it.")
    yield Paragraph(f"Evidence: {', '.join(option.evidence) or 'none'}", tone=Tone.MUTED)


def _coherence(case: Case, rule: CoherenceRule) -> Iterator[Block]:
    yield Heading(f"{rule.id} · {rule.title}")
    yield Paragraph("A combination that contradicts itself; nobody's red line.")
    for term in rule.impossible_when:
        yield Rule(f"impossible where {term_words(case, term)}")


def _named(heading: str, names: list[str]) -> Iterator[Block]:
    if names:
        yield Heading(heading, level=3)
        yield Listing([Item([Paragraph(name)]) for name in names])
