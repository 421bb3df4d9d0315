"""The verdict: what a scenario does to every red line and party, under one reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import compress, count, repeat
from operator import is_
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from planner.by_fields import Printed
from planner.model.case import Case, Origin, Party
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Strength

if TYPE_CHECKING:
    from planner.check.reach import PointsReach
    from planner.model.scenario import Scenario

__all__ = [
    "LineStatus",
    "LineVerdict",
    "MemberVerdict",
    "PartyStatus",
    "PartyVerdict",
    "Verdict",
    "added_options",
]


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class LineStatus(StrEnum):
    """What a scenario does to a red line."""

    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    RESPECTED = "respected"


class PartyStatus(StrEnum):
    """What a scenario does to a party's counted lines, taken together.

    ``set_aside`` stands where none of them is crossed, contested or undecided, but a line that the
    planner left out would count as crossed.
    """

    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    CLEAR = "clear"
    SET_ASIDE = "set_aside"
    NONE_COUNTED = "none_counted"
    NO_POSITION = "no_position"


@frozen(eq=False, repr=False)
class LineVerdict(Printed):
    """A red line with its status, and whether it is counted.

    ``weaker`` and ``set_aside`` say why not: the line's strength is below the reading, or the
    planner left the line out. ``points`` are those of a line by points.
    """

    line: RedLine
    status: LineStatus
    weaker: bool
    set_aside: bool
    points: PointsReach | None = None

    @property
    def counted(self) -> bool:
        """Whether the line counts towards its party's status."""
        return not (self.weaker or self.set_aside)

    @property
    def crossed_aside(self) -> bool:
        """Whether the scenario crosses the line, and the planner alone keeps it from counting."""
        return self.set_aside and not self.weaker and self.status is LineStatus.CROSSED

    @property
    def contested_aside(self) -> bool:
        """Whether the line is contested, and the planner alone keeps it from counting."""
        return self.set_aside and not self.weaker and self.status is LineStatus.CONTESTED


@frozen(eq=False, repr=False)
class MemberVerdict(Printed):
    """A member of a party with its status over its own counted lines; ``lines`` holds them all."""

    name: str
    status: PartyStatus
    lines: tuple[LineVerdict, ...]


@frozen(eq=False, repr=False)
class PartyVerdict(Printed):
    """A party with its status over its counted lines; ``lines`` holds all of its lines.

    ``members`` holds a verdict for each of its members that has a line of its own.
    ``by_members_alone`` names those by whose lines alone the party has its status. It is empty
    where a line of the party itself is among these lines, and where no line makes the status what
    it is: nothing is crossed, contested or undecided, nor set aside though it would be crossed.
    """

    party: Party
    status: PartyStatus
    lines: tuple[LineVerdict, ...]
    members: tuple[MemberVerdict, ...] = ()
    by_members_alone: tuple[str, ...] = ()


