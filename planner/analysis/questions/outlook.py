"""What is left from here: the ways to finish that cross nothing more, and what they rest on.

A way to finish is a complete scenario with all the choices made, which breaks no coherence rule.
Lines that the choices cross for certain are not held against it: it crosses just these, and no
other counted line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.space import Picks
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.least import Least, find_least
from planner.analysis.questions.open_set import (
    count_open,
    count_without,
    tally_open,
    tally_without,
)
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tally
from planner.by_fields import Compared

if TYPE_CHECKING:
    from planner.analysis.questions.rests_on import RestsOn

__all__ = ["Outlook", "find_outlook", "find_ways_on", "outlook", "ways_on"]


@frozen(eq=False, repr=False)
class Outlook(Compared):
    """What is left from here; what is ``None`` was not reached yet.

    ``ways`` counts the ways to finish that cross just the lines ``crosses``, those that the choices
    cross for certain. ``rests_on`` says what the clear ones share, and is there where nothing is
    crossed for certain. ``least`` holds the fewest lines that any way to finish crosses, and
    ``least_sourced`` those that any of sourced options only does.
    """

    crosses: tuple[str, ...]
    ways: Tally
    rests_on: RestsOn | None = None
    least: Least | None = None
    least_sourced: Least | None = None


def outlook(
    premises: Premises,
    crosses: Collection[str],
    limit: Limit | None = None,
    *,
    groundwork: Groundwork | None = None,
) -> Outlook:
    """Answer all of it within one limit; ``crosses`` are the lines crossed for certain."""
    watch = (limit or Limit()).start()
    *_, found = find_outlook(premises, Groundwork.of(premises, groundwork), crosses, watch)
    return found


def find_outlook(
    premises: Premises, groundwork: Groundwork, crosses: Collection[str], watch: Watch
) -> Iterator[Outlook]:
    """As :func:`outlook`, with what is there after each part; the last one holds all."""
    picks = groundwork.picks(premises)
    half = watch.within(share=0.5)
    ways = find_ways_on(groundwork, picks, crosses, half, tallies=True)
    lines = (line.id for line in groundwork.space.lines)
    found = Outlook(tuple(line for line in lines if line in crosses), ways)
    yield found
    # Where a line is crossed for certain, no way to finish is clear: these counts say nothing.
    clear: Count = NOT_COUNTED
    clear_sourced: Count = NOT_COUNTED
    if not found.crosses:
        from planner.analysis.questions.rests_on import find_rests_on  # noqa: PLC0415 (if clear)

        clear, clear_sourced = ways.open, ways.without_added
        found = evolve(found, rests_on=find_rests_on(premises, groundwork, watch.within(share=0.3)))
        yield found
    half = watch.within(share=0.5)
    least = find_least(premises, groundwork, half, sourced=False, open_known=clear)
    found = evolve(found, least=least)
    yield found
    least = find_least(premises, groundwork, watch, sourced=True, open_known=clear_sourced)
    yield evolve(found, least_sourced=least)


def ways_on(
    premises: Premises,
    crosses: Collection[str],
    limit: Limit | None = None,
    *,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> Tally:
    """How many complete scenarios with the fixed choices cross no counted line but, perhaps, these.

    ``crosses`` are ids; where the choices cross all of them, that is how many cross exactly these.
    With ``tallies`` also how many of them leave no other line contested, and use sourced options
    only. What does not finish has proven bounds.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_ways_on(ground, ground.picks(premises), crosses, watch, tallies=tallies)


def find_ways_on(
    groundwork: Groundwork,
    picks: Picks,
    crosses: Collection[str],
    watch: Watch,
    *,
    tallies: bool = False,
) -> Tally:
    """As :func:`ways_on`, under a limit that is already running."""
    index = groundwork.space.line_index
    lines = [index[line] for line in crosses if line in index]
    if not lines:
        if tallies:
            return tally_open(groundwork, picks, watch)
        return Tally(count_open(groundwork, picks, watch))
    counting = watch.within(share=0.6)
    found = count_without(groundwork, picks, lines, counting)
    if isinstance(found, Unfinished):
        return Tally(_proven(groundwork, picks, crosses, found, watch))
    return tally_without(groundwork, picks, lines, found, watch) if tallies else Tally(found)


def _proven(
    groundwork: Groundwork, picks: Picks, crosses: Collection[str], found: Unfinished, watch: Watch
) -> Count:
    """The best proven bounds of what was not counted, with those lines given up."""
    try:
        watch.check()
        ground = Groundwork(groundwork.premises.without(crosses))
        solver = ground.open_solver(watch)
        if not solver.solve(ground.literals.picks(picks), watch):
            return 0
    except LimitReachedError:
        return found
    from planner.analysis.engine.bounds import bounded  # noqa: PLC0415 (few counts do not finish)

    known = evolve(found, at_least=max(1, found.at_least))
    space = ground.space
    return bounded(space.prohibitions, space, space.domains(picks), known, watch)
