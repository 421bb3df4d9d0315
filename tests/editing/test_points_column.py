"""A red line by points as a column of numbers: what is typed is what the line says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.editing.points_column import (
    PointsCell,
    PointsKind,
    begun_points,
    cells_of,
    text_of,
    with_text,
)
from planner.files.cases.judging import flaws_of
from planner.model.case import Case, Issue, IssueKind
from planner.model.points import Points
from tests.files.samples import small_case

CASE: Case = evolve(
    small_case(),
    issues=(
        *small_case().issues,
        Issue("price", "Price", kind=IssueKind.NUMBER, minimum=0, maximum=100, unit="euros"),
    ),
)
EMPTY = begun_points(CASE.red_lines[0])
HALF = PointsCell(PointsKind.OPTION, "water", "half")
ANOTHER = PointsCell(PointsKind.NEW_STEP, "price")


def test_each_option_and_step_has_a_place() -> None:
    """The bounds first, then the issues in the case's order."""
    points = with_text(EMPTY, ANOTHER, "from 40 2.5")
    assert [(cell.kind, cell.option or cell.first) for cell in cells_of(CASE, points)] == [
        (PointsKind.MINIMUM, 0),
        (PointsKind.CONTESTED_BELOW, 0),
        (PointsKind.SCORED_BY, 0),
        (PointsKind.OPTION, "half"),
        (PointsKind.OPTION, "all_north"),
        (PointsKind.OPTION, "free"),
        (PointsKind.OPTION, "banned"),
        (PointsKind.STEP, 40),
        (PointsKind.NEW_STEP, 0),
    ]


def test_a_column_makes_a_line() -> None:
    """Exact decimals, negative ones too; steps stand in order; an emptied place gives nothing."""
    points = EMPTY
    for cell, text in (
        (PointsCell(PointsKind.MINIMUM), "5.50"),
        (PointsCell(PointsKind.CONTESTED_BELOW), "6"),
        (PointsCell(PointsKind.SCORED_BY), " the mayor "),
        (HALF, "5"),
        (PointsCell(PointsKind.OPTION, "water", "all_north"), "-2"),
        (PointsCell(PointsKind.OPTION, "fishing", "free"), "1"),
        (PointsCell(PointsKind.OPTION, "fishing", "free"), ""),
        (ANOTHER, "80 3"),
        (ANOTHER, "from 1_0 1"),
    ):
        points = with_text(points, cell, text)
    assert points == Points(
        minimum=Decimal("5.50"),
        contested_below=Decimal(6),
        scored_by="the mayor",
        of_options={"water": {"half": Decimal(5), "all_north": Decimal(-2)}},
        steps={"price": ((10, Decimal(1)), (80, Decimal(3)))},
    )
    line = evolve(CASE.red_lines[0], points=points, crossed_when=(), contested_when=())
    assert flaws_of(evolve(CASE, red_lines=(line,))) == ()


@pytest.mark.parametrize(
    ("cell", "text", "words"),
    [
        (HALF, "many", "is no number"),
        (HALF, "nan", "is no number"),
        (HALF, "inf", "is no number"),
        (PointsCell(PointsKind.MINIMUM), "", "has a minimum"),
        (ANOTHER, "80", "is no step"),
        (ANOTHER, "much 3", "is no step"),
        (ANOTHER, "80 much", "is no number"),
        (HALF, "55,5", "a point stands before decimals, commas only between thousands"),
        (PointsCell(PointsKind.MINIMUM), "0,500", "commas only between thousands"),
        (ANOTHER, "8,0 3", "commas only between thousands"),
    ],
)
def test_what_does_not_fit_is_told(cell: PointsCell, text: str, words: str) -> None:
    """With an example, and nothing changes."""
    with pytest.raises(ValueError, match=words):
        with_text(EMPTY, cell, text)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 100))
def test_what_is_typed_is_read_back(value: Decimal, first: int) -> None:
    """In each place of a number."""
    text = f"{value:f}"
    points = with_text(EMPTY, ANOTHER, f"{first} {text}")
    step = PointsCell(PointsKind.STEP, "price", first=first)
    for cell in (HALF, PointsCell(PointsKind.MINIMUM), PointsCell(PointsKind.CONTESTED_BELOW)):
        points = with_text(points, cell, text)
        assert text_of(points, cell) == text
    assert text_of(points, step) == text
    assert with_text(points, step, "").steps == {}
