"""Beside each count stands what it hides, as looking at every scenario finds it.

The bundled case is gone through under all readings, from many partial scenarios. The made cases are
few and small in the gate; ``PLANNER_LONG=1`` makes many, of up to 10,000 scenarios.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.analysis.engine.limits import Limit, Unfinished
from planner.analysis.groundwork import Groundwork
from planner.analysis.least import least
from planner.analysis.open_set import open_set
from planner.analysis.question import Question
from planner.analysis.rests_on import rests_on
from planner.files import bundled_folder, read_case
from planner.model import Case, Reading
from tests.analysis.judge import Judge, questions
from tests.benchmarks.analysis.families import sparse

LONG = bool(os.environ.get("PLANNER_LONG"))
MOST = 10_000
made = settings(
    max_examples=400 if LONG else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
made_questions = given(questions(max_issues=8 if LONG else 6, max_lines=9 if LONG else 7))
every_reading = pytest.mark.parametrize("reading", list(Reading))


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(bundled_folder() / "ukraine-2025-08.case.toml").case


def asked(case: Case, reading: Reading) -> Iterator[Judge]:
    """The case itself, every single choice, and some of several; the scenarios listed once."""
    whole = Judge(Question(case, reading))
    yield whole
    rng = random.Random(1)
    fixings = [{issue.id: option} for issue in case.issues for option in issue.by_id]
    for _ in range(120 if LONG else 30):
        issues = rng.sample(case.issues, rng.randint(2, len(case.issues)))
        fixings.append({issue.id: rng.choice(list(issue.by_id)) for issue in issues})
    for fixed in fixings:
        judge = Judge(Question(case, reading, fixed=fixed))
        judge.scenarios, judge.contested = whole.scenarios, whole.contested
        yield judge


def assert_honest(judge: Judge, ground: Groundwork | None = None) -> None:
    """Every number of the open scenarios is that of the list of all scenarios."""
    question = judge.question
    ground = ground or Groundwork(question)
    found = open_set(question, groundwork=ground)
    assert found.tally == judge.open_tally()
    assert found.complete
    shared = rests_on(question, groundwork=ground)
    assert shared.complete
    options, contested = judge.rests_on()
    assert {(option.issue, option.option) for option in shared.options} == options
    assert set(shared.contested) == contested
    for option in shared.options:
        origin = question.case.issues_by_id[option.issue].by_id[option.option].origin
        assert option.origin is origin
    for sourced in (False, True):
        crossings = least(question, sourced=sourced, groundwork=ground)
        assert crossings.complete
        expected = judge.least(sourced=sourced)
        assert {frozenset(c.lines): c.scenarios for c in crossings.crossings} == expected
        assert len(crossings.crossings) == len(expected)
        assert crossings.at_least == min(map(len, expected), default=0)


@every_reading
def test_the_bundled_case_from_many_choices(case: Case, reading: Reading) -> None:
    """Contested ground, added options, and the fewest lines crossed, under every reading."""
    ground = Groundwork(Question(case, reading))
    for judge in asked(case, reading):
        assert_honest(judge, ground)


@made
@made_questions
def test_made_cases(question: Question) -> None:
    """The same on cases with overlapping, redundant and exhausting conditions."""
    assume(question.case.scenario_count <= MOST)
    assert_honest(Judge(question))


def test_bounds_of_part_of_the_scenarios_never_exceed_those_of_all() -> None:
    """Where nothing finishes, what respects all lines is at most what crosses none."""
    hard = Question(sparse(30, 5, 200, seed=1), Reading.FIRM)
    found = open_set(hard, Limit(seconds=30, nodes=2000))
    assert isinstance(found.open, Unfinished)
    for count in (found.respecting, found.without_added):
        assert isinstance(count, Unfinished)
        assert found.open.at_most is not None
        assert count.at_most is not None
        assert count.at_most <= found.open.at_most
