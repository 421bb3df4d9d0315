"""The scenario files of a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from planner.files.places import fix_places
from planner.files.scenario_files import scenario_files
from planner.files.shelf import Listing, Shelf
from planner.model.reading import Reading
from tests.files.samples import close, put


def names(folder: Path) -> list[str]:
    """The scenario files as paths within the folder."""
    return [str(path.relative_to(folder)) for path in scenario_files(folder)]


def test_scenarios_are_listed_by_name_without_cases_and_hidden_files(tmp_path: Path) -> None:
    """Only what can be a scenario is offered."""
    for name in ("b.toml", "a.toml", "x.case.toml", ".hidden.toml", "notes.txt"):
        put(tmp_path, name, "")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "dangling.toml").symlink_to("nowhere")
    (tmp_path / "link.toml").symlink_to("a.toml")
    assert names(tmp_path) == ["a.toml", "b.toml", "link.toml"]


def test_folders_within_are_searched_too(tmp_path: Path) -> None:
    """Links to folders are not followed, so that none leads round in a circle."""
    (tmp_path / "inner" / "deeper").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    put(tmp_path, "a.toml", "")
    put(tmp_path / "inner" / "deeper", "b.toml", "")
    put(tmp_path / ".git", "c.toml", "")
    (tmp_path / "inner" / "round").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.toml", "inner/deeper/b.toml"]


def test_a_folder_that_cannot_be_looked_into_is_empty(tmp_path: Path) -> None:
    """Nothing is raised for a folder that is gone, or is none."""
    assert scenario_files(tmp_path / "none") == ()
    assert scenario_files(put(tmp_path, "a.toml", "")) == ()


_TEXT = "format = 1\n[scenario]\ntitle = 'One'\n[case]\nid = 'ukraine-2025-08'\n"


def looked(shelf: Shelf) -> Listing:
    """What the shelf sees now."""
    listing = shelf.look(lambda: False)
    assert listing is not None
    return listing


def _edit(folder: Path) -> None:
    (folder / "a.toml").write_text(_TEXT.replace("One", "Two two"), encoding="utf-8")


def _touch(folder: Path) -> None:
    os.utime(folder / "a.toml", ns=(1, 1))


def _replace(folder: Path) -> None:
    held = (folder / "a.toml").stat()
    put(folder, "a.new", _TEXT.replace("One", "Two"))
    os.utime(folder / "a.new", ns=(held.st_atime_ns, held.st_mtime_ns))
    (folder / "a.new").replace(folder / "a.toml")  # as large and as old as the one before


def _add(folder: Path) -> None:
    put(folder / "inner", "b.toml", _TEXT)


@pytest.mark.parametrize(
    ("change", "in_folder"), [(_edit, False), (_touch, False), (_replace, True), (_add, True)]
)
@pytest.mark.parametrize("folder", [".", ""])
def test_a_look_at_what_rests_makes_nothing_and_one_change_is_read_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    in_folder: object,
    folder: str,
) -> None:
    """What changes the folder itself is seen without a look at its files."""
    (tmp_path / "inner").mkdir()
    for name in ("a.toml", "c.toml", "own.case.toml"):
        put(tmp_path, name, _TEXT)
    monkeypatch.chdir(tmp_path)
    fix_places()
    shelf = Shelf((Path(folder or tmp_path),), cases=True)
    for found in looked(shelf).unread:
        shelf.read(found.path)
    rests = looked(shelf)
    assert rests.same
    assert [found.name for found in rests.files] == ["a.toml", "c.toml", "own.case.toml"]
    assert not shelf.stirred()
    change(tmp_path)
    assert shelf.stirred() is in_folder
    seen = looked(shelf)
    assert not seen.same
    assert [found.path.name for found in seen.unread] == ["b.toml" if change is _add else "a.toml"]
    assert looked(shelf).same
    shelf.forget(seen.unread[0].path)
    assert looked(shelf).unread == seen.unread
    (tmp_path / "c.toml").unlink()
    assert shelf.stirred()
    assert [path.name for path in looked(shelf).gone] == ["c.toml"]


def test_a_folder_that_is_closed_is_listed_as_one_until_it_can_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may hold scenarios; what rests is read once, and an open folder is no row."""
    put(tmp_path, "a.toml", _TEXT)
    (tmp_path / "inner").mkdir()
    put(tmp_path / "inner", "b.toml", _TEXT)
    shelf = Shelf((tmp_path,))
    with monkeypatch.context() as patch:
        close(patch, "inner")
        listing = looked(shelf)
        assert [(at.path.name, at.is_folder) for at in listing.files] == [
            ("a.toml", False),
            ("inner", True),
        ]
        read = [shelf.read(found.path) for found in listing.unread]
        (kept,) = [each for each in read if each is not None and each.problem is not None]
        assert kept.problem is not None
        said = kept.problem.problems[0].explanation
        assert said.startswith("this folder cannot be looked into (Permission denied)")
        assert kept.holds(("broken",), Reading.FIRM)
        assert looked(shelf).same
    listing = looked(shelf)
    assert [path.name for path in listing.gone] == ["inner"]
    assert [at.path.name for at in listing.files] == ["a.toml", "b.toml"]


