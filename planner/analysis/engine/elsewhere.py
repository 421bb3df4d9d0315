"""A formula in a process of its own, where another solver looks at it and can be ended.

CaDiCaL is at times much quicker than Glucose, and cannot be interrupted. The process reads clauses
from its input, a line each, and writes whether all of them can be true. Where the system has
alarms, it ends by itself after the seconds that it was given, should nobody be there to end it.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Sequence
from math import ceil
from tempfile import TemporaryFile

from planner.own_process import started

__all__ = ["Elsewhere"]

_YES, _NO = "yes", "no"
_LONGEST = 3600.0


class Elsewhere:
    """One formula at work; ``end`` must be called once nobody asks for the answer any more."""

    def __init__(self, clauses: Iterable[Sequence[int]], seconds: float | None) -> None:
        """Raises ``OSError`` where no process can be started."""
        longest = _LONGEST if seconds is None else min(seconds, _LONGEST)
        self._said = TemporaryFile("w+", encoding="ascii")  # noqa: SIM115 (closed by ``end``)
        # Files, not pipes: nobody waits for the other to read.
        with TemporaryFile("w+", encoding="ascii") as formula:
            formula.writelines(" ".join(map(str, clause)) + "\n" for clause in clauses)
            formula.seek(0)
            self._process = started(
                __name__, str(ceil(longest) + 1), stdin=formula, stdout=self._said
            )

    @property
    def answer(self) -> bool | None:
        """Whether all clauses can be true; ``None`` as long as that is not known."""
        if self._process.poll() is None:
            return None
        self._said.seek(0)
        return {_YES: True, _NO: False}.get(self._said.read())

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._said.close()


def main() -> None:
    """Solve what is on the input."""
    from pysat.solvers import Cadical153  # noqa: PLC0415 (heavy)

    if hasattr(signal, "alarm"):
        signal.alarm(int(sys.argv[1]))
    clauses = [list(map(int, line.split())) for line in sys.stdin]
    with Cadical153(bootstrap_with=clauses) as solver:
        sys.stdout.write(_YES if solver.solve() else _NO)


if __name__ == "__main__":
    main()
