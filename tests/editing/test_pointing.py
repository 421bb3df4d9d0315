"""A red line by pointing: options to rules and back, and what the line does to its case."""

from __future__ import annotations

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.questions.line_effect import line_effect
from planner.check.checker import Checker
from planner.check.verdict import LineStatus
from planner.editing.pointing import Zone, next_zone, with_zones, zones_of
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.words.line_effect import effect_words
from tests.files.samples import small_case
from tests.small_cases import issue, made_case, red_line, when

OPTIONS = [("i", "x"), ("i", "y"), ("j", "p"), ("j", "q")]
LINE = red_line("L", "a", when(i="x"))


@given(st.dictionaries(st.sampled_from(OPTIONS), st.sampled_from(Zone)))
def test_what_is_pointed_out_is_read_back(zones: dict[tuple[str, str], Zone]) -> None:
    """Each option with what it does."""
    assert zones_of(with_zones(LINE, zones)) == zones


def test_a_key_goes_round() -> None:
    """Crossed, contested, neither."""
    assert [next_zone(None), next_zone(Zone.CROSSED), next_zone(Zone.CONTESTED)] == [
        Zone.CROSSED,
        Zone.CONTESTED,
        None,
    ]


def test_a_rule_that_combines_issues_is_none_to_point_at() -> None:
    """Nor is one that asks for more than any of some options."""
    assert zones_of(red_line("L", "a", when(i="x", j="p"))) is None
    (line,) = small_case().red_lines
    assert zones_of(line) is None
    assert zones_of(evolve(line, contested_when=())) == {("water", "all_north"): Zone.CROSSED}


@pytest.mark.parametrize("reading", [Reading.FIRM, Reading.LENIENT])
@pytest.mark.parametrize(
    "others",
    [
        [],
        [red_line("M", "b", when(i="x|y"))],
        [red_line("M", "b", when(i="x"))],
        [red_line("M", "b", when(i="y"), when(j="q"))],
    ],
)
def test_what_a_line_closes_is_as_counted_one_by_one(
    others: list[object], reading: Reading
) -> None:
    """Over all scenarios; and what clashes with it leaves none open."""
    line = red_line("L", "a", when(i="x"), when(j="p"))
    case = made_case(issues=(issue("i", "x", "y"), issue("j", "p", "q")), red_lines=[line, *others])
    effect = line_effect(case, "L", reading)
    open_without = open_with = 0
    for i, j in product("xy", "pq"):
        scenario = Scenario(case.id).with_pick("i", i).with_pick("j", j)
        verdict = Checker(case).check(scenario, reading=reading)
        crossed = {e.line.id for e in verdict.lines if e.status is LineStatus.CROSSED and e.counted}
        clear = not crossed - {"L"}
        open_without += clear
        open_with += clear and not (i == "x" or j == "p")
    assert (effect.without, effect.with_it) == (open_without, open_with)
    words = " ".join(effect_words(line, reading, effect.without, effect.with_it, effect.clashes))
    assert "It has no evidence yet." in words
    assert ("is closed without it too" in words) == (open_without == open_with > 0)
    assert ("no scenario is clear without it" in words) == (open_without == 0)
    assert ("1 scenario that is clear" in words) == (open_without == 1)
    assert ("It does not count: preference" in words) == (reading is Reading.LENIENT)
    assert ("Every scenario crosses it or M." in words) == (("M",) in effect.clashes)
    assert "respect" not in words
