"""All minimal impossible subsets of some wishes: one after another, none twice.

MARCO: Liffiton, Previti, Malik, Marques-Silva, Fast, flexible MUS enumeration (Constraints 2016).
A second formula, the map, knows which subsets are already explained: those above a minimal
impossible set, and those below a maximal possible one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planner.analysis.engine.cores import minimal_core
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.satisfiability import Solver

__all__ = ["minimal_impossible_subsets"]


def minimal_impossible_subsets(  # noqa: PLR0913, PLR0917 - what a search has at hand
    solver: Solver,
    hard: Sequence[int],
    wishes: Sequence[int],
    granted: Callable[[], set[int]],
    watch: Watch,
    known: Sequence[int] | None = None,
    needed: Sequence[int] = (),
) -> Iterator[list[int]]:
    """Each minimal set of the wishes (positive literals) that cannot be granted together.

    The one that is ``known`` comes first; wishes that are ``needed`` stand in all of them.
    What is ``hard`` alone must be possible. ``granted``
    names wishes that the solver's last model grants, whether it was asked to or not. Raises
    ``LimitReachedError``; what came before stands.
    """
    number = {wish: n + 1 for n, wish in enumerate(wishes)}
    unexplained = Solver([], len(wishes), watch, beside=solver)
    # Large subsets first: they are impossible sooner, and possible ones explain the most below.
    unexplained.prefer(list(number.values()))
    for wish in needed:
        unexplained.add([number[wish]])
    if known is not None:
        unexplained.add([-number[wish] for wish in known])
        yield list(known)
        if len(known) == len(wishes):
            return  # without any one of them all is possible, so there is no other set
    while True:
        if not unexplained.solve([], watch):
            return
        chosen = set(unexplained.true_variables(len(wishes)))
        seed = [wish for wish in wishes if number[wish] in chosen]
        impossible = minimal_core(solver, hard, seed, watch)
        if impossible is not None:
            unexplained.add([-number[wish] for wish in impossible])
            yield impossible
            if len(impossible) == len(wishes):
                return
        else:
            possible = _grown(solver, hard, seed, wishes, granted, watch)
            rest = [number[wish] for wish in wishes if wish not in possible]
            if not rest:
                return
            unexplained.add(rest)


def _grown(  # noqa: PLR0913, PLR0917 - what the search above has at hand
    solver: Solver,
    hard: Sequence[int],
    seed: Sequence[int],
    wishes: Sequence[int],
    granted: Callable[[], set[int]],
    watch: Watch,
) -> set[int]:
    """A maximal possible set of wishes above ``seed``, of which the solver has just a model."""
    possible = {*seed, *granted()}
    for wish in wishes:
        if wish not in possible and solver.solve([*hard, *possible, wish], watch):
            possible |= {wish, *granted()}
    return possible
