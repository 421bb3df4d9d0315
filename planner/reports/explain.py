"""Why: what the sources say on an option, an issue, a party or a red line, as passages of text.

Pure functions; the screen's why pane and the commands render the same passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from planner.check import Consequence, LineStatus, LineVerdict, Verdict
from planner.model import Case, Issue, Option, OptionSet, Origin, RedLine, Statement, Strength
from planner.reports.numbers import counted
from planner.reports.words import (
    LINE_SIGNS,
    LINE_WORDS,
    PARTY_SIGNS,
    READING_WORDS,
    line_heading,
    rule_lines,
    short_party_words,
    statement_voice,
    verdict_sentence,
    why_not_counted,
)

__all__ = [
    "Kind",
    "Passage",
    "explain_issue",
    "explain_line",
    "explain_option",
    "explain_party",
    "explain_readings",
    "line_reasons",
    "statement_passages",
]

_UNCOMMITTED = (Strength.FLEXIBLE, Strength.NONCOMMITTAL)
"""Such statements take no side: they are never introduced as being for or against an option."""


class Kind(StrEnum):
    """What a passage is, so that each surface can set it in its own way."""

    HEADING = "heading"
    TEXT = "text"
    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    RESPECTED = "respected"
    RULE = "rule"
    QUOTE = "quote"
    SOURCE = "source"
    LIMITS = "limits"
    MUTED = "muted"
    TABLE = "table"
    GAP = "gap"


@frozen
class Passage:
    """One paragraph and what it is."""

    kind: Kind
    text: str = ""


_GAP = Passage(Kind.GAP)


def explain_option(
    verdict: Verdict, issue: Issue, option: Option, consequence: Consequence, *, chosen: bool
) -> list[Passage]:
    """What choosing the option does to counted lines, and what the parties' statements say on it.

    ``consequence`` is that of :meth:`planner.check.Checker.consequences` for this option.
    """
    case = verdict.case
    passages = [Passage(Kind.HEADING, f"{issue.title}: {option.title}")]
    for line in consequence.crossed:
        verb = "crosses" if chosen else "would cross"
        sign = LINE_SIGNS[LineStatus.CROSSED]
        passages.append(Passage(Kind.CROSSED, f"{sign} {verb} {line_heading(case, line)}"))
        passages += [*line_reasons(case, line), _GAP]
    for line in consequence.contested:
        verb = "leaves contested" if chosen else "would leave contested"
        sign = LINE_SIGNS[LineStatus.CONTESTED]
        passages.append(Passage(Kind.CONTESTED, f"{sign} {verb}: {line_heading(case, line)}"))
        passages += [*line_reasons(case, line), _GAP]
    if not (consequence.crossed or consequence.contested):
        passages.append(Passage(Kind.TEXT, _nothing_crossed(verdict, issue, chosen=chosen)))
    if option.definition:
        passages.append(Passage(Kind.TEXT, f"{option.title}: {option.definition}"))
    if option.origin is Origin.ADDED:
        passages.append(Passage(Kind.MUTED, "Added for completeness: no source proposes it."))
    passages += _statements_on_option(case, issue, option)
    return passages


def explain_issue(verdict: Verdict, issue: Issue, chosen: str | None, note: str) -> list[Passage]:
    """The issue's question, what is chosen, the planner's note, and who states a position."""
    case = verdict.case
    passages = [Passage(Kind.HEADING, issue.title)]
    if issue.question:
        passages.append(Passage(Kind.TEXT, issue.question))
    title = issue.option(chosen).title if chosen is not None else "undecided"
    passages.append(Passage(Kind.TEXT, f"Chosen: {title}"))
    if note:
        passages.append(Passage(Kind.TEXT, f"Note: {note}"))
    hanging = [v for v in verdict.lines if issue.id in v.line.issues]
    if hanging:
        passages += [_GAP, Passage(Kind.HEADING, "Red lines that depend on it")]
        passages += [_line_summary(case, v, verdict) for v in hanging]
    passages.append(_GAP)
    for party in case.parties:
        held = case.positions.get((party.id, issue.id), ())
        if held:
            passages.append(
                Passage(Kind.HEADING, f"{party.name}: {counted(len(held), 'statement')}")
            )
            for statement in held:
                passages += statement_passages(case, statement)
        else:
            passages.append(Passage(Kind.MUTED, f"{party.name}: no stated position"))
    others = [
        statement
        for statement in case.statements
        if issue.id in statement.issues
        and statement not in case.positions.get((statement.party or "", issue.id), ())
    ]
    if others:
        passages += [_GAP, Passage(Kind.HEADING, "Context: nobody's position")]
        for statement in others:
            passages += statement_passages(case, statement)
    return passages


def explain_party(verdict: Verdict, party_id: str) -> list[Passage]:
    """The party's status, its red lines, and on which issues it states a position or none."""
    case = verdict.case
    held = next(p for p in verdict.parties if p.party.id == party_id)
    party = held.party
    passages = [
        Passage(Kind.HEADING, party.name),
        Passage(Kind.TEXT, f"{PARTY_SIGNS[held.status]} {short_party_words(held)}"),
    ]
    if party.members:
        passages.append(Passage(Kind.TEXT, f"Members: {', '.join(party.members)}"))
    if held.lines:
        passages += [_GAP, Passage(Kind.HEADING, "Its red lines, as coded from statements")]
        passages += [_line_summary(case, v, verdict) for v in held.lines]
    stated = [i for i in case.issues if (party.id, i.id) in case.positions]
    silent = [i for i in case.issues if (party.id, i.id) not in case.positions]
    passages.append(_GAP)
    if stated:
        words = f"States a position on: {', '.join(i.title for i in stated)}"
        passages.append(Passage(Kind.TEXT, words))
    if silent:
        words = f"No stated position on: {', '.join(i.title for i in silent)}"
        passages.append(Passage(Kind.MUTED, words))
    for issue in stated:
        passages += [_GAP, Passage(Kind.HEADING, issue.title)]
        for statement in case.positions[party.id, issue.id]:
            passages += statement_passages(case, statement)
    return passages


