"""Lines by points: what the choices come to, and the least and most that completions can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Compared
from planner.check.variables import DOES_NOT_APPLY, Shortfall
from planner.model.case import IssueKind

if TYPE_CHECKING:
    from planner.check.answers import Applying, Picks
    from planner.check.completions import Completions
    from planner.model.case import Case, Issue
    from planner.model.points import Points
    from planner.model.red_lines import RedLine

__all__ = ["PointsReach", "ScoredLine", "scored_lines"]


@frozen(eq=False, repr=False)
class PointsReach(Compared):
    """The points of a line by points, in exact decimals.

    ``have`` is what is chosen so far comes to, on issues that apply or may. Completions come to
    ``least`` at least and ``most`` at most, both of which some completion does. The line is crossed
    below ``minimum``, and contested from there to below ``contested_below``.
    """

    have: Decimal
    minimum: Decimal
    contested_below: Decimal | None
    least: Decimal
    most: Decimal
    scored_by: str

    @property
    def settled(self) -> bool:
        """Whether every completion comes to just what is chosen so far."""
        return self.have == self.least == self.most


class ScoredLine:
    """A line by points, in whole numbers: a point is as many of them as makes all points whole.

    It is crossed below ``minimum``, and contested from there to below ``zone_ends``.
    """

    def __init__(self, case: Case, line: RedLine, points: Points, completions: Completions) -> None:
        self._points = points
        self._completions = completions
        lowered = completions.lowered
        (shortfall,) = lowered.crossed(line)
        zone = lowered.contested(line)
        assert isinstance(shortfall, Shortfall)  # noqa: S101 (what a line by points is lowered to)
        self._shortfall = shortfall
        self.minimum = shortfall.minimum
        self.zone_ends = (
            zone[0].minimum if zone and isinstance(zone[0], Shortfall) else self.minimum
        )
        self._scores = {
            issue: _Score(case.issues_by_id[issue], self._given(issue)) for issue in points.issues
        }

    def _given(self, issue: str) -> list[tuple[str, int]]:
        """What each value of a single answer, or each option of several, gives by its name."""
        lowered = self._completions.lowered
        points = dict(self._shortfall.points)
        found = []
        for variable in lowered.groups[issue]:
            names = lowered.variables[variable].names
            given = points.get(variable, (0,) * len(names))
            found += [(n, p) for n, p in zip(names, given, strict=True) if n not in _NO_ANSWERS]
        return found

    def reach(
        self, picks: Picks, places: Mapping[str, int], applying: Applying
    ) -> tuple[int, int, int]:
        """What is chosen comes to, and the least and most that completions do."""
        have = least = most = 0
        open_yet = []
        for issue, score in self._scores.items():
            applies = applying.get(issue, True)
            if applies is False:
                continue
            pick = picks[places[issue]]
            if pick is not None:
                have += score.of(pick)
            if pick is not None and applies:
                least, most = least + score.of(pick), most + score.of(pick)
            else:
                open_yet.append(issue)
        for issues in self._apart(open_yet, picks, applying):
            if len(issues) == 1:
                (issue,) = issues
                low, high = self._scores[issue].extremes_with(picks[places[issue]])
                if applying.get(issue, True) is None:
                    low, high = min(low, 0), max(high, 0)
            else:
                low, high = self._completions.reach(self._shortfall, issues, picks, applying)
            least, most = least + low, most + high
        return have, least, most

    def _apart(
        self, issues: Iterable[str], picks: Picks, applying: Applying
    ) -> Iterable[frozenset[str]]:
        """The issues in groups, of which none says anything of what another one can come to."""
        groups: list[tuple[set[str], set[str]]] = []
        for issue in issues:
            held, near = {issue}, {issue}
            if applying.get(issue, True) is None:
                near |= self._completions.open_issues([issue], picks, applying)
            apart = []
            for group in groups:
                if group[1] & near:
                    held |= group[0]
                    near |= group[1]
                else:
                    apart.append(group)
            groups = [*apart, (held, near)]
        return (frozenset(held) for held, _ in groups)

    def in_decimals(self, have: int, least: int, most: int) -> PointsReach:
        """The same in points."""
        points = self._points
        return PointsReach(
            have=self._decimal(have),
            minimum=points.minimum,
            contested_below=points.contested_below,
            least=self._decimal(least),
            most=self._decimal(most),
            scored_by=points.scored_by,
        )

    def _decimal(self, whole: int) -> Decimal:
        """Exact: the scale divides a power of ten, and what is made of digits is not rounded."""
        places = 0
        while 10**places % self._shortfall.scale:
            places += 1
        whole *= 10**places // self._shortfall.scale
        while places and not whole % 10:
            whole, places = whole // 10, places - 1
        return Decimal(f"{whole}E-{places}")


_NO_ANSWERS = ("", DOES_NOT_APPLY)
"""The names of values that are no answer: that an option does not hold, that nothing applies."""


class _Score:
    """What the answers to one issue give."""

    def __init__(self, issue: Issue, given: Sequence[tuple[str, int]]) -> None:
        self.given = dict(given)
        self._by_value = tuple(self.given.values())
        if issue.kind is IssueKind.ANY:
            ascending = sorted(self._by_value)
            self._extremes = (
                _least_of_several(ascending, issue),
                -_least_of_several([-points for points in reversed(ascending)], issue),
            )
        else:
            self._extremes = min(self._by_value), max(self._by_value)

    def extremes_with(self, pick: int | tuple[str, ...] | None) -> tuple[int, int]:
        """The least and most points where the issue applies."""
        return self._extremes if pick is None else (self.of(pick),) * 2

    def of(self, pick: int | tuple[str, ...]) -> int:
        """The points of what is picked."""
        if isinstance(pick, int):
            return self._by_value[pick]
        return sum(self.given[option] for option in pick)


def _least_of_several(ascending: Sequence[int], issue: Issue) -> int:
    """The points of the worst that must hold, and of those that may and give less than nothing."""
    fewest = ascending[: issue.at_least]
    return sum(fewest) + sum(
        points for points in ascending[issue.at_least : issue.most] if points < 0
    )


def scored_lines(
    case: Case, lines: Iterable[RedLine], completions: Completions
) -> dict[int, ScoredLine]:
    """The lines by points, by their places among the lines."""
    return {
        n: ScoredLine(case, line, line.points, completions)
        for n, line in enumerate(lines)
        if line.points is not None
    }
