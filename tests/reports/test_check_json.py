"""The JSON report on a scenario."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.check.checker import check
from planner.files.scenarios.places import places_of_choices
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Scenario, fitted
from planner.reports.content.check_result import check_result, exact_number
from tests.reports import every_kind
from tests.reports.small_case import CASE, QUOTE
from tests.small_cases import scenario


def found(made: Scenario, of: Case = CASE, text: str = "") -> dict[str, Any]:
    """The entry of a scenario whose file has that text."""
    places = places_of_choices(source_from_text("deal.toml", text))
    return check_result("deal.toml", made, check(of, fitted(made, of)), places)


def test_the_keys_are_these_in_this_order() -> None:
    """Programs rely on the names, people who compare two outputs on the order."""
    made = scenario(timing="last", seat="no", reading=Reading.MODERATE, set_aside=("N-1",))
    because = {"issue": "timing", "chosen": "last", "line": 2, "column": 10}
    text = "[choices.timing]\noption = 'last'\n"
    assert found(made, text=text) == {
        "file": "deal.toml",
        "title": "A try",
        "case": "small",
        "reading": "moderate",
        "set_aside": {"N-1": ""},
        "complete": False,
        "choices": {"timing": "last", "format": None, "seat": "no"},
        "undecided": ["format"],
        "not_applying": [],
        "crossed": ["E-1"],
        "contested": [],
        "respected": [],
        "undecided_lines": [],
        "incoherent": [],
        "lines": [
            {
                "id": "N-1",
                "party": "north",
                "member": None,
                "status": "crossed",
                "counted": False,
                "because": [because],
                "rule": "crossed when Timing is “Last”; contested when Timing is “Parallel”",
                "evidence": [
                    {
                        "id": "E1",
                        "quote": QUOTE,
                        "speaker": "a spokesman",
                        "attribution": "reported",
                        "strength": "opposition",
                        "source": "paper",
                        "section": "The north",
                        "limits": "Says nothing on the format.",
                    }
                ],
            },
            {
                "id": "S-1",
                "party": "south",
                "member": None,
                "status": "respected",
                "counted": False,
                "because": [],
                "rule": (
                    "crossed when Format is “Two” and Seat is “Yes”; or crossed when Timing is "
                    "“First” and Format is “Two”"
                ),
                "evidence": [],
            },
            {
                "id": "E-1",
                "party": "east",
                "member": None,
                "status": "crossed",
                "counted": True,
                "because": [because],
                "rule": (
                    "crossed when Format is “Two” and Timing is “Last”; or crossed when Format is "
                    "“Three” and Timing is “Last”"
                ),
                "evidence": [],
            },
        ],
        "parties": [
            {"id": "north", "status": "set_aside", "lines": ["N-1"], "members": []},
            {"id": "south", "status": "none_counted", "lines": ["S-1"], "members": []},
            {"id": "east", "status": "crossed", "lines": ["E-1"], "members": []},
            {"id": "west", "status": "no_position", "lines": [], "members": []},
        ],
        "comments": [],
    }
    assert list(found(made)) == [
        "file",
        "title",
        "case",
        "reading",
        "set_aside",
        "complete",
        "choices",
        "undecided",
        "not_applying",
        "crossed",
        "contested",
        "respected",
        "undecided_lines",
        "incoherent",
        "lines",
        "parties",
        "comments",
    ]


def test_contested_undecided_and_incoherent_are_lists_of_ids() -> None:
    """Counted lines only; a broken coherence rule stands apart."""
    contested = found(scenario(timing="parallel", format="two"))
    assert contested["contested"] == ["N-1"]
    assert contested["undecided_lines"] == ["S-1"]
    broken = found(scenario(format="two", seat="yes"))
    assert broken["incoherent"] == ["no-seat"]


def test_a_contested_line_is_crossed_under_the_strict_reading() -> None:
    """The reading is part of the status, as on the screen."""
    made = scenario(timing="parallel", format="three", seat="no", reading=Reading.STRICT)
    result = found(made)
    assert (result["crossed"], result["contested"]) == (["N-1"], [])


def test_choices_are_what_their_kind_is() -> None:
    """A string, an array or an integer; null where nothing is decided, or not enough."""
    made = scenario(works=("dam", "pumps"), height=1045, payer="both")
    answer = found(made, every_kind.CASE)
    assert answer["choices"] == {"works": ["dam", "pumps"], "height": 1045, "payer": "both"}
    partial = found(scenario(works=()), every_kind.CASE)
    assert partial["choices"] == {"works": None, "height": None, "payer": None}
    assert partial["undecided"] == ["works", "height", "payer"]


def test_a_reason_names_each_choice_with_its_place_in_the_file() -> None:
    """By the key of its kind; one that the file does not have has none."""
    text = "[choices.works]\noptions = ['dam']\n[choices]\nheight.value = 1045\n"
    made = scenario(works=("dam",), height=1045, payer="north")
    held = {line["id"]: line for line in found(made, every_kind.CASE, text)["lines"]}
    assert held["L-1"]["because"] == [{"issue": "height", "chosen": 1045, "line": 4, "column": 16}]
    assert held["L-1"]["member"] == "Lower"
    assert held["N-1"]["because"] == [
        {"issue": "works", "chosen": ["dam"], "line": 2, "column": 11},
        {"issue": "payer", "chosen": "north", "line": None, "column": None},
        {"issue": "height", "chosen": 1045, "line": 4, "column": 16},
    ]


def test_an_issue_that_does_not_apply_is_a_reason_too() -> None:
    """After the choice that makes it so. What had been chosen there is kept among the choices."""
    made = scenario(works=("canal",), height=50, payer="north")
    answer = found(made, every_kind.CASE)
    assert answer["not_applying"] == ["height"]
    assert answer["undecided"] == []
    assert answer["choices"]["height"] == 50
    held = {line["id"]: line for line in answer["lines"]}
    assert [because["chosen"] for because in held["V-2"]["because"]] == [["canal"], "-"]


def test_a_line_by_points_has_its_points() -> None:
    """Exactly; while they are not complete, with what is within reach."""
    made = scenario(works=("dam", "canal"), height=1000, payer="valley")
    held = {line["id"]: line for line in found(made, every_kind.CASE)["lines"]}
    assert held["N-1"]["points"] == {"have": 63.75, "minimum": 55.5}
    assert "points" not in held["L-1"]
    partial = found(scenario(works=("dam", "canal")), every_kind.CASE)
    (points,) = (line["points"] for line in partial["lines"] if "points" in line)
    assert points == {"have": 38.25, "minimum": 55.5, "least": 38.25, "most": 63.75}


def test_a_party_has_its_members() -> None:
    """Those that have a line of their own."""
    made = scenario(works=("dam",), height=1045, payer="north")
    valley = found(made, every_kind.CASE)["parties"][1]
    assert valley == {
        "id": "valley",
        "status": "crossed",
        "lines": ["L-1", "V-1", "V-2"],
        "members": [{"name": "Lower", "status": "crossed", "lines": ["L-1"]}],
    }


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("55.5", 55.5),
        ("14", 14),
        ("14.00", 14),
        ("-0.1", -0.1),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("0.12345678901234567890", "0.12345678901234567890"),
    ],
)
def test_a_decimal_is_written_exactly(written: str, number: float | str) -> None:
    """As a number wherever its digits are those of the decimal, else as their text."""
    exact = exact_number(Decimal(written))
    assert (exact, type(exact)) == (number, type(number))
