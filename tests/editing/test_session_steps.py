"""Steps of the session that change several things at once."""

from __future__ import annotations

import pytest

from planner.editing.scenario_session import Session
from tests.reports.small_case import CASE
from tests.small_cases import scenario


def test_a_scenario_is_applied_as_one_named_step() -> None:
    """Notes stay, and one undo brings all choices back."""
    session = Session(CASE, scenario(timing="last").with_note("timing", "why"))
    before = session.scenario
    change = session.apply({"timing": "first", "seat": "no"}, "nearest: Timing")
    assert change is not None
    assert change.name == "nearest: Timing"
    assert dict(session.scenario.chosen()) == {"timing": "first", "seat": "no"}
    assert session.scenario.note("timing") == "why"
    assert session.undo() == change
    assert session.scenario == before
    assert session.undo() is None


def test_applying_what_is_chosen_already_is_no_step() -> None:
    """There is nothing to undo then."""
    session = Session(CASE, scenario(timing="last"))
    assert session.apply({"timing": "last"}, "nearest") is None
    assert session.undo() is None


@pytest.mark.parametrize("choices", [{"tempo": "first"}, {"timing": "never"}])
def test_an_unknown_choice_is_refused_and_changes_nothing(choices: dict[str, str]) -> None:
    """Neither its issue nor its option can be made up."""
    session = Session(CASE, scenario(timing="last"))
    before = session.scenario
    with pytest.raises(KeyError):
        session.apply({"seat": "no", **choices}, "nearest")
    assert session.scenario == before


def test_several_lines_are_set_aside_in_one_named_step() -> None:
    """In the case's order, with those that were set aside before."""
    session = Session(CASE, scenario(set_aside=("S-1",)))
    change = session.set_all_aside(["E-1", "N-1"])
    assert change is not None
    assert change.name == "E-1, N-1 set aside"
    assert tuple(session.scenario.set_aside) == ("N-1", "S-1", "E-1")
    assert tuple(change.before.set_aside) == ("S-1",)
    assert session.undo() == change
    assert session.set_all_aside(["S-1"]) is None
    with pytest.raises(KeyError):
        session.set_all_aside(["X-1"])
