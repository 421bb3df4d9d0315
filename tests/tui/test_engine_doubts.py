"""The libraries that count are tested before the app first counts with them, once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.analysis.engine.trusted import Trusted, decide_by
from planner.analysis.self_test import LIBRARIES
from tests.tui.driving import driven, names_in


@pytest.fixture
def notes() -> Iterator[Path]:
    """Where the app notes what has passed: nothing has yet."""
    folder = Path(os.environ["PLANNER_STATE_DIR"], "engines")
    shutil.rmtree(folder)
    yield folder
    decide_by(Trusted)  # what another test in this process counts with


async def test_what_was_never_tested_is_tested_beside_the_app(
    small_case: Path, notes: Path
) -> None:
    async with driven(small_case) as planner:
        await planner.counted()
        assert planner.toasts == []
    assert {name.partition("-")[0] for name in names_in(notes)} == set(LIBRARIES)


async def test_what_fails_is_told_and_tested_again_at_the_next_start(
    small_case: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.editing.known_engines.passes", lambda test: test != "solving")
    for _ in range(2):
        async with driven(small_case) as planner:
            await planner.told("So what is possible is found by plain backtracking instead")
            await planner.counted()
    assert {name.partition("-")[0] for name in names_in(notes)} == {"counting"}
