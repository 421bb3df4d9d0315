"""Work that a screen has done in a thread, which lets go of the screen afterwards."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from textual.app import App

from planner.own_thread import in_own_thread

__all__ = ["beside", "in_disk_thread", "in_thread", "shown"]

T = TypeVar("T")

_LONG = 0.3
"""Seconds of a processor: work that takes more makes and frees megabytes."""


def in_thread(work: Callable[[], None]) -> Callable[[], Any]:  # mypy finds no type in Textual's
    """What ``run_worker`` takes to have something computed in a thread.

    The end of the app waits for it: so it must end soon once its worker is cancelled.

    The thread knows its worker. With Textual 8.2.8's own ``thread=True`` it never forgets the last
    one: a thread that rests keeps a closed screen in memory, with all that was found there.
    """
    return partial(asyncio.to_thread, _worked, work)


def _worked(work: Callable[[], None]) -> None:
    """Do it; where that takes long, what is freed from then on goes back to the system."""
    began = time.thread_time()
    try:
        work()
    finally:
        if time.thread_time() - began > _LONG:
            # To ask the library takes 0.4 MB itself, which short work never leaves behind.
            from planner.own_memory import give_back_what_is_freed  # noqa: PLC0415

            give_back_what_is_freed()


def in_disk_thread(work: Callable[[], None]) -> Callable[[], Any]:
    """What ``run_worker`` takes to have the disk asked in a thread; see :func:`beside`."""
    return partial(beside, work)


async def beside(work: Callable[[], T]) -> T:
    """What the work gives, while keys are taken; raises what the work raises.

    No end of the app waits for it: a disk may never answer.
    """
    return await asyncio.wrap_future(in_own_thread(work))


def shown(app: App[Any], show: Callable[..., T], *found: object) -> T:
    """In a thread: have what was found shown by the interface; what that gives.

    Where the app has ended meanwhile the work is cancelled, without a word.
    """
    done: Future[T] = Future()

    def in_turn() -> None:
        done.set_result(show(*found))

    if not app.call_later(in_turn):
        raise asyncio.CancelledError
    return done.result()
