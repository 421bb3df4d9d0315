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
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, product
from math import prod
from operator import itemgetter, mul
from random import Random

from planner.analysis.engine.draws import Tries, drawn, put
from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import bits
from planner.analysis.engine.shortfalls import Shortfall, Shortfalls
from planner.analysis.engine.space import Domains

__all__ = ["Sums"]

_BYTES_A_NODE = 50
"""How many bytes of a grid stand for a node that a graph might hold instead."""

_TRIES = 200
"""The most tries at random that a draw may take on average: else sums are made to draw by."""

_LOOK_EVERY = 1 << 12


class Sums:
    """A part as sums; it counts as a :class:`~planner.analysis.engine.graph.Graph` does.

    Raises ``LimitReachedError`` where the grid would be too large.
    """

    counts_soon = True
    """Whether a count takes no longer than compiling what choices leave of its part."""

    def __init__(self, part: Part, watch: Watch) -> None:
        self.part = part
        shortfalls = Shortfalls.of(part)
        self._shortfalls = shortfalls
        self.budget = shortfalls.budget
        self.short = shortfalls.short
        self.halves = self._split()
        self.grid = self._fitted(watch)

    def __len__(self) -> int:
        """How much work a count is, in nodes of a graph."""
        return prod(self.grid.sizes)

    def count(self, domains: Domains, watch: Watch) -> int:
        """How many of the part's scenarios lie in the domains."""
        if self._shortfalls.hopeless:
            return 0
        weights = self.part.weights(domains)
        one, other = (self.added(self.grid.origin, half, weights, watch) for half in self.halves)
        below = self.grid.cells(self.grid.summed(other, watch))
        return self.grid.met(self.grid.cells(one), below, self.budget)

    def value_counts(self, domains: Domains, watch: Watch) -> dict[int, list[int]]:
        """For each variable of the part, the scenarios with each of its values.

        The domains of the other variables hold, that of the variable itself does not.
        """
        part, grid = self.part, self.grid
        found = {
            variable: [0] * max(members.bit_length() for members in classes)
            for variable, classes in zip(part.variables, part.classes, strict=True)
        }
        if self._shortfalls.hopeless:
            return found
        weights = part.weights(domains)
        for half, rest in (self.halves, self.halves[::-1]):
            below = grid.cells(grid.summed(self.added(grid.origin, rest, weights, watch), watch))
            for position, others in self._without_each(grid.origin, half, weights, watch):
                cells = grid.cells(others)
                per_value = found[part.variables[position]]
                for members, short in zip(
                    part.classes[position], self.short[position], strict=True
                ):
                    watch.check()
                    left = tuple(b - s for b, s in zip(self.budget, short, strict=True))
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
        most = [sum(self._shortfalls.most(n)) for n in range(len(self.short))]
        for position in sorted(range(len(most)), key=lambda n: (-most[n], n)):
            lighter = weight[1] < weight[0]
            halves[lighter].append(position)
            weight[lighter] += most[position]
        return halves

    def _fitted(self, watch: Watch) -> _Grid:
        """A grid that holds what either half may fall short, and no more than the budget."""
        values, classes = self.part.values, self.part.classes
        reaches = [self._shortfalls.reach(half) for half in self.halves]
        largest = [max(pair) for pair in zip(*reaches, strict=True)]
        scenarios = max(
            prod(sum(map(values[n].weigh, classes[n])) for n in half) for half in self.halves
        )
        sizes = tuple(
            max(0, min(most, budget)) + 1 for most, budget in zip(largest, self.budget, strict=True)
        )
        grid = _Grid(sizes, scenarios)
        if prod(sizes) * grid.width > watch.nodes * _BYTES_A_NODE:
            raise LimitReachedError(Stopped(TooMuch.SUMS, (prod(sizes),)))
        return grid

    def added(
        self, grid: int, positions: Sequence[int], weights: list[list[int]], watch: Watch
    ) -> int:
        """The grid with these positions added to it."""
        for position in positions:
            added = 0
            for short, weight in zip(self.short[position], weights[position], strict=True):
                watch.check()
                if weight:
                    added += self.grid.moved(grid, short) * weight
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
                added = self.added(grid, now, weights, watch)
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

    def bytes_of(self, grid: int) -> bytes:
        """The grid as bytes, up to the last cell that is not empty."""
        return grid.to_bytes(-(-grid.bit_length() // 8 // self.width) * self.width, "little")

    def cell(self, data: bytes, at: Sequence[int]) -> int:
        """The count in one cell of a grid as bytes; beyond the last on an axis that of the last."""
        place = 0
        for size, where in zip(self.sizes, at, strict=True):
            place = place * size + min(where, size - 1)
        return int.from_bytes(data[place * self.width : (place + 1) * self.width], "little")

    def _mask(self, left: Sequence[int]) -> int:
        """All bits of the cells that are less than ``left`` on every axis."""
        block = b"\xff" * self.width
        for size, kept in zip(reversed(self.sizes), reversed(left), strict=True):
            block = block * kept + bytes(len(block) * (size - kept))
        return int.from_bytes(block, "little")


class SumsSampler:
    """Draws scenarios of one part, each as likely as any other.

    Any scenario is drawn at random until one breaks no threshold. Where such scenarios are rare,
    a cell of one half is drawn by how many scenarios it has part in, and then, from sums of ever
    fewer variables, the class of one variable after the other.
    """

    def __init__(self, sums: Sums, domains: Domains, watch: Watch) -> None:
        self.count = sums.count(domains, watch)
        """How many scenarios it draws from."""
        self._sums = sums
        self._domains = domains
        self._watch = watch
        self._tries = Tries(sums.part, domains, watch)
        self._rare = self._tries.needed(self.count) > _TRIES

    def draw(self, random: Random, into: dict[int, int]) -> None:
        """Add a value for each of the part's variables; there must be a scenario to draw.

        Raises ``LimitReachedError`` where that takes too long.
        """
        classes = self._by_sums(random) if self._rare else self._tries.draw(random)
        put(into, self._sums.part, classes, self._domains, random)

    def _by_sums(self, random: Random) -> list[int]:
        self._watch.check()
        budget = self._sums.budget
        starts, ends = self._cells
        place = random.randrange(ends[-1])
        at = starts[bisect_right(ends, place)]
        found = [0] * len(self._sums.part.variables)
        one, other = self._chains
        one.draw(random, at, found)
        other.draw(random, [b - a for b, a in zip(budget, at, strict=True)], found)
        return found

    @cached_property
    def _chains(self) -> tuple[_Chain, _Chain]:
        weights = self._sums.part.weights(self._domains)
        one, other = self._sums.halves
        return (
            _Chain(self._sums, one, weights, self._watch, summed=False),
            _Chain(self._sums, other, weights, self._watch, summed=True),
        )

    @cached_property
    def _cells(self) -> tuple[list[Shortfall], list[int]]:
        """What scenarios of the first half fall short of, and how many there are up to each."""
        one, other = self._chains
        starts, counts = [], []
        for n, at in enumerate(product(*map(range, self._sums.grid.sizes))):
            if not n % _LOOK_EVERY:
                self._watch.check()
            left = [b - a for b, a in zip(self._sums.budget, at, strict=True)]
            if min(left) >= 0 and (count := one.count(at) * other.count(left)):
                starts.append(at)
                counts.append(count)
        return starts, list(accumulate(counts))


class _Chain:
    """One half with the sums of its first variables, none, one, two, ... of them.

    ``summed``: of all that falls short of no more than a cell, not of just as much.
    """

    def __init__(
        self,
        sums: Sums,
        positions: Sequence[int],
        weights: list[list[int]],
        watch: Watch,
        *,
        summed: bool,
    ) -> None:
        self._sums = sums
        self._positions = positions
        self._weights = weights
        self.grids = []
        for n in range(len(positions) + 1):
            # From the start each time: what is kept of them is their bytes.
            grid = sums.added(sums.grid.origin, positions[:n], weights, watch)
            grid = sums.grid.summed(grid, watch) if summed else grid
            self.grids.append(sums.grid.bytes_of(grid))

    def count(self, at: Sequence[int]) -> int:
        """How many scenarios of the half have that cell."""
        return self._sums.grid.cell(self.grids[-1], at)

    def draw(self, random: Random, at: Sequence[int], into: list[int]) -> None:
        """Put in a class for each position of the half, of the scenarios that have that cell."""
        for n in reversed(range(len(self._positions))):
            position = self._positions[n]
            before = [
                tuple(a - s for a, s in zip(at, short, strict=True))
                for short in self._sums.short[position]
            ]
            counts = [
                weight * self._sums.grid.cell(self.grids[n], left) if min(left) >= 0 else 0
                for left, weight in zip(before, self._weights[position], strict=True)
            ]
            into[position] = drawn(random, counts)
            at = before[into[position]]
