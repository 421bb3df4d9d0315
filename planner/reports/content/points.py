"""The reason of a line by points: a table of issues, what is chosen there, and what that gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.check.reasons import decided
from planner.check.verdict import Verdict
from planner.model.case import Case, Issue
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.reports.page import Table
from planner.reports.words.choices import NOT_APPLYING, pick_title
from planner.reports.words.points import given_points

if TYPE_CHECKING:
    from planner.model.points import Points

__all__ = ["of_each_answer", "points_table"]

_NUMBERS = (2,)
"""The column of the points."""


def points_table(scenario: Scenario, verdict: Verdict, line: RedLine) -> list[Table]:
    """What each choice gives to a line by points, and what they come to.

    No table for other lines, nor while nothing is decided that gives points.
    """
    points, reach = line.points, verdict.reached.get(line.id)
    if points is None or reach is None:
        return []
    issues = [issue for issue in verdict.case.issues if issue.id in points.issues]
    if not decided(scenario, verdict, points.issues):
        return []
    rows = [_row(scenario, verdict, points, issue) for issue in issues]
    foot = ("Together", "", given_points(reach.have))
    caption = "The points that each choice gives"
    head = ("Issue", "Choice", "Points")
    return [Table(rows, head=head, foot=foot, right=_NUMBERS, caption=caption)]


def of_each_answer(case: Case, points: Points) -> Table:
    """What each option, and each step of a number, gives where it is chosen."""
    rows = [row for issue in case.issues for row in _answers(issue, points)]
    return Table(rows, head=("Issue", "Choice", "Points"), right=_NUMBERS)


def _row(
    scenario: Scenario, verdict: Verdict, points: Points, issue: Issue
) -> tuple[str, str, str]:
    if verdict.applies(issue.id) is False:
        return issue.title, NOT_APPLYING, "0"
    pick = scenario.pick(issue.id)
    if pick is None:
        return issue.title, "undecided", ""
    given = points.given(issue.id, pick)
    return issue.title, pick_title(verdict.case, issue.id, pick), given_points(given)


def _answers(issue: Issue, points: Points) -> Iterator[tuple[str, str, str]]:
    for option in issue.options:
        given = points.of_options.get(issue.id, {}).get(option.id)
        if given is not None:
            yield issue.title, option.title, given_points(given)
    for first, given in points.steps.get(issue.id, ()):
        yield issue.title, f"{first:,} {issue.unit}".rstrip() + " or more", given_points(given)
