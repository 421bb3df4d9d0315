"""Whether memory that this process needs no more goes to the system, or waits for its next use.

Both ask the C library of GNU (``man mallopt``, ``man malloc_trim``); another one does as it likes.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

__all__ = ["give_back_what_is_freed", "keep_what_is_freed"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""What the GNU C library calls them in ``mallopt``."""

_SMALL = 128 * 1024
_LARGEST = (1 << 31) - 1
_LARGEST_ONCE = 512 << 10 if sys.maxsize < 1 << 32 else 32 << 20
"""The highest threshold that an older library takes: it refuses a higher one, and keeps its own."""


def give_back_what_is_freed() -> None:
    """Have what is free go to the system, and what is freed from now on, by whichever thread.

    The library keeps a store for each thread that ever asked it for memory, and grows the limit up
    to which a store stays full: after some minutes of counting, 15 MB that nothing uses.
    """
    library = _ask((_ARENA_MAX, 1), (_TRIM_THRESHOLD, _SMALL))
    with suppress(AttributeError):  # as said below
        library.malloc_trim(0)


def keep_what_is_freed() -> None:
    """Have what is freed wait for its next use: for a process that works and ends.

    A count makes and frees arrays of many megabytes. The system empties each of them anew, which
    took a fifth of the time, and held the process of the interface beside.
    """
    thresholds = ((_MMAP_THRESHOLD, each) for each in (_LARGEST_ONCE, _LARGEST))
    _ask((_ARENA_MAX, 1), *thresholds, (_TRIM_THRESHOLD, _LARGEST))


def _ask(*limits: tuple[int, int]) -> Any:
    """The C library, once it was told of these limits; ``None`` where there is none."""
    import ctypes  # noqa: PLC0415 (not before the first paint)

    library = None
    with suppress(OSError, TypeError, AttributeError):  # another C library has no such limits
        library = ctypes.CDLL(None)
        for name, value in limits:
            library.mallopt(name, value)
    return library
