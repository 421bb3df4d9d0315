"""What all tests of the files share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.files.toml.source import source_from_text
from planner.model.case import Case
from tests.files.file_kinds import FILE_KINDS, FileKind
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, small_case


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("PLANNER_STATE_DIR", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the small case in it."""
    path = tmp_path / "talks"
    path.mkdir()
    put(path, "lake.case.toml", CASE_TEXT)
    return path


@pytest.fixture
def scenario_file(folder: Path) -> Path:
    return put(folder, "share.toml", SCENARIO_TEXT)


@pytest.fixture(scope="session")
def case() -> Case:
    return small_case()


@pytest.fixture(params=FILE_KINDS, ids=str)
def sample(request: pytest.FixtureRequest) -> FileKind:
    """A scenario, then a case."""
    kind: FileKind = request.param
    return kind


@pytest.fixture
def file(sample: FileKind, folder: Path) -> Path:
    """The file of that kind."""
    return sample.put(folder)


@pytest.fixture
def changed(sample: FileKind) -> Any:
    """What that file holds, with one change."""
    return sample.change(sample.kind.read(source_from_text("x", sample.text)).content)
