"""The answer on the open set: its counts, what it rests on, and the least that must be crossed."""

from __future__ import annotations

from attrs import frozen

from planner.analysis.engine.limits import Stopped, Watch
from planner.analysis.questions import Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.least import Least, find_least
from planner.analysis.questions.open_set import OpenSet, find_open_set
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import RestsOn, find_rests_on
from planner.analysis.questions.tally import reason_of
from planner.by_fields import Compared

__all__ = ["OpenAnswer", "ask"]


@frozen(eq=False, repr=False)
class OpenAnswer(Compared):
    """How many scenarios are open, what all of them share, and the least that any crosses.

    ``least_sourced`` is about scenarios of sourced options only.
    """

    counted: OpenSet
    rests_on: RestsOn | None = None
    least: Least | None = None
    least_sourced: Least | None = None

    @property
    def complete(self) -> bool:
        """Whether all of it is exact."""
        return not self.reason

    @property
    def reason(self) -> Stopped | None:
        """What stopped the first piece that is not finished."""
        pieces = (self.counted, self.rests_on, self.least, self.least_sourced)
        return next((p.reason for p in pieces if p is not None and not p.complete), None)

    @property
    def reason_beside(self) -> Stopped | None:
        """What stopped the counts of those who cross the least."""
        pieces = (piece for piece in (self.least, self.least_sourced) if piece is not None)
        return reason_of(crossing.tally for piece in pieces for crossing in piece.crossings)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, _wishes: Wishes) -> OpenAnswer:
    """What needs no counts comes first: it takes milliseconds, and stands where counting stops."""
    shared = find_rests_on(premises, groundwork, watch.within(share=0.1))
    counted = find_open_set(premises, groundwork, watch.within(share=0.8))
    if not shared.complete:  # what the solver has learnt by now stands
        shared = find_rests_on(premises, groundwork, watch.within(share=0.3))
    fewest, fewest_sourced = (
        find_least(premises, groundwork, share, sourced=sourced, open_known=known)
        for sourced, known, share in (
            (False, counted.open, watch.within(share=0.5)),
            (True, counted.without_added, watch),
        )
    )
    return OpenAnswer(counted, shared, fewest, fewest_sourced)