def explain_line(verdict: Verdict, line: RedLine) -> list[Passage]:
    """The red line's status, rule, evidence, and what the evidence does not say."""
    held = next(v for v in verdict.lines if v.line is line)
    return [
        Passage(Kind.HEADING, line_heading(verdict.case, line)),
        _status_passage(held, verdict),
        *line_reasons(verdict.case, line),
    ]


def explain_readings(verdict: Verdict, verdicts: Iterable[Verdict]) -> list[Passage]:
    """The five readings in words, each with its verdict on the same choices."""
    passages = [Passage(Kind.HEADING, "Readings: how firmly statements are read")]
    for other in verdicts:
        mark = "(•)" if other.reading is verdict.reading else "( )"
        number = sum(line.counted for line in other.lines)
        counts = f"{counted(number, 'red line')} counted; " if number else ""
        passages += [
            _GAP,
            Passage(Kind.HEADING, f"{mark} {other.reading}: {READING_WORDS[other.reading]}"),
            Passage(Kind.TEXT, counts + verdict_sentence(other)),
        ]
    return passages


def _nothing_crossed(verdict: Verdict, issue: Issue, *, chosen: bool) -> str:
    """Why nothing stands beside the option: silence is not respect, and is not shown as such."""
    if not any(v.counted and issue.id in v.line.issues for v in verdict.lines):
        return f"No counted red line depends on {issue.title.lower()}."
    subject = "It crosses" if chosen else "It would cross"
    return f"{subject} no counted red line on {issue.title.lower()} as things stand."


def _status_passage(held: LineVerdict, verdict: Verdict) -> Passage:
    text = (
        f"{LINE_SIGNS[held.status]} {LINE_WORDS[held.status]} under the {verdict.reading} reading"
    )
    if reason := why_not_counted(held, verdict.reading):
        text = f"{text} ({reason})"
    return Passage(Kind(held.status.value), text)


def _line_summary(case: Case, held: LineVerdict, verdict: Verdict) -> Passage:
    text = f"{LINE_SIGNS[held.status]} {LINE_WORDS[held.status]}: {line_heading(case, held.line)}"
    if reason := why_not_counted(held, verdict.reading):
        return Passage(Kind.MUTED, f"{text} ({reason})")
    return Passage(Kind(held.status.value), text)


def line_reasons(case: Case, line: RedLine) -> Iterator[Passage]:
    """The red line's rule, its evidence, and what the evidence does not say."""
    for rule in rule_lines(case, line):
        yield Passage(Kind.RULE, rule)
    for evidence in line.evidence:
        yield from statement_passages(case, case.statements_by_id[evidence])
    if not line.evidence:
        yield Passage(Kind.MUTED, "no evidence is given for this red line")
    if line.caveat:
        yield Passage(Kind.LIMITS, f"Caveat: {line.caveat}")
    if line.confidence:
        yield Passage(Kind.MUTED, f"Confidence of the coding: {line.confidence}")


def statement_passages(case: Case, statement: Statement, lead: str = "") -> Iterator[Passage]:
    """The quote, who holds it and who says so, its place, and what it does not say."""
    yield Passage(Kind.QUOTE, f"{lead}“{statement.quote}”")
    voice = f"{statement.id} · {statement_voice(case, statement)}"
    yield Passage(Kind.SOURCE, f"{voice} · {_citation(case, statement)}")
    if statement.limits:
        yield Passage(Kind.LIMITS, f"It does not say: {statement.limits}")


def _citation(case: Case, statement: Statement) -> str:
    """The source in the fewest words that find the place again; reports cite it in full."""
    source = case.sources_by_id.get(statement.source)
    name = (source.publisher or source.title) if source is not None else "no source given"
    return f"{name}, “{statement.section}”" if statement.section else name


def _statements_on_option(case: Case, issue: Issue, option: Option) -> Iterator[Passage]:
    def names(option_sets: tuple[OptionSet, ...]) -> bool:
        return any(s.issue == issue.id and option.id in s.options for s in option_sets)

    spoken = [
        (statement, word)
        for statement in case.statements
        for word, held in (
            ("for", names(statement.supports)),
            ("against", names(statement.opposes)),
        )
        if held
    ]
    if not spoken:
        yield _GAP
        yield Passage(Kind.MUTED, "No statement speaks for or against this option.")
        return
    yield _GAP
    yield Passage(Kind.HEADING, "What is stated on this option")
    for statement, word in spoken:
        side = statement.strength if statement.strength in _UNCOMMITTED else word
        yield from statement_passages(case, statement, lead=f"{side}: ")
