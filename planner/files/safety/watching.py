"""What became of a file since it was read: looked at cheaply, told apart by its content."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from attrs import frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError
from planner.files.places import NOT_THERE
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes

__all__ = ["Sighting", "Stamp", "look_at", "stamp_at"]

Stamp = tuple[int, ...]
"""Times and sizes of a file."""

_SETTLED = 3_000_000_000
"""Nanoseconds after which a further change cannot leave a file's times as they are."""


@frozen(eq=False, repr=False)
class Sighting(Compared):
    """What stood at a path at one look: ``digest`` is the SHA-256 of its content in hexadecimal.

    ``digest`` is ``None`` where nothing stands that could be read; ``gone`` says that nothing
    stands there at all. ``stamp`` is made of times and sizes; it only saves reading a file again
    that nobody can have touched.
    """

    digest: str | None
    stamp: Stamp | None
    settled: bool
    gone: bool = False


def look_at(path: Path, before: Sighting | None = None) -> Sighting:
    """What stands at ``path`` now; ``before`` is the last look at the same path.

    A file that was changed in the moments before the last look is read again even if its times are
    the same: many file systems count them coarsely.
    """
    now = time.time_ns()
    try:
        stamp = _stamp(path)
    except (OSError, ValueError) as error:
        gone = isinstance(error, NOT_THERE)
        return Sighting(None, None, settled=False, gone=gone)
    if before is not None and before.settled and before.stamp == stamp:
        return before
    settled = now - max(stamp[:2]) > _SETTLED
    try:
        data = read_bytes(path, MAX_CASE_BYTES)
    except FileProblemError:
        return Sighting(None, stamp, settled)
    return Sighting(hashlib.sha256(data).hexdigest(), stamp, settled)


def stamp_at(path: Path) -> Stamp | None:
    """When the file at ``path`` was changed, and which one it is; ``None`` where none is seen."""
    try:
        return _stamp(path)
    except (OSError, ValueError):
        return None


def _stamp(path: Path) -> Stamp:
    state = path.stat()
    return (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino, state.st_dev)
