"""Scenarios side by side where several options hold, numbers are chosen, or issues do not apply."""

from __future__ import annotations

import pytest
from attrs import evolve

from planner.check.checker import check
from planner.check.comparison import Column, Comparison
from planner.model.case import Case
from planner.model.scenario import Scenario
from planner.reports.content.compare import comparison_blocks
from planner.reports.content.compare_details import choices_page, way_page
from planner.reports.formats.json_comparison import comparison_json
from planner.reports.formats.text import PANE, REPORT, text_lines
from planner.reports.page import Page
from tests.small_cases import any_of, issue, made_case, number, red_line, scenario, when

CASE = made_case(
    issues=(
        issue("guarantee", "nato", "none"),
        any_of(
            "guarantors", "france", "poland", at_least=1, applies_when=(when(guarantee="nato"),)
        ),
        number("army", 0, 1500, 100, title="Army ceiling", unit="soldiers"),
    ),
    red_lines=(red_line("A-1", "a", when(guarantee="none")),),
)
GUARANTEED = scenario(guarantee="nato", guarantors=("france", "poland"), army=600)
ALONE = scenario(guarantee="none", guarantors=("poland",), army=600)


TWO_AT_LEAST = made_case(
    issues=(
        issue("guarantee", "nato", "none"),
        any_of(
            "guarantors", "france", "poland", at_least=2, applies_when=(when(guarantee="nato"),)
        ),
    ),
)
BEGUN = scenario(guarantee="nato", guarantors=("france",))


def compare(*made: Scenario, case: Case = CASE) -> Comparison:
    return Comparison(tuple(Column(f"{n}.toml", s, check(case, s)) for n, s in enumerate(made)))


def said(page: Page) -> str:
    return "\n".join(text_lines(page.blocks, 200, PANE))


def differing(*made: Scenario) -> list[str]:
    return [found.id for found in compare(*made).differing]


def test_sets_and_numbers_differ_as_a_whole() -> None:
    """Another number of options that hold is one difference."""
    fewer, more = GUARANTEED.with_pick("guarantors", ("france",)), GUARANTEED.with_pick("army", 700)
    assert differing(GUARANTEED, fewer) == ["guarantors"]
    assert differing(GUARANTEED, more) == ["army"]
    assert compare(GUARANTEED, GUARANTEED).same
    assert [found.id for found in compare(fewer, more).changes(0, 1)] == ["guarantors", "army"]


def test_what_does_not_apply_counts_for_nothing_and_is_told() -> None:
    """Whatever the file keeps of it: there is nothing to decide on the way there."""
    made = compare(GUARANTEED, ALONE)
    assert differing(GUARANTEED, ALONE) == ["guarantee", "guarantors"]
    assert [found.id for found in made.changes(0, 1)] == ["guarantee"]
    assert [found.id for found in made.changes(1, 0)] == ["guarantee", "guarantors"]
    text = " ".join(" ".join(text_lines(comparison_blocks(made), 100, REPORT)).split())
    kept = "Guarantors A France and Poland B chosen, but does not apply now: Poland"
    assert kept in text
    assert "B → A: 2 changes: Guarantee, Guarantors (no longer crosses A-1)" in text


@pytest.mark.parametrize("kept", [None, ("france",)])
def test_another_choice_kept_where_the_issue_applies_in_none_of_them_is_a_difference(
    kept: tuple[str, ...] | None,
) -> None:
    """Each file's is told; there is nothing to decide on the way from one to the other."""
    made = compare(ALONE, ALONE.with_pick("guarantors", kept))
    assert compare(ALONE, ALONE).same
    assert not made.same
    assert [found.id for found in made.differing] == ["guarantors"]
    assert not made.changes(0, 1)
    text = " ".join(" ".join(text_lines(comparison_blocks(made), 100, REPORT)).split())
    told = "chosen, but does not apply now: France" if kept else "does not apply"
    assert f"A chosen, but does not apply now: Poland B {told} Verdicts" in text
    assert "A → B: the same choices where issues apply" in text
    assert "\nThe same choices where issues apply." in said(way_page(made, 0, 1))


@pytest.mark.parametrize(
    ("other", "told", "same"),
    [
        (
            BEGUN.with_pick("guarantors", ("poland",)),
            "A undecided, 1 of at least 2: France B undecided, 1 of at least 2: Poland",
            "the same choices, but for what is only begun",
        ),
        (
            BEGUN.with_pick("guarantors", None),
            "A undecided, 1 of at least 2: France B undecided",
            "the same choices, but for what is only begun",
        ),
    ],
)
def test_what_is_only_begun_is_a_difference_and_decides_nothing(
    other: Scenario, told: str, same: str
) -> None:
    """There is nothing to decide on the way from one to the other."""
    assert compare(BEGUN, BEGUN, case=TWO_AT_LEAST).same
    made = compare(BEGUN, other, case=TWO_AT_LEAST)
    assert not made.same
    text = " ".join(" ".join(text_lines(comparison_blocks(made), 100, REPORT)).split())
    assert f"Guarantors {told} Verdicts" in text
    assert f"A → B: {same}" in text
    answer = comparison_json(made)
    assert answer["differing"] == ["guarantors"]
    assert answer["issues"]["guarantors"] == [None, None]
    assert [way["choices"] for way in answer["changes"]] == [{}, {}]


def test_to_finish_what_is_begun_is_a_change_and_so_is_the_way_back() -> None:
    whole = BEGUN.with_pick("guarantors", ("france", "poland"))
    made = compare(BEGUN, whole, case=TWO_AT_LEAST)
    ways = [way["choices"] for way in comparison_json(made)["changes"]]
    assert ways == [{"guarantors": ["france", "poland"]}, {"guarantors": None}]


def test_what_is_begun_where_it_does_not_apply_is_told_with_what_is_chosen_there() -> None:
    away, whole = (
        BEGUN.with_pick("guarantee", "none").with_pick("guarantors", pick)
        for pick in (("france",), ("france", "poland"))
    )
    made = compare(away, whole, case=TWO_AT_LEAST)
    assert [found.id for found in made.differing] == ["guarantors"]
    same = "The same choices where issues apply, but for what is only begun."
    assert same in said(way_page(made, 0, 1))


def test_a_program_gets_arrays_and_numbers_and_what_does_not_apply() -> None:
    answer = comparison_json(compare(GUARANTEED, ALONE))
    assert answer["issues"] == {
        "guarantee": ["nato", "none"],
        "guarantors": [["france", "poland"], None],
        "army": [600, 600],
    }
    assert answer["not_applying"] == [[], ["guarantors"]]
    assert answer["changes"][1]["choices"] == {
        "guarantee": "nato",
        "guarantors": ["france", "poland"],
    }
    assert "not_applying" not in comparison_json(compare(GUARANTEED, GUARANTEED))


def test_the_pages_name_each_choice_by_its_titles() -> None:
    """A scenario by its own, unless another has the same: then by its file."""
    made = compare(GUARANTEED, ALONE, GUARANTEED.with_pick("army", None))
    page = said(choices_page(made, CASE.issues[2], 0, None))
    assert "A 600 soldiers · 0.toml (opened)" in page
    assert "C undecided · 2.toml" in page
    assert "“France” and “Poland”" in said(choices_page(made, CASE.issues[1], 0, None))
    assert "Guarantors: chosen, but does not apply now: Poland → France and Poland" in said(
        way_page(made, 1, 0)
    )
    made = compare(GUARANTEED, evolve(ALONE, title="Another"))
    assert "B 600 soldiers · Another" in said(choices_page(made, CASE.issues[2], 0, None))
