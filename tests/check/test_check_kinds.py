"""The verdict on cases of all kinds mixed, judged by brute force over all completions.

``PLANNER_LONG=1`` tries 2,000 cases, of up to 10,000 scenarios each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.check.checker import check
from planner.check.verdict import LineStatus, LineVerdict, PartyStatus
from planner.model.case import Case, Party
from planner.model.conditions import Condition, Term
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from tests.check.test_check import the_one
from tests.made_cases import (
    completions,
    is_true,
    mixed_cases,
    naive_points,
    naive_status,
    points_over,
    scenarios,
)
from tests.small_cases import any_of, coherence_rule, issue, made_case, red_line, scenario, when

LONG = bool(os.environ.get("PLANNER_LONG"))
MOST = 10_000 if LONG else 300
CASES = 2_000 if LONG else 100


@st.composite
def mixed_questions(draw: st.DrawFn) -> tuple[Case, Scenario]:
    """A case of all kinds and a complete or partial scenario of it."""
    case = draw(mixed_cases(most=draw(st.sampled_from([30, 300, MOST]))))
    return case, draw(scenarios(case))


@settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
@given(mixed_questions())
def test_everything_said_of_a_scenario_is_so_in_all_its_completions(
    question: tuple[Case, Scenario],
) -> None:
    """Statuses, incoherent rules, what is undecided, what does not apply, points: as all agree."""
    case, chosen = question
    verdict = check(case, chosen)
    every = list(completions(case, chosen))
    assert list(verdict.statuses) == [
        the_one(naive_status(line, picks, verdict.reading) for picks in every)
        for line in case.red_lines
    ]
    assert verdict.incoherent == tuple(
        rule.id
        for rule in case.coherence
        if all(is_true(rule.impossible_when, picks) for picks in every)
    )
    applies = {issue.id: {issue.id in picks for picks in every} for issue in case.issues}
    assert {i: verdict.applies(i) for i in applies} == {
        i: found.pop() if len(found) == 1 else None for i, found in applies.items()
    }
    assert verdict.not_applying == tuple(i for i in applies if verdict.applies(i) is False)
    decided = {
        issue: pick for issue, pick in chosen.chosen() if case.issues_by_id[issue].answered_by(pick)
    }
    assert verdict.undecided == tuple(
        i for i in applies if i not in decided and verdict.applies(i) is not False
    )
    counting = {i: pick for i, pick in decided.items() if verdict.applies(i) is not False}
    for line in verdict.lines:
        scored = line.line.points
        assert (line.points is None) is (scored is None)
        if line.points is not None and scored is not None:
            came_to = [naive_points(scored, picks) for picks in every]
            assert line.points.have == naive_points(scored, counting)
            assert (line.points.least, line.points.most) == (min(came_to), max(came_to))


@settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_points_reach_from_the_least_to_the_most_of_all_completions(data: st.DataObject) -> None:
    """Also where whether issues apply depends on others that give points themselves."""
    case = data.draw(mixed_cases(most=300, max_lines=0))
    points = data.draw(st.lists(points_over(case.issues), min_size=1, max_size=3))
    lines = tuple(red_line(f"P-{n}", "p0", points=of) for n, of in enumerate(points))
    case = evolve(case, red_lines=lines)
    chosen = data.draw(scenarios(case))
    every = list(completions(case, chosen))
    for line, of in zip(check(case, chosen).lines, points, strict=True):
        came_to = [naive_points(of, picks) for picks in every]
        assert line.points is not None
        assert (line.points.least, line.points.most) == (min(came_to), max(came_to))


def gravest(lines: Iterable[LineVerdict]) -> PartyStatus:
    """The status of whoever holds just these lines; by the definition."""
    held = list(lines)
    counted = [line.status for line in held if line.counted]
    for status in (LineStatus.CROSSED, LineStatus.CONTESTED, LineStatus.UNDECIDED):
        if status in counted:
            return PartyStatus(status)
    aside = (line.status for line in held if line.set_aside and not line.weaker)
    if LineStatus.CROSSED in aside:
        return PartyStatus.SET_ASIDE
    return PartyStatus.CLEAR if counted else PartyStatus.NONE_COUNTED


@settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
@given(mixed_questions())
def test_a_member_is_judged_by_its_own_lines_and_a_party_by_all(
    question: tuple[Case, Scenario],
) -> None:
    """A member without a line of its own has no verdict; whose lines alone decide is said."""
    verdict = check(*question)
    for party in verdict.parties:
        held = [line for line in verdict.lines if line.line.party == party.party.id]
        assert list(party.lines) == held
        assert party.status is (gravest(held) if held else PartyStatus.NO_POSITION)
        members = dict.fromkeys(line.line.member for line in held if line.line.member)
        assert {member.name for member in party.members} == set(members)
        for member in party.members:
            assert list(member.lines) == [line for line in held if line.line.member == member.name]
            assert member.status is gravest(member.lines)
        own = gravest(line for line in held if not line.line.member)
        alone = held and party.status is not PartyStatus.CLEAR and own is not party.status
        assert party.by_members_alone == tuple(
            member.name
            for member in sorted(party.members, key=lambda m: party.party.members.index(m.name))
            if alone and member.status is party.status is not PartyStatus.NONE_COUNTED
        )


BLOC = Party("bloc", "Bloc", ("France", "Germany"))


def of_france(name: str, *crossed: Term, **more: Any) -> RedLine:
    return red_line(name, "bloc", *crossed, member="France", **more)


def of_bloc(*lines: RedLine) -> Case:
    """A case of one party, and one issue."""
    return made_case(parties=(BLOC,), issues=(issue("seats", "two", "three"),), red_lines=lines)


@pytest.mark.parametrize(
    ("own", "aside", "alone"),
    [
        ("two", (), ()),
        ("three", (), ("France",)),
        ("two", ("B-1", "F-1"), ()),
        ("three", ("B-1", "F-1"), ("France",)),
        ("two", ("F-1",), ()),
    ],
)
def test_a_status_is_by_a_members_lines_alone_only_where_no_line_of_the_party_makes_it(
    own: str, aside: tuple[str, ...], alone: tuple[str, ...]
) -> None:
    """Whether lines count or are set aside: those that are not crossed make nothing."""
    case = of_bloc(red_line("B-1", "bloc", when(seats=own)), of_france("F-1", when(seats="two")))
    (bloc,) = check(case, scenario(seats="two", set_aside=aside)).parties
    assert bloc.by_members_alone == alone


def test_members_stand_in_the_order_of_the_party() -> None:
    """Whichever line comes first."""
    line = red_line("G-1", "bloc", when(seats="two"), member="Germany")
    (bloc,) = check(of_bloc(line, of_france("F-1")), scenario(seats="two")).parties
    assert [member.name for member in bloc.members] == ["France", "Germany"]


def test_a_rule_on_options_of_an_issue_that_need_not_apply_may_name_them_in_two_ways() -> None:
    """One must hold, so that the issue applies; the other must not, which is also true without."""
    case = made_case(
        issues=(
            issue("asked", "yes", "no"),
            any_of("several", "a", "b", at_most=1, applies_when=(when(asked="yes"),)),
        ),
        coherence=(coherence_rule("r", when(several=Condition("", any=("a",), none=("b",)))),),
    )
    assert check(case, scenario()).incoherent == ()
    assert check(case, scenario(asked="yes", several=("a",))).incoherent == ("r",)
