"""The judge of the tests, itself judged by examples small enough to write down."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from planner.check.verdict import LineStatus
from planner.model.case import Issue, IssueKind, Option
from planner.model.conditions import Condition, Pick, Term
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.made_cases import (
    complete_scenarios,
    completions,
    holds,
    is_full,
    is_true,
    mixed_cases,
    naive_points,
    naive_status,
    scenarios,
)
from tests.small_cases import issue, made_case, red_line, when

GUARANTEE = issue("guarantee", "nato", "other", "none")
GUARANTORS = Issue(
    "guarantors",
    "Guarantors",
    (Option("us", "US"), Option("uk", "UK")),
    kind=IssueKind.ANY,
    at_least=1,
    applies_when=(when(guarantee="nato|other"),),
)
CEILING = Issue("ceiling", "Ceiling", kind=IssueKind.NUMBER, minimum=0, maximum=1000, step=500)
CASE = made_case(issues=(GUARANTORS, GUARANTEE))
POINTS = Points(
    Decimal("5.5"),
    Decimal(7),
    of_options={"guarantors": {"us": Decimal(4), "uk": Decimal("-1.5")}},
    steps={"ceiling": ((500, Decimal("2.5")), (900, Decimal(4)))},
)


def test_an_issue_that_does_not_apply_is_absent_and_comes_last() -> None:
    """Guarantors, at least one of two, are asked for only with two of the three guarantees."""
    found = list(complete_scenarios(CASE))
    assert [tuple(picks.values()) for picks in found] == [
        (held, guarantee)
        for held in (("uk",), ("us",), ("us", "uk"))
        for guarantee in ("nato", "other")
    ] + [("none",)]


def test_completions_keep_what_applies_and_is_decided() -> None:
    """What was chosen counts for nothing where its issue does not apply, nor a choice begun."""
    kept = Scenario("small", choices={"guarantors": Choice(options=("us",))})
    assert len(list(completions(CASE, kept))) == 3
    begun = Scenario("small", choices={"guarantors": Choice(options=())})
    assert len(list(completions(CASE, begun))) == 7


def test_on_an_issue_that_does_not_apply_only_none_and_applies_false_are_true() -> None:
    """Every other part of a condition is false there."""
    assert holds(Condition("x", none=("a",)), {})
    assert holds(Condition("x", none=("a",), applies=False), {})
    assert not holds(Condition("x", none=("a",), any=("b",)), {})
    assert not holds(Condition("x", at_from=0), {})
    assert not holds(Condition("x", below=0), {})
    assert not holds(Condition("x", applies=True), {})


def test_each_part_of_a_condition_must_hold() -> None:
    """Any, all and none of the options; from a bound to below another."""
    both = Condition("x", any=("a", "b"), all=("c",), none=("d",))
    assert holds(both, {"x": ("b", "c")})
    assert not any(holds(both, {"x": picks}) for picks in (("c",), ("b",), ("b", "c", "d")))
    span = Condition("x", at_from=2, below=4)
    assert [holds(span, {"x": value}) for value in (1, 2, 3, 4)] == [False, True, True, False]
    assert is_true((Term((span,)), Term((both,))), {"x": 2})


def test_points_add_up_and_the_last_step_reached_counts() -> None:
    """Less than the minimum crosses the line; from there to the end of the zone is contested."""
    line = red_line("A-1", "a", points=POINTS)
    came_to = {
        value: naive_points(POINTS, {"guarantors": ("us", "uk"), "ceiling": value})
        for value in (0, 500, 1000)
    }
    assert came_to == {0: Decimal("2.5"), 500: Decimal(5), 1000: Decimal("6.5")}
    at_most: dict[str, Pick] = {"guarantors": ("us",), "ceiling": 1000}
    assert [
        naive_status(line, picks, Reading.FIRM)
        for picks in ({}, {**at_most, "guarantors": ("us", "uk")}, at_most)
    ] == [LineStatus.CROSSED, LineStatus.CONTESTED, LineStatus.RESPECTED]


@given(st.data())
def test_made_cases_are_small_and_their_scenarios_known_to_them(data: st.DataObject) -> None:
    """A made case has as few scenarios as asked for, and each is one that the case knows."""
    case = data.draw(mixed_cases(most=100))
    found = list(complete_scenarios(case))
    assert 1 <= len(found) <= 100
    assert len({tuple(sorted(picks.items())) for picks in found}) == len(found)
    for picks in found:
        assert all(case.issues_by_id[i].answered_by(pick) for i, pick in picks.items())
    kept = list(completions(case, data.draw(scenarios(case))))
    assert kept
    assert all(picks in found for picks in kept)


def test_choices_that_are_begun_or_full_are_made_often() -> None:
    """What is stated of them alone is tried too: each stands in some of few scenarios."""
    begun, full = [], []

    @settings(max_examples=60, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.data())
    def made(data: st.DataObject) -> None:
        case = data.draw(mixed_cases(most=60))
        chosen = dict(data.draw(scenarios(case)).chosen())
        begun.append(any(case.issues_by_id[i].begun_by(pick) for i, pick in chosen.items()))
        full.append(any(is_full(case.issues_by_id[i], pick) for i, pick in chosen.items()))

    made()
    assert min(sum(begun), sum(full)) >= 2, (sum(begun), sum(full))
