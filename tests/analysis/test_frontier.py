"""The frontier is what brute force finds, and says what it cannot say."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.analysis.engine.limits import Limit, Stop, Stopped
from planner.analysis.engine.unbeaten import _KEPT, _among_many
from planner.analysis.questions.frontier import frontier
from planner.analysis.questions.premises import Premises
from planner.check.verdict import LineStatus
from planner.model.case import Case
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Strength
from tests.made_cases import (
    Picks,
    complete_scenarios,
    is_true,
    mixed_cases,
    naive_points,
    naive_status,
    picks_of,
    points_over,
)
from tests.small_cases import made_case, numbered_issues, numbered_parties

made = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def scored_cases(draw: st.DrawFn) -> Case:
    """A case of all kinds of issues and lines, in which each party has one by points as well."""
    case = draw(mixed_cases(max_issues=4, max_lines=3))
    scored = tuple(
        RedLine(
            f"P-{party.id}",
            party.id,
            "Points",
            points=draw(points_over(case.issues)),
            strength=Strength.DECLARED,
        )
        for party in case.parties
    )
    return evolve(case, red_lines=(*case.red_lines, *scored))


Judged = list[tuple[tuple[Decimal, ...], int, Picks]]


def judged(premises: Premises) -> Judged:
    """The points that no open scenario beats, how many come to them, and the first of these."""
    case = premises.case
    scored = [line.points for line in premises.counted if line.points is not None]
    found: dict[tuple[Decimal, ...], list[Picks]] = {}
    for picks in complete_scenarios(case, premises.fixed):
        if any(is_true(rule.impossible_when, picks) for rule in case.coherence):
            continue
        statuses = [naive_status(line, picks, premises.reading) for line in premises.counted]
        if LineStatus.CROSSED not in statuses:
            met = tuple(naive_points(points, picks) for points in scored)
            found.setdefault(met, []).append(picks)

    def beaten(met: tuple[Decimal, ...]) -> bool:
        return any(
            other != met and all(a >= b for a, b in zip(other, met, strict=True)) for other in found
        )

    return [(met, len(ties), ties[0]) for met, ties in found.items() if not beaten(met)]


@made
@given(scored_cases(), st.sampled_from(Reading))
def test_the_frontier_is_what_no_open_scenario_beats(case: Case, reading: Reading) -> None:
    """Points, ties, the first of them and their order are those of all scenarios looked at."""
    premises = Premises(case, reading)
    found = frontier(premises, most=10**6)
    assert found.complete
    assert found.beyond == 0
    lines = [line.id for line in premises.counted if line.points is not None]
    assert [
        (tuple(point.points[line] for line in lines), point.scenarios, dict(point.choices))
        for point in found.listed
    ] == judged(premises)


@made
@given(scored_cases(), st.data())
def test_fixed_choices_hold_on_the_frontier(case: Case, data: st.DataObject) -> None:
    """Only scenarios with the fixed choices are compared."""
    issue = data.draw(st.sampled_from(case.issues))
    fixed = {issue.id: data.draw(st.sampled_from(picks_of(issue)))}
    premises = Premises(case, Reading.FIRM, fixed=fixed)
    found = frontier(premises, most=10**6)
    assert [(p.scenarios, dict(p.choices)) for p in found.listed] == [
        (ties, first) for _, ties, first in judged(premises)
    ]


@given(st.data(), st.integers(1, 3))
def test_each_way_to_compare_keeps_the_same(data: st.DataObject, kinds: int) -> None:
    """Sweep, staircase and comparing all with all find the same points that none beats."""
    points = st.tuples(*[st.integers(-3, 6)] * kinds)
    ordered = sorted(data.draw(st.sets(points, min_size=1, max_size=30)), reverse=True)
    watch = Limit().start()
    kept = [
        met
        for met in ordered
        if not any(
            other != met and all(a >= b for a, b in zip(other, met, strict=True))
            for other in ordered
        )
    ]
    assert list(_KEPT[kinds](ordered, watch)) == kept
    assert list(_among_many(ordered, watch)) == kept


def scored(issues: int, options: int, parties: int, seed: int = 1) -> Case:
    """A case in which parties give whole points up to 100 to options, and have minimums."""
    rng = random.Random(seed)
    made_issues = numbered_issues([options] * issues)

    def line(party: str) -> RedLine:
        points = {
            issue.id: {option: Decimal(rng.randint(0, 100)) for option in issue.by_id}
            for issue in made_issues
        }
        return RedLine(
            f"P-{party}",
            party,
            "Points",
            points=Points(Decimal(40 * issues), scored_by="a made planner", of_options=points),
            strength=Strength.DECLARED,
        )

    of = numbered_parties(parties)
    return made_case(
        "scored", parties=of, issues=made_issues, red_lines=tuple(line(p.id) for p in of)
    )


def test_more_than_is_listed_is_counted() -> None:
    """At most as many as are wished for stand in the list, the others are a number beside it."""
    whole = frontier(Premises(scored(5, 4, 3), Reading.FIRM), most=10**6)
    part = frontier(Premises(scored(5, 4, 3), Reading.FIRM), most=3)
    assert part.listed == whole.listed[:3]
    assert part.beyond == len(whole.listed) - 3 > 0


def test_two_parties_over_twenty_issues_have_an_exact_frontier() -> None:
    """5^20 scenarios are never listed: what is beaten in a part of the issues goes at once."""
    found = frontier(Premises(scored(20, 5, 2), Reading.FIRM), Limit(seconds=60), most=10**6)
    assert found.complete
    ordered = sorted(tuple(point.points.values()) for point in found.listed)
    assert all(a[0] < b[0] and a[1] > b[1] for a, b in itertools.pairwise(ordered))


def test_past_the_limit_there_is_a_reason_and_no_frontier() -> None:
    """Six parties over thirty issues are too much: nothing is listed that might be beaten."""
    found = frontier(Premises(scored(30, 5, 6), Reading.FIRM), Limit(seconds=0.2))
    assert not found.complete
    assert found.listed == ()
    assert found.reason == Stopped(Stop.TIME, (0.2,))


@pytest.mark.parametrize("aside", [(), ("P-p0",)])
def test_a_party_without_points_that_count_is_named(aside: tuple[str, ...]) -> None:
    """Without points from all parties there is no frontier, and it says whose are missing."""
    case = scored(3, 2, 2)
    silent = evolve(case, parties=(*case.parties, evolve(case.parties[0], id="silent")))
    found = frontier(Premises(case if aside else silent, Reading.FIRM, aside))
    assert found.without == (("p0",) if aside else ("silent",))
    assert found.listed == ()
