"""The open scenarios nearest to the present one: the fewest changed issues."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped, Watch
from planner.analysis.questions import Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.nearby import Change, Near, Nearby, with_changes
from planner.analysis.questions.open_set import tally_open
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import Tallied, Tally, with_tally

__all__ = ["Change", "Near", "Nearest", "ask", "find_nearest", "nearest"]


@frozen(eq=False, repr=False)
class Nearest(Tallied):
    """The nearest open scenarios, fewest changes first, then in the case's order.

    Each by a minimal set of changes: none of these holds all changes of another one. None if
    nothing is open (and ``complete``). ``at_least`` is the proven least number of changes of any
    that is not listed, ``None`` where all are.
    """

    scenarios: tuple[Near, ...]
    complete: bool = True
    reason: Stopped | None = None
    at_least: int | None = None

    @property
    def tallies(self) -> Iterator[Tally]:
        """Those of all scenarios."""
        return (near.tally for near in self.scenarios)


def nearest(
    premises: Premises,
    limit: Limit | None = None,
    *,
    most: int = 10,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> Nearest:
    """Find the ``most`` open scenarios nearest to the question's present one.

    What is fixed in the question may be changed here: it is where the way starts. With ``tallies``
    the open scenarios with the changes of each are counted.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_nearest(premises, ground, watch, most=most, tallies=tallies)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> Nearest:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_nearest(premises, groundwork, watch, most=wishes.nearest, tallies=wishes.tallies)


def find_nearest(
    premises: Premises,
    groundwork: Groundwork,
    watch: Watch,
    *,
    most: int,
    tallies: bool = False,
) -> Nearest:
    """As :func:`nearest`, under a limit that is already running."""
    search = None
    found: list[Near] = []
    reason: Stopped | None = None
    at_least = None
    searching = watch.within(share=0.7) if tallies else watch
    try:
        if not groundwork.any_open({}, searching):
            return Nearest(())
        search = Nearby.open_ones(groundwork, groundwork.space.picks(premises.start), searching)
        while len(found) < most:
            near = search.next(searching)
            if near is None:
                break
            found.append(near)
        else:
            at_least = None if search.exhausted else search.given_up
    except LimitReachedError as error:
        reason, at_least = error.reason, 0 if search is None else search.given_up
    if tallies:
        found = [_tallied(premises, groundwork, near, watch) for near in found]
    return Nearest(tuple(found), not reason, reason, at_least)


def _tallied(premises: Premises, groundwork: Groundwork, near: Near, watch: Watch) -> Near:
    picks = groundwork.space.picks(with_changes(premises.start, near.changes))
    return with_tally(near, tally_open(groundwork, picks, watch))
