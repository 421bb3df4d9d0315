"""Lines that imply each other: whatever crosses one of them crosses all.

Two lines that some scenario tells apart are never compared again: each model splits the groups
that are left, and what no model splits is proven to be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from planner.analysis.engine.limits import Count, Watch
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.tally import NOT_COUNTED, Tally
from planner.by_fields import Compared

__all__ = ["SameLines", "groups_of_same_lines"]


@frozen(eq=False, repr=False)
class SameLines(Compared):
    """Counted lines (ids in the case's order) that say the same, and what opens without all of it.

    Each coherent scenario of the case crosses all of them or none. ``opens`` counts what giving
    them up together opens, which giving up one alone never does; of these, ``respecting`` leave no
    other line contested, and ``without_added`` use sourced options only.
    """

    lines: tuple[str, ...]
    opens: Count
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of what opens."""
        return Tally(self.opens, self.respecting, self.without_added)


def groups_of_same_lines(
    groundwork: Groundwork, solver: Solver, crossing: Sequence[int], watch: Watch
) -> list[tuple[int, ...]]:
    """The groups of two lines or more, as indices, whatever choices are fixed.

    Lines that nothing can cross say nothing, and are in no group. ``solver`` is guarded, and
    ``crossing`` are variables under which each line is crossed. Raises ``LimitReachedError``.
    """
    groups = _Groups(groundwork, solver)
    for line, crossed in enumerate(crossing):
        if line not in groups.crossable and solver.solve([*groundwork.rule_guards, crossed], watch):
            groups.split()
    found = []
    while groups.unproven:
        group = groups.unproven.pop()
        if groups.told_apart(group, crossing, watch):
            continue
        found.append(tuple(sorted(group)))
    return sorted(found)


class _Groups:
    """Lines that no model so far tells apart, in groups of two or more."""

    def __init__(self, groundwork: Groundwork, solver: Solver) -> None:
        self._groundwork = groundwork
        self._solver = solver
        self.crossable: set[int] = set()
        self.unproven: list[set[int]] = []
        self._never_crossed = set(range(len(groundwork.space.lines)))

    def split(self, *also: set[int]) -> None:
        """Part the lines that the solver's last model crosses from those that it does not."""
        space = self._groundwork.space
        crossed = space.broken(self._groundwork.literals.chosen(self._solver))
        lines = {owner for owner in crossed if owner not in space.rules}
        self.crossable |= lines
        parts = [lines & self._never_crossed]
        self._never_crossed -= lines
        for group in (*self.unproven, *also):
            parts += [group & lines, group - lines]
        self.unproven = [part for part in parts if len(part) > 1]

    def told_apart(self, group: set[int], crossing: Sequence[int], watch: Watch) -> bool:
        """Whether a scenario crosses some of the group only; then the groups are split by it."""
        for one, other in _round(sorted(group)):
            guard = self._groundwork.literals.guard(other)
            assumed = [*self._groundwork.rule_guards, crossing[one], guard]
            if self._solver.solve(assumed, watch):
                self.split(group)
                return True
        return False


def _round(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each line with the next, and the last with the first: if each implies the next, all do."""
    yield from zip(lines, [*lines[1:], lines[0]], strict=True)
