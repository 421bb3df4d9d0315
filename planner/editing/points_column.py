"""A red line by points as a column of numbers beside the options, and what is typed into it.

Pure. An option has one number; of an issue that is a number each step has one, from its first value
on. A cell that is emptied gives no points any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.editing.typed_numbers import COMMAS, typed_decimal, typed_whole
from planner.model.case import Case, IssueKind
from planner.model.points import Points
from planner.model.red_lines import RedLine

__all__ = ["PointsCell", "PointsKind", "begun_points", "cells_of", "text_of", "with_text"]


class PointsKind(StrEnum):
    """What a number of the column is."""

    MINIMUM = "minimum"
    CONTESTED_BELOW = "contested below"
    SCORED_BY = "scored by"
    OPTION = "option"
    STEP = "step"
    NEW_STEP = "new step"


@frozen(eq=False, repr=False)
class PointsCell(Compared):
    """A place in the column: of an option, or of a step of a number that begins at ``first``."""

    kind: PointsKind
    issue: str = ""
    option: str = ""
    first: int = 0


def begun_points(line: RedLine) -> Points:
    """The points of the line; of one that has none yet a column without numbers."""
    return line.points if line.points is not None else Points(minimum=Decimal(0))


def cells_of(case: Case, points: Points) -> Iterator[PointsCell]:
    """All places: the bounds, then each issue's options, or its steps and one for another step."""
    yield PointsCell(PointsKind.MINIMUM)
    yield PointsCell(PointsKind.CONTESTED_BELOW)
    yield PointsCell(PointsKind.SCORED_BY)
    for issue in case.issues:
        if issue.kind is IssueKind.NUMBER:
            for first, _ in points.steps.get(issue.id, ()):
                yield PointsCell(PointsKind.STEP, issue.id, first=first)
            yield PointsCell(PointsKind.NEW_STEP, issue.id)
        else:
            for option in issue.by_id:
                yield PointsCell(PointsKind.OPTION, issue.id, option)


def text_of(points: Points, cell: PointsCell) -> str:
    """What stands in that place; empty where nothing does."""
    value: Any = None
    match cell.kind:
        case PointsKind.MINIMUM:
            value = points.minimum
        case PointsKind.CONTESTED_BELOW:
            value = points.contested_below
        case PointsKind.SCORED_BY:
            return points.scored_by
        case PointsKind.OPTION:
            value = points.of_options.get(cell.issue, {}).get(cell.option)
        case PointsKind.STEP:
            value = dict(points.steps.get(cell.issue, ())).get(cell.first)
    return "" if value is None else f"{value:f}"


def with_text(points: Points, cell: PointsCell, text: str) -> Points:
    """The points with that typed in that place; raises ``ValueError`` with what would fit."""
    typed = text.strip()
    if cell.kind is PointsKind.SCORED_BY:
        return evolve(points, scored_by=typed)
    if cell.kind is PointsKind.NEW_STEP:
        return _with_new_step(points, cell.issue, typed)
    given = _number(typed) if typed else None
    match cell.kind:
        case PointsKind.MINIMUM:
            if given is None:
                raise ValueError("a line by points has a minimum; type a number such as 55.5")
            return evolve(points, minimum=given)
        case PointsKind.CONTESTED_BELOW:
            return evolve(points, contested_below=given)
        case PointsKind.OPTION:
            return _with_option(points, cell, given)
    return _with_step(points, cell.issue, cell.first, given)


def _with_option(points: Points, cell: PointsCell, given: Decimal | None) -> Points:
    of = {**points.of_options.get(cell.issue, {})}
    if given is None:
        of.pop(cell.option, None)
    else:
        of[cell.option] = given
    return evolve(points, of_options=_with_held(points.of_options, cell.issue, of))


def _with_new_step(points: Points, issue: str, typed: str) -> Points:
    if not typed:
        return points
    first, _, given = typed.removeprefix("from ").strip().partition(" ")
    value = typed_whole(first)
    if not given or value is None:
        commas = f"; {COMMAS}" if "," in first else ""
        raise ValueError(f'"{typed}" is no step: type FROM POINTS, such as 600000 10{commas}')
    return _with_step(points, issue, value, _number(given))


def _with_step(points: Points, issue: str, first: int, given: Decimal | None) -> Points:
    steps = dict(points.steps.get(issue, ()))
    if given is None:
        steps.pop(first, None)
    else:
        steps[first] = given
    held = tuple(sorted(steps.items()))
    return evolve(points, steps=_with_held(points.steps, issue, held))


def _with_held(held: Mapping[str, Any], issue: str, of: Any) -> dict[str, Any]:
    """An issue that gives no points at all is not named."""
    after = {**held, issue: of}
    return {name: given for name, given in after.items() if given}


def _number(text: str) -> Decimal:
    value = typed_decimal(text)
    if value is None:
        commas = f"; {COMMAS}" if "," in text else ""
        raise ValueError(f'"{text.strip()}" is no number: type digits such as 14 or -2.5{commas}')
    return value
