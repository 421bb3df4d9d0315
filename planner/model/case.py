"""Cases: sources, parties, issues with their options, statements and red lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.model.conditions import Pick, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Statement, Strength, strength_of_evidence

__all__ = [
    "Case",
    "Issue",
    "IssueKind",
    "Option",
    "Origin",
    "Party",
    "Source",
    "following_evidence",
]


class Origin(StrEnum):
    """Whether an option comes from a source or was added for completeness."""

    SOURCE = "source"
    ADDED = "added"


@frozen(eq=False, repr=False)
class Source(Compared):
    """Where statements were found. ``published`` is a text: often the date is only inferred.

    ``text`` is the path of the source's own words beside the case, ``sha256`` and ``length`` (in
    characters) say which text was coded, also where it may not be shared. It is ``private`` where
    an overlay says it, and no file that is shared.
    """

    id: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    date: dt.date | None = None
    text: str = ""
    sha256: str = ""
    length: int | None = None
    private: bool = False


@frozen(eq=False, repr=False)
class Party(Compared):
    """A side of the negotiation; a bloc names its ``members``."""

    id: str
    name: str
    members: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
class Option(Compared):
    """One of an issue's answers; ``clause`` is the treaty language that it stands for."""

    id: str
    title: str
    definition: str = ""
    origin: Origin = Origin.SOURCE
    evidence: tuple[str, ...] = ()
    clause: str = ""


class IssueKind(StrEnum):
    """What answers an issue: exactly one option, several or none that hold together, a number."""

    ONE = "one"
    ANY = "any"
    NUMBER = "number"


@frozen(eq=False, repr=False, slots=False)
class Issue(Compared):
    """A question that the deal must answer, with its options in the case's order.

    ``at_least`` and ``at_most`` bound how many options of an "any" issue hold together; ``at_most``
    is ``None`` where all may. A number is one of the whole steps from ``minimum`` to ``maximum``
    and has no options. Where none of ``applies_when`` is true the issue does not apply: there is
    nothing to choose; without any it always applies.
    """

    id: str
    title: str
    options: tuple[Option, ...] = ()
    question: str = ""
    kind: IssueKind = IssueKind.ONE
    at_least: int = 0
    at_most: int | None = None
    applies_when: tuple[Term, ...] = ()
    minimum: int = 0
    maximum: int = 0
    step: int = 1
    unit: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Option]:
        """The options by their ids."""
        return MappingProxyType({option.id: option for option in self.options})

    def option(self, option_id: str) -> Option:
        """The option of that id. Raises ``KeyError`` for an id that the issue does not have."""
        return self.by_id[option_id]

    @property
    def most(self) -> int:
        """How many options may hold together: one but of an "any" issue."""
        if self.kind is not IssueKind.ANY:
            return 1
        return len(self.options) if self.at_most is None else self.at_most

    @property
    def values(self) -> range:
        """The values of a number."""
        return range(self.minimum, self.maximum + 1, self.step)

    def knows(self, pick: Pick) -> bool:
        """Whether the pick is of the issue's kind and names what the issue has."""
        match self.kind, pick:
            case IssueKind.ONE, str():
                return pick in self.by_id
            case IssueKind.ANY, tuple():
                return len(pick) <= self.most and all(option in self.by_id for option in pick)
            case IssueKind.NUMBER, int():
                return pick in self.values
        return False

    def answered_by(self, pick: Pick) -> bool:
        """Whether the pick decides the issue: known, and no fewer options than must hold."""
        return self.knows(pick) and not (isinstance(pick, tuple) and len(pick) < self.at_least)

    def begun_by(self, pick: Pick) -> bool:
        """Whether the pick begins a choice: known, of some options, and fewer than must hold."""
        return isinstance(pick, tuple) and 0 < len(pick) < self.at_least and self.knows(pick)

    def in_order(self, options: Iterable[str]) -> tuple[str, ...]:
        """The options, ids that the issue has, in the case's order and each once."""
        named = frozenset(options)
        return tuple(option for option in self.by_id if option in named)


@frozen(eq=False, repr=False, slots=False)
class Case(Compared):
    """One negotiation as modelled.

    ``beneath`` holds the shared sources, statements and red lines in whose place private ones
    stand; see :mod:`planner.model.private`.
    """

    id: str
    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    summary: str = ""
    as_of: dt.date | None = None
    reading: Reading = Reading.FIRM
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    coherence: tuple[CoherenceRule, ...] = ()
    beneath: tuple[Source | Statement | RedLine, ...] = ()

    def __hash__(self) -> int:
        # Equal cases have equal names; to hash all that they hold would take too long for a key.
        return hash((self.id, self.title))

    @cached_property
    def issues_by_id(self) -> Mapping[str, Issue]:
        """The issues by their ids."""
        return MappingProxyType({issue.id: issue for issue in self.issues})

    @cached_property
    def parties_by_id(self) -> Mapping[str, Party]:
        """The parties by their ids."""
        return MappingProxyType({party.id: party for party in self.parties})

    def holders(self, lines: Iterable[RedLine]) -> tuple[str, ...]:
        """The ids of the parties that hold any of the lines, in the case's order."""
        held = {line.party for line in lines}
        return tuple(party.id for party in self.parties if party.id in held)

    @cached_property
    def red_lines_by_id(self) -> Mapping[str, RedLine]:
        """The red lines by their ids."""
        return MappingProxyType({line.id: line for line in self.red_lines})

    @cached_property
    def statements_by_id(self) -> Mapping[str, Statement]:
        """The statements by their ids."""
        return MappingProxyType({statement.id: statement for statement in self.statements})

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """The sources by their ids."""
        return MappingProxyType({source.id: source for source in self.sources})

    @cached_property
    def positions(self) -> Mapping[tuple[str, str], tuple[Statement, ...]]:
        """The coverage: the statements that state a position, by (party id, issue id).

        A pair that is missing has "no stated position". Context and procedure are no positions.
        """
        found: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.statements:
            if statement.party is not None and statement.strength.is_position:
                for issue in statement.issues:
                    found.setdefault((statement.party, issue), []).append(statement)
        return MappingProxyType({cell: tuple(held) for cell, held in found.items()})

    @cached_property
    def has_private(self) -> bool:
        """Whether anything in it is private."""
        held: tuple[Source | Statement | RedLine, ...]
        held = (*self.sources, *self.statements, *self.red_lines)
        return any(each.private for each in held)

    @cached_property
    def heard_parties(self) -> frozenset[str]:
        """The ids of the parties of which anything is stated: a position, or a coded red line."""
        spoken = {s.party for s in self.statements if s.party and s.strength.is_position}
        return frozenset(spoken | {line.party for line in self.red_lines})


def following_evidence(case: Case) -> Case:
    """The case in which each line whose strength is left out is as strong as its evidence.

    A line whose evidence cannot make a line is a preference, the weakest that there is.
    """
    lines = tuple(_as_its_evidence(case, line) for line in case.red_lines)
    same = all(one is other for one, other in zip(lines, case.red_lines, strict=True))
    return case if same else evolve(case, red_lines=lines)


def _as_its_evidence(case: Case, line: RedLine) -> RedLine:
    if not line.strength_left_out:
        return line
    said = strength_of_evidence(line, case.statements_by_id)
    strength = said or Strength.PREFERENCE
    return line if strength is line.strength else evolve(line, strength=strength)
