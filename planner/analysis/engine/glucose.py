"""The SAT solver Glucose, of python-sat, which no other module knows.

The library is imported with the first solver, since that takes 15 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from planner.analysis.engine.limits import Watch

__all__ = ["Glucose"]

_CONFLICTS_AT_FIRST = 500
_FASTEST_LOOK, _SLOWEST_LOOK = 0.01, 0.04
"""After about this number of seconds the solver comes back, to see whether to stop."""


class Glucose:
    """An incremental solver that keeps to a limit. Not to be shared by threads at a time."""

    def __init__(self) -> None:
        from pysat.solvers import Glucose4  # noqa: PLC0415 (heavy)

        self._solver: Any = Glucose4()
        self.add: Callable[[Sequence[int]], None] = self._solver.add_clause
        """Add a clause, for good."""
        self._conflicts = _CONFLICTS_AT_FIRST

    def __del__(self) -> None:
        """Give the memory back: it is not Python's."""
        if hasattr(self, "_solver"):  # the import may have failed
            self._solver.delete()

    def prefer(self, literals: Sequence[int]) -> None:
        """Make these true where nothing speaks against it."""
        self._solver.set_phases(literals)

    def solve(self, assumptions: Sequence[int], watch: Watch) -> bool:
        """Whether there is a model under the assumptions.

        Raises ``LimitReachedError`` when the watch says so; the solver can be used again after.
        """
        while True:
            watch.check()
            started = time.perf_counter()
            self._solver.conf_budget(self._conflicts)
            # Able to be interrupted: so it lets other threads run, and leaves SIGINT alone.
            found = self._solver.solve_limited(assumptions, expect_interrupt=True)
            if found is not None:
                return bool(found)
            took = time.perf_counter() - started
            if took > _SLOWEST_LOOK:
                self._conflicts = max(1, self._conflicts // 2)
            elif took < _FASTEST_LOOK:
                self._conflicts *= 2

    def core(self) -> list[int]:
        """The assumptions that the last refutation used."""
        return list(self._solver.get_core() or ())

    def model(self) -> Sequence[int]:
        """A literal for each variable, true in what was found last."""
        return self._solver.get_model() or ()
