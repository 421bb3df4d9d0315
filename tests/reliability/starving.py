"""How long a process was kept waiting by the others on its machine."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from attrs import define, field

__all__ = ["Waits"]


@define
class Waits:
    """What the threads of a process have waited for the processor, all together.

    All of them: a thread that waits for the interpreter waits as long as the one that has it is
    kept waiting. One that hangs is not ready to run, and counts for nothing here. What a thread
    had waited at a look still counts when it has ended.
    """

    pid: int
    _total: float = 0.0
    _known: dict[str, int] = field(factory=dict)

    def seconds(self) -> float:
        """Looks again; never less than at the last look."""
        for task in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with suppress(OSError, IndexError):  # it has ended
                waited = int(task.read_text(encoding="ascii").split()[1])
                self._total += max(0, waited - self._known.get(task.parent.name, 0)) / 1e9
                self._known[task.parent.name] = waited
        return self._total
