"""The bundled case under all five readings: every number of its coding, written out here."""

from __future__ import annotations

import pytest

from planner.analysis.questions import BY_DEFAULT
from planner.analysis.questions.analyse import analyse
from planner.analysis.questions.coalitions import coalitions
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.flips import flips
from planner.analysis.questions.nearest import nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.open_set import list_open, open_set
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.pivotal import pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import ways_out
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.case import Case, IssueKind
from planner.model.conditions import Pick
from planner.model.reading import Reading
from tests.bundled_answers import ANSWERS

ALL_LINES = {"US-1", "US-2", "EU-1", "EU-2", "FR-1", "DE-1", "UA-1", "RU-1"}
COUNTED = {
    Reading.LITERAL: set(),
    Reading.LENIENT: {"US-1", "EU-1"},
    Reading.MODERATE: {"US-1", "EU-1", "FR-1", "UA-1"},
    Reading.FIRM: ALL_LINES,
    Reading.STRICT: ALL_LINES,
}
OPEN = {reading: ANSWERS[reading]["open"] for reading in Reading}

every_reading = pytest.mark.parametrize("reading", list(Reading))


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(bundled_folder() / "ukraine-2025-08.case.toml").case


@every_reading
def test_lines_counted(case: Case, reading: Reading) -> None:
    """Each reading counts the lines of its strength and above."""
    assert {line.id for line in Premises(case, reading).counted} == COUNTED[reading]


@every_reading
def test_open_scenarios(case: Case, reading: Reading) -> None:
    """As many scenarios cross no counted line as the coding says, out of 20,736."""
    found = open_set(Premises(case, reading))
    assert (found.open, found.scenarios, found.all_scenarios) == (OPEN[reading], 20_736, 20_736)
    assert len(list(list_open(Premises(case, reading)))) == OPEN[reading]


@every_reading
def test_options_still_open(case: Case, reading: Reading) -> None:
    """Each option has its count; those of an issue of which one option holds add up to all."""
    found = options_left(Premises(case, reading))
    counts = {
        issue.issue: {option.option: option.open for option in issue.every}
        for issue in found.issues
    }
    assert counts == ANSWERS[reading]["options"]
    for issue in case.issues:
        if issue.kind is IssueKind.ONE:
            assert sum(ANSWERS[reading]["options"][issue.id].values()) == OPEN[reading]


@every_reading
def test_conflict_sets_and_ways_out(case: Case, reading: Reading) -> None:
    """Only read strictly do lines clash: Europe's and Russia's, on the timing of a ceasefire."""
    clashes = conflicts(Premises(case, reading))
    ways = ways_out(Premises(case, reading))
    assert clashes.complete
    assert ways.complete
    if reading is Reading.STRICT:
        (conflict,) = clashes.sets
        assert set(conflict.lines) == {"EU-1", "RU-1"}
        assert set(conflict.parties) == {"europe", "russia"}
        assert conflict.issues == ("ceasefire_timing",)
        # The preference is the weaker line of the two.
        assert [(way.lines, way.parties, way.opens) for way in ways.ways] == [
            (("RU-1",), ("russia",), 864),
            (("EU-1",), ("europe",), 864),
        ]
        assert ways.contested_left_open is not None
        assert ways.contested_left_open.open == 2592
    else:
        assert clashes.sets == ()
        assert [(way.lines, way.opens) for way in ways.ways] == [((), OPEN[reading])]
        assert not ways.needed
        assert ways.contested_left_open is None


@every_reading
def test_pivotal_lines(case: Case, reading: Reading) -> None:
    """What opens if a line alone is given up, line by line."""
    assert dict(pivotal_lines(Premises(case, reading)).opens) == ANSWERS[reading]["pivotal"]


def test_redundant_lines_name_what_implies_them(case: Case) -> None:
    """Ukraine's line is implied by France's; the two lines on no guarantee by each other."""
    for reading, expected in (
        (Reading.MODERATE, {"UA-1": ("FR-1",)}),
        (Reading.FIRM, {"UA-1": ("FR-1",), "US-2": ("EU-2",), "EU-2": ("US-2",)}),
        (Reading.STRICT, {"UA-1": ("FR-1",), "US-2": ("EU-2",), "EU-2": ("US-2",)}),
    ):
        found = pivotal_lines(Premises(case, reading)).lines
        assert {x.line: x.implied_by.lines for x in found if x.implied_by} == expected


