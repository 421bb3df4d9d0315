"""Why, for what the cursor of the board stands on: each line with its rule, quote and caveat.

Shorter than the pages of :mod:`planner.reports.content.explain`: the pane has few rows, and what
the reader wants to know first stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from planner.by_fields import Compared
from planner.check.said_once import said_once
from planner.check.verdict import Verdict
from planner.model.case import Case, Issue, Party
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.model.statements import Statement
from planner.reports.page import (
    GAP,
    Block,
    Caveat,
    Heading,
    Item,
    Listing,
    Marks,
    Paragraph,
    Quotation,
    Tone,
)
from planner.reports.words.choices import answer_lines, not_applying_words
from planner.reports.words.numbers import counted
from planner.reports.words.private import id_words
from planner.reports.words.rules import rule_lines
from planner.reports.words.statements import dates_words, limits_besides, statement_voice
from planner.reports.words.verdicts import holder_name, listed, sentence

__all__ = ["SaidOfLine", "who_says_what", "why_issue", "why_lines"]


@frozen(eq=False, repr=False)
class SaidOfLine(Compared):
    """A line in a cell of the row: its sign, the tone of that, and what is to be said of it."""

    sign: str
    tone: Tone
    line: RedLine
    words: str = ""


def why_lines(scenario: Scenario, verdict: Verdict, said: Sequence[SaidOfLine]) -> Iterator[Block]:
    """Each line with what it says, whose quote it is made of, and what that does not say."""
    for nth, each in enumerate(said):
        if nth:
            yield GAP
        yield from _what_it_says(verdict.case, each)
        yield from _why_set_aside(scenario, verdict, each.line)
        yield from _what_is_reached(scenario, verdict, each.line)
        yield from _what_it_stands_on(verdict.case, each.line)


def why_issue(verdict: Verdict, issue: Issue, scenario: Scenario) -> Iterator[Block]:
    """The question, the planner's note, and party by party what it has said on it."""
    case = verdict.case
    if issue.question:
        yield Paragraph(issue.question)
    if verdict.applies(issue.id) is False:
        words = sentence(not_applying_words(case, issue, scenario.pick(issue.id)))
        yield Paragraph(words, tone=Tone.MUTED)
    else:
        for words in answer_lines(case, issue):
            yield Paragraph(sentence(words), tone=Tone.MUTED)
    if note := scenario.note(issue.id):
        yield Paragraph(f"Note: {note}")
    parties = sorted(case.parties, key=lambda party: _lines_of(case, party, issue) == [])
    for party in parties:
        yield _party_on(case, party, issue)
    quoted = [
        statement
        for party in parties
        for line in _lines_of(case, party, issue)
        for statement in _evidence(case, line)
    ]
    if quoted:
        yield GAP
    for statement in said_once(case, quoted):
        yield _quotation(case, statement)


def who_says_what(case: Case, issue: Issue) -> Iterator[Block]:
    """Every statement on the issue, party by party, and the options with their definitions."""
    lines_from: dict[str, list[str]] = {}
    for line in case.red_lines:
        for evidence in line.evidence:
            lines_from.setdefault(evidence, []).append(id_words(line))
    silent = []
    for party in case.parties:
        held = said_once(case, case.positions.get((party.id, issue.id), ()))
        if not held:
            silent.append(party.name)
            continue
        yield Heading(party.name)
        for statement in held:
            lines = (
                f" → {', '.join(lines_from[statement.id])}" if statement.id in lines_from else ""
            )
            yield Quotation(
                statement.quote,
                citation=[f"{statement_voice(case, statement)} · {id_words(statement)}{lines}"],
                id=statement.id,
            )
        yield GAP
    for name in silent:
        yield Paragraph(f"{name}: no stated position", tone=Tone.MUTED)
    defined = [option for option in issue.options if option.definition]
    if defined:
        yield GAP
        yield Heading("The options")
        for option in defined:
            star = "*" if option.origin.value == "added" else ""
            yield Paragraph(f"{option.title}{star}: {option.definition}")


