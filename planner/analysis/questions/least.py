"""The least that must be crossed: the fewest counted lines, and how many cross just these."""

from __future__ import annotations

from attrs import frozen

from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.space import Picks
from planner.analysis.questions import Cut
from planner.analysis.questions.gains import count_together
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_without, tally_open, tally_without
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tally
from planner.analysis.questions.ways_out import Search
from planner.by_fields import Compared

__all__ = ["Crossing", "Least", "find_least", "least"]


@frozen(eq=False, repr=False)
class Crossing(Compared):
    """Counted lines (ids in the case's order), and how many scenarios cross just these.

    ``respecting`` and ``without_added`` are how many of the scenarios leave none of the other lines
    contested, and use sourced options only.
    """

    lines: tuple[str, ...]
    scenarios: Count
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of the scenarios."""
        return Tally(self.scenarios, self.respecting, self.without_added)


@frozen(eq=False, repr=False)
class Least(Compared):
    """The sets of the fewest counted lines that any scenario crosses, in the case's order.

    One set without lines: some scenario is open. None at all: there is no scenario, since the
    choices, the coherence rules or the wish for sourced options leave none. ``at_least`` is the
    proven number of lines that every scenario crosses. ``reason`` says what stopped the work, if
    anything did: then there may be more sets than these, or their counts are not exact.
    """

    crossings: tuple[Crossing, ...]
    reason: Stopped | None = None
    at_least: int = 0

    @property
    def complete(self) -> bool:
        """Whether these are all of them, counted exactly."""
        return not self.reason


def least(
    premises: Premises,
    limit: Limit | None = None,
    *,
    sourced: bool = False,
    most: int = 100,
    groundwork: Groundwork | None = None,
) -> Least:
    """Find the fewest lines that any scenario crosses; ``sourced``: any of sourced options only."""
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_least(premises, ground, watch, sourced=sourced, most=most)


def find_least(  # noqa: PLR0913 (as asked, and under what limit)
    premises: Premises,
    groundwork: Groundwork,
    watch: Watch,
    *,
    sourced: bool,
    open_known: Count = NOT_COUNTED,
    most: int = 100,
) -> Least:
    """As :func:`least`, under a limit that is already running.

    ``open_known`` are the open scenarios, those of sourced options only where these are asked for:
    where there are some, they are the answer, and nothing is searched for.
    """
    ground = groundwork.sourced if sourced else groundwork
    picks = ground.picks(premises)
    if not isinstance(open_known, Unfinished) and open_known:
        return Least((_named(ground, (), tally_open(ground, picks, watch)),))
    found: list[tuple[int, ...]] = []
    reason: Stopped | None = None
    search = None
    searching = watch.within(share=0.5)
    try:
        search = None if ground.any_open(picks, searching) else Search(ground, picks, searching)
        for lines in ((),) if search is None else search.ways(searching):
            if found and len(lines) > len(found[0]):
                break
            if len(found) == most:
                reason = Stopped(Cut.MORE_CROSSINGS, (most, len(lines)))
                break
            found.append(lines)
    except LimitReachedError as error:
        reason = error.reason
    count_together(ground, picks, found, watch)
    crossings = tuple(_counted(ground, picks, lines, watch) for lines in sorted(found))
    unfinished = (c.scenarios for c in crossings if isinstance(c.scenarios, Unfinished))
    reason = reason or next((count.reason for count in unfinished), None)
    at_least = len(found[0]) if found else 0
    if not found and reason and search is not None:  # else no scenario is left at all
        at_least = search.given_up
    return Least(crossings, reason, at_least)


def _counted(
    groundwork: Groundwork, picks: Picks, lines: tuple[int, ...], watch: Watch
) -> Crossing:
    """Since no scenario crosses fewer, what is open without the lines crosses all of them."""
    count = count_without(groundwork, picks, lines, watch)
    if isinstance(count, Unfinished):
        # The search met one.
        count = Unfinished(max(1, count.at_least), count.at_most, count.reason)
    return _named(groundwork, lines, tally_without(groundwork, picks, lines, count, watch))


def _named(groundwork: Groundwork, lines: tuple[int, ...], tally: Tally) -> Crossing:
    names = tuple(groundwork.space.lines[line].id for line in lines)
    return Crossing(names, tally.open, tally.respecting, tally.without_added)
