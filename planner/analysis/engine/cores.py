"""Minimal cores: what is impossible together, and no more of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.satisfiability import Solver

__all__ = ["minimal_core"]

_NONE: Mapping[int, tuple[int, ...]] = MappingProxyType({})


def minimal_core(
    solver: Solver,
    hard: Sequence[int],
    candidates: Sequence[int],
    watch: Watch,
    together: Mapping[int, tuple[int, ...]] = _NONE,
) -> list[int] | None:
    """A minimal set of the candidates that is impossible together with what is ``hard``.

    Candidates that stand first are left out first; those ``together`` (by each of them) are left
    out or kept as one. ``None`` where all are possible together. Raises ``LimitReachedError``.
    """
    if solver.solve([*hard, *candidates], watch):
        return None
    core = set(solver.core())
    if together:
        bundles = dict.fromkeys(together.get(literal, (literal,)) for literal in candidates)
        left = [bundle for bundle in bundles if not core.isdisjoint(bundle)]
        return _minimal_bundles(solver, hard, left, watch)
    alone = [literal for literal in candidates if literal in core]
    needed: list[int] = []
    while alone:
        literal = alone.pop(0)
        if solver.solve([*hard, *needed, *alone], watch):
            needed.append(literal)
        else:
            core = set(solver.core())
            alone = [other for other in alone if other in core]
    return needed


def _minimal_bundles(
    solver: Solver, hard: Sequence[int], left: list[tuple[int, ...]], watch: Watch
) -> list[int]:
    """The same where some literals are left out or kept as one."""
    needed: list[int] = []
    while left:
        bundle = left.pop(0)
        if solver.solve([*hard, *needed, *chain.from_iterable(left)], watch):
            needed += bundle
        else:
            core = set(solver.core())
            left = [other for other in left if not core.isdisjoint(other)]
    return needed