@lru_cache(maxsize=64)  # most of it stays the same from choice to choice
def _what_it_says(case: Case, said: SaidOfLine) -> tuple[Block, ...]:
    line = said.line
    holder = holder_name(case.parties_by_id[line.party], line.scope, line.member)
    head = f"{said.sign} {id_words(line)} {holder}, {line.strength}"
    rules = "; ".join(rule_lines(case, line))
    words = said.words or rules
    found = [
        Paragraph(f"{head}: {sentence(words)[:1].lower()}{sentence(words)[1:]}", tone=said.tone)
    ]
    if said.words and rules:
        found.append(Paragraph(sentence(rules)))
    return tuple(found)


def _why_set_aside(scenario: Scenario, verdict: Verdict, line: RedLine) -> Iterator[Block]:
    reason = " ".join(scenario.set_aside.get(line.id, "").split())
    if reason and line.id in verdict.set_aside:
        yield Paragraph(f"Why it is set aside: “{reason}”")


def _what_is_reached(scenario: Scenario, verdict: Verdict, line: RedLine) -> Iterator[Block]:
    reached = verdict.reached.get(line.id)
    if reached is not None and line.points is not None:
        from planner.reports.content.points import (  # noqa: PLC0415 (few have points)
            of_each_answer,
            points_table,
        )
        from planner.reports.words.points import points_words  # noqa: PLC0415 (likewise)

        yield Paragraph(points_words(reached))
        chosen = points_table(scenario, verdict, line)
        each = of_each_answer(verdict.case, line.points)
        yield Listing([Item(chosen or [each])], marks=Marks.NONE)


@lru_cache(maxsize=64)  # likewise
def _what_it_stands_on(case: Case, line: RedLine) -> tuple[Block, ...]:
    found: list[Block] = []
    if dates := dates_words(case, line):
        found.append(Paragraph(sentence(dates), tone=Tone.MUTED))
    quoted = said_once(case, _evidence(case, line))
    found += [_quotation(case, statement) for statement in quoted]
    if not quoted:
        found.append(Paragraph("No evidence is given for this red line.", tone=Tone.MUTED))
    if line.caveat:
        found.append(Caveat(f"Caveat of the coding: {' '.join(line.caveat.split())}"))
    caveats: dict[str, list[str]] = {}
    for statement in quoted:
        if text := " ".join(limits_besides(line.caveat, statement.limits).split()):
            caveats.setdefault(text, []).append(id_words(statement))
    found += [Caveat(f"Caveat of {listed(of, 'and')}: {text}") for text, of in caveats.items()]
    return tuple(found)


def _party_on(case: Case, party: Party, issue: Issue) -> Paragraph:
    """``US: Opposition to Ukraine joining NATO (US-1, opposition); ...``."""
    lines = _lines_of(case, party, issue)
    if lines:
        named = "; ".join(f"{line.title} ({id_words(line)}, {line.strength})" for line in lines)
        return Paragraph(f"{party.name}: {named}.")
    held = said_once(case, case.positions.get((party.id, issue.id), ()))
    if held:
        strengths = ", ".join(dict.fromkeys(str(statement.strength) for statement in held))
        number = counted(len(held), "statement")
        return Paragraph(f"{party.name}: {strengths}, {number}; no red line.", tone=Tone.MUTED)
    return Paragraph(f"{party.name}: no stated position.", tone=Tone.MUTED)


def _lines_of(case: Case, party: Party, issue: Issue) -> list[RedLine]:
    return [line for line in case.red_lines if line.party == party.id and issue.id in line.issues]


def _evidence(case: Case, line: RedLine) -> Iterable[Statement]:
    return [case.statements_by_id[name] for name in line.evidence]


def _quotation(case: Case, statement: Statement) -> Quotation:
    source = case.sources_by_id.get(statement.source)
    name = (source.publisher or source.title) if source is not None else "no source given"
    voice = statement_voice(case, statement)
    return Quotation(
        statement.quote, citation=[f"{voice} · {name} · {id_words(statement)}"], id=statement.id
    )
