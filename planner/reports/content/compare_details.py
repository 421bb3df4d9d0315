"""What there is to say on a row of a comparison: an issue, a party, a scenario, a way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.check.comparison import Column, Comparison
from planner.check.from_here import OptionEffect
from planner.check.verdict import LineVerdict
from planner.model.case import Issue
from planner.reports.content.explain import explain_party
from planner.reports.content.naming import line_named
from planner.reports.content.tones import LINE_TONES
from planner.reports.page import (
    GAP,
    Block,
    Change,
    Heading,
    Page,
    Paragraph,
    Status,
    Text,
    Tone,
)
from planner.reports.words.case_changes import words_of_vanished
from planner.reports.words.choices import chosen_words, quoted_pick
from planner.reports.words.comparison import LETTERS, effect_words, own_words, same_choices
from planner.reports.words.reasons import why_lines
from planner.reports.words.verdicts import LINE_WORDS, sentence, verdict_sentence

__all__ = ["choices_page", "column_page", "dominance_page", "party_page", "way_page"]


def column_page(comparison: Comparison, number: int) -> Page:
    """The scenario's verdict, with what it crosses and leaves contested."""
    column = comparison.columns[number]
    verdict = column.verdict
    body = [
        Paragraph(sentence(verdict_sentence(verdict))),
        *_lines(column, (*verdict.crossed, *verdict.contested)),
        Paragraph(column.name, tone=Tone.MUTED),
    ]
    if own := own_words(comparison, column):
        words = f"Its file says {own}."
        body.append(Paragraph(words, tone=Tone.CONTESTED))
    if column.of_other_version:
        words = "It was made with another version of the case than it is judged by here."
        body.append(Paragraph(words, tone=Tone.CONTESTED))
    gone = words_of_vanished(column.vanished, comparison.case)
    body += [Paragraph(sentence(words), tone=Tone.CONTESTED) for words in gone]
    if column.scenario.summary:
        body.append(Paragraph(column.scenario.summary))
    name = column.scenario.title or column.name
    return Page(Heading(f"{LETTERS[number]} · {name}", level=1), body)


def party_page(comparison: Comparison, number: int, party: int) -> Page:
    """The party as the scenario's verdict has it."""
    column = comparison.columns[number]
    held = column.verdict.parties[party]
    page = explain_party(column.verdict, held.party.id, column.scenario)
    return Page(Heading((f"{LETTERS[number]} · ", *page.heading.runs), level=1), page.body)


def choices_page(
    comparison: Comparison, issue: Issue, opened: int | None, done: OptionEffect | None
) -> Page:
    """What each scenario chooses on the issue, with its note.

    ``opened`` is the column of the open scenario; ``done`` what the choice in question would do if
    it were taken over there.
    """
    body: list[Block] = []
    for n, (letter, column) in enumerate(zip(LETTERS, comparison.columns, strict=False)):
        pick = column.pick(issue)
        words = (
            chosen_words(column.verdict, issue, column.scenario.pick(issue.id))
            if pick is None
            else quoted_pick(comparison.case, issue.id, pick)
        )
        mark = " (opened)" if n == opened else ""
        body.append(Paragraph(f"{letter}  {words} · {comparison.name(column)}{mark}"))
        if note := column.scenario.note(issue.id):
            body.append(Paragraph(f"Note: {note}", tone=Tone.MUTED))
    if done is not None:
        body.append(GAP)
        body.append(Paragraph(f"Taken over into {LETTERS[opened or 0]}, the open scenario:"))
        body += _taken_over(comparison, done)
    return Page(Heading(issue.title, level=1), body)


def way_page(comparison: Comparison, one: int, other: int) -> Page:
    """What is to be chosen otherwise on the way from one scenario to another."""
    body: list[Block] = [
        Change(issue.title, *(_chosen(comparison, issue, n) for n in (one, other)))
        for issue in comparison.changes(one, other)
    ]
    if not body:
        body.append(Paragraph(sentence(same_choices(comparison, one, other))))
    if effect := effect_words(comparison, one, other):
        body.append(Paragraph(sentence(f"that {effect}")))
    return Page(Heading(f"From {LETTERS[one]} to {LETTERS[other]}", level=1), body)


def dominance_page(comparison: Comparison, words: str) -> Page:
    """What is said on whose crossed lines are a subset of whose, and the lines themselves."""
    body: list[Block] = [Paragraph(sentence(words))]
    for letter, column in zip(LETTERS, comparison.columns, strict=False):
        said = sentence(verdict_sentence(column.verdict))
        body += [GAP, Paragraph(f"{letter}: {said}"), *_lines(column, column.verdict.crossed)]
    return Page(Heading("Whose crossed lines", level=1), body)


def _chosen(comparison: Comparison, issue: Issue, number: int) -> str:
    column = comparison.columns[number]
    return chosen_words(column.verdict, issue, column.scenario.pick(issue.id))


def _taken_over(comparison: Comparison, done: OptionEffect) -> Iterator[Paragraph]:
    for lines, tone, words in (
        (done.crossed, Tone.CROSSED, "crosses"),
        (done.contested, Tone.CONTESTED, "leaves contested"),
    ):
        for line in lines:
            named = line_named(comparison.case, line)
            yield Paragraph((Status(words, tone=tone), Text(" "), *named), tone=tone)
    if not (done.crossed or done.contested):
        yield Paragraph("It crosses no counted red line on this issue.")


def _lines(column: Column, lines: Iterable[LineVerdict]) -> Iterator[Paragraph]:
    for line in lines:
        tone = LINE_TONES[line.status]
        status = Status(f"{LINE_WORDS[line.status]}:", tone=tone)
        named = line_named(column.verdict.case, line.line)
        yield Paragraph((status, Text(" "), *named), tone=tone)
        for why in why_lines(column.scenario, column.verdict, line):
            yield Paragraph(why, tone=Tone.MUTED)
