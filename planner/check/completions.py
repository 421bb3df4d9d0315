"""What only a search over the completions of a scenario can say, by elimination.

A search looks at the issues that a condition names and, of those on which it depends whether they
apply, at those where that is open, and at nothing else: whatever is chosen there, all other issues
can be answered. What it found is kept for as long as those issues stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from planner.check.dependence import behind, with_those_behind
from planner.check.elimination import any_completion, in_good_order, least_and_most
from planner.check.folding import Folding
from planner.check.lowering import lower
from planner.check.reduction import remaining
from planner.check.variables import Each, Pattern, Shortfall, named_in

if TYPE_CHECKING:
    from planner.check.answers import Applying, Picks
    from planner.model.case import Case
    from planner.model.conditions import Term

__all__ = ["Completions"]

_KEPT = 4096
"""How many answers are kept."""


class Completions:
    """Searches the completions of scenarios of one case for what ``conditions`` say of them."""

    def __init__(
        self, case: Case, conditions: Sequence[Iterable[Term]], places: Mapping[str, int]
    ) -> None:
        self._case = case
        self.lowered = lower(case)
        self._conditions = conditions
        self._places = places
        self._behind = behind(case)
        self._everything = [variable.everything for variable in self.lowered.variables]
        self._patterns = cache(lambda n: self.lowered.patterns(conditions[n]))
        self._issues_behind = cache(self._find_issues_behind)
        self._kept: dict[tuple[Any, ...], Any] = {}

    @cached_property
    def _order(self) -> list[int]:
        return in_good_order(self.lowered.always, len(self.lowered.variables))

    def meet(
        self, conditions: tuple[int, ...], picks: Picks, applying: Applying
    ) -> tuple[bool, bool]:
        """Whether all completions meet one of the conditions, and whether any does."""
        issues = self._issues_behind(conditions)
        key = (conditions, *(picks[self._places[issue]] for issue in issues))
        found: tuple[bool, bool] | None = self._kept.get(key)
        if found is None:
            found = self._search(
                conditions, self._domains(issues, picks, applying), picks, applying
            )
            self._keep(key, found)
        return found

    def reach(
        self, points: Shortfall, issues: frozenset[str], picks: Picks, applying: Applying
    ) -> tuple[int, int]:
        """The least and the most of those points that completions come to, on just the issues."""
        closed = sorted(with_those_behind(issues, self._behind))
        # Whoever asks keeps its points as long as this keeps what it found of them.
        key = (id(points), issues, *(picks[self._places[issue]] for issue in closed))
        found: tuple[int, int] | None = self._kept.get(key)
        if found is None:
            domains = self._domains(closed, picks, applying)
            named = {variable for issue in issues for variable in self.lowered.groups[issue]}
            given = {variable: of for variable, of in points.points if variable in named}
            space, rules = self._space((), issues, domains, picks, applying)
            found = least_and_most(space.domains, rules, self._order, space.points(given))
            if found is None:
                raise ValueError("a scenario without completions")
            self._keep(key, found)
        return found

    def open_issues(
        self, issues: Iterable[str], picks: Picks, applying: Applying
    ) -> frozenset[str]:
        """Those of the issues, and of those behind them, on which completions may differ.

        What is behind an issue only counts where it is open whether that issue applies.
        """
        found: set[str] = set()
        waiting = [*issues]
        while waiting:
            issue = waiting.pop()
            applies = applying.get(issue, True)
            undecided = picks[self._places[issue]] is None
            if issue in found or applies is False or (applies and not undecided):
                continue
            found.add(issue)
            if applies is None:
                for term in self._case.issues_by_id[issue].applies_when:
                    waiting += term.issues
        return frozenset(found)

    def _search(
        self, conditions: Iterable[int], domains: list[int], picks: Picks, applying: Applying
    ) -> tuple[bool, bool]:
        found = (remaining(p, domains) for n in conditions for p in self._patterns(n))
        patterns = [pattern for pattern in found if pattern is not None]
        space, rules = self._space(patterns, (), domains, picks, applying)
        if not any_completion(space.domains, [*patterns, *rules], self._order):
            return True, True
        return False, any(
            self._is_met_by_any(pattern, domains, picks, applying) for pattern in patterns
        )

    def _is_met_by_any(
        self, pattern: Pattern, domains: Sequence[int], picks: Picks, applying: Applying
    ) -> bool:
        narrowed, unmet = list(domains), []
        match pattern:
            case Each():
                unmet = [
                    tuple(
                        (variable, self._everything[variable] & ~mask) for variable, mask in pairs
                    )
                    for pairs in pattern.alternatives
                ]
            case tuple():
                for variable, mask in pattern:
                    narrowed[variable] &= mask
        space, rules = self._space([pattern], (), narrowed, picks, applying)
        return any_completion(space.domains, [*rules, *unmet], self._order)

    def _space(
        self,
        patterns: Iterable[Pattern],
        issues: Iterable[str],
        domains: Iterable[int],
        picks: Picks,
        applying: Applying,
    ) -> tuple[Folding, list[Pattern]]:
        """A space that matters to the patterns and the issues, and what it cannot come to."""
        named = {variable for pattern in patterns for variable in named_in(pattern)}
        asked = {self.lowered.variables[variable].issue for variable in named}
        open_yet = self.open_issues(asked.union(issues), picks, applying)
        rules: list[Pattern] = []
        for issue in open_yet:
            if applying.get(issue, True) is None:
                rules += self.lowered.always_of[issue].applying
        named = named.union(*map(named_in, rules))
        space = Folding(domains, named)
        for issue in open_yet:
            if self.lowered.issues[issue].several:
                space.take(self._case.issues_by_id[issue], self.lowered.issues[issue])
        return space, [*rules, *space.patterns]

    def _domains(self, issues: Iterable[str], picks: Picks, applying: Applying) -> list[int]:
        """The values that each variable of these issues may still take, and of others all."""
        found = [*self._everything]
        for issue in issues:
            values = self.lowered.issues[issue]
            pick, applies = picks[self._places[issue]], applying.get(issue, True)
            masks = [values.everything] * len(values.group)
            if applies is False:
                masks = [values.away] * len(values.group)
            elif isinstance(pick, int):
                masks = [1 << pick | values.away]
            elif pick is not None:
                masks = [mask for _, mask in values.choice(pick)]
            for variable, mask in zip(values.group, masks, strict=True):
                found[variable] = mask & ~values.away if applies else mask
        return found

    def _find_issues_behind(self, conditions: Iterable[int]) -> tuple[str, ...]:
        """The issues that the conditions name, and those behind them."""
        terms = (term for n in conditions for term in self._conditions[n])
        named = (issue for term in terms for issue in term.issues)
        return tuple(with_those_behind(named, self._behind))

    def _keep(self, key: tuple[Any, ...], found: object) -> None:
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[key] = found
