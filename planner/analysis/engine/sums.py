"""Counting a part that has thresholds alone: sums of two halves of its variables, then both.

What a scenario gives less than the best is its shortfall, one for each threshold, and what may fall
short is a budget. For each half a grid holds how many of its scenarios have which shortfalls, as
one whole number with a field of bits for each cell: a variable is added by shifts and sums of such
numbers. Summed up along every axis, the grid of one half says how many of its scenarios go with
each cell of the other. Horowitz, Sahni: Computing partitions with applications to the knapsack
problem (JACM 1974) is the source of the two halves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod
from operator import itemgetter, mul
from random import Random

from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import Threshold, bits
from planner.analysis.engine.space import Domains

__all__ = ["Sums", "summable"]

_BYTES_A_NODE = 50
"""How many bytes of a grid stand for a node that a graph might hold instead."""

_TRIES = 200
"""How often any scenario is drawn in the hope that it breaks nothing."""

_Cell = tuple[int, ...]


def summable(part: Part) -> bool:
    """Whether the part's rules are thresholds alone."""
    return not part.bans and all(isinstance(rule, Threshold) for rule in part.rules)


class Sums:
    """A part as sums; it counts as a :class:`~planner.analysis.engine.graph.Graph` does.

    Raises ``LimitReachedError`` where the grid would be too large.
    """

    def __init__(self, part: Part, watch: Watch) -> None:
        self.part = part
        thresholds = [rule for rule in part.rules if isinstance(rule, Threshold)]
        places = range(len(part.variables))
        best = [
            {position: max(gains) for position, gains in rule.gains.items()} for rule in thresholds
        ]
        self._budget = tuple(
            sum(most.values()) - rule.start for rule, most in zip(thresholds, best, strict=True)
        )
        self._short: list[list[_Cell]] = [
            [
                tuple(
                    most[position] - rule.gains[position][k] if position in most else 0
                    for rule, most in zip(thresholds, best, strict=True)
                )
                for k in range(len(part.classes[position]))
            ]
            for position in places
        ]
        self._halves = self._split()
        self._grid = self._fitted(watch)

    def __len__(self) -> int:
        """How much work a count is, in nodes of a graph."""
        return prod(self._grid.sizes)

    def count(self, domains: Domains, watch: Watch) -> int:
        """How many of the part's scenarios lie in the domains."""
        if min(self._budget) < 0:
            return 0
        weights = self.part.weights(domains)
        one, other = (self._added(self._grid.origin, half, weights, watch) for half in self._halves)
        below = self._grid.cells(self._grid.summed(other, watch))
        return self._grid.met(self._grid.cells(one), below, self._budget)

    def value_counts(self, domains: Domains, watch: Watch) -> dict[int, list[int]]:
        """For each variable of the part, the scenarios with each of its values.

        The domains of the other variables hold, that of the variable itself does not.
        """
        part, grid = self.part, self._grid
        found = {
            variable: [0] * max(members.bit_length() for members in classes)
            for variable, classes in zip(part.variables, part.classes, strict=True)
        }
        if min(self._budget) < 0:
            return found
        weights = part.weights(domains)
        for half, rest in (self._halves, self._halves[::-1]):
            below = grid.cells(grid.summed(self._added(grid.origin, rest, weights, watch), watch))
            for position, others in self._without_each(grid.origin, half, weights, watch):
                cells = grid.cells(others)
                per_value = found[part.variables[position]]
                for members, short in zip(
                    part.classes[position], self._short[position], strict=True
                ):
                    watch.check()
                    left = tuple(b - s for b, s in zip(self._budget, short, strict=True))
                    count = grid.met(cells, below, left) if min(left) >= 0 else 0
                    for value in bits(members):
                        per_value[value] = count * part.values[position].weights[value]
        return found

    def sampler(self, domains: Domains, watch: Watch) -> SumsSampler:
        """Draws from the part's scenarios in the domains, each as likely as any other."""
        return SumsSampler(self, domains, watch)

    def _split(self) -> tuple[list[int], list[int]]:
        """The positions in two halves with shortfalls about as large."""
        halves: tuple[list[int], list[int]] = ([], [])
        weight = [0, 0]
        most = [sum(map(max, zip(*short, strict=True))) for short in self._short]
        for position in sorted(range(len(most)), key=lambda n: (-most[n], n)):
            lighter = weight[1] < weight[0]
            halves[lighter].append(position)
            weight[lighter] += most[position]
        return halves

    def _fitted(self, watch: Watch) -> _Grid:
        """A grid that holds what either half may fall short, and no more than the budget."""
        largest = [0] * len(self._budget)
        scenarios = 1
        for half in self._halves:
            reach = [0] * len(self._budget)
            total = 1
            for position in half:
                for n, short in enumerate(zip(*self._short[position], strict=True)):
                    reach[n] += max(short)
                variable = self.part.values[position]
                total *= sum(map(variable.weigh, self.part.classes[position]))
            largest = [max(pair) for pair in zip(largest, reach, strict=True)]
            scenarios = max(scenarios, total)
        sizes = tuple(
            max(0, min(most, budget)) + 1
            for most, budget in zip(largest, self._budget, strict=True)
        )
        grid = _Grid(sizes, scenarios)
        if prod(sizes) * grid.width > watch.nodes * _BYTES_A_NODE:
            message = f"sums of {prod(sizes):,} kinds are more than the memory limit allows"
            raise LimitReachedError(message)
        return grid

    def _added(
        self, grid: int, positions: Sequence[int], weights: list[list[int]], watch: Watch
    ) -> int:
        """The grid with these positions added to it."""
        for position in positions:
            added = 0
            for short, weight in zip(self._short[position], weights[position], strict=True):
                watch.check()
                if weight:
                    added += self._grid.moved(grid, short) * weight
            grid = added
        return grid

    def _without_each(
        self, grid: int, positions: Sequence[int], weights: list[list[int]], watch: Watch
    ) -> Iterator[tuple[int, int]]:
        """Each of the positions with the grid to which all the others are added."""
        if len(positions) < 2:
            yield from ((position, grid) for position in positions)
            return
        middle = len(positions) // 2
        for now, later in (
            (positions[middle:], positions[:middle]),
            (positions[:middle], positions[middle:]),
        ):
            if later:
                added = self._added(grid, now, weights, watch)
                yield from self._without_each(added, later, weights, watch)


