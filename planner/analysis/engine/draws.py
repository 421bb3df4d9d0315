"""Drawing scenarios of a part by weight: in whole numbers, since others would round large ones."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from random import Random

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.space import Domains

__all__ = ["Tries", "drawn", "put"]


class Tries:
    """Draws any scenario of a part until one breaks no rule: each of these is then as likely."""

    def __init__(self, part: Part, domains: Domains, watch: Watch) -> None:
        self._part = part
        self._weights = part.weights(domains)
        self._watch = watch

    def needed(self, count: int) -> float:
        """How many tries a draw takes on average where ``count`` scenarios break no rule."""
        return prod(map(sum, self._weights)) / max(1, count)

    def draw(self, random: Random) -> list[int]:
        """A class for each position. Raises ``LimitReachedError`` where that takes too long."""
        while True:
            self._watch.check()
            found = [drawn(random, each) for each in self._weights]
            if not any(rule.broken(found) for rule in self._part.rules):
                return found


def drawn(random: Random, weights: Sequence[int]) -> int:
    """A place drawn by weight."""
    place = random.randrange(sum(weights))
    for k, weight in enumerate(weights):
        if place < weight:
            return k
        place -= weight
    raise AssertionError("a place below the sum of the weights lies in one of them")


def put(
    into: dict[int, int], part: Part, classes: Sequence[int], domains: Domains, random: Random
) -> None:
    """Add a value of its class for each of the part's variables."""
    for position, k in enumerate(classes):
        variable, values = part.variables[position], part.values[position]
        mask = part.classes[position][k] & domains[variable]
        into[variable] = values.at(mask, random.randrange(values.weigh(mask)))
