"""The analysis for a program: exact, or null with what is proven elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from planner.analysis.engine.limits import Stop, Stopped, Unfinished
from planner.analysis.questions import NAMES, Cut
from planner.analysis.questions.analyse import Analysis, analyse
from planner.analysis.questions.coalitions import Coalition, Coalitions
from planner.analysis.questions.conflicts import Conflict, Conflicts
from planner.analysis.questions.least import Crossing, Least
from planner.analysis.questions.nearest import Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.open_set import OpenSet
from planner.analysis.questions.options_left import IssueLeft, OptionLeft, OptionsLeft
from planner.analysis.questions.pivotal import LineAlone, PivotalLines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import RestsOn, SharedOption
from planner.analysis.questions.ways_out import WayOut, WaysOut
from planner.model.case import Origin
from planner.model.reading import Reading
from planner.reports.content.analysis.result import analysis_result
from tests.reports.small_case import CASE

QUESTION = Premises(CASE, Reading.FIRM, ["S-1"], {"seat": "no"})
LATE, CUT = Stopped(Stop.CANCELLED), Stopped(Cut.MORE_CONFLICTS, (1,))
SLOW = Unfinished(2, 40, Stopped(Stop.TIME, (1,)))


def result(analysis: Analysis, *parts: str, **more: Any) -> dict[str, Any]:
    return analysis_result(analysis, frozenset(parts), more)


def test_what_was_asked_stands_first() -> None:
    """Case, reading, lines set aside, choices fixed, and the number of scenarios in all."""
    found = result(Analysis(QUESTION))
    assert found == {
        "case": "small",
        "reading": "firm",
        "set_aside": ["S-1"],
        "fixed": {"seat": "no"},
        "scenarios": 12,
        "complete": True,
    }


def test_every_part_of_a_small_case_is_exact() -> None:
    """Worked out by hand: only the timings first and parallel respect N-1 and E-1."""
    found = analysis_result(analyse(QUESTION, NAMES), frozenset(NAMES))
    assert found["open"] == 4
    assert found["options"]["timing"] == {"first": 2, "parallel": 2, "last": 0}
    assert found["options"]["seat"] == {"yes": 2, "no": 4}
    assert found["conflicts"] == []
    assert found["ways_out"] == [[]]
    assert found["pivotal"] == {"N-1": 0, "E-1": 0}
    assert found["incompatible_parties"] == []
    assert found["coalitions"]["south"] == 6
    assert found["coalitions"]["north+east"] == 4
    assert found["nearest"][0] == {
        "changes": 0,
        "choices": {"timing": "first", "format": "two", "seat": "no"},
    }
    assert found["flips"]["literal"]["lines"] == ["E-1"]
    assert found["flips"]["strict"]["open"] == 2
    assert found["complete"] is True
    assert json.loads(json.dumps(found)) == found


def test_integers_of_any_size_stay_exact() -> None:
    """No float, no rounding."""
    number = 3**200 + 1
    counted = OpenSet(number, number, number, number - 1, 0)
    found = result(Analysis(QUESTION, {"open": OpenAnswer(counted)}), "open")
    assert json.loads(json.dumps(found))["open"] == number
    assert json.loads(json.dumps(found))["respecting"] == number - 1


def test_a_count_that_is_not_finished_is_null_with_its_bounds_apart() -> None:
    """What else is known of the open scenarios stands; all scenarios are a bound, too."""
    analysis = Analysis(
        QUESTION,
        {
            "open": OpenAnswer(
                OpenSet(SLOW, 50, 100, Unfinished(reason=LATE), 2),
                RestsOn((SharedOption("seat", "no", Origin.ADDED),), ("N-1",)),
                Least((Crossing((), SLOW),), LATE),
                Least((Crossing(("N-1",), 2),)),
            )
        },
    )
    found = result(analysis, "open")
    assert found["open"] is found["respecting"] is found["least"] is None
    assert found["without_added"] == 2
    assert found["rests_on"] == {
        "options": [{"issue": "seat", "option": "no", "origin": "added"}],
        "contested": ["N-1"],
    }
    assert found["least_sourced"] == [{"lines": ["N-1"], "scenarios": 2}]
    assert found["complete"] is False
    assert found["reason"] == (
        "open: the time limit of 1 s was reached; respecting: cancelled; least: cancelled"
    )
    assert found["unfinished"] == {
        "open": {"reason": "the time limit of 1 s was reached", "at_least": 2, "at_most": 40},
        "respecting": {"reason": "cancelled", "at_least": 0, "at_most": 50},
        "least": {
            "reason": "cancelled",
            "found": [{"lines": [], "scenarios": None}],
            "crosses_at_least": 0,
        },
    }


def test_what_the_open_scenarios_rest_on_is_null_where_it_is_not_known() -> None:
    """Never an empty list, which would say that they share nothing."""
    stopped = Analysis(
        QUESTION, {"open": OpenAnswer(OpenSet(4, 6, 12, 2, 4), RestsOn(reason=LATE))}
    )
    found = result(stopped, "open")
    assert found["rests_on"] is None
    assert found["unfinished"]["rests_on"] == {"reason": "cancelled"}


@pytest.mark.parametrize("reason", [LATE, None])
def test_one_unknown_count_makes_its_whole_part_null(reason: Stopped | None) -> None:
    """Even if the part itself should forget to say that it is not complete."""
    options = OptionsLeft(
        (IssueLeft("seat", (OptionLeft("yes", 3), OptionLeft("no", SLOW))),), SLOW, reason
    )
    pivotal = PivotalLines((LineAlone("N-1", 0), LineAlone("E-1", SLOW)), reason)
    coalitions = Coalitions(
        (Coalition(("north",), 4), Coalition(("north", "east"), SLOW)), (), reason=reason
    )
    found = result(
        Analysis(QUESTION, {"options": options, "pivotal": pivotal, "coalitions": coalitions}),
        "options",
        "pivotal",
        "coalitions",
    )
    bounds = {"at_least": 2, "at_most": 40}
    assert found["options"] is None
    assert found["pivotal"] is None
    assert found["coalitions"] is None
    assert found["incompatible_parties"] == []  # it needs no counts
    proven = found["unfinished"]
    assert proven["options"]["bounds"] == {"seat=yes": 3, "seat=no": bounds}
    assert proven["options"]["possible"] == {"seat": {"yes": True, "no": True}}
    assert proven["pivotal"]["bounds"] == {"N-1": 0, "E-1": bounds}
    assert proven["coalitions"]["bounds"] == {"north": 4, "north+east": bounds}
    assert all(part["reason"] for part in proven.values())


def test_the_first_sets_of_many_are_not_passed_off_as_all() -> None:
    """They stand apart, with the reason."""
    conflicts = Conflicts((Conflict(("N-1", "E-1")),), complete=False, reason=CUT)
    ways = WaysOut((WayOut(("N-1",), ("north",), 3),), False, LATE, at_least=2)  # noqa: FBT003
    found = result(
        Analysis(
            QUESTION,
            {"conflicts": conflicts, "ways_out": ways, "nearest": Nearest((), False, LATE)},  # noqa: FBT003
        ),
        "conflicts",
        "ways_out",
        "nearest",
    )
    assert found["conflicts"] is found["ways_out"] is found["nearest"] is None
    assert found["unfinished"]["conflicts"] == {
        "reason": "the first 1 conflict sets found; there may be more",
        "found": [["N-1", "E-1"]],
    }
    assert found["unfinished"]["ways_out"] == {
        "reason": "cancelled",
        "found": [["N-1"]],
        "others_give_up_at_least": 2,
    }


def test_ways_out_that_are_all_found_stand_without_their_counts() -> None:
    """Which lines to give up needs no count of what that opens."""
    ways = WaysOut((WayOut(("N-1",), ("north",), SLOW),), False, LATE)  # noqa: FBT003
    found = result(Analysis(QUESTION, {"ways_out": ways}), "ways_out")
    assert found["ways_out"] == [["N-1"]]
    assert found["complete"] is True


def test_no_conflict_is_not_the_empty_conflict() -> None:
    """The one has no sets, the other a set without lines."""
    none = result(Analysis(QUESTION, {"conflicts": Conflicts(())}), "conflicts")
    empty = Conflicts((Conflict(()),))
    assert none["conflicts"] == []
    found = result(Analysis(QUESTION, {"conflicts": empty}), "conflicts")
    assert found["conflicts"] == [[]]


def test_a_part_that_was_not_reached_is_null_and_not_missing() -> None:
    """Every key that was asked for is there."""
    found = result(Analysis(QUESTION), *NAMES)
    open_keys = ("open", "respecting", "without_added", "rests_on", "least", "least_sourced")
    for key in (*open_keys, "options", "conflicts", "ways_out", "nearest", "pivotal", "flips"):
        assert found[key] is None
        assert found["unfinished"][key] == {"reason": "cancelled"}
    assert found["incompatible_parties"] is found["coalitions"] is None


def test_lists_that_break_off_are_null_with_what_was_found() -> None:
    """As every other answer."""
    found = result(Analysis(QUESTION), listed=[{"a": "b"}], sampled={"reason": "late", "found": []})
    assert found["listed"] == [{"a": "b"}]
    assert found["sampled"] is None
    assert found["reason"] == "sampled: late"
