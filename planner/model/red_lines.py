"""Red lines, the limits of parties; and coherence rules, which are nobody's."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from planner.model.conditions import Term
from planner.model.statements import Strength

__all__ = ["CoherenceRule", "RedLine"]


@frozen(slots=False)
class RedLine:
    """A limit of a party, coded from statements.

    Crossed when any of ``crossed_when`` is true of a scenario (OR of AND of option sets); contested
    when any of ``contested_when`` is and none of ``crossed_when``: the source leaves it open there.
    """

    id: str
    party: str
    title: str
    crossed_when: tuple[Term, ...]
    contested_when: tuple[Term, ...] = ()
    scope: str = ""
    strength: Strength = Strength.PREFERENCE
    evidence: tuple[str, ...] = ()
    confidence: str = ""
    caveat: str = ""

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that the line depends on, each once, in the order of its rules."""
        terms = (*self.crossed_when, *self.contested_when)
        return tuple(dict.fromkeys(issue for term in terms for issue in term.issues))


@frozen
class CoherenceRule:
    """A combination that contradicts itself: nobody's red line, kept apart."""

    id: str
    title: str
    impossible_when: tuple[Term, ...]
