"""The planner with a clock that jumps: by the seconds that stand in the file that is named.

The clock is injected, since a library that fakes it for a whole process makes Python's sleep fail.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["CLOCK_VARIABLE"]

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


if __name__ == "__main__":
    time.time = lambda: _time() + _ahead()
    dt.datetime = _Jumping  # type: ignore[misc]

    from planner.__main__ import main

    sys.exit(main())
