"""The verdict on cases of all kinds mixed, judged by brute force over all completions.

``PLANNER_LONG=1`` tries 2,000 cases, of up to 10,000 scenarios each.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.check.checker import check
from planner.model.case import Case
from planner.model.scenario import Scenario
from tests.made_cases import (
    completions,
    is_true,
    mixed_cases,
    naive_points,
    naive_status,
    scenarios,
)
from tests.test_check import the_one

LONG = bool(os.environ.get("PLANNER_LONG"))
MOST = 10_000 if LONG else 300
CASES = 2_000 if LONG else 150


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
