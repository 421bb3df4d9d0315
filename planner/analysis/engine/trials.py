"""The ways to compile or count a part, tried in turn; none twice that was too much before.

Cheapest first and by nodes, not by time, so that the same question always takes the same way: a
short list where little seems to be open, a little branching, and along a tree where few bans join
the variables (most cases never load oxidd), few sums where the part has thresholds alone, slices
where there are more, or all sums where no slices can be, a diagram that is drawn in a moment,
tables that take a second, a diagram of the variables in their best order, the whole list, all the
tables that the limit allows, a large diagram. More branching is left for where no diagram can be
drawn: it did for no part that was too much for the small diagram and tables, of thirty made ones.
What did for a part of the same variables before is tried at once: coalitions and lines that give
way ask for many.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import TypeVar

from attrs import frozen

from planner.analysis.engine.closeness import seems_nearly_closed
from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.shortfalls import summable
from planner.analysis.engine.trusted import trusted
from planner.by_fields import Compared

__all__ = ["SMALL", "Trials", "Way", "first_of"]

_T = TypeVar("_T")

SMALL = 1 << 14
"""Nodes of a diagram that is kept; twice as many are drawn in a moment, in the part's order."""

_QUICK_SUMS = 25_000
"""Nodes that sums take which are made sooner than numpy is loaded; of more, slices are quicker."""

_SHORT_LIST = 100_000
"""Nodes of a list that takes no longer than the small diagrams and tables."""

_LOOSE = 3
"""Bans for each variable: a part of no more often falls apart soon."""

_IN_BEST_ORDER = 400_000
"""Nodes of a diagram that takes a second, where all tables and branching would take many."""


class Way(Enum):
    """A way to compile or count a part."""

    BRANCHING = auto()
    TREE = auto()
    SUMS = auto()
    DIAGRAM = auto()
    SLICES = auto()
    LISTING = auto()
    TABLES = auto()


def _any(_: Part) -> bool:
    return True


def _undrawn(_: Part) -> bool:
    return not trusted().counting


def _loosely_joined(part: Part) -> bool:
    return not part.rules and len(part.bans) <= _LOOSE * len(part.variables)


def _nearly_closed(part: Part) -> bool:
    every = tuple((1 << len(classes)) - 1 for classes in part.classes)
    return trusted().solving and seems_nearly_closed(every, part.bans)


@frozen(eq=False, repr=False)
class _Trial(Compared):
    """A way, how many nodes it may take (or as many as the limit allows), and for which parts."""

    way: Way
    nodes: int | None = None
    suits: Callable[[Part], bool] = _any
    share: float | None = None
    """Of the time: for what may take long for reasons that no number of nodes shows."""


_TRIALS = (
    _Trial(Way.LISTING, _SHORT_LIST, _nearly_closed, share=0.5),
    _Trial(Way.BRANCHING, 400),
    _Trial(Way.TREE, 1_000, _loosely_joined),
    _Trial(Way.SUMS, _QUICK_SUMS, summable),
    _Trial(Way.SLICES, None, summable),
    _Trial(Way.SUMS, None, summable),
    _Trial(Way.DIAGRAM, 2 * SMALL),
    _Trial(Way.TABLES, 100_000),
    _Trial(Way.TREE, 20_000, _undrawn),
    _Trial(Way.BRANCHING, 20_000, _undrawn),
    _Trial(Way.DIAGRAM, _IN_BEST_ORDER),
    _Trial(Way.LISTING),
    _Trial(Way.TABLES),
    _Trial(Way.DIAGRAM),
    _Trial(Way.BRANCHING, None, _undrawn),
)
"""What is tried, in turn."""
_QUICK = 2
"""The first of them, which take no time."""

_BY_LIBRARIES = frozenset({Way.DIAGRAM, Way.SLICES, Way.TABLES})
"""The ways that oxidd and numpy go."""

_MORE_TIME = 2.0
"""What took too long is tried again once there is this many times the time."""


class Trials:
    """Remembers of each part what was spent on it in vain."""

    def __init__(self) -> None:
        self._failures: dict[Part, _Failure] = {}
        self._did: dict[frozenset[int], _Trial] = {}

    def fail_again(self, part: Part, watch: Watch) -> None:
        """Raise at once where as many nodes, or about as much time, did not do before."""
        failure = self._failures.get(part)
        if failure is not None and not failure.outdone(watch):
            raise LimitReachedError(failure.reason)

    def run(self, part: Part, watch: Watch, ways: Mapping[Way, Callable[[Watch], _T]]) -> _T:
        """The first way that is not too much; what was spent on none is remembered."""
        began = time.monotonic()
        variables = frozenset(part.variables)
        trials = _in_turn(self._did.get(variables))
        try:
            found, self._did[variables] = _first_of(part, watch, ways, trials)
        except LimitReachedError as error:
            if not watch.cancelled:
                self._failures[part] = (
                    _Failure(error.reason, seconds=time.monotonic() - began)
                    if watch.remaining == 0
                    else _Failure(error.reason, nodes=watch.nodes)
                )
            raise
        return found


def first_of(part: Part, watch: Watch, ways: Mapping[Way, Callable[[Watch], _T]]) -> _T:
    """What the first of the ways gives that is not too much, in the order of the trials."""
    return _first_of(part, watch, ways, _TRIALS)[0]


def _in_turn(did: _Trial | None) -> Sequence[_Trial]:
    """All trials, the one that did before ahead of all others but those that take no time."""
    if did is None or did not in _TRIALS[_QUICK:]:
        return _TRIALS
    others = [trial for trial in _TRIALS if trial is not did]
    return [*others[:_QUICK], did, *others[_QUICK:]]


def _first_of(
    part: Part,
    watch: Watch,
    ways: Mapping[Way, Callable[[Watch], _T]],
    trials: Sequence[_Trial],
) -> tuple[_T, _Trial]:
    reason = Stopped(TooMuch.NODES, (watch.nodes,))
    failed: dict[tuple[Way, int], Stopped] = {}
    for trial in trials:
        way, nodes = trial.way, min(trial.nodes or watch.nodes, watch.nodes)
        if (way, nodes) in failed:  # a small limit makes trials of different sizes one
            reason = failed[way, nodes]
            continue
        if way not in ways or not trial.suits(part):
            continue
        if way in _BY_LIBRARIES and not trusted().counting:
            continue
        try:
            return ways[way](watch.within(nodes=trial.nodes, share=trial.share)), trial
        except LimitReachedError as error:
            reason = error.reason
            if watch.cancelled or watch.remaining == 0:
                raise
            if trial.share is None:  # else more of the time may do
                failed[way, nodes] = reason
    raise LimitReachedError(reason)


@frozen(eq=False, repr=False)
class _Failure(Compared):
    """A part that could not be compiled, and what was spent on it: nodes, or time."""

    reason: Stopped
    nodes: int = -1
    seconds: float = 0.0

    def outdone(self, watch: Watch) -> bool:
        """Whether the watch allows so much more that trying again makes sense."""
        if watch.nodes <= self.nodes:
            return False
        return watch.remaining is None or watch.remaining >= _MORE_TIME * self.seconds
