"""All that is built for a space: once, each piece when needed, good while no number changes."""

from __future__ import annotations

from functools import cached_property

from planner.analysis.engine.counting import Counter
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.possibility import Possibility
from planner.analysis.engine.satisfiability import Literals, Solver
from planner.analysis.engine.space import Space

__all__ = ["Instruments"]


class Instruments:
    """Solvers and counter of a space; they serve every space that equals it.

    Not to be used by two threads at a time.
    """

    def __init__(self, space: Space) -> None:
        self.space = space
        self.literals = Literals(space)
        self.possibility = Possibility(self.literals, self.open_solver)
        self._open_solver: Solver | None = None
        self._guarded_solver: Solver | None = None

    def open_solver(self, watch: Watch) -> Solver:
        """A solver in which everything is forbidden for good.

        Raises ``LimitReachedError``, as does :meth:`guarded_solver`.
        """
        if self._open_solver is None:
            self._open_solver = self.literals.solver(watch, guarded=False)
        return self._open_solver

    def guarded_solver(self, watch: Watch) -> Solver:
        """A solver in which what an owner forbids holds only while its guard is assumed."""
        if self._guarded_solver is None:
            self._guarded_solver = self.literals.solver(watch, guarded=True)
        return self._guarded_solver

    @cached_property
    def counter(self) -> Counter:
        """What counts."""
        return Counter(self.space)
