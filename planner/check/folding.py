"""Options that no rule of a search names are taken together: all that matters is how many hold.

An issue of twenty options of which a search is about two then has three variables: one for each of
the two, and one for how many of the other eighteen hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from math import comb
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from planner.by_fields import Compared
from planner.check.variables import Pattern, Shortfall

if TYPE_CHECKING:
    from planner.check.variables import IssueValues
    from planner.model.case import Issue

__all__ = ["Folding"]

_T = TypeVar("_T")

_NO, _YES = 0b01, 0b10
"""The values of a variable for an option, as masks; one more is that its issue does not apply."""


@frozen(eq=False, repr=False)
class _Together(Compared):
    """Options taken together: some that hold, some that may, and how many there are at all."""

    held: Sequence[int]
    free: Sequence[int]
    count: int

    def by_how_many_hold(self, given: Iterable[_T], nothing: _T) -> list[_T]:
        """What is given for each value of the folded variable, ``nothing`` for those not taken."""
        values = [*[nothing] * len(self.held), *given]
        return [*values, *[nothing] * (self.count + 2 - len(values))]


class Folding:
    """A space in which the options of issues that take several are folded.

    Of the options of an issue that ``named`` does not hold the first stands for all: its value is
    how many of them hold, and the one after the most that its issue does not apply. ``patterns``
    say how many options must hold, and that an issue applies as a whole.
    """

    def __init__(self, domains: Iterable[int], named: Collection[int]) -> None:
        self.domains = [*domains]
        self.patterns: list[Pattern] = []
        self._named = named
        self._folds: dict[int, _Together] = {}

    def take(self, issue: Issue, values: IssueValues) -> None:
        """Fold the options of an issue that takes several."""
        away = self._away(values)
        kept = [variable for variable in values.group if variable in self._named]
        if away and values.group[0] not in kept:
            kept.insert(0, values.group[0])  # by which it is told whether the issue applies
        rest = [variable for variable in values.group if variable not in kept]
        most = dict.fromkeys(kept, 1)
        if rest:
            self._fold(rest, away)
            most[rest[0]] = len(rest)
        if issue.at_least:
            first = next(iter(most))
            self._require(
                {v: (*range(n + 1), issue.at_least if v == first else 0) for v, n in most.items()},
                issue.at_least,
                away,
            )
        if issue.most < len(values.group):
            self._require(
                {v: (*range(n, -1, -1), n) for v, n in most.items()},
                len(values.group) - issue.most,
                away,
            )
        if away:
            self._tie(most)

    def points(self, points: Mapping[int, Sequence[int]]) -> dict[int, list[tuple[int, int]]]:
        """The least and most points by value: of a folded variable, of that many options."""
        found = {v: [(given, given) for given in of] for v, of in points.items()}
        for first, together in self._folds.items():
            gains = {v: points[v][1] for v in (*together.held, *together.free) if v in points}
            ascending = sorted(gains.get(v, 0) for v in together.free)
            held = sum(gains.get(v, 0) for v in together.held)
            least = accumulate(ascending, initial=held)
            most = accumulate(reversed(ascending), initial=held)
            found[first] = together.by_how_many_hold(zip(least, most, strict=True), (0, 0))
        return found

    def weights(self, weights: Iterable[Sequence[int]]) -> list[Sequence[int]]:
        """The weights by value: of a folded variable, in how many ways that many options hold."""
        found = [*weights]
        for first, together in self._folds.items():
            free = len(together.free)
            ways = together.by_how_many_hold((comb(free, n) for n in range(free + 1)), 0)
            found[first] = (*ways[:-1], 1)
        return found

    def _away(self, values: IssueValues) -> int:
        """The value in which the issue does not apply, if all of its variables may still take it.

        Where one of them may not the issue applies, and so none of the others may: nothing is left
        of one that could take no other value.
        """
        if all(self.domains[variable] & values.away for variable in values.group):
            return values.away
        for variable in values.group:
            self.domains[variable] &= ~values.away
        return 0

    def _fold(self, rest: Sequence[int], away: int) -> None:
        domains = {variable: self.domains[variable] for variable in rest}
        held = [variable for variable, domain in domains.items() if not domain & _NO]
        free = [v for v, domain in domains.items() if domain & _NO and domain & _YES]
        together = _Together(held, free, len(rest))
        self._folds[rest[0]] = together
        may_be_away = any(domain & away for domain in domains.values())
        numbers = range(len(held), len(held) + len(free) + 1)
        for variable in rest:
            self.domains[variable] = 0b1  # no longer of any matter
        self.domains[rest[0]] = sum(1 << n for n in numbers) | may_be_away << len(rest) + 1

    def _require(self, points: Mapping[int, tuple[int, ...]], minimum: int, away: int) -> None:
        """That the points come to the minimum; the last of each are for an issue that is away."""
        given = {v: of if away else of[:-1] for v, of in points.items()}
        self.patterns.append(Shortfall(tuple(sorted(given.items())), minimum))

    def _tie(self, most: Mapping[int, int]) -> None:
        """That the issue applies for all of its variables or for none."""
        (first, gone), *others = [(v, 1 << n + 1) for v, n in most.items()]
        for other, away in others:
            self.patterns.append(tuple(sorted(((first, gone), (other, away - 1)))))
            self.patterns.append(tuple(sorted(((first, gone - 1), (other, away)))))
