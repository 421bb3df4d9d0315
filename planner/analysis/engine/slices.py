"""Counting a part of thresholds that is too large for sums: some variables listed, others sliced.

:mod:`planner.analysis.engine.slicing` does the work; here stands what is asked of it.
"""

from __future__ import annotations

from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from planner.analysis.engine.draws import Tries, drawn, put
from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import prepare
from planner.analysis.engine.rules import bits
from planner.analysis.engine.shortfalls import Shortfalls
from planner.analysis.engine.slicing import Plan, going_with, plans, summed
from planner.analysis.engine.space import Domains, Variable
from planner.analysis.engine.sums import Sums

if TYPE_CHECKING:
    from planner.analysis.engine.slicing import Numbers

__all__ = ["Slices"]

_TRIES = 20_000
"""The most tries at random that a draw may take on average: the other way takes seconds."""


class Slices:
    """A part as slices; it counts as a :class:`~planner.analysis.engine.graph.Graph` does.

    It holds nothing between counts, each of which takes seconds. Raises ``LimitReachedError``
    where one would take more memory or many more steps than the watch allows.
    """

    counts_soon = False
    """Whether a count takes no longer than compiling what choices leave of its part."""

    def __init__(self, part: Part, watch: Watch) -> None:
        self.part = part
        self._shortfalls = Shortfalls.of(part)
        weights = [
            [values.weigh(members) for members in classes]
            for values, classes in zip(part.values, part.classes, strict=True)
        ]
        for plan in () if self._shortfalls.hopeless else self._plans:
            plan.check(self._shortfalls, weights, watch)

    def __len__(self) -> int:
        """What it holds, in nodes of a graph."""
        return len(self.part.variables)

    def count(self, domains: Domains, watch: Watch) -> int:
        """How many of the part's scenarios lie in the domains."""
        if self._shortfalls.hopeless:
            return 0
        weights = self.part.weights(domains)
        plan = self._plans[0]
        counts = going_with(self._shortfalls, plan, weights, watch)
        (total,) = summed(counts, [weights[position] for position in plan.listed])
        return total

    def value_counts(self, domains: Domains, watch: Watch) -> dict[int, list[int]]:
        """For each variable of the part, the scenarios with each of its values.

        The domains of the other variables hold, that of the variable itself does not.
        """
        part = self.part
        weights = part.weights(domains)
        found: dict[int, list[int]] = {}
        for plan in () if self._shortfalls.hopeless else self._plans:
            with_each = going_with(self._shortfalls, plan, weights, watch)
            listed = [weights[position] for position in plan.listed]
            for place, position in enumerate(plan.listed):
                variable, values = part.variables[position], part.values[position]
                if variable in found:
                    continue
                watch.check()
                counts = summed(with_each, listed, but=place)
                found[variable] = [0] * max(m.bit_length() for m in part.classes[position])
                for members, count in zip(part.classes[position], counts, strict=True):
                    for value in bits(members):
                        found[variable][value] = count * values.weights[value]
        for variable, classes in zip(part.variables, part.classes, strict=True):
            found.setdefault(variable, [0] * max(m.bit_length() for m in classes))
        return found

    def sampler(self, domains: Domains, watch: Watch) -> SlicesSampler:
        """Draws from the part's scenarios in the domains, each as likely as any other."""
        return SlicesSampler(self, domains, watch)

    def beside(self, domains: Domains, watch: Watch) -> tuple[list[int], Numbers]:
        """Some of the positions, and for each combination how many scenarios of the rest go."""
        plan = self._plans[0]
        weights = self.part.weights(domains)
        return plan.listed, going_with(self._shortfalls, plan, weights, watch)

    @cached_property
    def _plans(self) -> list[Plan]:
        """What is listed: the first for a count, all so that each variable is listed once."""
        return plans(self._shortfalls)


class SlicesSampler:
    """Draws scenarios of one part, each as likely as any other.

    Any scenario is drawn at random until one breaks no threshold. Where such scenarios are rare,
    the listed variables are drawn by what goes with them, and then the rest by what these leave.
    """

    def __init__(self, slices: Slices, domains: Domains, watch: Watch) -> None:
        self._part = slices.part
        self._domains = domains
        self._watch = watch
        self._weights = slices.part.weights(domains)
        self._listed, self._beside = slices.beside(domains, watch)
        weights = [self._weights[position] for position in self._listed]
        self.count = summed(self._beside, weights)[0]
        """How many scenarios it draws from."""
        self._tries = Tries(slices.part, domains, watch)
        self._rare = self._tries.needed(self.count) > _TRIES

    def draw(self, random: Random, into: dict[int, int]) -> None:
        """Add a value for each of the part's variables; there must be a scenario to draw.

        Raises ``LimitReachedError`` where that takes too long.
        """
        classes = self._listed_first(random) if self._rare else self._tries.draw(random)
        put(into, self._part, classes, self._domains, random)

    def _listed_first(self, random: Random) -> list[int]:
        found: dict[int, int] = {}
        left = self._beside
        weights = [self._weights[position] for position in self._listed]
        for place, position in enumerate(self._listed):
            self._watch.check()
            counts = summed(left, weights[place:], but=0)
            each = [n * weight for n, weight in zip(counts, weights[place], strict=True)]
            found[position] = drawn(random, each)
            left = left.reshape(len(each), -1)[found[position]]
        self._draw_rest(random, found)
        return [found[position] for position in range(len(self._weights))]

    def _draw_rest(self, random: Random, found: dict[int, int]) -> None:
        """Draw the classes of all other positions, of what those found leave."""
        rest = [Variable(tuple(weights)) for weights in self._weights]
        domains = tuple(
            1 << found[n]
            if n in found
            else sum(1 << k for k, weight in enumerate(weights) if weight)
            for n, weights in enumerate(self._weights)
        )
        prepared = prepare(self._part.rules, domains, rest, self._watch)
        for n, (variable, mask) in enumerate(zip(rest, prepared.domains, strict=True)):
            found[n] = variable.at(mask, random.randrange(variable.weigh(mask)))
        for part in prepared.parts:
            try:
                sums: Sums | Slices = Sums(part, self._watch)
            except LimitReachedError:
                sums = Slices(part, self._watch)
            sums.sampler(prepared.domains, self._watch).draw(random, found)
