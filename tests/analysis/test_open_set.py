"""Counts of any size, lazy lists, and draws that are truly uniform."""

from __future__ import annotations

import itertools
import math
from collections import Counter

from attrs import evolve
from hypothesis import HealthCheck, given, settings

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.coalitions import coalitions
from planner.analysis.questions.open_set import list_open, open_set, sample_open
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.pivotal import pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import ways_out
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from tests.analysis.judge import Judge, questions
from tests.benchmarks.analysis.families import neighbouring, product, sparse

LIMIT = Limit(seconds=60)


def chi_square_bound(freedom: int) -> float:
    """What chi-square stays below 999,999 times in a million (Wilson and Hilferty, 1931)."""
    return freedom * (1 - 2 / (9 * freedom) + 4.75 * math.sqrt(2 / (9 * freedom))) ** 3


def test_samples_are_uniform() -> None:
    """Draws with a fixed seed fit a uniform spread over all open scenarios."""
    case = sparse(5, 4, 14, seed=2, size=(1, 2))
    premises = Premises(case, Reading.FIRM)
    scenarios = [tuple(scenario.values()) for scenario in list_open(premises)]
    assert 300 < len(scenarios) < 900
    draws = 40 * len(scenarios)
    drawn = Counter(
        tuple(scenario.values())
        for scenario in itertools.islice(sample_open(premises, seed=11), draws)
    )
    assert set(drawn) <= set(scenarios)
    expected = draws / len(scenarios)
    statistic = sum((drawn[scenario] - expected) ** 2 / expected for scenario in scenarios)
    assert statistic < chi_square_bound(len(scenarios) - 1)


def test_samples_from_parts_and_choices_are_uniform() -> None:
    """The same where independent parts, free issues and fixed choices meet."""
    case = product(sparse(3, 3, 4, seed=5, width=(2, 3)), copies=2)
    premises = Premises(case, Reading.FIRM, fixed={"0-i0": "o1"})
    scenarios = [tuple(scenario.values()) for scenario in list_open(premises)]
    draws = 40 * len(scenarios)
    drawn = Counter(
        tuple(s.values()) for s in itertools.islice(sample_open(premises, seed=3), draws)
    )
    expected = draws / len(scenarios)
    statistic = sum((drawn[scenario] - expected) ** 2 / expected for scenario in scenarios)
    assert set(drawn) <= set(scenarios)
    assert statistic < chi_square_bound(len(scenarios) - 1)


def test_another_seed_draws_others() -> None:
    """Seeds differ, and the same seed repeats itself."""
    premises = Premises(sparse(12, 4, 20, seed=1), Reading.FIRM)

    def draw(seed: int) -> list[dict[str, Pick]]:
        return list(itertools.islice(sample_open(premises, seed), 5))

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions(max_issues=4, max_lines=5))
def test_counts_beyond_64_bits_are_exact(premises: Premises) -> None:
    """Copies of a case that do not touch each other multiply, however often."""
    one = Judge(Premises(premises.case, premises.reading)).open()
    copies = 60
    many = Premises(product(plain(premises), copies), premises.reading)
    bare = Judge(Premises(plain(premises), premises.reading)).open()
    assert open_set(many).open == bare**copies
    assert one <= bare


def plain(premises: Premises) -> Case:
    """The question's case without coherence rules, which copies leave out."""
    return evolve(premises.case, coherence=())


def test_all_answers_are_exact_beyond_64_bits() -> None:
    """Every kind of count on forty copies of a case follows from the counts of one."""
    single = Premises(sparse(4, 3, 6, seed=4, size=(1, 2)), Reading.FIRM)
    judge = Judge(single)
    one = judge.open()
    copies = 40
    many = Premises(product(single.case, copies), Reading.FIRM)
    assert one**copies > 2**64
    left = options_left(many, LIMIT)
    assert left.open == one**copies
    for issue, options in judge.options().items():
        for option, count in options.items():
            found = left.issue(f"7-{issue}").option(option).open
            assert found == count * one ** (copies - 1)
    for line in pivotal_lines(many, LIMIT).lines[:6]:
        without = judge.open(without=[line.line.partition("-")[2]])
        assert line.opens == (without - one) * one ** (copies - 1)
    assert ways_out(many, LIMIT).ways[0].opens == one**copies
    parties = tuple(party.id for party in single.case.parties)
    assert coalitions(many, LIMIT).open[parties] == one**copies


def test_listing_is_lazy() -> None:
    """The first scenarios of an astronomical number come at once, in order."""
    premises = Premises(neighbouring(50, 4, 100, seed=1), Reading.FIRM)
    listed = [tuple(s.values()) for s in itertools.islice(list_open(premises, LIMIT), 200)]
    assert listed == sorted(listed)
    assert len(set(listed)) == 200


def test_a_case_without_issues_has_one_scenario() -> None:
    """Nothing to decide is one scenario, the empty one."""
    premises = Premises(Case("none", "None", (), ()), Reading.FIRM)
    assert open_set(premises).open == 1
    assert list(list_open(premises)) == [{}]
    assert next(sample_open(premises, 1)) == {}
    assert options_left(premises).open == 1
