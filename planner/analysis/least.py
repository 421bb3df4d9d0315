"""The least that must be crossed: the fewest counted lines, and how many cross just these."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.groundwork import Groundwork
from planner.analysis.question import Question
from planner.analysis.tally import NOT_COUNTED
from planner.analysis.ways_out import Search

__all__ = ["Crossing", "Least", "find_least", "least"]


@frozen
class Crossing:
    """Counted lines (ids in the case's order), and how many scenarios cross just these."""

    lines: tuple[str, ...]
    scenarios: Count


@frozen
class Least:
    """The sets of the fewest counted lines that any scenario crosses, in the case's order.

    One set without lines: some scenario is open. None at all: there is no scenario, since the
    choices, the coherence rules or the wish for sourced options leave none. ``at_least`` is the
    proven number of lines that every scenario crosses. ``reason`` says what stopped the work, if
    anything did: then there may be more sets than these, or their counts are not exact.
    """

    crossings: tuple[Crossing, ...]
    reason: str = ""
    at_least: int = 0

    @property
    def complete(self) -> bool:
        """Whether these are all of them, counted exactly."""
        return not self.reason


def least(
    question: Question,
    limit: Limit | None = None,
    *,
    sourced: bool = False,
    most: int = 100,
    groundwork: Groundwork | None = None,
) -> Least:
    """Find the fewest lines that any scenario crosses; ``sourced``: any of sourced options only."""
    watch = (limit or Limit()).start()
    ground = Groundwork.of(question, groundwork)
    return find_least(question, ground, watch, sourced=sourced, most=most)


def find_least(  # noqa: PLR0913
    question: Question,
    groundwork: Groundwork,
    watch: Watch,
    *,
    sourced: bool,
    open_known: Count = NOT_COUNTED,
    most: int = 100,
) -> Least:
    """As :func:`least`, under a limit that is already running.

    ``open_known`` are the open scenarios, those of sourced options only where these are asked for:
    where there are some, that is the answer.
    """
    if not isinstance(open_known, Unfinished) and open_known:
        return Least((Crossing((), open_known),))
    picks = groundwork.picks(question)
    found: list[tuple[int, ...]] = []
    reason = ""
    search = None
    searching = watch.within(share=0.5)
    try:
        search = Search(groundwork, picks, searching, sourced=sourced)
        for lines in search.ways(searching):
            if found and len(lines) > len(found[0]):
                break
            if len(found) == most:
                reason = f"the first {most} sets of {len(lines)} lines; there are more"
                break
            found.append(lines)
    except LimitReachedError as error:
        reason = str(error)
    counted = [
        _counted(groundwork, picks, lines, watch, sourced=sourced) for lines in sorted(found)
    ]
    unfinished = (c.scenarios for c in counted if isinstance(c.scenarios, Unfinished))
    reason = reason or next((count.reason for count in unfinished), "")
    at_least = len(found[0]) if found else 0 if search is None else search.given_up
    return Least(tuple(counted), reason, at_least)


def _counted(
    groundwork: Groundwork,
    picks: Mapping[int, int],
    lines: tuple[int, ...],
    watch: Watch,
    *,
    sourced: bool,
) -> Crossing:
    """Since no scenario crosses fewer, what is open without the lines crosses all of them."""
    space = groundwork.space
    domains = space.domains(picks)
    if sourced:
        domains = groundwork.sourced_of(domains)
    bans = (ban.sets for ban in space.bans_without(lines))
    count = groundwork.counter.count_under(bans, domains, watch)
    if isinstance(count, Unfinished):
        # The search met one.
        count = Unfinished(max(1, count.at_least), count.at_most, count.reason)
    return Crossing(tuple(space.lines[line].id for line in lines), count)
