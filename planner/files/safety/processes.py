"""Whether the process that wrote something is still there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from planner.files.standing import is_there

__all__ = ["is_running", "started_at"]

_PROCESSES = Path("/proc/self/stat")
"""There on Linux, which has an answer of its own."""


def started_at(pid: int) -> str:
    """When the process began, as a text to compare; empty where the system does not tell.

    Numbers of processes are used again: only with this can one be told from its successor.
    """
    return _started_since_boot(pid) if is_there(_PROCESSES) else _started_by_the_clock(pid)


def is_running(pid: int, started: str) -> bool:
    """Whether the process ``pid`` is alive and, where that is known, began at ``started``."""
    if pid <= 0 or not _exists(pid):
        return False
    now = started_at(pid)
    return not (started and now) or started == now


def _started_since_boot(pid: int) -> str:
    """In ticks, which no change of the clock moves."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
            # The second field is the program's name in brackets and may hold anything.
            fields = file.read().rpartition(b")")[2].split()
        return fields[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        return ""


def _started_by_the_clock(pid: int) -> str:
    import psutil  # noqa: PLC0415 (not installed on Linux)

    try:
        return repr(psutil.Process(pid).create_time())
    except (psutil.Error, OverflowError, ValueError):
        return ""


def _exists(pid: int) -> bool:
    if sys.platform == "win32":  # os.kill would end the process there
        import psutil  # noqa: PLC0415 (as above)

        return bool(psutil.pid_exists(pid))
    try:
        os.kill(pid, 0)  # asks only
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return True