def test_a_folder_that_is_not_there_is_told_apart_from_one_without_scenarios(
    tmp_path: Path,
) -> None:
    """It may have been removed or renamed, and may come back."""
    folder = tmp_path / "talks"
    shelf = Shelf((folder,))
    assert looked(shelf).absent == (folder,)
    folder.mkdir()
    assert looked(shelf).absent == ()
    put(folder, "a.toml", _TEXT)
    assert looked(shelf).absent == ()
    shutil.rmtree(folder)
    listing = looked(shelf)
    assert (listing.files, listing.absent) == ((), (folder,))


def test_a_folder_that_goes_while_all_files_stay_is_told(tmp_path: Path) -> None:
    """None of them was in it; the next look finds all the same and says so still."""
    folder, other = tmp_path / "talks", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    put(other, "a.toml", _TEXT)
    shelf = Shelf((folder, other))
    assert looked(shelf).absent == ()
    folder.rmdir()
    listing = looked(shelf)
    assert (listing.same, listing.absent) == (False, (folder,))
    listing = looked(shelf)
    assert (listing.same, listing.absent) == (True, (folder,))


def test_a_file_that_cannot_be_looked_at_is_listed_and_one_that_is_gone_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder whose files have names alone: reading one says why it cannot be."""

    def entry(name: str, error: OSError) -> Any:
        return SimpleNamespace(name=name, path=str(tmp_path / name), stat=Mock(side_effect=error))

    entries = [entry("a.toml", PermissionError()), entry("b.toml", FileNotFoundError())]
    monkeypatch.setattr("planner.files.shelf.toml_entries", lambda *_: iter(entries))
    assert [found.path.name for found in looked(Shelf((tmp_path,))).unread] == ["a.toml"]


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_what_is_named_as_a_file_and_is_none_is_listed_until_it_is_one(tmp_path: Path) -> None:
    """A link to nothing and a pipe: they may stand for scenarios, or for cases where these are."""
    for name in ("link.toml", "link.case.toml", "link.private.toml"):
        (tmp_path / name).symlink_to(f"gone.{name}")
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder").mkdir()
    (tmp_path / "to-folder.toml").symlink_to("folder")
    assert [at.path.name for at in looked(Shelf((tmp_path,))).files] == ["link.toml", "pipe.toml"]
    shelf = Shelf((tmp_path,), cases=True)
    listing = looked(shelf)
    assert [at.path.name for at in listing.unread] == ["pipe.toml", "link.case.toml", "link.toml"]
    for found in listing.unread:
        kept = shelf.read(found.path)
        assert kept is not None
        assert kept.problem is not None
        said = "this is a pipe" if "pipe" in found.name else "this link leads to no file"
        assert said in kept.problem.problems[0].explanation
    assert looked(shelf).same
    put(tmp_path, "gone.link.toml", _TEXT)
    assert [at.path.name for at in looked(shelf).unread] == ["gone.link.toml", "link.toml"]


@pytest.mark.parametrize("text", ["", " \n", "\0" * 900])
def test_what_a_power_cut_leaves_of_a_scenario_is_a_broken_one(tmp_path: Path, text: str) -> None:
    """Nothing, or zero bytes: it says nothing of what it was, and is not passed over."""
    kept = Shelf([tmp_path]).read(put(tmp_path, "s.toml", text))
    assert kept is not None
    assert kept.problem is not None


_LINE = """\
[red_lines.%s]
party = "p"
title = "A line"
strength = "%s"
crossed_when = [{ a = ["%s"] }]
"""
_LINES = """\
format = 1
[case]
id = "lake"
title = "Lake"
[parties.p]
name = "Red Union"
[issues.a]
title = "A"
[issues.a.options.x]
title = "X"
[issues.a.options.y]
title = "Y"
"""


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("crossed:ru-1", False),
        ("crossed:ru-12", True),
        ("crossed:ru-2", False),
        ("crossed:ru-", True),
        ("crossed:ru-3", True),
        ("crossed:red", True),
        ("respected:ru-1", True),
        ("aside:fr-1", False),
        ("aside:fr-12", True),
        ("lake", True),
    ],
)
def test_a_line_that_a_filter_names_whole_is_meant_alone(
    tmp_path: Path, word: str, found: object
) -> None:
    """Counted or not; what no line of the case is called may be the beginning of a name."""
    lines = [("RU-1", "declared", "x"), ("RU-12", "declared", "y"), ("RU-34", "declared", "y")]
    lines += [("RU-2", "preference", "x"), ("RU-22", "declared", "y")]
    lines += [("FR-1", "declared", "y"), ("FR-12", "declared", "y")]
    put(tmp_path, "lake.case.toml", _LINES + "".join(_LINE % line for line in lines))
    text = "format = 1\n[case]\nid = 'lake'\n[check]\nreading = 'literal'\nset_aside = ['FR-12']\n"
    file = put(tmp_path, "s.toml", f"{text}[choices.a]\noption = 'y'\n")
    kept = Shelf([tmp_path]).read(file)
    assert kept is not None
    assert kept.holds((word,), Reading.LITERAL) is found
