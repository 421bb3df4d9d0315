"""What a red line rests on: its rule, its evidence, and what the evidence does not say."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.reports.content.statements import statement_blocks
from planner.reports.page import Block, Caveat, Item, Listing, Marks, Paragraph, Rule, Tone
from planner.reports.words.rules import rule_lines
from planner.reports.words.statements import dates_words, reviewed_words
from planner.reports.words.verdicts import sentence

__all__ = ["line_reasons"]


def line_reasons(case: Case, line: RedLine) -> Iterator[Block]:
    """The red line's rule, its evidence, and what the evidence does not say."""
    for rule in rule_lines(case, line):
        yield Rule(rule)
    if dates := dates_words(case, line):
        yield Rule(sentence(dates))
    if line.points is not None:
        from planner.reports.content.points import of_each_answer  # noqa: PLC0415 (few have points)

        table = Item([of_each_answer(case, line.points)])
        yield Listing([table], marks=Marks.NONE)
    for evidence in line.evidence:
        statement = case.statements_by_id[evidence]
        yield from statement_blocks(case, statement, caveat=line.caveat)
    if not line.evidence:
        yield Paragraph("no evidence is given for this red line", tone=Tone.MUTED)
    if line.caveat:
        yield Caveat(f"Caveat of the coding: {line.caveat}")
    if line.confidence:
        yield Paragraph(f"Confidence of the coding: {line.confidence}", tone=Tone.MUTED)
    if reviewed := reviewed_words(line):
        yield Paragraph(sentence(reviewed), tone=Tone.MUTED)
