"""What a red line by points says: names that do not exist, a minimum that says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from planner.files.cases.condition_checks import most_options
from planner.files.cases.tables import CaseFile, IssueTable, RedLineTable
from planner.files.toml.findings import Findings
from planner.files.toml.values import Identifier
from planner.model.case import IssueKind

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_points"]

_BESIDE = ("crossed_when", "contested_when")
_ZERO = Decimal(0)


def check_points(path: Path, line: RedLineTable, case: CaseFile, findings: Findings) -> None:
    """Notes what is wrong with a line by points."""
    for name in _BESIDE:
        if getattr(line, name):
            message = f'a line by points has no "{name}": its points say when it is crossed'
            findings.error((*path, name), message, "points or rules", at="name")
    if line.minimum is None:
        message = f'the points of the red line "{path[-1]}" have no minimum'
        expected = "minimum = POINTS, below which the line is crossed"
        findings.error((*path, "points"), message, expected, at="name", about=(*path, "minimum"))
    elif line.contested_below is not None and line.contested_below <= line.minimum:
        message = f'"contested_below" is {line.contested_below}, but "minimum" is {line.minimum}'
        findings.error((*path, "contested_below"), message, f"more than {line.minimum}")
    if not line.points:
        message = f'no issue gives points to the red line "{path[-1]}"'
        expected = "a table [red_lines.ID.points]"
        findings.error((*path, "minimum"), message, expected, at="name", about=(*path, "points"))
    if not line.scored_by.strip():
        message = f'the red line "{path[-1]}" does not say whose points these are'
        findings.warning(path, message, 'scored_by = "..."')
    errors = len(findings.places_of_errors())
    for issue_id, given in line.points.items():
        _given((*path, "points", issue_id), case, given, findings)
    known = all(Identifier(issue) in case.issues for issue in line.points)
    if known and len(findings.places_of_errors()) == errors and line.minimum is not None:
        _within_reach(path, line, line.minimum, case, findings)


def _given(path: Path, case: CaseFile, given: object, findings: Findings) -> None:
    issue_id = Identifier(str(path[-1]))
    if any(findings.is_misshapen("issues", issue_id, name) for name in ("kind", "options")):
        return
    issue = case.issues.get(issue_id)
    if issue is None:
        known = case.issues.keys()
        findings.unknown(path, "the case has no issue", issue_id, known, at="name")
        return
    is_number = issue.kind is IssueKind.NUMBER
    if isinstance(given, dict) is is_number:
        message = f'the issue "{issue_id}" is {"a" if is_number else "no"} number'
        steps, options = "a list of steps such as [{ from = 100, points = 14 }]", "points by option"
        findings.error(path, message, steps if is_number else f"{options} such as {{ x = 14 }}")
    elif not given:
        findings.error(
            path, f'the issue "{issue_id}" gives no points', "points, or nothing on this issue"
        )
    elif isinstance(given, dict):
        for option in given:
            if option not in issue.options:
                missing = f'the issue "{issue_id}" has no option'
                findings.unknown((*path, option), missing, option, issue.options, at="name")
    elif isinstance(given, tuple):
        _steps(path, issue, given, findings)


def _steps(path: Path, issue: IssueTable, steps: Sequence[Any], findings: Findings) -> None:
    for index, (one, other) in enumerate(pairwise(steps), 1):
        if one["from"] >= other["from"]:
            message = f"this step is from {other['from']}, the one before it from {one['from']}"
            expected = "steps from lower to higher numbers, each once"
            findings.error((*path, index, "from"), message, expected)
    for index, step in enumerate(steps):
        if issue.maximum is not None and step["from"] > issue.maximum:
            message = f'no value reaches this step: "maximum" is {issue.maximum}'
            findings.warning((*path, index, "from"), message)


def _within_reach(
    path: Path, line: RedLineTable, minimum: Decimal, case: CaseFile, findings: Findings
) -> None:
    """Notes a minimum that every scenario comes to, or none."""
    reaches = [_reach(case.issues[issue], given) for issue, given in line.points.items()]
    least, most = (
        (sum(ends, _ZERO) for ends in zip(*reaches, strict=True)) if reaches else (_ZERO,) * 2
    )
    if least >= minimum:
        message = (
            f'nothing can cross the red line "{path[-1]}": all scenarios come to {least} or more'
        )
        findings.warning((*path, "minimum"), message)
    elif most < minimum:
        message = (
            f'every scenario crosses the red line "{path[-1]}": none comes to more than {most}'
        )
        findings.warning((*path, "minimum"), message)


def _reach(issue: IssueTable, given: object) -> tuple[Decimal, Decimal]:
    """The least and the most that an issue can give on its own."""
    if isinstance(given, dict):
        points = [given.get(option, _ZERO) for option in issue.options]
        ends = _reach_of_several(issue, points) if issue.kind is IssueKind.ANY else points
    else:
        steps = list(given) if isinstance(given, tuple) else []
        ends = _reach_of_steps(issue, steps)
    # Where the issue does not apply it gives nothing.
    ends = [*ends, _ZERO] if issue.applies_when else ends
    return min(ends), max(ends)


def _reach_of_several(issue: IssueTable, points: list[Decimal]) -> list[Decimal]:
    at_least, at_most = issue.at_least, most_options(issue)
    rising = sorted(points)
    sums = [
        sum(side[:number], _ZERO)
        for side in (rising, rising[::-1])
        for number in range(at_least, min(at_most, len(points)) + 1)
    ]
    return sums or [_ZERO]


def _reach_of_steps(issue: IssueTable, steps: list[Any]) -> list[Decimal]:
    low, high = issue.minimum or 0, issue.maximum or 0
    reached = [step["points"] for step in steps if step["from"] <= low][-1:] or [_ZERO]
    return [*reached, *(step["points"] for step in steps if low < step["from"] <= high)]
