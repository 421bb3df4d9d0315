"""Every format that was ever written is read for ever; what is written has the lowest that will do.

The files in ``formats`` stay as they are: a new format gets new ones.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from planner.errors import FileProblemError
from planner.files.cases.reading import read_case
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.fields import FORMATS
from planner.files.toml.source import source_from_text
from planner.model.case import IssueKind
from planner.model.conditions import Condition, Term
from planner.model.points import Points
from planner.model.scenario import Scenario
from tests.files.samples import SCENARIO_TEXT, scenario_from_text, small_case, spoiled

FILES = Path(__file__).parent / "formats"
CASE = small_case()
KIND = scenario_kind(CASE)
WITHOUT_REASON = scenario_from_text(SCENARIO_TEXT, CASE)
WITH_REASON = evolve(WITHOUT_REASON, set_aside={"S-1": "The mayor may be brought round."})
EXPECTED = {
    "scenario-1.toml": WITHOUT_REASON,
    "scenario-2.toml": WITH_REASON,
    "scenario-2-array.toml": WITHOUT_REASON,
}


def test_there_is_a_file_of_each_kind_and_format() -> None:
    """Whoever adds a format adds its files."""
    for number in FORMATS:
        assert (FILES / f"scenario-{number}.toml").exists()
        assert (FILES / f"case-{number}.case.toml").exists()


@pytest.mark.parametrize("number", FORMATS)
def test_a_case_of_each_format_is_read(number: int) -> None:
    """It says what it said when it was written."""
    assert read_case(FILES / f"case-{number}.case.toml").case == CASE


@pytest.mark.parametrize("name", EXPECTED)
def test_a_scenario_of_each_format_is_read(name: str) -> None:
    """It says what it said when it was written."""
    text = (FILES / name).read_text(encoding="utf-8")
    assert scenario_from_text(text, CASE) == EXPECTED[name]


def test_a_scenario_is_written_in_the_lowest_format_that_can_hold_it() -> None:
    """Colleagues with an older planner can read it as long as that is possible at all."""
    assert KIND.text_to_save(WITHOUT_REASON).startswith("format = 1\n")
    text = KIND.text_to_save(WITH_REASON)
    assert text.startswith("format = 2\n")
    assert '[set_aside.S-1]\nwhy = "The mayor may be brought round."\n' in text
    assert "set_aside = [" not in text


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("wanted", [WITHOUT_REASON, WITH_REASON, evolve(WITH_REASON, set_aside=())])
def test_a_reason_changes_only_what_it_must(name: str, wanted: Scenario) -> None:
    """From each form to each other, with every comment; the number goes up where it has to."""
    base = source_from_text(name, (FILES / name).read_text(encoding="utf-8"))
    text = KIND.text_to_save(wanted, base=base)
    assert scenario_from_text(text, CASE) == wanted
    assert text.startswith(base.text.partition("\n")[0])
    if any(wanted.set_aside.values()):
        assert "\nformat = 2\n" in text
    elif "[set_aside" not in text and wanted != EXPECTED[name]:
        assert "\nformat = 1\n" in text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "format = 1",
            "format = 3",
            (
                "1:10: error: the file has format 3; expected 1 or 2; "
                "a newer planner may have written this file"
            ),
        ),
        (
            'reading = "strict"',
            'lens = "strict"',
            (
                '11:1: error: [check] has no place for "lens"; expected one of reading, set_aside; '
                "a newer planner may have written this file"
            ),
        ),
        (
            "[choices.fishing]",
            "[set_aside.S-1]",
            (
                '18:2: error: "set_aside" is new in format 2; '
                'expected the line "format = 2" at the top'
            ),
        ),
    ],
)
def test_what_a_newer_planner_wrote_is_refused_with_that_hint(
    old: str, new: str, expected: str
) -> None:
    """Nothing that is not understood is dropped in silence."""
    with pytest.raises(FileProblemError) as caught:
        scenario_from_text(spoiled(SCENARIO_TEXT, old, new), CASE)
    assert [str(problem) for problem in caught.value.problems] == [f"the scenario:{expected}"]


def test_a_reason_for_a_line_that_the_case_does_not_have_is_refused() -> None:
    """With the place of its table and the nearest name."""
    text = (FILES / "scenario-2.toml").read_text(encoding="utf-8").replace("S-1]", "S-11]")
    with pytest.raises(FileProblemError) as caught:
        scenario_from_text(text, CASE)
    (problem,) = caught.value.problems
    assert str(problem) == (
        'the scenario:14:12: error: the case "lake" has no red line "S-11"; expected S-1; '
        'did you mean "S-1"?'
    )


def test_all_that_format_2_brought_is_read() -> None:
    """Each name of it ends up where the model has it."""
    case = read_case(FILES / "case-2-talks.case.toml").case
    (source,) = case.sources
    assert (source.date, source.url) == (dt.date(2024, 4, 30), "https://example.org/gazette")
    assert (source.text, source.sha256[:4], source.length) == ("sources/gazette.txt", "9f86", 4712)
    guarantee, guarantors, army = case.issues
    assert guarantee.option("pact").clause == "The Parties shall come to each other's aid."
    assert (guarantors.kind, guarantors.at_least, guarantors.at_most) == (IssueKind.ANY, 1, 2)
    assert guarantors.applies_when == (
        Term((Condition("guarantee", ("pact",)),)),
        Term((Condition("guarantee", none=("nothing",)),)),
    )
    assert (army.kind, army.values, army.unit) == (
        IssueKind.NUMBER,
        range(0, 1500001, 1000),
        "soldiers",
    )
    first, again, _ = case.statements
    assert first.supports == (
        Condition("guarantors", all=("east", "west")),
        Condition("army", at_from=600000, below=800001),
    )
    assert (first.date, first.superseded_by, first.place) == (dt.date(2024, 4, 30), "S3", 2)
    assert (again.repeats, again.place) == ("S1", 0)
    by_rules, by_points = case.red_lines
    assert (by_rules.member, by_rules.superseded_by) == ("Upper South", "S-2")
    assert by_rules.crossed_when == (
        Term((Condition("guarantors", none=("east", "west")),)),
        Term((Condition("guarantors", applies=False),)),
    )
    assert by_points.points == Points(
        minimum=Decimal("55.5"),
        contested_below=Decimal(60),
        scored_by="a consultant of the Gazette",
        of_options={
            "guarantee": {"pact": Decimal(14), "nothing": Decimal("-8.25")},
            "guarantors": {"east": Decimal(10), "west": Decimal("20.1")},
        },
        steps={"army": ((600000, Decimal(10)), (800000, Decimal(25)))},
    )
    text = (FILES / "scenario-2-talks.toml").read_text(encoding="utf-8")
    scenario = scenario_from_text(text, case)
    assert scenario.as_of == dt.date(2024, 4, 30)
    assert dict(scenario.chosen()) == {
        "guarantee": "pact",
        "guarantors": ("east", "union"),
        "army": 800000,
    }
