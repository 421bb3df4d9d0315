"""How long a process was kept waiting by the others on its machine."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

__all__ = ["waited"]


def waited(pid: int) -> float:
    """Seconds that threads of the process were ready to run and did not get the processor.

    All of them: a thread that waits for the interpreter waits as long as the one that has it is
    kept waiting. One that hangs is not ready to run, and counts for nothing here.
    """
    total = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError, IndexError):  # it has ended
            total += int(task.read_text(encoding="ascii").split()[1])
    return total / 1e9
