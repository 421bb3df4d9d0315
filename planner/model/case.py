"""Cases: sources, parties, issues with their options, statements and red lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from attrs import frozen

from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Statement

__all__ = ["Case", "Issue", "Option", "Origin", "Party", "Source"]


class Origin(StrEnum):
    """Whether an option comes from a source or was added for completeness."""

    SOURCE = "source"
    ADDED = "added"


@frozen
class Source:
    """Where statements were found. ``published`` is a text: often the date is only inferred."""

    id: str
    title: str = ""
    publisher: str = ""
    published: str = ""


@frozen
class Party:
    """A side of the negotiation; a bloc names its ``members``."""

    id: str
    name: str
    members: tuple[str, ...] = ()


@frozen
class Option:
    """One of an issue's mutually exclusive answers."""

    id: str
    title: str
    definition: str = ""
    origin: Origin = Origin.SOURCE
    evidence: tuple[str, ...] = ()


@frozen(slots=False)
class Issue:
    """A question that the deal must answer; at least one option, in the case's order."""

    id: str
    title: str
    options: tuple[Option, ...]
    question: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Option]:
        """The options by their ids."""
        return MappingProxyType({option.id: option for option in self.options})

    def option(self, option_id: str) -> Option:
        """The option of that id. Raises ``KeyError`` for an id that the issue does not have."""
        return self.by_id[option_id]


@frozen(slots=False)
class Case:
    """One negotiation as modelled."""

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

    @cached_property
    def issues_by_id(self) -> Mapping[str, Issue]:
        """The issues by their ids."""
        return MappingProxyType({issue.id: issue for issue in self.issues})

    @cached_property
    def parties_by_id(self) -> Mapping[str, Party]:
        """The parties by their ids."""
        return MappingProxyType({party.id: party for party in self.parties})

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
    def heard_parties(self) -> frozenset[str]:
        """The ids of the parties of which anything is stated: a position, or a coded red line."""
        spoken = {s.party for s in self.statements if s.party and s.strength.is_position}
        return frozenset(spoken | {line.party for line in self.red_lines})

    @cached_property
    def scenario_count(self) -> int:
        """How many complete scenarios there are: the product of the numbers of options."""
        count = 1
        for issue in self.issues:
            count *= len(issue.options)
        return count
