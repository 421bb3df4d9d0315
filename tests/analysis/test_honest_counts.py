"""Beside each count stands what it hides, as looking at every scenario finds it.

The bundled case is gone through under all readings, from many partial scenarios. The made cases are
few and small in the gate; ``PLANNER_LONG=1`` makes many, of up to 10,000 scenarios.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.analysis.engine.limits import Count, Limit, Stop, Stopped, Unfinished
from planner.analysis.questions.coalitions import coalitions
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.flips import flips
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.least import least
from planner.analysis.questions.nearby import with_changes
from planner.analysis.questions.nearest import nearest
from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.pivotal import PivotalLines, pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import rests_on
from planner.analysis.questions.same_lines import SameLines
from planner.analysis.questions.timetable import stops
from planner.analysis.questions.ways_out import ways_out
from planner.check.size import scenario_count
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.reading import Reading
from tests.analysis.judge import Judge, questions
from tests.benchmarks.analysis.families import sparse

LONG = bool(os.environ.get("PLANNER_LONG"))
MOST = 10_000
LIMIT = Limit(seconds=300)
"""So long that no other work on the machine makes an answer unfinished."""
made = settings(
    max_examples=2000 if LONG else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
made_questions = given(
    questions(max_issues=8 if LONG else 6, max_lines=9 if LONG else 7, most=MOST if LONG else 300)
)
every_reading = pytest.mark.parametrize("reading", list(Reading))


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled()


@cache
def bundled() -> Case:
    return read_case(bundled_folder() / "ukraine-2025-08.case.toml").case


@cache
def whole(reading: Reading) -> Judge:
    """All scenarios of the bundled case under a reading: three tests look at the same list."""
    return Judge(Premises(bundled(), reading))


def answers(issue: Issue) -> list[Pick]:
    """Every answer to an issue of options."""
    if issue.kind is IssueKind.ONE:
        return list(issue.by_id)
    sizes = range(issue.at_least, issue.most + 1)
    return [held for size in sizes for held in combinations(issue.by_id, size)]


def asked(case: Case, reading: Reading) -> Iterator[Judge]:
    """The case itself, every single choice, and some of several; the scenarios listed once."""
    yield whole(reading)
    rng = random.Random(1)
    fixings = [{issue.id: pick} for issue in case.issues for pick in answers(issue)]
    for _ in range(120 if LONG else 30):
        issues = rng.sample(case.issues, rng.randint(2, len(case.issues)))
        fixings.append({issue.id: rng.choice(answers(issue)) for issue in issues})
    if not LONG:
        fixings = fixings[::18]
    for fixed in fixings:
        yield whole(reading).of(Premises(case, reading, fixed=fixed))


def assert_honest(judge: Judge, ground: Groundwork | None = None) -> None:
    """Every number about the open scenarios is that of the list of all scenarios."""
    premises = judge.premises
    ground = ground or Groundwork(premises)
    found = open_set(premises, limit=LIMIT, groundwork=ground)
    assert found.tally == judge.open_tally()
    assert found.complete
    shared = rests_on(premises, limit=LIMIT, groundwork=ground)
    assert shared.complete
    options, contested = judge.rests_on()
    assert {(option.issue, option.option) for option in shared.options} == options
    assert set(shared.contested) == contested
    for option in shared.options:
        origin = premises.case.issues_by_id[option.issue].by_id[option.option].origin
        assert option.origin is origin
    for sourced in (False, True):
        crossings = least(premises, sourced=sourced, limit=LIMIT, groundwork=ground)
        assert crossings.complete
        expected = judge.least(sourced=sourced)
        assert {frozenset(c.lines): c.scenarios for c in crossings.crossings} == expected
        assert len(crossings.crossings) == len(expected)
        assert crossings.at_least == min(map(len, expected), default=0)
        if not sourced:
            for crossing in crossings.crossings:
                assert crossing.tally == judge.tally_without(crossing.lines)


def assert_every_count_is_honest(judge: Judge, ground: Groundwork | None = None) -> None:
    """What stands beside the counts of all other questions is what looking at all finds."""
    premises = judge.premises
    ground = ground or Groundwork(premises)
    found = options_left(premises, tallies=True, explain_all=False, limit=LIMIT, groundwork=ground)
    assert {
        (issue.issue, option.option): option.tally
        for issue in found.issues
        for option in issue.every
    } == judge.options_tallied()
    for way in ways_out(premises, tallies=True, limit=LIMIT, groundwork=ground).ways:
        assert way.tally == judge.tally_without(way.lines)
    pivotal = pivotal_lines(premises, tallies=True, limit=LIMIT, groundwork=ground)
    assert pivotal.complete
    for line in pivotal.lines:
        assert line.tally == judge.tally_without([line.line], crossing=True)
    assert {frozenset(group.lines) for group in pivotal.same} == judge.same_lines()
    for group in pivotal.same:
        assert group.tally == judge.tally_without(group.lines, crossing=True)
    for coalition in coalitions(premises, tallies=True, limit=LIMIT, groundwork=ground).coalitions:
        others = [line.id for line in judge.lines if line.party not in coalition.parties]
        assert coalition.tally == judge.tally_without(others)
    for near in nearest(premises, tallies=True, limit=LIMIT, groundwork=ground).scenarios:
        assert near.tally == judge.open_tally(with_changes(premises.start, near.changes))


def assert_kept_apart(judge: Judge, strict: Judge) -> None:
    """What clashes only if contested counts as crossed is named, and nothing else is."""
    found = conflicts(judge.premises, LIMIT, kept_apart=True)
    apart = [frozenset(conflict.lines) for conflict in found.kept_apart_by_contested]
    assert set(apart) == strict.conflicts() - judge.conflicts()
    assert len(apart) == len(set(apart))
    assert not found.kept_apart_reason


@every_reading
def test_the_bundled_case_from_many_choices(case: Case, reading: Reading) -> None:
    """Contested ground, added options, and the fewest lines crossed, under every reading."""
    ground = Groundwork(Premises(case, reading))
    for judge in asked(case, reading):
        assert_honest(judge, ground)


@every_reading
def test_every_count_of_the_bundled_case(case: Case, reading: Reading) -> None:
    """Options, ways out, lines, coalitions and changes, each with what its count hides."""
    ground = Groundwork(Premises(case, reading))
    for judge in list(asked(case, reading))[slice(None) if LONG else slice(1, None, 3)]:
        assert_every_count_is_honest(judge, ground)


@every_reading
def test_what_only_the_contested_zone_keeps_apart(case: Case, reading: Reading) -> None:
    """Of the bundled case as it stands, and with each choice on the timing of a ceasefire."""
    strict = Judge(whole(reading).premises.read_strictly)
    for fixed in (
        {},
        *({"ceasefire_timing": o} for o in case.issues_by_id["ceasefire_timing"].by_id),
    ):
        premises = Premises(case, reading, fixed=fixed)
        assert_kept_apart(whole(reading).of(premises), strict.of(premises.read_strictly))


@made
@made_questions
def test_made_cases(premises: Premises) -> None:
    """The same on cases with overlapping, redundant and exhausting conditions."""
    assume(scenario_count(premises.case) <= MOST)
    judge = Judge(premises)
    assert_honest(judge)
    assert_every_count_is_honest(judge)
    assert_kept_apart(judge, Judge(premises.read_strictly))


@made
@made_questions
def test_the_readings_side_by_side(premises: Premises) -> None:
    """Under each reading the three counts are those of the question asked alone."""
    assume(scenario_count(premises.case) <= MOST)
    for under in flips(premises, LIMIT).readings:
        assert under.tally == Judge(premises.read_as(under.reading)).open_tally()


@pytest.mark.parametrize("limit", [Limit(seconds=0), Limit(seconds=60, nodes=1)])
def test_no_bound_exceeds_the_scenarios_there_are(case: Case, limit: Limit) -> None:
    """Options of several that may hold at once have combinations that are no scenarios."""
    whole = Premises(case, Reading.STRICT)
    for fixed in ({}, {"ceasefire_timing": "parallel"}):
        premises = Premises(case, Reading.STRICT, fixed=fixed)
        every = scenario_count(case)
        counted = open_set(premises, limit)
        assert counted.scenarios <= every
        assert _most(counted.open) <= counted.scenarios
        for issue in options_left(premises, limit, explain_all=False).issues:
            assert all(_most(option.open) <= every for option in issue.every)
    for line in pivotal_lines(whole, limit).lines:
        assert _most(line.opens) <= every
    for coalition in coalitions(whole, limit).coalitions:
        assert _most(coalition.open) <= every
    for way in ways_out(whole, limit).ways:
        assert _most(way.opens) <= every


def _most(count: Count) -> int:
    """What the count is at most, as far as anything is said."""
    if isinstance(count, Unfinished):
        return count.at_most or 0
    return count


def test_bounds_of_part_of_the_scenarios_never_exceed_those_of_all() -> None:
    """Where nothing finishes, what respects all lines is at most what crosses none."""
    hard = Premises(sparse(30, 5, 200, seed=1), Reading.FIRM)
    found = open_set(hard, Limit(seconds=30, nodes=2000))
    assert isinstance(found.open, Unfinished)
    for count in (found.respecting, found.without_added):
        assert isinstance(count, Unfinished)
        assert found.open.at_most is not None
        assert count.at_most is not None
        assert count.at_most <= found.open.at_most


def test_an_answer_says_what_stopped_the_count_of_lines_that_say_the_same() -> None:
    """So that it is asked again: each line alone was counted, and it was called finished."""
    late = Stopped(Stop.TIME, (1,))
    group = SameLines(("US-2", "EU-2"), Unfinished(0, 18_144, late))
    assert list(stops(PivotalLines((), same=(group,)))) == [late]
