"""The fewest wishes to give up: all minimal sets, by size.

Used for red lines (ways out) and for present choices (the nearest open scenarios). Each refutation
costs one wish; which of its wishes that is, is left open by counting them, and the count becomes a
wish of its own: Andres, Kaufmann, Matheis, Schaub, Unsatisfiability-based optimization in clasp
(ICLP 2012), known as OLL; Ignatiev, Morgado, Marques-Silva, RC2 (JSAT 2019), made it incremental.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.satisfiability import Solver
from planner.by_fields import Compared

__all__ = ["Relaxation"]

_SMALL_ENOUGH = 5
_SECONDS_TO_SHRINK = 0.05


@frozen(eq=False, repr=False)
class _Count(Compared):
    """How many wishes of a refutation are given up, in unary: digit ``n`` says more than ``n``."""

    digits: tuple[int, ...]
    granted: int
    """How many may be given up: the digit above is the wish."""


class Relaxation:
    """Looks for models that give up as few wishes (literals) as possible.

    After each model the caller adds a clause that rules it out, and looks again: sizes never fall.
    The solver is used up: it holds no other question afterwards.
    """

    def __init__(self, solver: Solver, hard: Sequence[int], wishes: Sequence[int]) -> None:
        self.solver = solver
        self.given_up = 0
        self._hard = list(hard)
        self._wishes: dict[int, _Count | None] = dict.fromkeys(wishes)

    def assumptions(self) -> list[int]:
        """What models that give up no more than the last one are found under."""
        return [*self._hard, *self._wishes]

    def look(self, watch: Watch) -> bool:
        """Whether there is another model; it is then the solver's.

        ``given_up`` is the proven least number of wishes that any model not ruled out gives up,
        also where ``LimitReachedError`` ends the look.
        """
        while not self.solver.solve(self.assumptions(), watch):
            core = set(self.solver.core())
            found = [wish for wish in self._wishes if wish in core]
            if not found:
                return False
            self._relax(self._shrunk(found, watch), watch)
        return True

    def _shrunk(self, core: list[int], watch: Watch) -> list[int]:
        """The same refutation with fewer wishes where that is quickly found."""
        if len(core) <= _SMALL_ENOUGH:
            return core
        from planner.analysis.engine.cores import minimal_core  # noqa: PLC0415 (of large refutations)

        soon = watch.within(seconds=_SECONDS_TO_SHRINK)
        try:
            return minimal_core(self.solver, self._hard, core, soon) or core
        except LimitReachedError:
            watch.check()
            return core

    def _relax(self, core: list[int], watch: Watch) -> None:
        counts = [self._wishes.pop(wish) for wish in core]
        self.given_up += 1
        for count in counts:
            if count is not None:
                self._wish_for(count.digits, count.granted + 1)
        if len(core) == 1:
            self.solver.add([-core[0], *(-literal for literal in self._hard)])
        else:
            self._wish_for(*self._exhausted(tuple(self._counted(core, watch)), watch))

    def _exhausted(self, digits: tuple[int, ...], watch: Watch) -> tuple[tuple[int, ...], int]:
        """The digits with how many must be given up of what they count, whatever else is wished.

        Without this a refutation costs one at a time, each for the price of a search.
        """
        granted = 1
        while granted < len(digits) and not self.solver.solve(
            [*self._hard, -digits[granted]], watch
        ):
            self.given_up += 1
            granted += 1
        return digits, granted

    def _wish_for(self, digits: tuple[int, ...], granted: int) -> None:
        """Wish that no more than ``granted`` of what the digits count are given up."""
        if granted < len(digits):
            self._wishes[-digits[granted]] = _Count(digits, granted)

    def _counted(self, wishes: Sequence[int], watch: Watch) -> list[int]:
        """Digits of how many of the wishes are given up, by a tree of sums.

        Bailleux, Boufkhad: Efficient CNF encoding of Boolean cardinality constraints (CP 2003).
        """
        counters = [[-wish] for wish in wishes]
        while len(counters) > 1:
            merged = [
                self._sum(left, right, watch)
                for left, right in zip(counters[::2], counters[1::2], strict=False)
            ]
            counters = merged + counters[len(merged) * 2 :]
        return counters[0]

    def _sum(self, left: list[int], right: list[int], watch: Watch) -> list[int]:
        total = [self.solver.new_variable() for _ in range(len(left) + len(right))]
        for a in range(len(left) + 1):
            watch.check()
            for b in range(len(right) + 1):
                if a + b:
                    clause = [total[a + b - 1]]
                    if a:
                        clause.append(-left[a - 1])
                    if b:
                        clause.append(-right[b - 1])
                    self.solver.add(clause)
        return total