class _Grid:
    """Grids of counts as whole numbers: cell after cell, the last axis running fastest."""

    def __init__(self, sizes: tuple[int, ...], largest: int) -> None:
        self.sizes = sizes
        self.width = (largest.bit_length() // 64 + 1) * 8
        """The bytes of a cell."""
        self.origin = 1
        """The grid with one scenario that falls short of nothing."""
        self._steps = [prod(sizes[n + 1 :]) * self.width * 8 for n in range(len(sizes))]

    def moved(self, grid: int, by: Sequence[int]) -> int:
        """Every cell moved; what leaves the grid is gone."""
        if not any(by):
            return grid
        left = [size - step for size, step in zip(self.sizes, by, strict=True)]
        if min(left) <= 0:
            return 0
        places: int = sum(map(mul, by, self._steps))
        return (grid & self._mask(left)) << places

    def summed(self, grid: int, watch: Watch) -> int:
        """In each cell the sum of all cells that are no larger on any axis."""
        for axis, size in enumerate(self.sizes):
            step = 1
            while step < size:
                watch.check()
                grid += self.moved(grid, [step * (n == axis) for n in range(len(self.sizes))])
                step *= 2
        return grid

    def cells(self, grid: int) -> list[int]:
        """The counts of all cells."""
        data = grid.to_bytes(prod(self.sizes) * self.width, sys.byteorder)
        words = memoryview(data).cast("Q").tolist()
        if sys.byteorder == "big":
            words.reverse()
        each = self.width // 8
        found = words[each - 1 :: each]
        for n in reversed(range(each - 1)):
            found = [high << 64 | low for high, low in zip(found, words[n::each], strict=True)]
        return found

    def met(self, one: list[int], below: list[int], budget: Sequence[int]) -> int:
        """How many pairs of a scenario in each half stay within the budget together."""
        *axes, last = [
            [(at, min(most - at, size - 1)) for at in range(min(size, most + 1))]
            for size, most in zip(self.sizes, budget, strict=True)
        ]
        length = self.sizes[-1]
        here, there = len(last), [goes for _, goes in last]
        # One place more than needed, so that what is picked is always a tuple.
        pick: Callable[[list[int]], tuple[int, ...]] = itemgetter(*there, 0)
        total = 0
        for pairs in product(*axes):
            first = second = 0
            for size, (at, goes) in zip(self.sizes, pairs, strict=False):
                first, second = first * size + at, second * size + goes
            row = one[first * length : first * length + here]
            if any(row):
                with_row = pick(below[second * length : (second + 1) * length])
                total += sum(map(mul, row, with_row))
        return total

    def _mask(self, left: Sequence[int]) -> int:
        """All bits of the cells that are less than ``left`` on every axis."""
        block = b"\xff" * self.width
        for size, kept in zip(reversed(self.sizes), reversed(left), strict=True):
            block = block * kept + bytes(len(block) * (size - kept))
        return int.from_bytes(block, "little")


class SumsSampler:
    """Draws scenarios of one part, each as likely as any other.

    Any scenario is drawn at random until one breaks no threshold. Where such scenarios are rare,
    the variables are drawn one after the other instead, by how many scenarios each value leaves.
    """

    def __init__(self, sums: Sums, domains: Domains, watch: Watch) -> None:
        self.count = sums.count(domains, watch)
        """How many scenarios it draws from."""
        self._sums = sums
        self._part = sums.part
        self._domains = domains
        self._watch = watch

    def draw(self, random: Random, into: dict[int, int]) -> None:
        """Add a value for each of the part's variables; there must be a scenario to draw.

        Raises ``LimitReachedError`` where that takes too long.
        """
        part = self._part
        drawn = self._lucky(random)
        if drawn is None:
            drawn = self._counted(random)
        for position, k in enumerate(drawn):
            variable, values = part.variables[position], part.values[position]
            mask = part.classes[position][k] & self._domains[variable]
            into[variable] = values.at(mask, random.randrange(values.weigh(mask)))

    def _lucky(self, random: Random) -> list[int] | None:
        """Classes drawn by weight alone that break nothing; ``None`` if no try finds any."""
        weights = self._part.weights(self._domains)
        for _ in range(_TRIES):
            self._watch.check()
            drawn = [_drawn(random, each) for each in weights]
            if not any(rule.broken(drawn) for rule in self._part.rules):
                return drawn
        return None

    def _counted(self, random: Random) -> list[int]:
        """Classes drawn one after the other, each by the scenarios that it leaves."""
        part = self._part
        domains = list(self._domains)
        drawn = []
        for variable, classes in zip(part.variables, part.classes, strict=True):
            counts = []
            for members in classes:
                within = (
                    *domains[:variable],
                    domains[variable] & members,
                    *domains[variable + 1 :],
                )
                counts.append(self._sums.count(within, self._watch) if within[variable] else 0)
            drawn.append(_drawn(random, counts))
            domains[variable] &= classes[drawn[-1]]
        return drawn


def _drawn(random: Random, weights: Sequence[int]) -> int:
    """A place drawn by weight, in whole numbers: ``Random.choices`` would round large ones."""
    place = random.randrange(sum(weights))
    for k, weight in enumerate(weights):
        if place < weight:
            return k
        place -= weight
    raise AssertionError("a place below the sum of the weights lies in one of them")
