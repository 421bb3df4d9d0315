"""Lines that every conflict needs: where nothing is open, each of them opens something alone.

So each is also a way out of one line. Where a solver takes long to say that all lines clash, it
says at once what is open without one of them, and from there others are found without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from planner.analysis.engine.limits import LimitReachedError, Unfinished, Watch
from planner.analysis.engine.rotation import Rotation
from planner.analysis.engine.space import Picks
from planner.analysis.questions.groundwork import Groundwork

__all__ = ["clash_alone", "needed_lines"]

_SECONDS, _SECONDS_A_LINE = 0.5, 0.05
"""What is spent on lines of which the solver does not say at once what is open without them."""
_SECONDS_TO_COUNT, _NODES_TO_COUNT = 1.0, 100_000


def needed_lines(
    groundwork: Groundwork, picks: Picks, watch: Watch, first: Sequence[int] | None = None
) -> frozenset[int]:
    """Lines, as indices, that alone open something where nothing is open: those soon found.

    Of the lines ``first`` alone it is asked what is open without them, where these are given.
    Raises ``LimitReachedError``.
    """
    known = groundwork.needed(picks)
    if known is not None:
        return known
    space, literals = groundwork.space, groundwork.literals
    lines = range(len(space.lines))
    rotation = Rotation(space, space.domains(picks), lines)
    solver = groundwork.guarded_solver(watch)
    given = [*literals.picks(picks), *groundwork.rule_guards]
    guards = groundwork.line_guards
    found: set[int] = set()
    little = watch.within(seconds=_SECONDS)
    with suppress(LimitReachedError):
        for line in lines if first is None else first:
            if line in found:
                continue
            crossed = literals.crossing(space.by_line[line], solver, little)
            others = [*guards[:line], *guards[line + 1 :]]
            with suppress(LimitReachedError):
                soon = little.within(seconds=_SECONDS_A_LINE)
                if solver.solve([*given, *others, crossed], soon):
                    rotation.around(literals.chosen(solver), found, little)
            little.check()
    watch.check()
    groundwork.learn_needed(picks, frozenset(found))
    return frozenset(found)


def clash_alone(groundwork: Groundwork, picks: Picks, lines: frozenset[int], watch: Watch) -> bool:
    """Whether it is soon counted that these lines leave nothing open, whatever others say.

    Raises ``LimitReachedError``.
    """
    space = groundwork.space
    others = [line for line in range(len(space.lines)) if line not in lines]
    little = watch.within(seconds=_SECONDS_TO_COUNT, nodes=_NODES_TO_COUNT)
    count = groundwork.counter.count_under(space.without(others), space.domains(picks), little)
    watch.check()
    return not isinstance(count, Unfinished) and count == 0
