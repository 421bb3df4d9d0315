"""A look at a file: cheap where nothing can have changed, by content where it may have."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from planner.editing.document import theirs_at
from planner.files.cases.reading import read_case
from planner.files.safety import watching as watching_module
from planner.files.safety.reading import read_bytes
from planner.files.safety.watching import look_at
from planner.files.scenarios.kind import scenario_kind
from tests.files.samples import put


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read."""
    read: list[str] = []
    plain = read_bytes

    def noted(path: Path, limit: int) -> bytes:
        read.append(path.name)
        return plain(path, limit)

    monkeypatch.setattr(watching_module, "read_bytes", noted)
    return read


def aged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last change lies a minute back."""
    later = time.time_ns() + 60_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert path.exists()


def test_an_old_file_is_read_once(
    tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After that its times are enough, until they change."""
    path = put(tmp_path, "s.toml", "one")
    aged(path, monkeypatch)
    first = look_at(path)
    assert first.digest == hashlib.sha256(b"one").hexdigest()
    assert look_at(path, first) is first
    assert reads == ["s.toml"]
    put(tmp_path, "s.toml", "two!")
    assert look_at(path, first).digest == hashlib.sha256(b"two!").hexdigest()


def test_a_file_that_was_just_changed_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    """A second change in the same moment may leave times and size as they are."""
    path = put(tmp_path, "s.toml", "one")
    first = look_at(path)
    state = path.stat()
    put(tmp_path, "s.toml", "two")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert look_at(path, first).digest == hashlib.sha256(b"two").hexdigest()
    assert len(reads) == 2


def test_whatever_stands_there_is_no_exception(tmp_path: Path, folder: Path) -> None:
    """Nothing, a folder, a pipe, an odd name: no digest."""
    kind = scenario_kind(read_case(folder / "lake.case.toml").case)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "none", tmp_path, tmp_path / "pipe", Path("a\0b")):
        assert look_at(path).digest is None
        theirs = theirs_at(path, kind)
        assert (theirs.digest, theirs.content) == (None, None)
        assert theirs.problems
    assert theirs_at(tmp_path / "none", kind).gone
    assert not theirs_at(tmp_path, kind).gone


def test_only_where_nothing_stands_a_file_is_gone(tmp_path: Path) -> None:
    """What cannot be looked at may be there."""
    file = put(tmp_path, "s.toml", "one")
    assert look_at(tmp_path / "none").gone
    assert look_at(file / "none").gone
    for path in (file, tmp_path, tmp_path / ("long" * 100), Path("a\0b")):
        assert not look_at(path).gone


def test_a_scenario_of_another_case_is_not_theirs_to_merge(folder: Path) -> None:
    """The reason is told, the content is known all the same."""
    kind = scenario_kind(read_case(folder / "lake.case.toml").case)
    path = put(folder, "s.toml", 'format = 1\ncase.id = "pond"\n')
    theirs = theirs_at(path, kind)
    assert theirs.content is None
    assert theirs.digest is not None
    assert 'belongs to the case "pond"' in theirs.problems[0].message
