"""All that is built for a space: once, each piece when needed, good while no number changes."""

from __future__ import annotations

from functools import cached_property

from planner.analysis.engine.counting import Counter
from planner.analysis.engine.possibility import Possibility
from planner.analysis.engine.satisfiability import Literals, SolverOnce
from planner.analysis.engine.space import Space

__all__ = ["Instruments"]


class Instruments:
    """Solvers and counter of a space; they serve every space that equals it.

    In the ``open_solver`` everything is forbidden for good, in the ``guarded_solver`` what an owner
    forbids holds only while its guard is assumed. Not to be used by two threads at a time.
    """

    # No piece refers back to this: what was built, hundreds of megabytes at worst, goes at once
    # when nobody needs it any more, and need not wait for the garbage collector.

    def __init__(self, space: Space) -> None:
        self.space = space
        self.literals = Literals(space)
        self.open_solver = SolverOnce(self.literals, guarded=False)
        self.guarded_solver = SolverOnce(self.literals, guarded=True)
        self.possibility = Possibility(self.literals, self.open_solver)

    @cached_property
    def counter(self) -> Counter:
        """What counts."""
        return Counter(self.space)
