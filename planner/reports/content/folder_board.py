"""The scenarios of a folder, grouped by the lines that they cross."""

from __future__ import annotations

from collections.abc import Sequence

from planner.check.shared_crossings import Group, groups, line_shares
from planner.check.verdict import Verdict
from planner.reports.content.explain import line_reasons
from planner.reports.content.naming import line_named
from planner.reports.page import (
    GAP,
    Block,
    Heading,
    Item,
    Listing,
    Page,
    Paragraph,
    Tone,
)
from planner.reports.words.shared_crossings import group_words, share_words, state_words

__all__ = ["folder_blocks", "group_page"]


def folder_blocks(named: Sequence[tuple[str, Verdict]]) -> list[Block]:
    """The groups with their scenarios, each by its name, then how many cross each line.

    Nothing where there are fewer than two scenarios: they share nothing.
    """
    if len(named) < 2:
        return []
    verdicts = [verdict for _, verdict in named]
    found = groups(verdicts)
    several = len({group.case.id for group in found}) > 1
    readings = {verdict.reading for verdict in verdicts}
    blocks: list[Block] = [Heading("Grouped by the lines that they cross")]
    for group in found:
        of_case = f" ({group.case.title})" if several else ""
        members = [_member(*named[n], tell_reading=len(readings) > 1) for n in group.members]
        heading = Paragraph(f"{group_words(group)}{of_case}: {len(members):,}")
        blocks.append(Listing([Item([heading, Listing(members)])]))
    shares = [
        share_words(share, sum(verdict.case.id == share.case.id for verdict in verdicts))
        for share in line_shares(verdicts)
    ]
    if shares:
        blocks.append(GAP)
        blocks += (Paragraph(words) for words in shares)
    return blocks


def group_page(group: Group, named: Sequence[tuple[str, Verdict]]) -> Page:
    """One group: its scenarios, what each leaves besides, and the lines with what is quoted."""
    body: list[Block] = [Listing(_member(*each, tell_reading=False) for each in named)]
    for line in group.crossed:
        body += [GAP, Paragraph(line_named(group.case, line), tone=Tone.CROSSED)]
        body += line_reasons(group.case, line)
    return Page(Heading(group_words(group), level=1), body)


def _member(name: str, verdict: Verdict, *, tell_reading: bool) -> Item:
    judged = f"{verdict.reading} reading" if tell_reading else ""
    said = "; ".join(filter(None, (judged, state_words(verdict))))
    return Item([Paragraph(f"{name}: {said}" if said else name)])
