"""A clock that jumps: by the seconds that stand in the file that a variable names.

It is injected, since a library that fakes it for a whole process makes Python's sleep fail.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["CLOCK_VARIABLE", "inject_clock"]

CLOCK_VARIABLE = "PLANNER_TEST_CLOCK"
_time = time.time


def _ahead() -> float:
    with suppress(OSError, ValueError):
        return float(Path(os.environ[CLOCK_VARIABLE]).read_text(encoding="ascii"))
    return 0.0


class _Jumping(dt.datetime):
    """A moment that is read off the injected clock."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> _Jumping:
        """The moment that the clock shows."""
        return cls.fromtimestamp(_time() + _ahead(), tz)


def inject_clock() -> None:
    """Give it to all that is imported after this."""
    time.time = lambda: _time() + _ahead()
    dt.datetime = _Jumping  # type: ignore[misc]
