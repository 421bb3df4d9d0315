"""Counts in words."""

from __future__ import annotations

import pytest

from planner.reports.counts import explain_left
from tests.reports.small_case import CASE


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "If chosen: 1 scenario left that crosses no counted line."),
        (2_000, "If chosen: 2,000 scenarios left that cross no counted line."),
    ],
)
def test_what_an_option_leaves_is_said_in_a_sentence(count: int, words: str) -> None:
    """One is one scenario."""
    assert [passage.text for passage in explain_left(CASE, count, None)][0] == words
