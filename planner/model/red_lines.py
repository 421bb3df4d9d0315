"""Red lines, the limits of parties; and coherence rules, which are nobody's."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Compared
from planner.model.conditions import Term
from planner.model.statements import Strength

if TYPE_CHECKING:
    from planner.model.points import Points

__all__ = ["CoherenceRule", "RedLine"]


@frozen(eq=False, repr=False, slots=False)
class RedLine(Compared):
    """A limit of a party, coded from statements.

    Crossed when any of ``crossed_when`` is true of a scenario (OR of AND of conditions); contested
    when any of ``contested_when`` is and none of ``crossed_when``: the source leaves it open there.
    A line by ``points`` has no such rules: its points say when it is crossed or contested.

    ``member`` is the one of the party's members whose line it is, empty where it is the party's.
    From the ``date`` of the line ``superseded_by`` on, this one is no more. ``reviewed_by`` names
    those who have looked at the coding since its meaning last changed. It is ``private`` where an
    overlay says it, and no file that is shared. Where its own strength is ``strength_left_out``,
    ``strength`` is worked out of its evidence; see :func:`~planner.model.case.following_evidence`.
    """

    id: str
    party: str
    title: str
    crossed_when: tuple[Term, ...] = ()
    contested_when: tuple[Term, ...] = ()
    scope: str = ""
    strength: Strength = Strength.PREFERENCE
    strength_left_out: bool = False
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


@frozen(eq=False, repr=False)
class CoherenceRule(Compared):
    """A combination that contradicts itself: nobody's red line, kept apart."""

    id: str
    title: str
    impossible_when: tuple[Term, ...]
