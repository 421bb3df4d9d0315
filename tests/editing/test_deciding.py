"""Options ticked and numbers moved: what comes of each step, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.editing.deciding import (
    TooManyError,
    nearest_in,
    nearest_value,
    stepped,
    ticked,
    to_threshold,
)
from planner.model.case import Issue
from tests.small_cases import any_of, number

SEATS = any_of("seats", "north", "south", "east", at_most=2)
ARMY = number("army", 0, 1500, 100)
STRETCHES = [(0, 500), (600, 700), (800, 1500)]


def numbers() -> st.SearchStrategy[Issue]:
    """Issues of some numbers, below zero too, whose last step need not end at the maximum."""
    return st.builds(
        lambda low, room, step: number("n", low, low + room, step),
        st.integers(-50, 50),
        st.integers(0, 40),
        st.integers(1, 7),
    )


def test_options_are_added_in_the_order_of_the_case_and_taken_away_again() -> None:
    """When the last one is taken away nothing is decided: none of them is another decision."""
    picked = ticked(SEATS, None, "east")
    assert picked == ("east",)
    picked = ticked(SEATS, picked, "north")
    assert picked == ("north", "east")
    picked = ticked(SEATS, picked, "east")
    assert picked == ("north",)
    assert ticked(SEATS, picked, "north") is None
    assert ticked(SEATS, (), "south") == ("south",)


def test_more_options_than_may_hold_together_are_refused() -> None:
    """With the number that may."""
    with pytest.raises(TooManyError, match="at most 2"):
        ticked(SEATS, ("north", "south"), "east")
    assert ticked(SEATS, ("north", "south"), "south") == ("north",)


def test_an_option_that_the_case_does_not_have_is_refused() -> None:
    """And what has vanished from it does not count among those that hold."""
    with pytest.raises(KeyError):
        ticked(SEATS, None, "west")
    assert ticked(SEATS, ("west", "north"), "east") == ("north", "east")


@given(numbers(), st.integers(-120, 120))
def test_the_nearest_value_is_on_the_steps_and_no_other_is_nearer(
    issue: Issue, wanted: int
) -> None:
    """The lower of two."""
    found = nearest_value(issue, wanted)
    assert found == min(issue.values, key=lambda value: (abs(value - wanted), value))


@given(numbers(), st.integers(-120, 120), st.integers(-3, 3))
def test_steps_stay_on_the_grid_and_within_bounds(issue: Issue, value: int, steps: int) -> None:
    """From a value that is not on the steps one goes on from the nearest."""
    here = issue.values.index(nearest_value(issue, value))
    there = min(max(here + steps, 0), len(issue.values) - 1)
    assert stepped(issue, value, steps) == issue.values[there]


def test_the_first_step_of_an_undecided_number_is_its_first_value() -> None:
    """From there it goes on."""
    assert stepped(ARMY, None, 1) == stepped(ARMY, None, -1) == 0
    assert stepped(ARMY, 0, 1) == 100
    assert stepped(ARMY, 1500, 1) == 1500


def test_thresholds_are_where_a_stretch_begins() -> None:
    """And the ends of all beyond the last of them."""
    up, value = [], None
    for _ in range(5):
        value = to_threshold(STRETCHES, value, 1)
        up.append(value)
    assert up == [0, 600, 800, 1500, 1500]
    down = []
    for _ in range(5):
        value = to_threshold(STRETCHES, value, -1)
        down.append(value)
    assert down == [800, 600, 0, 0, 0]
    assert to_threshold(STRETCHES, 650, -1) == 600


def test_the_nearest_value_of_a_stretch_is_taken() -> None:
    """The first where nothing is chosen yet; a value within it stays."""
    assert nearest_in((600, 700), None) == 600
    assert nearest_in((600, 700), 0) == 600
    assert nearest_in((600, 700), 1500) == 700
    assert nearest_in((600, 700), 650) == 650
