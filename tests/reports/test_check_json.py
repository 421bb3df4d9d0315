"""The JSON report on a scenario."""

from __future__ import annotations

from planner.check.checker import check
from planner.model.reading import Reading
from planner.reports.formats.json_check import check_result
from tests.reports.small_case import CASE
from tests.small_cases import scenario


def test_the_keys_are_these_in_this_order() -> None:
    """Programs rely on the names, people who compare two outputs on the order."""
    made = scenario(timing="last", seat="no", reading=Reading.MODERATE, set_aside=("N-1",))
    assert check_result("deal.toml", check(CASE, made)) == {
        "file": "deal.toml",
        "case": "small",
        "reading": "moderate",
        "complete": False,
        "undecided": ["format"],
        "crossed": ["E-1"],
        "contested": [],
        "undecided_lines": [],
        "incoherent": [],
        "lines": [
            {"id": "N-1", "party": "north", "status": "crossed", "counted": False},
            {"id": "S-1", "party": "south", "status": "respected", "counted": False},
            {"id": "E-1", "party": "east", "status": "crossed", "counted": True},
        ],
        "parties": [
            {"id": "north", "status": "set_aside", "lines": ["N-1"]},
            {"id": "south", "status": "none_counted", "lines": ["S-1"]},
            {"id": "east", "status": "crossed", "lines": ["E-1"]},
            {"id": "west", "status": "no_position", "lines": []},
        ],
    }
    assert list(check_result("deal.toml", check(CASE, made))) == [
        "file",
        "case",
        "reading",
        "complete",
        "undecided",
        "crossed",
        "contested",
        "undecided_lines",
        "incoherent",
        "lines",
        "parties",
    ]


def test_contested_undecided_and_incoherent_are_lists_of_ids() -> None:
    """Counted lines only; a broken coherence rule stands apart."""
    contested = check_result("x", check(CASE, scenario(timing="parallel", format="two")))
    assert contested["contested"] == ["N-1"]
    assert contested["undecided_lines"] == ["S-1"]
    broken = check_result("x", check(CASE, scenario(format="two", seat="yes")))
    assert broken["incoherent"] == ["no-seat"]


def test_a_contested_line_is_crossed_under_the_strict_reading() -> None:
    """The reading is part of the status, as on the screen."""
    made = scenario(timing="parallel", format="three", seat="no", reading=Reading.STRICT)
    result = check_result("x", check(CASE, made))
    assert (result["crossed"], result["contested"]) == (["N-1"], [])
