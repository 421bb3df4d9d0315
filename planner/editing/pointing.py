"""A red line by pointing: for each option whether it crosses the line or leaves it contested.

Pure. Only a rule that names options of one issue each, any of which is enough, can be pointed at:
what combines issues, or asks for none or all of some options, is typed in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import evolve

from planner.model.conditions import Condition, Term
from planner.model.red_lines import RedLine

__all__ = ["Option", "Zone", "next_zone", "with_zones", "zones_of"]

Option = tuple[str, str]
"""The id of an issue, and of one of its options."""


class Zone(StrEnum):
    """What choosing an option does to a red line."""

    CROSSED = "crossed"
    CONTESTED = "contested"


def zones_of(line: RedLine) -> Mapping[Option, Zone] | None:
    """The options that the line names; ``None`` where its rule is more than a list of them."""
    zones: dict[Option, Zone] = {}
    if line.points is not None:
        return None
    for zone, terms in ((Zone.CONTESTED, line.contested_when), (Zone.CROSSED, line.crossed_when)):
        for term in terms:
            if len(term.conditions) != 1 or term.conditions[0] != _only_any(term.conditions[0]):
                return None
            (condition,) = term.conditions
            zones.update(dict.fromkeys(((condition.issue, o) for o in condition.any), zone))
    return zones


def next_zone(zone: Zone | None) -> Zone | None:
    """Crossed, then contested, then neither."""
    if zone is None:
        return Zone.CROSSED
    return Zone.CONTESTED if zone is Zone.CROSSED else None


def with_zones(line: RedLine, zones: Mapping[Option, Zone]) -> RedLine:
    """The line that these options cross or leave contested, and no others."""
    return evolve(
        line,
        crossed_when=_terms(zones, Zone.CROSSED),
        contested_when=_terms(zones, Zone.CONTESTED),
    )


def _terms(zones: Mapping[Option, Zone], wanted: Zone) -> tuple[Term, ...]:
    by_issue: dict[str, list[str]] = {}
    for (issue, option), zone in zones.items():
        if zone is wanted:
            by_issue.setdefault(issue, []).append(option)
    return tuple(Term((Condition(issue, tuple(options)),)) for issue, options in by_issue.items())


def _only_any(condition: Condition) -> Condition:
    return Condition(condition.issue, condition.any)
