"""A thread of its own, which no end of the process waits for: a disk may never answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

__all__ = ["in_own_thread"]

T = TypeVar("T")


def in_own_thread(work: Callable[[], T]) -> Future[T]:
    """Has the work done in a new thread, which knows what its caller knows; what comes of it.

    Python waits for the threads of a pool before it ends, for this one it does not. So the work may
    ask a disk, and must compute in no library that is not Python's: a thread that comes back from
    one while the interpreter ends may crash the process.
    """
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()
    context = copy_context()

    def run() -> None:
        try:
            future.set_result(context.run(work))
        except BaseException as error:  # noqa: BLE001 (raised where it is waited for)
            future.set_exception(error)

    Thread(target=run, name="disk", daemon=True).start()
    return future
