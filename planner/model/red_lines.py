"""Red lines, the limits of parties; and coherence rules, which are nobody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from planner.model.conditions import Pick, Term
from planner.model.noun import Noun
from planner.model.statements import Strength

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["CoherenceRule", "Points", "RedLine"]


def _frozen_map(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(values))


@frozen(hash=False, repr=False)
class Points(Noun):
    """The points of a line by points: crossed where what is chosen comes to less than ``minimum``.

    From the minimum up to below ``contested_below`` the line is contested. ``scored_by`` says whose
    points these are. ``of_options`` holds the points of options by issue and option; an option that
    is not named gives 0, and of several that hold each gives its own. ``steps`` holds for numbers
    (from, points) pairs by ascending from: the last step reached counts, none gives 0. All points
    are exact decimals and may be negative.
    """

    minimum: Decimal
    contested_below: Decimal | None = None
    scored_by: str = ""
    of_options: Mapping[str, Mapping[str, Decimal]] = field(factory=dict, converter=_frozen_map)
    steps: Mapping[str, tuple[tuple[int, Decimal], ...]] = field(
        factory=dict, converter=_frozen_map
    )

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that give points."""
        return (*self.of_options, *self.steps)

    def given(self, issue: str, pick: Pick) -> Decimal:
        """The points that choosing that gives, exactly; 0 where nothing gives any."""
        from decimal import MAX_PREC, Context, Decimal  # noqa: PLC0415 (few cases have points)

        if isinstance(pick, int):
            reached = [points for first, points in self.steps.get(issue, ()) if first <= pick]
            return reached[-1] if reached else Decimal(0)
        given, total = self.of_options.get(issue, {}), Decimal(0)
        for option in (pick,) if isinstance(pick, str) else pick:
            total = Context(prec=MAX_PREC).add(total, given.get(option, Decimal(0)))
        return total


@frozen(slots=False, repr=False)
class RedLine(Noun):
    """A limit of a party, coded from statements.

    Crossed when any of ``crossed_when`` is true of a scenario (OR of AND of conditions); contested
    when any of ``contested_when`` is and none of ``crossed_when``: the source leaves it open there.
    A line by ``points`` has no such rules: its points say when it is crossed or contested.

    ``member`` is the one of the party's members whose line it is, empty where it is the party's.
    From the ``date`` of the line ``superseded_by`` on, this one is no more. ``reviewed_by`` names
    those who have looked at the coding since its meaning last changed. It is ``private`` where an
    overlay says it, and no file that is shared.
    """

    id: str
    party: str
    title: str
    crossed_when: tuple[Term, ...] = ()
    contested_when: tuple[Term, ...] = ()
    scope: str = ""
    strength: Strength = Strength.PREFERENCE
    evidence: tuple[str, ...] = ()
    confidence: str = ""
    caveat: str = ""
    member: str = ""
    points: Points | None = None
    date: dt.date | None = None
    superseded_by: str | None = None
    reviewed_by: tuple[str, ...] = ()
    private: bool = False

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the line depends on, each once, in the order of its rules."""
        terms = (*self.crossed_when, *self.contested_when)
        named = [issue for term in terms for issue in term.issues]
        return tuple(dict.fromkeys([*named, *(self.points.issues if self.points else ())]))

    @property
    def has_contested_zone(self) -> bool:
        """Whether the source leaves open anywhere whether the line is crossed."""
        if self.points is not None:
            return self.points.contested_below is not None
        return bool(self.contested_when)


@frozen(repr=False)
class CoherenceRule(Noun):
    """A combination that contradicts itself: nobody's red line, kept apart."""

    id: str
    title: str
    impossible_when: tuple[Term, ...]
