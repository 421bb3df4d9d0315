"""Work for a disk that may be slow: the screen says how long it takes, and Esc ends the waiting.

What a usual disk does at once is done before the next key, so that keys typed in haste find it
done. While a file is read keys wait, since they are meant for what comes of it; while one is saved
they are taken.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen
from textual.app import App

from planner.by_fields import Printed
from planner.errors import SaveError
from planner.own_thread import in_own_thread
from planner.tui.waiting import GivenUpError, waited

if TYPE_CHECKING:
    from planner.tui.screens.working import Words

__all__ = ["DiskWork", "Refused", "at_once_or_waited", "left_to_disk"]

T = TypeVar("T")

AT_ONCE = 0.1
"""Seconds that a key waits for the disk."""
_TICK = 1.0


@frozen(eq=False, repr=False)
class Refused(Printed):
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
        self.given_up = False
        """Whether the planner waits no longer for what goes on, though the next step does."""

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
            self.given_up = waits and self.keys_went_on
            return await result
        finally:
            self.given_up = False
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
    app: App[int],
    words: Words,
    work: Callable[[], T],
    *,
    stops: bool = True,
    too_late: Callable[[T], object] | None = None,
) -> T:
    """What the work gives, with a word and a way to wait no longer where the disk is slow.

    Keys that are typed meanwhile are for what comes next. Raises what the work raises, and
    :class:`~planner.tui.waiting.GivenUpError` after Esc: the work goes on all the same, and
    what it gives is handed to ``too_late``, in a thread. What does not ``stop`` is waited for.
    """
    future = _begun(work)
    if future.done():
        return future.result()
    result = asyncio.wrap_future(future)
    if not await waited(app, words, result, stops=stops):
        result.cancel()
        future.add_done_callback(partial(_given_up, too_late))
        raise GivenUpError
    return await result


def _given_up(too_late: Callable[[T], object] | None, late: Future[T]) -> None:
    """What the work gives is nobody's any more; what it raises is told to nobody."""
    if late.exception() is None and too_late is not None:
        in_own_thread(partial(too_late, late.result()))


def left_to_disk(work: Callable[[], object]) -> None:
    """Have done what nobody waits for; a usual disk has done it when this returns."""
    _begun(work)


def _begun(work: Callable[[], T]) -> Future[T]:
    """The work in a thread; a usual disk has done it when this returns."""
    future = in_own_thread(work)
    wait([future], timeout=AT_ONCE)
    return future
