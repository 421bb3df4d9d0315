"""The open scenarios of a part as boxes: in each, any variable may take any of its classes.

No two boxes share a scenario, so that counts add up. What is listed is held like this: counting is
one pass over the boxes, whatever is chosen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import accumulate
from math import prod
from operator import or_
from random import Random

from planner.analysis.engine.graph import ALL, NONE, Graph, GraphBuilder
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import bits
from planner.analysis.engine.space import Domains

__all__ = ["MOST_LISTED", "Box", "Boxes"]

MOST_LISTED = 10_000
"""The most boxes that are listed, each of one open scenario or more."""

Box = tuple[int, ...]
"""A mask of classes for each position of a part."""

_LOOK_EVERY = 1 << 10


class Boxes:
    """All open scenarios of a part; it holds nothing that changes."""

    counts_soon = True
    """Whether a count takes no longer than compiling what choices leave of its part."""

    def __init__(self, part: Part, boxes: Sequence[Box]) -> None:
        self.part = part
        self._boxes = boxes
        self._masks = [set(masks) for masks in zip(*boxes, strict=True)]

    def __len__(self) -> int:
        """What holding them takes, in nodes."""
        return len(self._boxes) * len(self.part.variables)

    def count(self, domains: Domains, watch: Watch) -> int:
        """How many of the part's scenarios lie in the domains."""
        return sum(self._totals(self._weights(domains), watch))

    def value_counts(self, domains: Domains, watch: Watch) -> dict[int, list[int]]:
        """For each variable of the part, the scenarios with each of its values.

        The domains of the *other* variables hold, that of the variable itself does not.
        """
        weights = self._weights(domains)
        totals: list[dict[int, int]] = [dict.fromkeys(masks, 0) for masks in weights]
        freed: list[dict[int, int]] = [{} for _ in weights]
        for n, box in enumerate(self._boxes):
            if not n % _LOOK_EVERY:
                watch.check()
            factors = list(map(dict.__getitem__, weights, box))
            total = prod(factors)
            if total:
                for of_masks, mask in zip(totals, box, strict=True):
                    of_masks[mask] += total
            elif factors.count(0) == 1:  # what frees this variable gives some
                place = factors.index(0)
                others = prod(factors[:place]) * prod(factors[place + 1 :])
                freed[place][box[place]] = freed[place].get(box[place], 0) + others
        return {
            variable: self._per_value(n, weights[n], totals[n], freed[n])
            for n, variable in enumerate(self.part.variables)
        }

    def sampler(self, domains: Domains, watch: Watch) -> Sampler:
        """Draws from the part's scenarios in the domains, each as likely as any other."""
        weights = self._weights(domains)
        return Sampler(self.part, self._boxes, weights, self._totals(weights, watch), domains)

    def graph(self, watch: Watch) -> Graph:
        """The same as a graph. Raises ``LimitReachedError``."""
        builder = GraphBuilder(self.part)
        known: dict[tuple[int, ...], int] = {}

        def shared(position: int, left: tuple[int, ...]) -> int:
            """The node of these boxes, which hold all that was chosen before the position."""
            if position == len(self.part.variables):
                return ALL
            node = known.get((position, *left))
            if node is None:
                watch.check()
                watch.check_nodes(len(builder))
                below = (
                    tuple(n for n in left if self._boxes[n][position] >> k & 1)
                    for k in range(len(self.part.classes[position]))
                )
                node = builder.choice(
                    position, tuple(shared(position + 1, some) if some else NONE for some in below)
                )
                known[position, *left] = node
            return node

        return builder.graph(shared(0, tuple(range(len(self._boxes)))), watch)

    def _weights(self, domains: Domains) -> list[dict[int, int]]:
        """For each position the scenarios that each of its masks stands for."""
        return [
            {mask: sum([per_class[k] for k in bits(mask)]) for mask in masks}
            for masks, per_class in zip(self._masks, self.part.weights(domains), strict=False)
        ]

    def _totals(self, weights: Sequence[dict[int, int]], watch: Watch) -> list[int]:
        """The scenarios in each box."""
        found = []
        for n, box in enumerate(self._boxes):
            if not n % _LOOK_EVERY:
                watch.check()
            found.append(prod(map(dict.__getitem__, weights, box)))
        return found

    def _per_value(
        self,
        position: int,
        weights: Mapping[int, int],
        totals: Mapping[int, int],
        freed: Mapping[int, int],
    ) -> list[int]:
        classes = self.part.classes[position]
        counts = [0] * len(classes)
        for mask, total in totals.items():
            others = freed.get(mask, 0) + (total // weights[mask] if total else 0)
            for k in bits(mask):
                counts[k] += others
        found = [0] * max(members.bit_length() for members in classes)
        for members, count in zip(classes, counts, strict=True):
            for value in bits(members):
                found[value] = count * self.part.values[position].weights[value]
        return found


class Sampler:
    """Draws scenarios of one part uniformly: a box in proportion to what it holds, then of it."""

    def __init__(
        self,
        part: Part,
        boxes: Sequence[Box],
        weights: Sequence[Mapping[int, int]],
        totals: Sequence[int],
        domains: Domains,
    ) -> None:
        self._part = part
        self._boxes = boxes
        self._weights = weights
        self._up_to = list(accumulate(totals))
        self._domains = domains

    @property
    def count(self) -> int:
        """How many scenarios it draws from."""
        return self._up_to[-1] if self._up_to else 0

    def draw(self, random: Random, into: dict[int, int]) -> None:
        """Add a value for each of the part's variables; there must be a scenario to draw."""
        part = self._part
        place = random.randrange(self.count)
        n = bisect_right(self._up_to, place)
        place -= self._up_to[n - 1] if n else 0
        for position, mask in enumerate(self._boxes[n]):
            variable = part.variables[position]
            place, here = divmod(place, self._weights[position][mask])
            members = [part.classes[position][k] for k in bits(mask)]
            left = reduce(or_, members) & self._domains[variable]
            into[variable] = part.values[position].at(left, here)
