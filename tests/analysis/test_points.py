"""Counts by points through the whole engine: exact, of any size, with bounds past a limit."""

from __future__ import annotations

import pytest

from planner.analysis.engine import trials
from planner.analysis.engine.limits import Limit, Unfinished
from planner.analysis.engine.slices import Slices
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import open_set
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from tests.benchmarks.analysis.families import product
from tests.benchmarks.analysis.points import count_by_listing, count_by_sums, scored


def test_plain_ways_to_count_agree() -> None:
    """What the others are compared with is right."""
    case = scored(4, 5, 3, most=20, share=0.6)
    assert count_by_sums(case) == count_by_listing(case) > 0


def test_slices_count_the_whole_and_each_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three parties with points up to 100: what larger cases need serves a small one as well."""
    monkeypatch.setattr(trials, "_TRIALS", (trials._Trial(trials.Way.SLICES),))
    case = scored(7, 5, 3, most=100, share=0.6)
    premises = Premises(case, Reading.FIRM)
    ground = Groundwork(premises)
    left = options_left(premises, explain_all=False, groundwork=ground)
    assert {type(graph) for graph in ground.counter._graphs.values()} == {Slices}
    assert open_set(premises, groundwork=ground).open == left.open == count_by_sums(case)
    issue = left.issues[0]
    assert [option.open for option in issue.options] == [
        open_set(Premises(case, Reading.FIRM, fixed={issue.issue: option.option})).open
        for option in issue.options
    ]


def test_counts_of_independent_parts_multiply_beyond_64_bits() -> None:
    """Ten copies of a case: the tenth power of its count, and an option's share of one of them."""
    case = scored(5, 5, 3, most=9, share=0.5)
    one = options_left(Premises(case, Reading.FIRM), explain_all=False)
    whole = options_left(Premises(product(case, 10), Reading.FIRM), explain_all=False)
    count = count_by_listing(case)
    assert one.open == count
    assert whole.open == count**10 > 2**64
    of_one = [option.open for option in one.issues[2].options]
    for n in (0, 9):
        of_copy = [option.open for option in whole.issues[5 * n + 2].options]
        assert of_copy == [open_ * count**9 for open_ in of_one if isinstance(open_, int)]


def test_past_the_limit_bounds_are_proven() -> None:
    """Six parties over thirty issues are not counted; what is said holds the truth of a part."""
    case = scored(30, 5, 6, most=100, share=0.5)
    found = open_set(Premises(case, Reading.FIRM), Limit(seconds=2)).open
    assert isinstance(found, Unfinished)
    assert found.at_most is not None
    assert 0 <= found.at_least <= found.at_most <= 5**30
    assert found.reason
