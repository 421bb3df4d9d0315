"""Why: what the sources say on an option, an issue, a party or a red line, a page each.

Pure functions; the screen's why pane and the commands show the same pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.check.from_here import OptionEffect
from planner.check.said_once import said_once
from planner.check.verdict import LineVerdict, Verdict
from planner.model.case import Case, Issue, IssueKind, Option, Origin
from planner.model.conditions import Pick
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.reports.content.comments import comments_here
from planner.reports.content.line_reasons import line_reasons
from planner.reports.content.naming import line_named
from planner.reports.content.points import points_table
from planner.reports.content.statements import stated_on, statement_blocks
from planner.reports.content.tones import LINE_TONES, PARTY_TONES
from planner.reports.page import (
    GAP,
    Block,
    Heading,
    Page,
    Paragraph,
    Runs,
    Status,
    Text,
    Tone,
)
from planner.reports.words.choices import (
    answer_lines,
    not_applying_words,
    quoted_pick,
    written_words,
)
from planner.reports.words.counts import clear_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.points import adds_words, points_words
from planner.reports.words.private import line_words
from planner.reports.words.verdicts import (
    LINE_WORDS,
    READING_WORDS,
    by_members_words,
    line_heading,
    listed,
    member_words,
    sentence,
    short_party_words,
    verdict_sentence,
    why_not_counted,
)

if TYPE_CHECKING:
    from planner.analysis.questions.explanations import Explanation
    from planner.analysis.questions.tally import Tally

__all__ = [
    "explain_answer",
    "explain_issue",
    "explain_left",
    "explain_line",
    "explain_option",
    "explain_party",
    "explain_readings",
]


def explain_option(
    verdict: Verdict, issue: Issue, option: Option, consequence: OptionEffect, *, chosen: bool
) -> Page:
    """What choosing the option does to counted lines, and what the parties' statements say on it.

    ``consequence`` is that of what :func:`planner.check.from_here.from_here` says for this option.
    """
    pick = (option.id,) if issue.kind is IssueKind.ANY else option.id
    page = explain_answer(verdict, issue, option.title, pick, consequence, chosen=chosen)
    body = [*page.body]
    if option.definition:
        body.append(Paragraph(f"{option.title}: {option.definition}"))
    if option.origin is Origin.ADDED:
        words = "Added for completeness: no source proposes it."
        body.append(Paragraph(words, tone=Tone.MUTED))
    body += stated_on(verdict.case, issue, pick)
    return Page(page.heading, body)


def explain_answer(  # noqa: PLR0913 (an answer, and what it does)
    verdict: Verdict,
    issue: Issue,
    title: str,
    pick: Pick,
    consequence: OptionEffect,
    *,
    chosen: bool,
) -> Page:
    """What any answer does to counted lines: values of a number too, or that no option holds.

    Of an option that holds beside others ``consequence`` is that of adding it, or where it holds
    already of taking it away; ``chosen`` says that it is the answer of the scenario. ``pick`` is
    what gives the answer its points.
    """
    case = verdict.case
    away = chosen and issue.kind is IssueKind.ANY and pick != ()
    body: list[Block] = []
    crosses = "crosses" if chosen and not away else "would cross"
    ended, at_stake = consequence.ended, consequence.at_stake
    does = consequence.crossed or consequence.contested or ended or at_stake
    if away and does:
        body.append(Paragraph("Taken away:"))
    for line in consequence.crossed:
        body.append(_done(case, line, crosses, Tone.CROSSED))
        body += [*line_reasons(case, line), GAP]
    leaves = "leaves contested:" if chosen and not away else "would leave contested:"
    softened = {effect.line.id for effect in consequence.softened}
    for line in consequence.contested:
        words = "would leave contested, no longer crossed:" if line.id in softened else leaves
        body.append(_done(case, line, words, Tone.CONTESTED))
        body += [*line_reasons(case, line), GAP]
    for effects, words in (
        (ended, "would end the crossing of"),
        (at_stake, "would depend on a choice:"),
    ):
        for effect in effects:
            body.append(_done(case, effect.line, words, Tone.TEXT))
            body += [*line_reasons(case, effect.line), GAP]
    if not does:
        words = _nothing_crossed(verdict, issue, chosen=chosen and not away)
        body.append(Paragraph(f"Taken away: {words[:1].lower()}{words[1:]}" if away else words))
    lines = (held.line for held in verdict.lines if held.counted)
    body += (Paragraph(sentence(words)) for words in adds_words(lines, issue.id, pick))
    if isinstance(pick, int):
        body += stated_on(case, issue, pick)
    return Page(Heading(f"{issue.title}: {title}", level=1), body)


def explain_left(
    case: Case, left: Tally | None, why: Explanation | None, *, several: bool = False
) -> list[Block]:
    """How many clear scenarios an option would leave; if none, what leaves none, and no more.

    ``several``: others may hold beside it, and the scenarios are all that hold it.
    """
    if left is None:
        return []
    if left.open != 0:
        return [
            Paragraph(f"{'Alone or with others' if several else 'If chosen'}: {clear_words(left)}.")
        ]
    if why is None:
        return [Paragraph("No scenario with it is clear.")]
    chosen = [
        f"{quoted_pick(case, issue, pick)} ({case.issues_by_id[issue].title})"
        for issue, pick in why.choices.items()
    ]
    with_choices = f"with your choice of {listed(chosen, 'and')}, " if chosen else ""
    limits = [*line_words(case, why.lines), *why.rules]
    if not limits:
        return [Paragraph(f"No scenario with it is clear {with_choices.rstrip(', ')}.")]
    verb = agreeing(len(limits), "leaves", "leave")
    words = f"No scenario with it is clear: {with_choices}{listed(limits, 'and')} {verb} none."
    return [Paragraph(words)]


def explain_issue(verdict: Verdict, issue: Issue, chosen: Pick | None, scenario: Scenario) -> Page:
    """The issue's question, what is chosen, the planner's note, and who states a position.

    ``chosen`` may be a choice that is only begun; of an issue that does not apply it is what had
    been chosen.
    """
    case = verdict.case
    body: list[Block] = []
    if issue.question:
        body.append(Paragraph(issue.question))
    if verdict.applies(issue.id) is False:
        words = sentence(not_applying_words(case, issue, chosen))
        body.append(Paragraph(words, tone=Tone.MUTED))
    else:
        body.append(Paragraph(f"Chosen: {written_words(issue, chosen)}"))
        body += (Paragraph(sentence(each), tone=Tone.MUTED) for each in answer_lines(case, issue))
    if note := scenario.note(issue.id):
        body.append(Paragraph(f"Note: {note}"))
    body += comments_here(scenario.comments, issue.id)
    hanging = [v for v in verdict.lines if issue.id in v.line.issues]
    if hanging:
        body += [GAP, Heading("Red lines that depend on it")]
        body += [_line_summary(v, verdict, scenario) for v in hanging]
    body.append(GAP)
    for party in case.parties:
        held = case.positions.get((party.id, issue.id), ())
        if held:
            number = len(said_once(case, held))
            body.append(Heading(f"{party.name}: {counted(number, 'statement')}"))
            for statement in held:
                body += statement_blocks(case, statement)
        else:
            body.append(Paragraph(f"{party.name}: no stated position", tone=Tone.MUTED))
    others = [
        statement
        for statement in case.statements
        if issue.id in statement.issues
        and statement not in case.positions.get((statement.party or "", issue.id), ())
    ]
    if others:
        body += [GAP, Heading("Context: nobody's position")]
        for statement in others:
            body += statement_blocks(case, statement)
    return Page(Heading(issue.title, level=1), body)


def explain_party(verdict: Verdict, party_id: str, scenario: Scenario) -> Page:
    """The party's status, its red lines, and on which issues it states a position or none.

    Members with red lines of their own have their status as well.
    """
    case = verdict.case
    held = next(p for p in verdict.parties if p.party.id == party_id)
    party = held.party
    words = by_members_words(held) or short_party_words(held)
    body: list[Block] = [Paragraph(Status(words, tone=PARTY_TONES[held.status]))]
    for member in held.members:
        status = Status(member_words(member), tone=PARTY_TONES[member.status])
        body.append(Paragraph((Text(f"{member.name}: "), status)))
    if party.members:
        body.append(Paragraph(f"Members: {', '.join(party.members)}"))
    if held.lines:
        body += [GAP, Heading("Its red lines, as coded from statements")]
        body += [_line_summary(v, verdict, scenario) for v in held.lines]
    stated = [i for i in case.issues if (party.id, i.id) in case.positions]
    silent = [i for i in case.issues if (party.id, i.id) not in case.positions]
    body.append(GAP)
    if stated:
        words = f"States a position on: {', '.join(i.title for i in stated)}"
        body.append(Paragraph(words))
    if silent:
        words = f"No stated position on: {', '.join(i.title for i in silent)}"
        body.append(Paragraph(words, tone=Tone.MUTED))
    for issue in stated:
        body += [GAP, Heading(issue.title)]
        for statement in case.positions[party.id, issue.id]:
            body += statement_blocks(case, statement)
    return Page(Heading(party.name, level=1), body)


def explain_line(verdict: Verdict, line: RedLine, scenario: Scenario) -> Page:
    """The red line's status, rule, evidence, and what the evidence does not say.

    Of a line by points also what the choices of the scenario come to, and what each gives.
    """
    held = next(v for v in verdict.lines if v.line is line)
    heading = Heading(line_heading(verdict.case, line), level=1, id=line.id)
    body: list[Block] = [_line_status(held, verdict, scenario)]
    if held.points is not None:
        body.append(Paragraph(points_words(held.points)))
        body += points_table(scenario, verdict, held.line)
    said = comments_here(scenario.comments, line.id)
    return Page(heading, [*body, *line_reasons(verdict.case, line), *said])


def explain_readings(verdict: Verdict, verdicts: Iterable[Verdict]) -> Page:
    """The five readings in words, each with its verdict on the same choices."""
    body: list[Block] = []
    for other in verdicts:
        mark = "(•)" if other.reading is verdict.reading else "( )"
        number = sum(line.counted for line in other.lines)
        counts = f"{counted(number, 'red line')} counted; " if number else ""
        body += [
            GAP,
            Heading(f"{mark} {other.reading}: {READING_WORDS[other.reading]}"),
            Paragraph(counts + verdict_sentence(other)),
        ]
    return Page(Heading("Readings: how firmly statements are read", level=1), body)


def _nothing_crossed(verdict: Verdict, issue: Issue, *, chosen: bool) -> str:
    """Why nothing stands beside the option: silence is not respect, and is not shown as such."""
    if not any(v.counted and issue.id in v.line.issues for v in verdict.lines):
        return f"No counted red line depends on {issue.title}."
    subject = "It crosses" if chosen else "It would cross"
    return f"{subject} no counted red line on {issue.title} as things stand."


def _done(case: Case, line: RedLine, words: str, tone: Tone) -> Paragraph:
    return Paragraph((Status(words, tone=tone), " ", *line_named(case, line)), tone=tone)


def _line_status(held: LineVerdict, verdict: Verdict, scenario: Scenario) -> Paragraph:
    tone = LINE_TONES[held.status]
    words = f"{LINE_WORDS[held.status]} under the {verdict.reading} reading"
    why = scenario.set_aside.get(held.line.id, "")
    reason = why_not_counted(held, verdict.reading, why)
    if held.set_aside and not why:
        reason += "; no reason given"
    return Paragraph((Status(words, tone=tone), *_in_brackets(reason)), tone=tone)


def _line_summary(held: LineVerdict, verdict: Verdict, scenario: Scenario) -> Paragraph:
    tone = LINE_TONES[held.status]
    why = scenario.set_aside.get(held.line.id, "")
    reason = why_not_counted(held, verdict.reading, why)
    status = Status(f"{LINE_WORDS[held.status]}:", tone=tone)
    runs = (status, Text(" "), *line_named(verdict.case, held.line), *_in_brackets(reason))
    return Paragraph(runs, tone=Tone.MUTED if reason else tone)


def _in_brackets(reason: str) -> Runs:
    return (Text(f" ({reason})"),) if reason else ()
