"""Work that a screen has done in a thread, which lets go of the screen afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

__all__ = ["in_thread"]


def in_thread(work: Callable[[], None]) -> Callable[[], Any]:  # mypy finds no type in Textual's
    """What ``run_worker`` takes to have the work done in a thread.

    The thread knows its worker. With Textual 8.2.8's own ``thread=True`` it never forgets the last
    one: a thread that rests keeps a closed screen in memory, with all that was found there.
    """
    return partial(asyncio.to_thread, work)
