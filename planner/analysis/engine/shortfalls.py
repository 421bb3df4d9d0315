"""What a part's scenarios fall short of: for each threshold the points less than the best."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from attrs import frozen

from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import Threshold
from planner.by_fields import Compared

__all__ = ["Shortfall", "Shortfalls", "summable"]

Shortfall = tuple[int, ...]
"""Points less than the best, one number for each threshold."""


def summable(part: Part) -> bool:
    """Whether the part's rules are thresholds alone."""
    return not part.bans and all(isinstance(rule, Threshold) for rule in part.rules)


@frozen(eq=False, repr=False)
class Shortfalls(Compared):
    """A part's thresholds as budgets: a scenario breaks none where it falls short of no more.

    ``short`` holds, for each position and class of the part, what the class falls short of.
    """

    budget: Shortfall
    short: tuple[tuple[Shortfall, ...], ...]

    @classmethod
    def of(cls, part: Part) -> Shortfalls:
        """Those of a part's thresholds, whatever else its rules are."""
        thresholds = [rule for rule in part.rules if isinstance(rule, Threshold)]
        best = [
            {position: max(gains) for position, gains in rule.gains.items()} for rule in thresholds
        ]
        budget = tuple(
            sum(most.values()) - rule.start for rule, most in zip(thresholds, best, strict=True)
        )
        short = tuple(
            tuple(
                tuple(
                    most[position] - rule.gains[position][k] if position in most else 0
                    for rule, most in zip(thresholds, best, strict=True)
                )
                for k in range(len(classes))
            )
            for position, classes in enumerate(part.classes)
        )
        return cls(budget, short)

    @property
    def hopeless(self) -> bool:
        """Whether even the best falls short of too much."""
        return min(self.budget) < 0

    def most(self, position: int) -> Shortfall:
        """The most that any class at the position falls short of, threshold by threshold."""
        return tuple(map(max, zip(*self.short[position], strict=True)))

    def reach(self, positions: Iterable[int]) -> Shortfall:
        """The most that these positions can fall short of together."""
        found = [0] * len(self.budget)
        for position in positions:
            found = [a + b for a, b in zip(found, self.most(position), strict=True)]
        return tuple(found)

    def classes(self, positions: Iterable[int]) -> int:
        """How many combinations of classes these positions have."""
        return prod(len(self.short[position]) for position in positions)
