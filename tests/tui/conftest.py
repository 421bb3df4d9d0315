"""A driven planner works in an empty folder, unless the test puts something there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.small_case import write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of the planner."""
    monkeypatch.chdir(tmp_path)
    # A thread that an earlier test left may have asked where it works, before this was the folder.
    monkeypatch.setattr("planner.files.places._fixed", None)
    return tmp_path


@pytest.fixture(scope="session")
def scenarios() -> Path:
    """The example scenarios; not to be written to."""
    return Path(__file__).resolve().parents[2] / "scenarios"


@pytest.fixture
def examples(scenarios: Path, folder: Path) -> Path:
    """A copy of those of the first bundled case, where the planner looks for files."""
    copied = folder / "scenarios"
    copied.mkdir()
    for example in scenarios.glob("*.toml"):
        shutil.copy(example, copied)
    return copied


@pytest.fixture
def small_case(folder: Path) -> Path:
    """A case of two issues, in the working folder."""
    return write(folder / "small.case.toml")
