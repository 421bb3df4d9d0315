"""What is written to a disk that may be slow: keys are taken meanwhile, and it is said how long.

What a usual disk does at once is done before the next key, so that keys typed in haste find it
done.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from pathlib import Path
from threading import Thread
from typing import TypeVar

from attrs import frozen
from textual.app import App

from planner.errors import SaveError
from planner.tui.screens.working import GivenUpError, Words, waited

__all__ = ["DiskWork", "Refused", "at_once_or_waited", "beside", "left_to_disk", "soon"]

T = TypeVar("T")

AT_ONCE = 0.1
"""Seconds that a key waits for the disk."""
_TICK = 1.0


@frozen(eq=False)
class Refused:
    """A save that failed: of which document, where to, and what might have been replaced there.

    ``at_home`` is true for the document's own file.
    """

    document: object
    error: SaveError
    path: Path
    seen: str | None
    at_home: bool


class DiskWork:
    """One piece of work at a time, in a thread that no end of the app waits for.

    ``show`` is called each second while it lasts: for a title that says so.
    """

    def __init__(self, app: App[int], show: Callable[[], None]) -> None:
        self._app = app
        self._show = show
        self._words = ""
        self._over: asyncio.Future[None] | None = None
        self._put_off: Refused | None = None
        self.keys_went_on = False
        """Whether the planner went on working while the last piece of work was done."""

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._over is not None

    def tell_busy(self) -> None:
        """Say what is being written, and that it is not over."""
        words = f"{self._words} goes on: the disk is slow. Try again when it is done."
        self._app.notify(words, severity="warning", markup=False)

    async def done(self, words: str, work: Callable[[], T], *, waits: bool = False) -> T:
        """What the work gives; ``words`` say what it is: ``Saving deal.toml``.

        With ``waits`` what comes next depends on it: a slow disk takes the keys until the planner
        gives the waiting up. Raises what the work raises.
        """
        self.keys_went_on = False
        begun = time.monotonic()
        future = _begun(work)
        if future.done():
            return future.result()
        self._words = words
        self._over = asyncio.get_running_loop().create_future()
        ticks = self._app.set_interval(_TICK, self._show)
        self._show()
        result = asyncio.wrap_future(future)
        try:
            if not waits:
                told = f"{words}: the disk is slow. You can go on; it is said when it is done."
                self._app.notify(told, markup=False)
            self.keys_went_on = not (waits and await waited(self._app, words, result, since=begun))
            return await result
        finally:
            ticks.stop()
            self._over.set_result(None)
            self._over = None
            self._app.call_later(self._show)

    async def over(self) -> bool:
        """Wait until nothing is being written; whether the planner had the patience."""
        if self._over is None:
            return True
        return await waited(self._app, self._words, asyncio.shield(self._over))

    def put_off(self, refused: Refused) -> None:
        """Remember a save that failed while the planner went on: the next one asks about it."""
        self._put_off = refused

    def taken_up(self, document: object) -> Refused | None:
        """What was put off about that document, to be asked now; ``None`` for nothing."""
        refused = self._put_off
        if refused is None or refused.document is not document:
            return None
        self._put_off = None
        return refused


async def at_once_or_waited(
    app: App[int], words: Words, work: Callable[[], T], *, stops: bool = True
) -> T:
    """What the work gives, with a word and a way to wait no longer where the disk is slow.

    Raises what it raises, and :class:`~planner.tui.screens.working.GivenUpError` after Esc: the
    work goes on all the same. What does not ``stop`` is waited for.
    """
    future = _begun(work)
    if future.done():
        return future.result()
    result = asyncio.wrap_future(future)
    if not await waited(app, words, result, stops=stops):
        result.add_done_callback(lambda late: late.exception())
        raise GivenUpError
    return await result


async def beside(work: Callable[[], T]) -> T:
    """What the work gives, while keys are taken; raises what it raises.

    In a thread that no end of the app waits for: a disk may never answer.
    """
    return await asyncio.wrap_future(_in_thread(work))


async def soon(work: Callable[[], T]) -> T:
    """What the work gives that the next question is about; raises what the work raises.

    A usual disk has done it before the next key is taken, which is meant for that question. Where
    the disk is slow keys are taken meanwhile, as :func:`beside` does.
    """
    return await asyncio.wrap_future(_begun(work))


def left_to_disk(work: Callable[[], object]) -> None:
    """Have done what nobody waits for; a usual disk has done it when this returns."""
    _begun(work)


def _begun(work: Callable[[], T]) -> Future[T]:
    """The work in a thread; a usual disk has done it when this returns."""
    future = _in_thread(work)
    wait([future], timeout=AT_ONCE)
    return future


def _in_thread(work: Callable[[], T]) -> Future[T]:
    """Its own thread: Python would wait for one of a pool before it ends."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 (raised where it is waited for)
            future.set_exception(error)

    Thread(target=run, name="disk", daemon=True).start()
    return future
