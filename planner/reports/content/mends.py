"""The mends of a deal that crosses lines, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from planner.check.proposal import Kind, Proposal
from planner.reports.page import Block, Heading, Item, Listing, Marks, Paragraph
from planner.reports.words.deal import Deal
from planner.reports.words.numbers import counted
from planner.reports.words.proposals import KIND_WORDS, change_lines, effects_words
from planner.reports.words.verdicts import sentence

__all__ = ["mend_blocks"]


def mend_blocks(deal: Deal) -> Iterator[Block]:
    """The first mends by the number of their changes, or what crosses as few lines."""
    case = deal.verdict.case
    for heading, proposals in _grouped(deal).items():
        yield Heading(heading)
        items = []
        for each in proposals:
            lines = [*change_lines(case, each)]
            told = effects_words(case, each)
            if each.clear:
                told.append("then it is clear")
            effects = sentence("; ".join(told), case.red_lines_by_id)
            items.append(Item([Paragraph("; ".join(lines)), Paragraph(effects)]))
        yield Listing(items, marks=Marks.NUMBERS)


def _grouped(deal: Deal) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for each in deal.mends:
        heading = KIND_WORDS[each.kind]
        if each.kind is Kind.MEND:
            heading = f"{deal.keys.mend}  Mend, {counted(len(each.picks), 'change')}"
        found.setdefault(heading, []).append(each)
    return found
