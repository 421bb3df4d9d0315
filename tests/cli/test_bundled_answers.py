"""``planner analyse`` on the bundled case: every number that looking at all scenarios gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from planner.cli.main import main
from tests.bundled_answers import ANSWERS, READINGS, SCENARIOS


@pytest.mark.parametrize("reading", READINGS)
def test_the_command_gives_every_number(reading: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All keys that brute force answers are equal, under each reading."""
    options = ["--reading", reading, "--format", "json"]
    assert main(["analyse", "ukraine-2025-08", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["scenarios"] == SCENARIOS
    assert found["complete"]
    assert {key: in_any_order(found[key]) for key in ANSWERS[reading]} == {
        key: in_any_order(answer) for key, answer in ANSWERS[reading].items()
    }


def in_any_order(answer: Any) -> Any:
    """A list of lists or tables by what it holds: no order is promised of those."""
    return sorted(answer, key=json.dumps) if isinstance(answer, list) else answer


def test_the_answers_name_every_reading_and_part() -> None:
    """Five readings, each with the parts of the analysis that a count can judge."""
    assert READINGS == ("literal", "lenient", "moderate", "firm", "strict")
    parts = {"open", "respecting", "without_added", "pivotal", "options", "conflicts"}
    parts |= {"ways_out", "coalitions", "incompatible_parties", "least", "least_sourced"}
    assert all(set(ANSWERS[reading]) == parts | {"rests_on"} for reading in READINGS)
