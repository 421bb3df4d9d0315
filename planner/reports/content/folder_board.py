"""The scenarios of a folder, grouped by the lines that they cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from planner.check.shared_crossings import Crossed, Group, crossed_by, in_groups
from planner.check.verdict import Verdict
from planner.reports.content.explain import line_reasons
from planner.reports.content.naming import line_named
from planner.reports.page import GAP, Block, Heading, Item, Listing, Page, Paragraph, Tone
from planner.reports.words.private import line_words
from planner.reports.words.shared_crossings import (
    crossing_words,
    group_words,
    named_lines,
    share_words,
    state_words,
)

__all__ = ["Member", "folder_blocks", "folder_json", "group_page", "member_of"]


@frozen
class Member:
    """What a board keeps of a scenario: little, since a folder may hold many.

    ``ids`` are those of what it crosses as they are shown, ``lines`` names it with whose lines
    these are. ``case`` is the title of its case, ``state`` says what it leaves besides, ``reading``
    by which reading.
    """

    name: str
    crossed: Crossed
    ids: Mapping[str, str]
    case: str
    lines: tuple[str, ...]
    state: str
    reading: str


def member_of(name: str, verdict: Verdict) -> Member:
    """The scenario of that name as a member of its group."""
    case, crossed = verdict.case, crossed_by(verdict)
    lines = named_lines(case, crossed.lines)
    ids = dict(zip(crossed.lines, line_words(case, crossed.lines), strict=True))
    return Member(name, crossed, ids, case.title, lines, state_words(verdict), verdict.reading)


def folder_blocks(members: Sequence[Member]) -> list[Block]:
    """The groups with their scenarios, then how many cross each line.

    Nothing where there are fewer than two scenarios: they share nothing.
    """
    if len(members) < 2:
        return []
    several = len({member.crossed.case for member in members}) > 1
    readings = {member.reading for member in members}
    blocks: list[Block] = [Heading("Grouped by the lines that they cross")]
    for _, places in in_groups(member.crossed for member in members):
        held = [members[place] for place in places]
        of_case = f" ({held[0].case})" if several else ""
        heading = f"{crossing_words(held[0].lines, len(held))}{of_case}: {len(held):,}"
        items = [_item(member, tell_reading=len(readings) > 1) for member in held]
        blocks.append(Listing([Item([Paragraph(heading), Listing(items)])]))
    if shares := _shares(members):
        blocks.append(GAP)
        blocks += (Paragraph(words) for words in shares)
    return blocks


def folder_json(members: Sequence[Member]) -> list[dict[str, Any]]:
    """The groups for a program: the case's id, the lines' ids, the files."""
    return [
        {
            "case": crossed.case,
            "crossed": [*crossed.lines],
            "files": [members[place].name for place in places],
        }
        for crossed, places in in_groups(member.crossed for member in members)
    ]


def group_page(group: Group, named: Iterable[tuple[str, Verdict]]) -> Page:
    """One group: its scenarios, what each leaves besides, and the lines with what is quoted."""
    members = (member_of(name, verdict) for name, verdict in named)
    body: list[Block] = [Listing(_item(member, tell_reading=False) for member in members)]
    for line in group.crossed:
        body += [GAP, Paragraph(line_named(group.case, line), tone=Tone.CROSSED)]
        body += line_reasons(group.case, line)
    return Page(Heading(group_words(group), level=1), body)


def _item(member: Member, *, tell_reading: bool) -> Item:
    judged = f"{member.reading} reading" if tell_reading else ""
    said = "; ".join(filter(None, (judged, member.state)))
    return Item([Paragraph(f"{member.name}: {said}" if said else member.name)])


def _shares(members: Iterable[Member]) -> list[str]:
    """Case by case how many scenarios cross each line, those that most cross first."""
    counts: dict[str, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for member in members:
        crossed = member.crossed
        totals[crossed.case] = totals.get(crossed.case, 0) + 1
        of_case = counts.setdefault(crossed.case, {})
        for line in map(member.ids.__getitem__, crossed.lines):
            of_case[line] = of_case.get(line, 0) + 1
    return [
        share_words(line, number, totals[case])
        for case, of_case in counts.items()
        for line, number in sorted(of_case.items(), key=lambda held: (-held[1], held[0]))
    ]
