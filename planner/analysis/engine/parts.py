"""A part of a space: variables that rules join, ready to be compiled."""

from __future__ import annotations

from attrs import frozen

from planner.analysis.engine.rules import Rule, Sets
from planner.analysis.engine.space import Variable
from planner.by_fields import Printed

__all__ = ["Part"]


@frozen(cache_hash=True, repr=False)
class Part(Printed):
    """Variables that rules join, directly or through others, and that nothing joins to the rest.

    ``variables`` stand in the order in which a diagram had best branch on them, ``values`` says
    what they weigh. ``classes`` holds, for each of them, the masks of the values that no rule tells
    apart. ``bans`` and ``rules`` are in terms of these: of positions in ``variables`` and of
    classes. A ban holds (position, mask of classes) pairs by ascending position, at least two.
    """

    variables: tuple[int, ...]
    values: tuple[Variable, ...]
    classes: tuple[tuple[int, ...], ...]
    bans: tuple[Sets, ...]
    rules: tuple[Rule, ...] = ()

    def weights(self, domains: tuple[int, ...]) -> list[list[int]]:
        """For each position and class the scenarios that its values in the domains stand for."""
        return [
            [values.weigh(members & domains[variable]) for members in classes]
            for variable, values, classes in zip(
                self.variables, self.values, self.classes, strict=True
            )
        ]
