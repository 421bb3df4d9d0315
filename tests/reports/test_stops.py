"""The words for why work stopped stand at the edge, and there are some for every reason."""

from __future__ import annotations

import re
from enum import Enum

import pytest

from planner.analysis.engine.limits import Stop, Stopped, TooMuch
from planner.analysis.questions import Cut
from planner.reports.words.stops import exact_reason, not_finished, reason_words


@pytest.mark.parametrize("by", [*Stop, *TooMuch, *Cut])
def test_every_reason_has_its_words(by: Enum) -> None:
    """With all its numbers, and none of an engine's for a person."""
    numbers = tuple(1_000 * n for n in (1, 2))
    exactly = exact_reason(Stopped(by, numbers))
    assert re.fullmatch(r"[a-z0-9 :;,MB]+", exactly)
    words = reason_words(Stopped(by, numbers))
    assert words == exactly if not isinstance(by, TooMuch) else not re.search(r"\d", words)


def test_a_limit_without_seconds_is_said_without_them() -> None:
    """Work of which no end was set for a person has stopped all the same."""
    assert exact_reason(Stopped(Stop.TIME)) == "the time limit was reached"
    assert exact_reason(None) == ""
    assert not_finished(Stopped(Stop.TIME, (2.5,))) == (
        "not finished: the time limit of 2.5 s was reached"
    )
