"""The order of a part's variables, on which the size of a diagram depends.

Two ways: a quick one for every part, and a search that takes about a second, for parts on which a
small diagram failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import log2
from random import Random

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part

__all__ = ["Reordering", "quick_order", "reordered"]

_ROUNDS = 20
_WORK = 1_000_000
"""Bans looked at by a search, at most: a second or two."""
_STARTS = 3
_PARTS_KEPT = 100


def quick_order(named: Sequence[Sequence[int]], watch: Watch) -> tuple[int, ...]:
    """The variables in an order that keeps rules short: FORCE, starting from the author's order.

    ``named`` holds the variables of each rule. Every rule pulls its variables towards their common
    centre, again and again; the best order met is kept. Aloul, Markov, Sakallah: FORCE, a fast and
    easy-to-implement variable-ordering heuristic (GLSVLSI 2003). Raises ``LimitReachedError``.
    """
    variables = sorted({variable for read in named for variable in read})
    where = {variable: n for n, variable in enumerate(variables)}
    rules = [[where[variable] for variable in read] for read in named]
    reading: list[list[int]] = [[] for _ in variables]
    for n, read in enumerate(rules):
        for variable in read:
            reading[variable].append(n)
    order = list(range(len(variables)))
    best, best_cost = order, None
    place = [0] * len(order)
    for _ in range(_ROUNDS):
        watch.check()
        for n, variable in enumerate(order):
            place[variable] = n
        places = [[place[variable] for variable in read] for read in rules]
        cost = _open_rules(places, len(order))
        if best_cost is not None and cost >= best_cost:
            if order == best:
                break
        else:
            best, best_cost = order, cost
        centres = [sum(of_rule) / len(of_rule) for of_rule in places]
        pulled = [
            sum([centres[n] for n in of_variable]) / len(of_variable) for of_variable in reading
        ]
        order = sorted(range(len(order)), key=pulled.__getitem__)
    return tuple([variables[n] for n in best])


def _open_rules(places: Sequence[Sequence[int]], size: int) -> tuple[int, int]:
    """How many rules are open across the worst cut of the order, and across all cuts together."""
    change = [0] * (size + 1)
    for positions in places:
        change[min(positions)] += 1
        change[max(positions)] -= 1
    across = list(accumulate(change))
    return max(0, *across), sum(across)


def reordered(part: Part, watch: Watch) -> Part:
    """The part with its variables in the best order that a search finds, or the part itself.

    From its own order and some random ones each variable is moved to wherever the width expected is
    least, until no move helps. Deterministic. Raises ``LimitReachedError``.
    """
    width = _ExpectedWidth(part)
    size = len(part.variables)
    work = size * size * len(part.bans)
    rounds = _WORK // max(1, work)
    order = list(range(size))
    best, best_cost = order, width.of(order)
    random = Random(1)  # noqa: S311 - not for secrets
    for start in range(_STARTS):
        if start:
            order = random.sample(range(size), size)
        cost = width.of(order)
        better = True
        while better and rounds > 0:
            rounds -= 1
            better = False
            for position in list(order):
                watch.check()
                rest = [other for other in order if other != position]
                for place in range(size):
                    moved = [*rest[:place], position, *rest[place:]]
                    found = width.of(moved)
                    if found < cost:
                        order, cost, better = moved, found, True
        if cost < best_cost:
            best, best_cost = order, cost
    return part if best == list(range(size)) else _permuted(part, best)


class Reordering:
    """Puts parts in order and remembers how: an order does for all parts of its variables."""

    def __init__(self) -> None:
        self._parts: dict[Part, Part] = {}
        self._orders: dict[frozenset[int], tuple[int, ...]] = {}

    def of(self, part: Part, watch: Watch) -> Part:
        """The part as a search orders it, or did for others. Raises ``LimitReachedError``."""
        if part not in self._parts:
            if len(self._parts) >= _PARTS_KEPT:
                self._parts.clear()
            variables = frozenset(part.variables)
            known = self._orders.get(variables)
            found = reordered(part, watch) if known is None else _in_order_of(part, known)
            self._parts[part] = found
            self._orders[variables] = found.variables
        return self._parts[part]


def _in_order_of(part: Part, variables: Sequence[int]) -> Part:
    place = {variable: n for n, variable in enumerate(part.variables)}
    return _permuted(part, [place[variable] for variable in variables])


class _ExpectedWidth:
    """How many states a diagram's layers together may be expected to have.

    What a layer must remember is which of the open bans are still alive. Each is with some
    probability; their entropies together bound the number of states, as does what was chosen. Other
    rules read most variables in any order, so they do not help to find one.
    """

    def __init__(self, part: Part) -> None:
        sizes = [sum(members.bit_count() for members in classes) for classes in part.classes]
        self._bits = [log2(size) for size in sizes]
        self._bans = []
        for sets in part.bans:
            share = [
                sum(c.bit_count() for k, c in enumerate(part.classes[n]) if mask >> k & 1)
                / sizes[n]
                for n, mask in sets
            ]
            self._bans.append([(n, chance) for (n, _), chance in zip(sets, share, strict=True)])

    def of(self, order: Sequence[int]) -> float:
        """The states expected in this order of positions."""
        place = [0] * len(order)
        for n, position in enumerate(order):
            place[position] = n
        change = [0.0] * len(order)
        for ban in self._bans:
            alive = 1.0
            for (here, chance), (there, _) in pairwise(sorted([(place[n], c) for n, c in ban])):
                alive *= chance
                entropy = _entropy(alive)
                change[here] += entropy
                change[there] -= entropy
        states = remembered = chosen = 0.0
        for position, step in zip(order, change, strict=True):
            remembered += step
            chosen += self._bits[position]
            states += 2 ** min(remembered, chosen)
        return states


@cache
def _entropy(chance: float) -> float:
    if chance >= 1:
        return 0.0
    return -chance * log2(chance) - (1 - chance) * log2(1 - chance)


def _permuted(part: Part, order: Sequence[int]) -> Part:
    place = {position: n for n, position in enumerate(order)}
    classes = tuple(part.classes[position] for position in order)
    same = [[1 << k for k in range(len(members))] for members in classes]
    return Part(
        tuple(part.variables[position] for position in order),
        tuple(part.values[position] for position in order),
        classes,
        tuple(tuple(sorted((place[n], mask) for n, mask in sets)) for sets in part.bans),
        tuple(rule.renamed(place, same) for rule in part.rules),
    )
