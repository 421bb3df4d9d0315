"""Something that may take long is done beside the interface; Esc gives it up."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

if TYPE_CHECKING:
    from planner.tui.screens.working import Words

__all__ = ["GivenUpError", "waited"]

T = TypeVar("T")


class GivenUpError(asyncio.CancelledError):
    """The planner does not want to wait any longer.

    Where nobody has more to say or to put right, the worker that waited ends as a cancelled one.
    """


async def waited(
    app: App[int],
    words: Words,
    work: asyncio.Future[T],
    *,
    since: float | None = None,
    stops: bool = True,
) -> bool:
    """Wait for the work while the screen says that it goes on; false after Esc.

    ``since`` is when it began by :func:`time.monotonic`, now if left out. What does not ``stop``
    says so, and Esc does nothing.
    """
    from planner.tui.screens.working import Working  # noqa: PLC0415 (what a disk does at once needs none)

    screen = Working(words, time.monotonic() if since is None else since, stops=stops)
    await app.push_screen(screen)
    stopped = asyncio.create_task(screen.stopped.wait())
    try:
        either: set[asyncio.Future[Any]] = {work, stopped}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        screen.dismiss()
    return work.done()
