"""The time and the memory that one command may take, and what is said where they do not suffice.

Every command but the app and its server keeps to one allowance, and gives it back when it ends. The
system holds the memory of each process (on Linux), and an alarm ends what takes too long. What a
command has written by then stays. A command that goes from file to file asks between two of them
instead (:func:`spend`), so that its answer breaks off at no other place.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, NoReturn

from planner.errors import PlannerError

if TYPE_CHECKING:
    from types import FrameType

__all__ = [
    "MOST_BYTES",
    "MOST_SECONDS",
    "SpentError",
    "allowance",
    "memory_is_spent",
    "spend",
    "want",
]

MOST_SECONDS = 600.0
MOST_BYTES = 4 << 30

_LESS = "name fewer files, or fix some choices"


class SpentError(PlannerError):
    """A command has taken all the time or all the memory that it may."""


class _AlarmRang(BaseException):
    """The time is up; whatever goes on after a mistake must not take this for one."""


@contextmanager
def allowance(*, asks: bool = False) -> Iterator[None]:
    """What is done meanwhile keeps to the allowance; ``asks``: it calls :func:`spend` by itself.

    Raises :class:`SpentError` past it. The limits of this process are then as they were before.
    """
    try:
        with _memory(), _clock() if asks else _alarm():
            yield
    except MemoryError:
        raise memory_is_spent() from None
    except _AlarmRang:
        raise _time_is_up() from None


def spend() -> None:
    """Raises :class:`SpentError` where the time is up."""
    if _until is not None and time.monotonic() >= _until:
        raise _time_is_up()


def want(seconds: float) -> None:
    """Whoever asks for that time by name has it, and the allowance after it."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 (most commands are over before)

        if signal.getitimer(signal.ITIMER_REAL)[0]:
            signal.setitimer(signal.ITIMER_REAL, seconds + MOST_SECONDS)


def memory_is_spent() -> SpentError:
    """What is said where a command needs more memory than it may take."""
    most = f"{MOST_BYTES >> 30} GiB of memory, the most for one command,"
    return SpentError(f"{most} did not suffice; {_LESS}")


def _time_is_up() -> SpentError:
    return SpentError(f"{MOST_SECONDS:g} s, the most for one command, did not suffice; {_LESS}")


_until: float | None = None


@contextmanager
def _clock() -> Iterator[None]:
    global _until  # noqa: PLW0603 (a process runs one command at a time)
    before, _until = _until, time.monotonic() + MOST_SECONDS
    try:
        yield
    finally:
        _until = before


def _alarm() -> AbstractContextManager[None]:
    """An alarm at the end of the time, where the system has one and this thread can hear it."""
    import threading  # noqa: PLC0415 (likewise)

    hears = threading.current_thread() is threading.main_thread()
    return _rung() if hears and sys.platform != "win32" else _clock()


@contextmanager
def _rung() -> Iterator[None]:
    import signal  # noqa: PLC0415 (a check, which asks by itself, starts without)

    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _AlarmRang


@contextmanager
def _memory() -> Iterator[None]:
    """The most that a process may hold, where the system counts that: on Linux."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 (not on every system)

    before = resource.getrlimit(resource.RLIMIT_DATA)
    most, hard = (MOST_BYTES if each == resource.RLIM_INFINITY else each for each in before)
    resource.setrlimit(resource.RLIMIT_DATA, (min(most, hard, MOST_BYTES), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
