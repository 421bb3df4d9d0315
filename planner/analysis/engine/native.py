"""Calls into oxidd that cannot be interrupted, where they can be left.

oxidd lets other threads run while it works. So a large build runs in a thread of its own; past the
limit it is left alone, and ends by itself between two calls or where its nodes are used up. The
interpreter waits for it at its end, since a thread that comes back from oxidd later crashes the
process; a program that need not wait asks :func:`at_work` and leaves by ``os._exit``.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Semaphore, Thread
from threading import enumerate as threads

from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch

__all__ = ["NODES_A_GRAPH_NODE", "aside", "at_work", "too_large"]

NODES_A_GRAPH_NODE = 8
"""How many times smaller a node of oxidd is than one of a graph, and how many more are allowed."""

_POLL = 0.02
_NAME = "planner-diagram"

_places = Semaphore(2)
"""The most builds at a time; those left alone keep their place until they end."""


def aside(work: Callable[[Event], None], watch: Watch) -> None:
    """Run ``work`` in a thread of its own, until it ends or the watch says to stop.

    ``work`` gets an event that says when it was left, and should then end soon; running out of
    oxidd's nodes ends it quietly: it delivers what it has by itself. Raises ``LimitReachedError``.
    """
    left = Event()
    failures: list[BaseException] = []
    while not _places.acquire(timeout=_POLL):
        watch.check()

    def run() -> None:
        from oxidd.util import DDMemoryError  # noqa: PLC0415 - only when used

        try:
            work(left)
        except DDMemoryError:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again below
            failures.append(error)
        finally:
            _places.release()

    # No daemon: see above.
    thread = Thread(target=run, name=_NAME, daemon=False)
    thread.start()
    try:
        while thread.is_alive():
            watch.check()
            thread.join(_POLL)
    finally:
        left.set()
    if failures:
        raise failures[0]


def at_work() -> bool:
    """Whether a build is at work, perhaps one that was left alone."""
    return any(thread.name == _NAME for thread in threads())


def too_large(watch: Watch) -> LimitReachedError:
    """The error where oxidd ran out of the nodes that the watch allows."""
    return LimitReachedError(Stopped(TooMuch.NODES, (watch.nodes,)))
