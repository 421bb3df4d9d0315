"""The scenarios of a folder, grouped by the lines that they cross."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from attrs import frozen

from planner.by_fields import Compared
from planner.check.shared_crossings import Crossed, Group, crossed_by
from planner.check.verdict import Verdict
from planner.reports.content.line_reasons import line_reasons
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

__all__ = ["Member", "MemberGroup", "Piece", "folder_pieces", "group_page", "member_of"]

_AT_A_TIME = 500


@frozen(eq=False, repr=False)
class Member(Compared):
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


@frozen(eq=False, repr=False)
class MemberGroup(Compared):
    """Scenarios that cross the same lines: the first of them, and all of them one by one.

    ``readings`` are those by which they are judged.
    """

    first: Member
    size: int
    readings: frozenset[str]
    members: Iterable[Member]


@frozen(eq=False, repr=False)
class Piece(Compared):
    """A part of the board. Its first blocks, ``known``, stand already in the parts before it."""

    known: Sequence[Block]
    blocks: Sequence[Block]


def folder_pieces(groups: Sequence[MemberGroup]) -> Iterator[Piece]:
    """The groups with their scenarios, then how many cross each line: some scenarios at a time.

    Nothing where there are fewer than two scenarios: they share nothing.
    """
    if sum(group.size for group in groups) < 2:
        return
    several = len({group.first.crossed.case for group in groups}) > 1
    by_many = len(frozenset[str]().union(*(group.readings for group in groups))) > 1
    title = Heading("Grouped by the lines that they cross")
    yield Piece((), (title,))
    for group in groups:
        of_case = _of_case(group.first, several=several)
        words = f"{crossing_words(group.first.lines, group.size)}{of_case}: {group.size:,}"
        known: Sequence[Block] = (title,)
        members = iter(group.members)
        while some := [_item(each, tell_reading=by_many) for each in islice(members, _AT_A_TIME)]:
            yield Piece(known, (title, Listing([Item([Paragraph(words), Listing(some)])])))
            known = (title, Listing([Item([Paragraph(words)])]))
    if shares := _shares(groups, several=several):
        yield Piece((title,), (title, GAP, *map(Paragraph, shares)))


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


def _of_case(member: Member, *, several: bool) -> str:
    """Whose scenarios these are, where there are ``several`` cases: ids are those of one case."""
    return f" ({member.case})" if several else ""


def _shares(groups: Iterable[MemberGroup], *, several: bool) -> list[str]:
    """Case by case how many scenarios cross each line, those that most cross first."""
    counts: dict[str, dict[str, int]] = {}
    totals: dict[str, int] = {}
    named: dict[str, str] = {}
    for group in groups:
        crossed = group.first.crossed
        totals[crossed.case] = totals.get(crossed.case, 0) + group.size
        named[crossed.case] = _of_case(group.first, several=several)
        of_case = counts.setdefault(crossed.case, {})
        for line in map(group.first.ids.__getitem__, crossed.lines):
            of_case[line] = of_case.get(line, 0) + group.size
    return [
        f"{share_words(line, number, totals[case])}{named[case]}"
        for case, of_case in counts.items()
        for line, number in sorted(of_case.items(), key=lambda held: (-held[1], held[0]))
    ]