@every_reading
def test_coalitions(case: Case, reading: Reading) -> None:
    """How many scenarios respect the lines of each coalition; Europe and Russia clash strictly."""
    found = coalitions(Premises(case, reading))
    counts = {frozenset(parties): count for parties, count in found.open.items()}
    expected = ANSWERS[reading]["coalitions"]
    assert counts == {frozenset(parties.split("+")): n for parties, n in expected.items()}
    clashes = [set(parties) for parties in found.incompatible]
    assert clashes == ([{"europe", "russia"}] if reading is Reading.STRICT else [])


def test_explanations_read_as_the_coding_does(case: Case) -> None:
    """Membership is ruled out by one line, the parallel track is forced by two."""
    found = options_left(Premises(case, Reading.FIRM))
    membership = found.issue("security_guarantee").option("nato_membership").why
    assert membership is not None
    assert (membership.lines, dict(membership.choices)) == (("US-1",), {})
    timing = found.issue("ceasefire_timing")
    (only,) = [option for option in timing.options if option.forced]
    assert only.option == "parallel"
    assert only.why is not None
    assert set(only.why.lines) == {"EU-1", "RU-1"}


def test_switching_keeps_the_other_choices(case: Case) -> None:
    """An option's count on a decided issue is what switching to it would leave."""
    fixed = {"security_guarantee": "other", "ceasefire_timing": "ceasefire_first"}
    found = options_left(Premises(case, Reading.MODERATE, fixed=fixed))
    assert found.open == 1944
    assert found.issue("ceasefire_timing").option("parallel").open == 1944
    assert found.issue("ceasefire_timing").option("settlement_first").open == 0
    assert found.issue("security_guarantee").option("nato_style").open == 1944
    assert found.issue("territory").option("deferred").open == 972


def test_nearest_to_a_scenario_with_several_crossings(case: Case) -> None:
    """From parallel, us_russia and ease two changes lead to an open scenario under firm."""
    present: dict[str, Pick] = {
        "security_guarantee": "other",
        "guarantors": ("united_states",),
        "ceasefire_timing": "parallel",
        "meeting_format": ("us_russia",),
        "territory": "part_of_deal",
        "follow_up_summit": "without_european_leaders",
        "pressure_on_russia": "ease",
        "ukraine_army": "limits",
        "timeframe": "short",
    }
    found = nearest(Premises(case, Reading.FIRM, fixed=present), most=2)
    assert [[(c.issue, c.after) for c in near.changes] for near in found.scenarios] == [
        [("meeting_format", ("trilateral", "us_russia")), ("pressure_on_russia", "increase")],
        [("meeting_format", ("trilateral", "us_russia")), ("pressure_on_russia", "maintain")],
    ]
    assert found.at_least in (2, 3)  # proven so far; three is true
    assert nearest(Premises(case, Reading.STRICT, fixed=present)).scenarios == ()


def test_readings_side_by_side(case: Case) -> None:
    """The flips hold the same numbers as the questions asked one by one."""
    found = flips(Premises(case, Reading.FIRM))
    assert found.complete
    assert {under.reading: under.open for under in found.readings} == OPEN
    assert {under.reading: set(under.lines) for under in found.readings} == COUNTED
    flipped = {(flip.issue, flip.option): flip for flip in found.options}
    without = flipped["security_guarantee", "none"]
    assert without.possible == (Reading.LENIENT, Reading.MODERATE)  # literal counts no line
    assert ("security_guarantee", "nato_membership") not in flipped  # no reading that counts has it
    assert flipped["timeframe", "short"].ruled_out == (Reading.STRICT,)


def test_analysis_of_everything(case: Case) -> None:
    """One call answers all parts; those not asked for are missing."""
    found = analyse(Premises(case, Reading.STRICT))
    assert found.complete
    assert found.scenarios == 20_736
    of_open = found.answer("open", OpenAnswer)
    assert of_open is not None
    assert of_open.counted.open == 0
    assert set(found.answers) == BY_DEFAULT
    assert "flips" not in found.answers
    only = analyse(Premises(case, Reading.STRICT), ["open"])
    assert only.answers == {"open": of_open}
