"""Numbers as they are typed: a comma stands between thousands, and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.editing.deciding import typed_value
from planner.editing.rule_texts import RuleTextError, points_data, rule_data
from planner.editing.typed_numbers import typed_decimal, typed_whole


@given(st.integers())
def test_a_whole_number_may_be_grouped(number: int) -> None:
    """By commas, as the planner shows it, or underscores, as a file may hold it."""
    for text in (f"{number}", f"{number:,}", f"{number:_}", f" {number:,} "):
        assert typed_whole(text) == number
        assert typed_decimal(text) == number
    assert typed_value(f"{number:,} men", "men") == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_a_decimal_has_a_point(number: Decimal) -> None:
    """Before it thousands may be grouped."""
    for text in (f"{number:f}", f"{number:,f}"):
        assert typed_decimal(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *(
            "55,5",
            "1,5",
            "0,500",
            "1,50",
            "1,5000",
            "1500,000",
            "1,500,",
            ",500",
            "1.500,5",
            "1,,500",
        ),
        *("", "-", "many", "nan", "inf", "1e999999999", "_1", "1_", "1.2.3", "9" * 5000 + "x"),
    ],
)
def test_what_two_people_read_otherwise_is_no_number(text: str) -> None:
    """Neither a whole one nor a decimal."""
    assert typed_whole(text) is None
    assert typed_decimal(text) is None
    assert typed_value(text) is None


def test_points_and_bounds_of_rules_are_read_alike() -> None:
    """A comma within a number separates no parts."""
    assert points_data(
        "venue: park 1,500, stadium 5.5, 2b 3\narmy: from 600,000 10,from 800000 25"
    ) == {
        "venue": {"park": 1500, "stadium": Decimal("5.5"), "2b": 3},
        "army": [{"from": 600_000, "points": 10}, {"from": 800_000, "points": 25}],
    }
    assert points_data("venue: park 14,2b 3") == {"venue": {"park": 14, "2b": 3}}
    assert points_data("venue: 10 5,20 3,300 1,500") == {"venue": {"10": 5, "20": 3, "300": 1500}}
    assert rule_data("army: from 1,500") == [{"army": {"from": 1500}}]
    for wrong in ("army: from 1,5", "army: below 1,50"):
        with pytest.raises(RuleTextError, match="commas only between thousands"):
            rule_data(wrong)
    for wrong in ("venue: park 55,5", "army: from 6,00 10", "army: from 600 10,5"):
        with pytest.raises(RuleTextError, match="commas only between thousands"):
            points_data(wrong)