@frozen(slots=False, eq=False, repr=False)
class Verdict(Printed):
    """What a scenario does to every red line and party of a case, under one reading.

    ``statuses`` stands in the order of ``case.red_lines``, ``party_statuses`` in that of
    ``case.parties``. ``undecided`` holds the ids of the issues still open, ``not_applying`` those
    of the issues that certainly do not apply: nothing is to be chosen there, and what was counts
    for nothing. ``incoherent`` holds the ids of the coherence rules that every completion breaks.
    ``may_apply`` holds the ids of the issues of which it is still open whether they apply.
    ``reached`` holds the points of lines by points, by line, and ``member_statuses`` the statuses
    of the members who have lines, by party and name.
    """

    case: Case
    reading: Reading
    set_aside: frozenset[str]
    undecided: tuple[str, ...]
    statuses: tuple[LineStatus, ...]
    party_statuses: tuple[PartyStatus, ...]
    incoherent: tuple[str, ...]
    not_applying: tuple[str, ...] = ()
    may_apply: frozenset[str] = frozenset()
    reached: Mapping[str, PointsReach] = _NOTHING
    member_statuses: Mapping[str, Mapping[str, PartyStatus]] = _NOTHING

    def applies(self, issue: str) -> bool | None:
        """Whether the issue applies; ``None`` where that depends on what is still undecided."""
        return None if issue in self.may_apply else issue not in self.not_applying

    def is_undecided(self, issue: str) -> bool:
        """Whether the issue is one of those still open."""
        return issue in self._open

    @property
    def complete(self) -> bool:
        """Whether every issue that applies is decided."""
        return not self.undecided

    @cached_property
    def lines(self) -> tuple[LineVerdict, ...]:
        """Every red line of the case with its status, in the case's order."""
        return tuple(map(self._line, range(len(self.statuses))))

    def lines_at(self, places: Iterable[int]) -> Iterator[LineVerdict]:
        """The lines at those places of ``case.red_lines``: a few of them without all the others."""
        return map(self._line, places)

    def _line(self, place: int) -> LineVerdict:
        found = self._made.get(place)
        if found is None:
            line = self.case.red_lines[place]
            found = self._made[place] = LineVerdict(
                line,
                self.statuses[place],
                line.strength in self._too_weak,
                line.id in self.set_aside,
                self.reached.get(line.id),
            )
        return found

    @cached_property
    def _made(self) -> dict[int, LineVerdict]:
        """The lines that were asked for so far."""
        return {}

    @cached_property
    def _open(self) -> frozenset[str]:
        return frozenset(self.undecided)

    @cached_property
    def _too_weak(self) -> frozenset[Strength]:
        return frozenset(each for each in Strength if not self.reading.counts(each))

    @cached_property
    def counts_any(self) -> bool:
        """Whether any line is counted."""
        return any(map(self._counts, self.case.red_lines))

    def number_of(self, status: LineStatus) -> int:
        """How many counted lines have that status."""
        return sum(map(self._counts, compress(self.case.red_lines, self._are(status))))

    def _counts(self, line: RedLine) -> bool:
        return line.strength not in self._too_weak and line.id not in self.set_aside

    @cached_property
    def parties(self) -> tuple[PartyVerdict, ...]:
        """Every party of the case with its status and lines, in the case's order."""
        held: dict[str, list[LineVerdict]] = {party.id: [] for party in self.case.parties}
        for verdict in self.lines:
            held[verdict.line.party].append(verdict)
        return tuple(
            self._party(party, status, tuple(held[party.id]))
            for party, status in zip(self.case.parties, self.party_statuses, strict=True)
        )

    def _party(
        self, party: Party, status: PartyStatus, lines: tuple[LineVerdict, ...]
    ) -> PartyVerdict:
        statuses = self.member_statuses.get(party.id)
        if statuses is None:
            return PartyVerdict(party, status, lines)
        members = tuple(
            MemberVerdict(name, of, tuple(each for each in lines if each.line.member == name))
            for name, of in statuses.items()
        )
        return PartyVerdict(
            party, status, lines, members, _by_members_alone(members, lines, status)
        )

    def counted(self, status: LineStatus) -> tuple[LineVerdict, ...]:
        """The counted lines of that status, in the case's order."""
        if status not in self.statuses:
            return ()
        places = compress(count(), self._are(status))
        return tuple(held for held in self.lines_at(places) if held.counted)

    def _are(self, status: LineStatus) -> Iterator[bool]:
        """Whether each line has the status; a large case is asked that several times a choice."""
        return map(is_, self.statuses, repeat(status))

    @cached_property
    def crossed(self) -> tuple[LineVerdict, ...]:
        """The counted lines that are crossed."""
        return self.counted(LineStatus.CROSSED)

    @cached_property
    def contested(self) -> tuple[LineVerdict, ...]:
        """The counted lines that are contested."""
        return self.counted(LineStatus.CONTESTED)

    @cached_property
    def crossed_aside(self) -> tuple[LineVerdict, ...]:
        """The lines that would count as crossed if they were not set aside, in the case's order."""
        return tuple(held for held in self._aside() if held.crossed_aside)

    @cached_property
    def contested_aside(self) -> tuple[LineVerdict, ...]:
        """The lines that would count as contested if they were not set aside, likewise."""
        return tuple(held for held in self._aside() if held.contested_aside)

    def _aside(self) -> Iterator[LineVerdict]:
        lines = enumerate(self.case.red_lines) if self.set_aside else ()
        return self.lines_at(place for place, line in lines if line.id in self.set_aside)


def _by_members_alone(
    members: Iterable[MemberVerdict], lines: Iterable[LineVerdict], status: PartyStatus
) -> tuple[str, ...]:
    if status is PartyStatus.SET_ASIDE:
        held = {each.line.member for each in lines if each.crossed_aside}
    elif status in _MADE_BY_LINES:
        held = {e.line.member for e in lines if e.counted and e.status is _MADE_BY_LINES[status]}
    else:
        return ()
    return () if "" in held else tuple(each.name for each in members if each.name in held)


_MADE_BY_LINES = {
    PartyStatus.CROSSED: LineStatus.CROSSED,
    PartyStatus.CONTESTED: LineStatus.CONTESTED,
    PartyStatus.UNDECIDED: LineStatus.UNDECIDED,
}


def added_options(case: Case, scenario: Scenario, verdict: Verdict) -> Iterable[tuple[str, str]]:
    """The issues and options chosen that no source proposes, on issues that apply or may."""
    for issue in case.issues:
        pick = scenario.pick(issue.id)
        if pick is None or isinstance(pick, int) or verdict.applies(issue.id) is False:
            continue
        for option in (pick,) if isinstance(pick, str) else pick:
            if issue.option(option).origin is Origin.ADDED:
                yield issue.id, option
