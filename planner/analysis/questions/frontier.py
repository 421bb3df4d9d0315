"""The frontier: of planners with points from all parties, the open scenarios that no other beats.

A scenario beats another where every counted line by points comes to at least as many points in it,
and one of these lines to more. Points of different lines are never added or weighed against each
other, and the frontier is no ranking: it stands in the case's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped, Watch
from planner.analysis.engine.rules import Threshold
from planner.analysis.questions import Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.model.conditions import Pick

if TYPE_CHECKING:
    from planner.analysis.engine.unbeaten import Given, Unbeaten

__all__ = ["Frontier", "FrontierPoint", "ask", "find_frontier", "frontier"]


@frozen(eq=False, repr=False)
class FrontierPoint(Compared):
    """Points that no open scenario beats, by the ids of the counted lines by points.

    ``scenarios`` is how many open scenarios come to just these; ``choices`` is the first of them in
    the case's order.
    """

    points: Mapping[str, Decimal]
    scenarios: int
    choices: Mapping[str, Pick]


@frozen(eq=False, repr=False)
class Frontier(Compared):
    """The points that no open scenario beats, in the case's order of their first scenarios.

    At most as many as were wished for are in ``listed``; ``beyond`` counts the others. ``without``
    holds the ids of the parties without a counted line by points: where there are any, there is no
    frontier to be worked out, and that is the whole answer.
    """

    listed: tuple[FrontierPoint, ...] = ()
    beyond: int = 0
    without: tuple[str, ...] = ()
    reason: Stopped | None = None

    @property
    def complete(self) -> bool:
        """Whether all of it is there."""
        return not self.reason

    @property
    def reason_beside(self) -> Stopped | None:
        """Nothing stands beside it."""
        return None


def frontier(
    premises: Premises,
    limit: Limit | None = None,
    *,
    most: int = 50,
    groundwork: Groundwork | None = None,
) -> Frontier:
    """Find the open scenarios that no other one beats, exactly or not at all; list ``most``."""
    watch = (limit or Limit()).start()
    return find_frontier(premises, Groundwork.of(premises, groundwork), watch, most=most)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> Frontier:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_frontier(premises, groundwork, watch, most=wishes.frontier)


def find_frontier(
    premises: Premises, groundwork: Groundwork, watch: Watch, *, most: int
) -> Frontier:
    """As :func:`frontier`, under a limit that is already running."""
    scored = {line.party for line in premises.counted if line.points is not None}
    without = tuple(party.id for party in premises.case.parties if party.id not in scored)
    try:
        watch.check()
        found = [] if without else _unbeaten(premises, groundwork, watch)
    except LimitReachedError as error:
        return Frontier(reason=error.reason)
    near = groundwork.picks(premises).named
    points = tuple(
        _point(premises, groundwork.space.choices(each.values, near=near), each.scenarios)
        for each in found[:most]
    )
    return Frontier(points, max(0, len(found) - most), without)


def _unbeaten(premises: Premises, groundwork: Groundwork, watch: Watch) -> list[Unbeaten]:
    from planner.analysis.engine.unbeaten import unbeaten  # noqa: PLC0415 (few cases have points)

    space = groundwork.space
    lines = [n for n, line in enumerate(space.lines) if line.points is not None]
    # What the points must come to is seen last; all other rules say what can be combined at all.
    rules = [item.rule for item in space.forbidden if item.owner not in lines]
    domains = space.domains(groundwork.picks(premises))
    prepared, graphs = groundwork.counter.graphs_under(rules, domains, watch)
    return unbeaten(prepared, graphs, space.variables, _given(groundwork, lines), watch)


def _given(groundwork: Groundwork, lines: list[int]) -> Given:
    """The points of these lines, and what they must come to under the question's reading."""
    from planner.analysis.engine.unbeaten import Given  # noqa: PLC0415 (as above)

    points, minimums = [], []
    for n in lines:
        (rule,) = groundwork.space.by_line[n]
        assert isinstance(rule, Threshold)  # noqa: S101 (what a line by points forbids)
        points.append(dict(rule.points))
        minimums.append(rule.minimum)
    return Given(tuple(points), tuple(minimums))


def _point(premises: Premises, choices: Mapping[str, Pick], scenarios: int) -> FrontierPoint:
    points = {
        line.id: sum(
            (line.points.given(issue, pick) for issue, pick in choices.items()), Decimal(0)
        )
        for line in premises.counted
        if line.points is not None
    }
    return FrontierPoint(points, scenarios, choices)
