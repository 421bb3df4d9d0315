"""Lines that every conflict needs, found without a diagram, beside the counts that it gives."""

from __future__ import annotations

import pytest

from planner.analysis.engine.limits import Limit
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.needed import clash_alone, needed_lines
from planner.analysis.questions.pivotal import pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
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
