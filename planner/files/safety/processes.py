"""Whether the process that wrote something is still there."""

from __future__ import annotations

import os
import sys

__all__ = ["is_running", "started_at"]


def started_at(pid: int) -> str:
    """When the process began, as a text to compare; empty where the system does not tell.

    Numbers of processes are used again: only with this can one be told from its successor.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
            # The second field is the program's name in brackets and may hold anything.
            fields = file.read().rpartition(b")")[2].split()
        return fields[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        return ""


def is_running(pid: int, started: str) -> bool:
    """Whether the process ``pid`` is alive and, where that is known, began at ``started``."""
    if pid <= 0 or not _exists(pid):
        return False
    now = started_at(pid)
    return not (started and now) or started == now


def _exists(pid: int) -> bool:
    if sys.platform == "win32":
        return _exists_on_windows(pid)
    try:
        os.kill(pid, 0)  # asks only
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _exists_on_windows(pid: int) -> bool:
    """As above; ``os.kill`` would end the process there."""
    import ctypes  # noqa: PLC0415

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(0x1000, False, pid)  # noqa: FBT003 (its right to ask)
    if not handle:
        return False
    kernel.CloseHandle(handle)
    return True
