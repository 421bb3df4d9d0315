"""Minimal cores: what is impossible together, and no more of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.satisfiability import Solver

__all__ = ["minimal_core", "shrinking_core"]

Around = Callable[[Sequence[int]], Collection[int]]
"""Told a set that is impossible, of which the solver has just a model without one: what else of it
is needed, as can be seen from there."""

_NONE: Mapping[int, tuple[int, ...]] = MappingProxyType({})


def minimal_core(  # noqa: PLR0913, PLR0917 - what a search has at hand
    solver: Solver,
    hard: Sequence[int],
    candidates: Sequence[int],
    watch: Watch,
    together: Mapping[int, tuple[int, ...]] = _NONE,
    around: Around | None = None,
) -> list[int] | None:
    """A minimal set of the candidates that is impossible together with what is ``hard``.

    Candidates that stand first are left out first; those ``together`` (by each of them) are left
    out or kept as one, and where there are such nobody looks ``around``. ``None`` where all are
    possible together. Raises ``LimitReachedError``.
    """
    if together:
        if solver.solve([*hard, *candidates], watch):
            return None
        core = set(solver.core())
        bundles = dict.fromkeys(together.get(literal, (literal,)) for literal in candidates)
        left = [bundle for bundle in bundles if not core.isdisjoint(bundle)]
        return _minimal_bundles(solver, hard, left, watch)
    found = None
    for found in shrinking_core(solver, hard, candidates, watch, around):  # noqa: B007 (the last one)
        pass
    return found


def shrinking_core(
    solver: Solver,
    hard: Sequence[int],
    candidates: Sequence[int],
    watch: Watch,
    around: Around | None = None,
) -> Iterator[list[int]]:
    """Ever smaller sets of the candidates, each impossible with what is ``hard``; the last minimal.

    None where all are possible together. Candidates that stand first are left out first. Raises
    ``LimitReachedError``; what came before is impossible, and perhaps not minimal.
    """
    if solver.solve([*hard, *candidates], watch):
        return
    core = set(solver.core())
    alone = [literal for literal in candidates if literal in core]
    needed: list[int] = []
    yield list(alone)
    while alone:
        literal = alone.pop(0)
        if solver.solve([*hard, *needed, *alone], watch):
            also = () if around is None else around([*needed, literal, *alone])
            more = [other for other in alone if other in also]
            needed += [literal, *more]
            alone = [other for other in alone if other not in also]
            if more and not solver.solve([*hard, *needed], watch):  # mostly these are all
                alone = []
                yield list(needed)
        else:
            core = set(solver.core())
            alone = [other for other in alone if other in core]
            yield [*needed, *alone]


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
