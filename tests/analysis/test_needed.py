"""Lines that every conflict needs, found without a diagram, beside the counts that it gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.needed import clash_alone, needed_lines
from planner.analysis.questions.pivotal import pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from tests.analysis.judge import Judge, questions
from tests.benchmarks.analysis.families import neighbouring
from tests.benchmarks.analysis.talks import talks


@pytest.mark.parametrize("family", ["seats", "clashing"])
def test_each_of_them_opens_something_alone(family: str) -> None:
    """All lines of seats do, and clash by themselves; of lines that clash in two places none."""
    case = talks("seats", 0) if family == "seats" else neighbouring(6, 3, 40, seed=3, clash=True)
    premises = Premises(case, Reading.STRICT)
    ground, watch = Groundwork(premises), Limit(seconds=60).start()
    assert not ground.any_open({}, watch)
    found = needed_lines(ground, {}, watch)
    opens = [n for n, line in enumerate(pivotal_lines(premises).lines) if line.opens]
    assert found == set(opens)
    assert clash_alone(ground, {}, found, watch) is (family == "seats")


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(questions())
def test_they_are_just_those_without_which_some_scenario_is_open(premises: Premises) -> None:
    """By a look at all scenarios of small cases where lines clash."""
    judge, ground = Judge(premises), Groundwork(premises)
    assume(not judge.open())
    watch = Limit(seconds=60).start()
    lines = [line.id for line in ground.space.lines]
    picks = ground.picks(premises)
    opens = {
        n
        for n, line in enumerate(lines)
        if judge.possible_together(
            tuple(other for other in lines if other != line),
            dict(premises.fixed),
            tuple(rule.id for rule in premises.case.coherence),
        )
    }
    assert needed_lines(ground, picks, watch) == opens
