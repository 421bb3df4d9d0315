"""Counting a part by tables along a tree: for rules that join variables like a tree, and for hubs.

What is chosen first, and along which tree the rest is taken out, is decided by
:mod:`~planner.analysis.engine.conditioning`, what a leaf of these choices counts is the work of
:mod:`~planner.analysis.engine.passes`. Here the leaves are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from random import Random

from attrs import frozen

from planner.analysis.engine.conditioning import FATAL, Leaf, Owned, leaves
from planner.analysis.engine.draws import drawn, put
from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.passes import Passes
from planner.analysis.engine.residues import primes_beyond
from planner.analysis.engine.rules import bits
from planner.analysis.engine.space import Domains
from planner.by_fields import Compared

__all__ = ["Tables", "closed_by_tables"]

_CELLS_A_NODE = 2_000
"""Cells by primes that stand for a node of a graph: a table is made much faster than nodes."""
_NODES_A_TABLE = 50
"""What a table takes however small it is."""
_LARGEST = 1 << 24
"""The most cells of one table."""
_LEAVES_KEPT = 50
"""The number of leaves whose tables are kept while scenarios are drawn."""

Weights = Sequence[Sequence[int]]
"""What each class of each position weighs."""

_QUICK_NODES = 10_000


class Tables:
    """A part as tables; it counts as a :class:`~planner.analysis.engine.graph.Graph` does.

    It holds the plan, and no tables between counts. Raises ``LimitReachedError`` where they would
    take more than the watch allows, and for parts with rules that are no bans.
    """

    def __init__(self, part: Part, watch: Watch) -> None:
        self.part = part
        self._plan = _Plan.of(part, [Owned(FATAL, sets) for sets in part.bans], watch)

    def __len__(self) -> int:
        """How much work a pass is, in nodes of a graph."""
        return self._plan.cost // _CELLS_A_NODE + _NODES_A_TABLE * self._plan.tables

    @property
    def counts_soon(self) -> bool:
        """Whether a count takes no longer than compiling what choices leave of its part."""
        return len(self) <= _QUICK_NODES

    def count(self, domains: Domains, watch: Watch) -> int:
        """How many of the part's scenarios lie in the domains."""
        return sum(count for _, count in self._plan.counts(self.part.weights(domains), watch))

    def value_counts(self, domains: Domains, watch: Watch) -> dict[int, list[int]]:
        """For each variable of the part, the scenarios with each of its values.

        The domains of the other variables hold, that of the variable itself does not.
        """
        part = self.part
        each = self._plan.class_counts(part.weights(domains), watch)
        found: dict[int, list[int]] = {}
        for position, variable in enumerate(part.variables):
            weights = part.values[position].weights
            classes = part.classes[position]
            per_value = found[variable] = [0] * max(members.bit_length() for members in classes)
            for members, count in zip(classes, each[position], strict=True):
                for value in bits(members):
                    per_value[value] = count * weights[value]
        return found

    def sampler(self, domains: Domains, watch: Watch) -> TablesSampler:
        """Draws from the part's scenarios in the domains, each as likely as any other."""
        return TablesSampler(self.part, self._plan, domains, watch)


def closed_by_tables(
    part: Part, bans: Sequence[Owned], domains: Domains, watch: Watch
) -> tuple[int, dict[int, int]]:
    """What is open in a part whose bans have owners, and what each of these closes by itself.

    Raises ``LimitReachedError``.
    """
    return _Plan.of(part, bans, watch).closed(part.weights(domains), watch)


class TablesSampler:
    """Draws scenarios of one part: a leaf by what it counts, then each variable by its table."""

    def __init__(self, part: Part, plan: _Plan, domains: Domains, watch: Watch) -> None:
        self._part = part
        self._domains = domains
        self._watch = watch
        self._plan = plan
        self._weights = part.weights(domains)
        self._leaves = list(plan.counts(self._weights, watch))
        self._passes: dict[int, Passes] = {}

    @property
    def count(self) -> int:
        """How many scenarios it draws from."""
        return sum(count for _, count in self._leaves)

    def draw(self, random: Random, into: dict[int, int]) -> None:
        """Add a value for each of the part's variables; there must be a scenario to draw.

        Raises ``LimitReachedError`` where that takes too long.
        """
        n = drawn(random, [count for _, count in self._leaves])
        leaf, _ = self._leaves[n]
        if n not in self._passes:
            if len(self._passes) >= _LEAVES_KEPT:
                self._passes.clear()
            self._passes[n] = self._plan.passes(leaf, self._weights, self._watch)
        found = self._passes[n].drawn(random)
        for position, classes in leaf.chosen.items():
            found[position] = classes[drawn(random, [self._weights[position][k] for k in classes])]
        classes_found = [found[position] for position in range(len(self._weights))]
        put(into, self._part, classes_found, self._domains, random)


