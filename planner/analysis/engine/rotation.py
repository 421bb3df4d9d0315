"""What closes a scenario alone: from one such scenario to the next, without a solver.

Where a scenario breaks rules of one owner only, another value of a variable that these read may
break those of one other owner only. Each owner met like this stands in every impossible set.
Belov, Marques-Silva: Accelerating MUS extraction with recursive model rotation (FMCAD 2011).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.rules import reads
from planner.analysis.engine.space import Domains, Space

__all__ = ["Rotation"]


class Rotation:
    """Looks around in a space within the domains; ``giving_way`` are the owners that may."""

    def __init__(self, space: Space, domains: Domains, giving_way: Collection[int]) -> None:
        self._space = space
        self._domains = domains
        self._read: dict[int, set[int]] = {owner: set() for owner in giving_way}
        for item in space.forbidden:
            if item.owner in self._read:
                self._read[item.owner].update(reads(item.rule))

    def around(self, values: Sequence[int], found: set[int], watch: Watch) -> None:
        """Put the owner whose rules alone the scenario breaks, and those met from there.

        Raises ``LimitReachedError``; what was found by then stays.
        """
        broken = self._space.broken_by_any(values)
        pending = [(list(values), owner) for owner in self._new(broken, found)]
        while pending:
            watch.check()
            scenario, owner = pending.pop()
            for variable in sorted(self._read[owner]):
                for value, after in self._space.broken_after(
                    scenario, variable, self._domains[variable]
                ):
                    for other in self._new(after, found):
                        changed = list(scenario)
                        changed[variable] = value
                        pending.append((changed, other))

    def _new(self, broken: set[int | None], found: set[int]) -> list[int]:
        """The one owner of what is broken, if he may give way and was not met before."""
        if len(broken) != 1:
            return []
        (owner,) = broken
        if owner is None or owner in found or owner not in self._read:
            return []
        found.add(owner)
        return [owner]
