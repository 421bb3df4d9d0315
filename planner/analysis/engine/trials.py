"""The ways to compile or count a part, tried in turn; none twice that was too much before.

Cheapest first and by nodes, not by time, so that the same question always takes the same way: a
little branching (small cases never load oxidd), few sums where the part has thresholds alone,
slices where there are more, or all sums where no slices can be, a small diagram, tables that take a
second, a diagram of twice the size, a list where little is open, more branching, along a tree and
by what most rules read, all the tables that the limit allows, a large diagram of the variables in
their best order, all the branching.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TypeVar

from attrs import frozen

from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.sums import summable
from planner.analysis.engine.trusted import trusted

__all__ = ["SMALL", "Trials", "Way", "first_of"]

_T = TypeVar("_T")

SMALL = 1 << 14
"""Nodes of a small diagram; one of twice as many is drawn in the order of the part, too."""

_QUICK_SUMS = 25_000
"""Nodes that sums take which are made sooner than numpy is loaded; of more, slices are quicker."""


class Way(Enum):
    """A way to compile or count a part."""

    BRANCHING = auto()
    TREE = auto()
    SUMS = auto()
    DIAGRAM = auto()
    SLICES = auto()
    LISTING = auto()
    TABLES = auto()


_TRIALS: tuple[tuple[Way, int | None], ...] = (
    (Way.BRANCHING, 400),
    (Way.SUMS, _QUICK_SUMS),
    (Way.SLICES, None),
    (Way.SUMS, None),
    (Way.DIAGRAM, SMALL),
    (Way.TABLES, 100_000),
    (Way.DIAGRAM, 2 * SMALL),
    (Way.LISTING, None),
    (Way.TREE, 20_000),
    (Way.BRANCHING, 20_000),
    (Way.TABLES, None),
    (Way.DIAGRAM, None),
    (Way.BRANCHING, None),
)
"""(way, nodes allowed or as many as the limit allows), in turn."""

_OF_THRESHOLDS = frozenset({Way.SUMS, Way.SLICES})
"""The ways for parts that have thresholds alone."""

_BY_LIBRARIES = frozenset({Way.DIAGRAM, Way.SLICES, Way.TABLES})
"""The ways that oxidd and numpy go."""

_MORE_TIME = 2.0
"""What took too long is tried again once there is this many times the time."""


class Trials:
    """Remembers of each part what was spent on it in vain."""

    def __init__(self) -> None:
        self._failures: dict[Part, _Failure] = {}

    def fail_again(self, part: Part, watch: Watch) -> None:
        """Raise at once where as many nodes, or about as much time, did not do before."""
        failure = self._failures.get(part)
        if failure is not None and not failure.outdone(watch):
            raise LimitReachedError(failure.reason)

    def run(self, part: Part, watch: Watch, ways: Mapping[Way, Callable[[Watch], _T]]) -> _T:
        """The first way that is not too much; what was spent on none is remembered."""
        began = time.monotonic()
        try:
            return first_of(part, watch, ways)
        except LimitReachedError as error:
            if not watch.cancelled:
                self._failures[part] = (
                    _Failure(str(error), seconds=time.monotonic() - began)
                    if watch.remaining == 0
                    else _Failure(str(error), nodes=watch.nodes)
                )
            raise


def first_of(part: Part, watch: Watch, ways: Mapping[Way, Callable[[Watch], _T]]) -> _T:
    """What the first of the ways gives that is not too much, in the order of the trials."""
    reason = ""
    for way, nodes in _TRIALS:
        if way not in ways or (way in _OF_THRESHOLDS and not summable(part)):
            continue
        if way in _BY_LIBRARIES and not trusted().counting:
            continue
        try:
            return ways[way](watch.within(nodes=nodes))
        except LimitReachedError as error:
            reason = str(error)
            if watch.cancelled or watch.remaining == 0:
                raise
    raise LimitReachedError(reason)


@frozen
class _Failure:
    """A part that could not be compiled, and what was spent on it: nodes, or time."""

    reason: str
    nodes: int = -1
    seconds: float = 0.0

    def outdone(self, watch: Watch) -> bool:
        """Whether the watch allows so much more that trying again makes sense."""
        if watch.nodes <= self.nodes:
            return False
        return watch.remaining is None or watch.remaining >= _MORE_TIME * self.seconds
