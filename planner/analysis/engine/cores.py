"""Minimal cores: what is impossible together, and no more of it."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.satisfiability import Solver

__all__ = ["minimal_core"]


def minimal_core(
    solver: Solver, hard: Sequence[int], candidates: Sequence[int], watch: Watch
) -> list[int] | None:
    """A minimal set of the candidates that is impossible together with what is ``hard``.

    Candidates that stand first are left out first. ``None`` where all of them are possible
    together. Raises ``LimitReachedError``.
    """
    if solver.solve([*hard, *candidates], watch):
        return None
    core = set(solver.core())
    left = [literal for literal in candidates if literal in core]
    needed: list[int] = []
    while left:
        literal = left.pop(0)
        if solver.solve([*hard, *needed, *left], watch):
            needed.append(literal)
        else:
            core = set(solver.core())
            left = [other for other in left if other in core]
    return needed
