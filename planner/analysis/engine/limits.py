"""How long, how large, and until when: limits that always hold, and what is said past them.

Nothing in this package runs unbounded. A :class:`Limit` says what may be spent; started, it becomes
a :class:`Watch`, which every loop asks as it goes. Past the limit the loop stops with
:class:`LimitReachedError`, that part answers with what it has proven so far, and the rest stays
exact.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum, auto
from threading import Event
from typing import NoReturn

from attrs import evolve, field, frozen

from planner.by_fields import Compared

__all__ = [
    "Count",
    "Limit",
    "LimitReachedError",
    "Stop",
    "Stopped",
    "TooMuch",
    "Unfinished",
    "Watch",
]


class Stop(Enum):
    """What ends work that might have gone on."""

    CANCELLED = auto()
    TIME = auto()
    SHARE_OF_TIME = auto()
    """More of the same limit may do."""
    QUARTER_OF_TIME = auto()
    """What a list of scenarios gets, however many are asked for."""


class TooMuch(Enum):
    """What makes a way to count none for these rules: its own nodes, tables and libraries."""

    NODES = auto()
    SCENARIOS = auto()
    SUMS = auto()
    TABLES = auto()
    TABLES_IN_ALL = auto()
    TABLES_OF_OTHER_RULES = auto()
    TABLES_UNTRUSTED = auto()
    SLICED_COUNTS = auto()
    SLICES = auto()
    SLICING_STEPS = auto()
    NOTHING_LEFT = auto()


@frozen(eq=False, repr=False)
class Stopped(Compared):
    """Why work stopped: what ended it, with its numbers; the words for it stand at the edge.

    ``by`` is a :class:`Stop`, a :class:`TooMuch`, or what a question leaves out by itself.
    """

    by: Enum
    numbers: tuple[float, ...] = ()


@frozen(eq=False, repr=False)
class Unfinished(Compared):
    """A number that is not known, with what is proven about it and why no more is.

    ``at_least`` and ``at_most`` are proven bounds (``at_most`` is ``None`` where none is proven).
    It is no number: it has no truth value, compares with none, and nothing can be added to it, so
    that it cannot pass for a count by accident. ``states`` is how many states of the rules were
    told apart at a time for the bounds; 0 where none were worked out.
    """

    at_least: int = 0
    at_most: int | None = None
    reason: Stopped | None = None
    states: int = field(default=0, eq=False)

    def __bool__(self) -> NoReturn:
        message = "an unfinished count is neither zero nor not: ask isinstance(count, int)"
        raise TypeError(message)


Count = int | Unfinished
"""An exact number of scenarios of any size, or what is proven of one that is not known."""


class LimitReachedError(Exception):
    """A limit was reached, or the work was cancelled; ``reason`` says which.

    Internal to this package: public functions turn it into an unfinished answer.
    """

    def __init__(self, reason: Stopped) -> None:
        super().__init__(reason)
        self.reason = reason


def _callable(cancelled: Callable[[], bool] | Event | None) -> Callable[[], bool] | None:
    return cancelled.is_set if isinstance(cancelled, Event) else cancelled


@frozen(eq=False, repr=False)
class Limit(Compared):
    """What an analysis may spend.

    ``seconds`` of wall time (``None``: no limit), ``nodes`` held by one diagram or by the memory of
    one search (some 400 bytes each in Python, 20 in oxidd), and ``cancelled``, an event or a
    function that says at any moment whether to stop (asked from the thread that works, often).
    """

    seconds: float | None = 10.0
    nodes: int = 1_500_000
    cancelled: Callable[[], bool] | None = field(default=None, converter=_callable, eq=False)
    _deadline: float | None = field(default=None, eq=False)

    def start(self) -> Watch:
        """The clock of this limit, running from now, or from when :meth:`from_now` was called."""
        deadline = self._deadline
        if deadline is None and self.seconds is not None:
            deadline = time.monotonic() + self.seconds
        return Watch(deadline, self.nodes, self.cancelled, self.seconds)

    def from_now(self) -> Limit:
        """The same limit for several pieces of work together: its clock runs already."""
        if self.seconds is None:
            return self
        return evolve(self, deadline=time.monotonic() + self.seconds)

    def with_left(self, seconds: float | None) -> Limit:
        """The same limit, running already, of which so many seconds are left."""
        if seconds is None:
            return self
        return evolve(self, deadline=time.monotonic() + seconds)


class Watch:
    """A running limit."""

    def __init__(
        self,
        deadline: float | None,
        nodes: int,
        cancelled: Callable[[], bool] | None,
        seconds: float | None = None,
        *,
        end: float | None = None,
    ) -> None:
        self.nodes = nodes
        self._deadline = deadline
        self._cancelled = cancelled
        self._seconds = seconds
        self._end = deadline if end is None else end
        """When the whole limit is reached, of which this may be a share."""

    @property
    def cancelled(self) -> bool:
        """Whether the caller wants the work to stop at once."""
        return self._cancelled is not None and self._cancelled()

    @property
    def remaining(self) -> float | None:
        """The seconds left, never below zero; ``None`` where time is not limited."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    @property
    def whole(self) -> Watch:
        """The watch of the whole limit, of which this may be a share."""
        return Watch(self._end, self.nodes, self._cancelled, self._seconds)

    def check(self) -> None:
        """Raise :class:`LimitReachedError` past the time limit or once cancelled."""
        if self._cancelled is not None and self._cancelled():
            raise LimitReachedError(Stopped(Stop.CANCELLED))
        if self._deadline is not None and time.monotonic() >= self._deadline:
            raise LimitReachedError(self._time_is_up())

    def check_nodes(self, nodes: int) -> None:
        """Raise :class:`LimitReachedError` where ``nodes`` are more than may be held."""
        if nodes > self.nodes:
            raise LimitReachedError(Stopped(TooMuch.NODES, (self.nodes,)))

    def within(
        self,
        *,
        share: float | None = None,
        seconds: float | None = None,
        nodes: int | None = None,
    ) -> Watch:
        """A watch that ends after that share of what time is left, or holds ``nodes``.

        With ``seconds`` it ends after these; it never outlasts this one.
        """
        deadline = self._deadline
        if share is not None and deadline is not None:
            now = time.monotonic()
            deadline = now + share * max(0.0, deadline - now)
        if seconds is not None:
            soon = time.monotonic() + seconds
            deadline = soon if deadline is None else min(deadline, soon)
        return Watch(
            deadline,
            self.nodes if nodes is None else min(nodes, self.nodes),
            self._cancelled,
            self._seconds,
            end=self._end,
        )

    def _time_is_up(self) -> Stopped:
        if self._seconds is None:
            return Stopped(Stop.TIME)
        share = self._end is not None and time.monotonic() < self._end
        return Stopped(Stop.SHARE_OF_TIME if share else Stop.TIME, (self._seconds,))
