"""A count of scenarios that cross nothing, with what it hides: contested lines, added options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from attrs import evolve, frozen

from planner.analysis.engine.counts import at_most
from planner.analysis.engine.limits import Count, Stopped, Unfinished
from planner.analysis.questions import Cut
from planner.by_fields import Compared

__all__ = ["NOT_COUNTED", "Tallied", "Tally", "no_more_than", "plus", "reason_of", "with_tally"]

_C = TypeVar("_C")

NOT_COUNTED = Unfinished(reason=Stopped(Cut.NOT_ASKED_FOR))
"""Stands for a count that nobody asked for."""


@frozen(eq=False, repr=False)
class Tally(Compared):
    """Three counts of the same scenarios, each exact or with proven bounds.

    ``open`` cross no counted line. Of these, ``respecting`` leave no counted line contested either
    (all of them where contested counts as crossed), and ``without_added`` use sourced options only.
    """

    open: Count
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def exact(self) -> bool:
        """Whether all three are known."""
        counts = (self.open, self.respecting, self.without_added)
        return not any(isinstance(count, Unfinished) for count in counts)


class Tallied(Compared):
    """An answer that holds tallies, of which it is complete once the first counts are there."""

    __slots__ = ()

    @property
    def tallies(self) -> Iterable[Tally]:
        """All of them."""
        raise NotImplementedError

    @property
    def reason_beside(self) -> Stopped | None:
        """What stopped the first of their counts that is not exact."""
        return reason_of(self.tallies)


def with_tally(counted: _C, tally: Tally) -> _C:
    """The same answer or part of one, frozen and with three counts of its own, with these."""
    return cast(
        "_C",
        evolve(
            cast("Any", counted),
            open=tally.open,
            respecting=tally.respecting,
            without_added=tally.without_added,
        ),
    )


def reason_of(tallies: Iterable[Tally]) -> Stopped | None:
    """What stopped the first count that is not exact and was asked for; ``None`` if nothing did."""
    counts = (c for each in tallies for c in (each.open, each.respecting, each.without_added))
    unfinished = (c for c in counts if isinstance(c, Unfinished) and c != NOT_COUNTED)
    return next((count.reason for count in unfinished), None)


def plus(counts: Iterable[Count]) -> Count:
    """The sum of counts of different scenarios."""
    least, most = 0, 0
    exact, bounded = True, True
    reason: Stopped | None = None
    for count in counts:
        if isinstance(count, Unfinished):
            exact, reason = False, reason or count.reason
            least += count.at_least
            bounded = bounded and count.at_most is not None
            most += count.at_most or 0
        else:
            least += count
            most += count
    if exact:
        return least
    return Unfinished(least, most if bounded else None, reason)


def no_more_than(most: Count, count: Count) -> Count:
    """The count of some of the scenarios that ``most`` counts, with bounds that say so."""
    bound = most.at_most if isinstance(most, Unfinished) else most
    return count if bound is None else at_most(bound, count)
