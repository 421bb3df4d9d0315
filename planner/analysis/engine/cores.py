"""Minimal cores: what is impossible together, and no more of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.satisfiability import Solver

__all__ = ["minimal_core"]


def minimal_core(
    solver: Solver,
    hard: Sequence[int],
    candidates: Sequence[int],
    watch: Watch,
    about: Callable[[int], Hashable] = abs,
) -> list[int] | None:
    """A minimal set of the candidates that is impossible together with what is ``hard``.

    Candidates that stand first are left out first; those ``about`` the same are left out or kept
    together. ``None`` where all of them are possible together. Raises ``LimitReachedError``.
    """
    if solver.solve([*hard, *candidates], watch):
        return None
    bundles: dict[Hashable, list[int]] = {}
    for literal in candidates:
        bundles.setdefault(about(literal), []).append(literal)

    def used() -> list[list[int]]:
        core = set(solver.core())
        return [bundle for bundle in left if not core.isdisjoint(bundle)]

    left = list(bundles.values())
    left = used()
    needed: list[int] = []
    while left:
        bundle, *left = left
        if solver.solve([*hard, *needed, *chain(*left)], watch):
            needed += bundle
        else:
            left = used()
    return needed
