"""What only a search over the completions of a scenario can say, by elimination.

A search looks at the issues that a condition names and at those behind them, on which it depends
whether they apply, and at nothing else: whatever is chosen there, the other issues can be answered.
What it found is kept for as long as those issues stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.check.dependence import behind, with_those_behind
from planner.check.elimination import any_completion, in_good_order, most_points
from planner.check.lowering import lower
from planner.check.variables import Each, Pattern, Shortfall

if TYPE_CHECKING:
    from planner.check.conditions import Applying, Picks
    from planner.model.case import Case
    from planner.model.conditions import Term

__all__ = ["Completions"]

Domains = tuple[int, ...]

_KEPT = 4096
"""How many answers of each kind are kept."""


class Completions:
    """Searches the completions of scenarios of one case for what ``conditions`` say of them."""

    def __init__(
        self, case: Case, conditions: Sequence[Iterable[Term]], places: Mapping[str, int]
    ) -> None:
        self.lowered = lower(case)
        self._conditions = conditions
        self._places = places
        self._behind = behind(case)
        self._order = in_good_order(self.lowered.always, len(self.lowered.variables))
        everything = tuple(variable.everything for variable in self.lowered.variables)
        self._everything = everything
        self._patterns = cache(lambda n: self.lowered.patterns(conditions[n]))
        self._issues = cache(self._issues_of)
        self._all_meet = lru_cache(_KEPT)(self._search_for_none_met)
        self._some_meet = lru_cache(_KEPT)(self._search_for_one_met)
        self._reach = lru_cache(_KEPT)(self._search_for_points)

    def domains(self, picks: Picks, applying: Applying) -> Domains:
        """The values that each variable may still take."""
        found: list[int] = []
        for issue, values in self.lowered.issues.items():
            pick, applies = picks[self._places[issue]], applying.get(issue, True)
            masks = [values.everything] * len(values.group)
            if applies is False:
                masks = [values.away] * len(values.group)
            elif isinstance(pick, int):
                masks = [1 << pick | values.away]
            elif pick is not None:
                masks = [mask for _, mask in values.choice(pick)]
            found += [mask & ~values.away for mask in masks] if applies else masks
        return tuple(found)

    def all_meet(self, conditions: tuple[int, ...], domains: Domains) -> bool:
        """Whether every completion meets one of the conditions."""
        return self._all_meet(conditions, self._narrowed(self._issues(conditions), domains))

    def some_meet(self, condition: int, domains: Domains) -> bool:
        """Whether any completion meets the condition."""
        return self._some_meet(condition, self._narrowed(self._issues((condition,)), domains))

    def reach(self, points: Shortfall, issues: Iterable[str], domains: Domains) -> tuple[int, int]:
        """The least and the most of those points that completions come to, on just the issues."""
        named = with_those_behind(issues, self._behind)
        return self._reach(points, named, self._narrowed(named, domains))

    def _search_for_none_met(self, conditions: tuple[int, ...], domains: Domains) -> bool:
        forbidden = [pattern for n in conditions for pattern in self._patterns(n)]
        forbidden += self._always(self._issues(conditions))
        return not any_completion(domains, forbidden, self._order)

    def _search_for_one_met(self, condition: int, domains: Domains) -> bool:
        always = self._always(self._issues((condition,)))
        for pattern in self._patterns(condition):
            narrowed, unmet = list(domains), []
            match pattern:
                case Each():
                    unmet = [
                        tuple(
                            (variable, self._everything[variable] & ~mask)
                            for variable, mask in pairs
                        )
                        for pairs in pattern.alternatives
                    ]
                case tuple():
                    for variable, mask in pattern:
                        narrowed[variable] &= mask
            if all(narrowed) and any_completion(narrowed, [*always, *unmet], self._order):
                return True
        return False

    def _search_for_points(
        self, points: Shortfall, issues: frozenset[str], domains: Domains
    ) -> tuple[int, int]:
        named = [variable for issue in issues for variable in self.lowered.groups[issue]]
        given = {variable: of for variable, of in points.points if variable in named}
        lost = {variable: [-point for point in of] for variable, of in given.items()}
        always = self._always(issues)
        most = most_points(domains, always, self._order, given)
        least = most_points(domains, always, self._order, lost)
        if most is None or least is None:
            raise ValueError("a scenario without completions")
        return -least, most

    def _issues_of(self, conditions: Iterable[int]) -> frozenset[str]:
        """The issues that the conditions name, and those behind them."""
        terms = (term for n in conditions for term in self._conditions[n])
        named = (issue for term in terms for issue in term.issues)
        return with_those_behind(named, self._behind)

    def _always(self, issues: Iterable[str]) -> list[Pattern]:
        return [pattern for issue in issues for pattern in self.lowered.always_of.get(issue, ())]

    def _narrowed(self, issues: Iterable[str], domains: Domains) -> Domains:
        """The domains of these issues alone: whatever is chosen on others does not matter."""
        found = list(self._everything)
        for issue in issues:
            for variable in self.lowered.groups[issue]:
                found[variable] = domains[variable]
        return tuple(found)
