"""What stands at a path: whatever hinders a look at it, the answer is none, and no error."""

from __future__ import annotations

import ast
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.editing.carrying_texts import NOTHING_CARRIED, carry_texts
from planner.errors import PlannerError
from planner.files.cases.reading import read_case
from planner.files.git_history import recorded_scenarios
from planner.files.standing import is_file, is_folder, is_link, is_there
from planner.keys.recent import note_recent, recent_paths
from planner.tui.start_rows import StartKind, rows_to_begin
from tests.files.samples import put

ROOT = Path(planner.__file__).parent
RAISING = {"exists", "is_dir", "is_file", "is_symlink"}
"""Methods of paths that raise where a folder cannot be looked into."""


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a disk that answers every look with an error."""
    folder = tmp_path / "closed"
    folder.mkdir()
    for name in ("stat", "lstat"):
        monkeypatch.setattr(os, name, _refusing(getattr(os, name), folder))
    return folder


def _refusing(real: Any, folder: Path) -> Any:
    def look(path: Any, *rest: Any, **named: Any) -> Any:
        if not isinstance(path, int) and os.fspath(path).startswith(str(folder)):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path, *rest, **named)

    return look


@pytest.mark.parametrize("look", [is_there, is_file, is_folder, is_link])
def test_what_cannot_be_looked_at_is_nothing(look: Any, closed: Path) -> None:
    """And so is what no file can be called."""
    assert not look(closed / "deal.toml")
    assert not look("a" * 5_000)
    assert not look("a\0b")


def test_recent_work_on_a_disk_that_does_not_answer_is_not_offered(closed: Path) -> None:
    """It hinders no start, and is offered again once it can be looked at."""
    there = put(closed.parent, "deal.toml", "")
    note_recent(there)
    note_recent(closed / "other.toml")
    assert recent_paths() == (there, there.parent)
    rows = rows_to_begin([], None, [closed / "other.toml", there])
    assert [row.path for row in rows if row.kind is StartKind.RECENT] == [there]


def test_the_history_of_a_file_that_cannot_be_looked_at_is_told_as_any_trouble(
    closed: Path,
) -> None:
    """As the folder of a network may go away."""
    with pytest.raises(PlannerError):
        next(iter(recorded_scenarios(closed / "deal.toml")))


def test_texts_that_cannot_be_looked_at_are_not_carried(closed: Path, tmp_path: Path) -> None:
    """A save elsewhere goes on without them."""
    case = read_case(ROOT / "cases" / "zalume-talks.case.toml").case
    assert any(source.text for source in case.sources)
    assert carry_texts(case, closed, tmp_path / "new") == NOTHING_CARRIED


def looks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a path itself is asked; an entry of a folder is asked with words."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in RAISING
            and ast.unparse(node.func.value) != "os.path"
            and not node.keywords
        ):
            yield node.lineno, ast.unparse(node.func)


def test_no_path_is_asked_by_a_way_that_raises() -> None:
    """A closed folder ended the app where one was."""
    found = [
        f"{file.relative_to(ROOT)}:{line}: {how}"
        for file in sorted(ROOT.rglob("*.py"))
        for line, how in looks(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []
