"""One save of a file at a time: an advisory lock in the user's state folder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from planner.errors import SaveError
from planner.files.safety.state_folder import state_folder, state_name

__all__ = ["save_lock"]

_PATIENCE = 10.0
_PAUSE = 0.02


@contextmanager
def save_lock(target: Path) -> Iterator[bool]:
    """Holds the lock for saving ``target``; the value is whether there is one.

    Without a state folder, or where the file system has no such locks, there is none: the
    comparison of the content before replacing it then protects alone. The system lets go of the
    lock when the process ends, however it ends. Raises :class:`~planner.errors.SaveError` if
    another process holds it for ten seconds.
    """
    try:
        path = state_folder("locks") / f"{state_name(target)}.lock"
    except OSError:
        yield False
        return
    locked = _locked_on_windows if sys.platform == "win32" else _locked
    with locked(path) as held:
        yield held


@contextmanager
def _locked(path: Path) -> Iterator[bool]:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError:
        yield False
        return
    try:
        yield _acquire(descriptor)
    finally:
        # The lock goes with the descriptor. The file stays: to remove it would be a race.
        with suppress(OSError):
            os.close(descriptor)


def _acquire(descriptor: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 (not everywhere)
    except ImportError:
        return False
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                _give_up()
            time.sleep(_PAUSE)
        except OSError:
            return False  # a file system without locks
        else:
            return True


@contextmanager
def _locked_on_windows(path: Path) -> Iterator[bool]:
    import filelock  # noqa: PLC0415 (installed there alone)

    lock = filelock.FileLock(path, timeout=_PATIENCE, poll_interval=_PAUSE, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout:
        _give_up()
    except (OSError, NotImplementedError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _give_up() -> NoReturn:
    raise SaveError("another planner is saving this file and does not finish; try again") from None
