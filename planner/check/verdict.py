"""The verdict: what a scenario does to every red line and party, under one reading."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from attrs import frozen

from planner.model.case import Case, Party
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Strength

__all__ = [
    "Consequence",
    "LineStatus",
    "LineVerdict",
    "PartyStatus",
    "PartyVerdict",
    "Verdict",
]


class LineStatus(StrEnum):
    """What a scenario does to a red line."""

    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    RESPECTED = "respected"


class PartyStatus(StrEnum):
    """What a scenario does to a party's counted lines, taken together.

    ``set_aside`` stands where none of them is crossed, contested or undecided, but a line that the
    planner left out would be crossed.
    """

    CROSSED = "crossed"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    CLEAR = "clear"
    SET_ASIDE = "set_aside"
    NONE_COUNTED = "none_counted"
    NO_POSITION = "no_position"


# Nobody prints these: what attrs need not make costs nothing at the start of a check.
@frozen(eq=False, repr=False)
class LineVerdict:
    """A red line with its status, and whether it is counted.

    ``weaker`` and ``set_aside`` say why not: the line's strength is below the reading, or the
    planner left the line out.
    """

    line: RedLine
    status: LineStatus
    weaker: bool
    set_aside: bool

    @property
    def counted(self) -> bool:
        """Whether the line counts towards its party's status."""
        return not (self.weaker or self.set_aside)

    @property
    def crossed_aside(self) -> bool:
        """Whether the planner left the line out and the scenario crosses it."""
        return self.set_aside and self.status is LineStatus.CROSSED


@frozen(eq=False, repr=False)
class PartyVerdict:
    """A party with its status over its counted lines; ``lines`` holds all of its lines."""

    party: Party
    status: PartyStatus
    lines: tuple[LineVerdict, ...]


@frozen(slots=False, eq=False, repr=False)
class Verdict:
    """What a scenario does to every red line and party of a case, under one reading.

    ``statuses`` stands in the order of ``case.red_lines``, ``party_statuses`` in that of
    ``case.parties``. ``undecided`` holds the ids of the issues still open, ``incoherent`` those of
    the coherence rules that every completion breaks.
    """

    case: Case
    reading: Reading
    set_aside: frozenset[str]
    undecided: tuple[str, ...]
    statuses: tuple[LineStatus, ...]
    party_statuses: tuple[PartyStatus, ...]
    incoherent: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every issue is decided."""
        return not self.undecided

    @cached_property
    def lines(self) -> tuple[LineVerdict, ...]:
        """Every red line of the case with its status, in the case's order."""
        weaker = {strength: not self.reading.counts(strength) for strength in Strength}
        return tuple(
            LineVerdict(line, status, weaker[line.strength], line.id in self.set_aside)
            for line, status in zip(self.case.red_lines, self.statuses, strict=True)
        )

    @cached_property
    def parties(self) -> tuple[PartyVerdict, ...]:
        """Every party of the case with its status and lines, in the case's order."""
        held: dict[str, list[LineVerdict]] = {party.id: [] for party in self.case.parties}
        for verdict in self.lines:
            held[verdict.line.party].append(verdict)
        return tuple(
            PartyVerdict(party, status, tuple(held[party.id]))
            for party, status in zip(self.case.parties, self.party_statuses, strict=True)
        )

    def counted(self, status: LineStatus) -> tuple[LineVerdict, ...]:
        """The counted lines of that status, in the case's order."""
        return tuple(line for line in self.lines if line.status is status and line.counted)

    @property
    def crossed(self) -> tuple[LineVerdict, ...]:
        """The counted lines that are crossed."""
        return self.counted(LineStatus.CROSSED)

    @property
    def contested(self) -> tuple[LineVerdict, ...]:
        """The counted lines that are contested."""
        return self.counted(LineStatus.CONTESTED)


@frozen(eq=False, repr=False)
class Consequence:
    """The counted red lines that choosing an option would cross or leave contested.

    Only lines that depend on the option's issue are named; the other choices stay as they are.
    """

    crossed: tuple[RedLine, ...] = ()
    contested: tuple[RedLine, ...] = ()