@frozen(eq=False, repr=False)
class _Plan(Compared):
    """The leaves of all choices, and the primes by which every count can be told."""

    leaves: Sequence[Leaf]
    owners: frozenset[int]
    sizes: Sequence[int]
    primes: tuple[int, ...]

    @classmethod
    def of(cls, part: Part, bans: Sequence[Owned], watch: Watch) -> _Plan:
        """The plan for these bans of the part. Raises ``LimitReachedError``."""
        if part.rules:
            raise LimitReachedError(Stopped(TooMuch.TABLES_OF_OTHER_RULES))
        sizes = [len(classes) for classes in part.classes]
        primes = primes_beyond(
            prod(
                sum(map(values.weigh, classes))
                for values, classes in zip(part.values, part.classes, strict=True)
            )
        )
        planned = leaves(sizes, bans, watch.nodes * _CELLS_A_NODE / len(primes), watch)
        if any(leaf.largest > _LARGEST for leaf in planned):
            raise LimitReachedError(Stopped(TooMuch.TABLES))
        return cls(planned, frozenset(ban.owner for ban in bans) - {FATAL}, sizes, primes)

    @property
    def cost(self) -> int:
        """All cells by primes."""
        return sum(leaf.cells for leaf in self.leaves) * len(self.primes)

    @property
    def tables(self) -> int:
        """The number of tables."""
        return sum(len(leaf.bags) for leaf in self.leaves)

    def passes(self, leaf: Leaf, weights: Weights, watch: Watch) -> Passes:
        """The passes of a leaf."""
        return Passes(leaf, weights, self.primes, watch)

    def counts(self, weights: Weights, watch: Watch) -> Iterator[tuple[Leaf, int]]:
        """The leaves, each with the scenarios that have its choices."""
        for leaf in self.leaves:
            times = prod(_weighs(weights, leaf).values())
            if times and leaf.gave_way is None:
                yield leaf, self.passes(leaf, weights, watch).count() * times

    def class_counts(self, weights: Weights, watch: Watch) -> list[list[int]]:
        """By position and class the scenarios with it, for each that its weight stands for."""
        found = [[0] * size for size in self.sizes]
        for leaf in self.leaves:
            weighs = _weighs(weights, leaf)
            absent = [position for position, weight in weighs.items() if not weight]
            if len(absent) > 1:
                continue
            passes = self.passes(leaf, weights, watch)
            if absent:
                count = passes.count()
            else:
                times = prod(weighs.values())
                count, per_class = passes.class_counts(self.sizes)
                for position, counts in per_class.items():
                    for k, number in enumerate(counts):
                        found[position][k] += number * times
            for position in absent or weighs:
                others = prod(weight for n, weight in weighs.items() if n != position)
                for k in leaf.chosen[position]:
                    found[position][k] += count * others
        return found

    def closed(self, weights: Weights, watch: Watch) -> tuple[int, dict[int, int]]:
        """What is open, and what each owner closes by itself."""
        opened = 0
        alone = dict.fromkeys(self.owners, 0)
        for leaf in self.leaves:
            times = prod(_weighs(weights, leaf).values())
            if not times:
                continue
            passes = self.passes(leaf, weights, watch)
            if leaf.gave_way is not None:
                alone[leaf.gave_way] += passes.count() * times
                continue
            count, closed = passes.closed()
            opened += count * times
            for owner, number in closed.items():
                alone[owner] += number * times
        return opened, alone


def _weighs(weights: Weights, leaf: Leaf) -> Mapping[int, int]:
    """What each choice of a leaf weighs, by position."""
    return {n: sum(weights[n][k] for k in classes) for n, classes in leaf.chosen.items()}
