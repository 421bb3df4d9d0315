"""Scenario files are duplicated, renamed and thrown away, and nothing is lost by it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import send2trash

from planner.errors import FileProblemError
from planner.files.safety.housekeeping import HousekeepingError, rename_file, trash_file
from planner.files.safety.replacing import TargetExistsError
from planner.files.safety.versions import keep_version, kept_versions
from planner.files.scenarios.duplicating import duplicate_scenario
from planner.files.scenarios.reading import read_scenario
from tests.small_cases import case_text, made_case

EXAMPLE = Path(__file__).resolve().parents[2] / "scenarios" / "nato-membership.toml"
CASE = case_text(made_case("own"))
SCENARIO = """\
# kept
format = 1
[scenario]
title = "Talk"
[case]
id = "own"
path = "cases/own.case.toml"
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "own.case.toml").write_text(CASE, encoding="utf-8")
    (tmp_path / "inner").mkdir()
    file = tmp_path / "talk.toml"
    file.write_text(SCENARIO, encoding="utf-8")
    return file


def test_a_duplicate_elsewhere_still_finds_its_case(talk: Path) -> None:
    """The path to the case is told from where the copy lies; comments stay."""
    copy = talk.parent / "inner" / "copy.toml"
    duplicate_scenario(talk, copy)
    loaded = read_scenario(copy)
    assert loaded.envelope.case_path == "../cases/own.case.toml"
    assert loaded.scenario.title == "Talk (copy)"
    assert copy.read_text(encoding="utf-8").startswith("# kept\n")
    assert talk.read_text(encoding="utf-8") == SCENARIO


def test_a_scenario_without_a_title_has_a_copy_without_one(talk: Path) -> None:
    """There is nothing to tell apart."""
    talk.write_text(SCENARIO.replace('title = "Talk"\n', ""), encoding="utf-8")
    duplicate_scenario(talk, talk.with_name("copy.toml"))
    assert read_scenario(talk.with_name("copy.toml")).scenario.title == ""


def test_a_title_that_fills_its_room_is_cut_in_the_copy(talk: Path) -> None:
    """It still says that it is a copy, and the duplicate can be saved."""
    copy = talk.with_name("copy.toml")
    talk.write_text(SCENARIO.replace("Talk", "Talk " * 39 + "x"), encoding="utf-8")
    duplicate_scenario(talk, copy)
    assert read_scenario(copy).scenario.title == "Talk " * 38 + "Ta… (copy)"


def test_a_duplicate_replaces_nothing(talk: Path) -> None:
    """The file that stands there stays as it is."""
    there = talk.with_name("there.toml")
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(TargetExistsError):
        duplicate_scenario(talk, there)
    assert there.read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_read_is_not_duplicated(talk: Path) -> None:
    """Its problems are told."""
    talk.write_text("format = 9\n", encoding="utf-8")
    with pytest.raises(FileProblemError):
        duplicate_scenario(talk, talk.with_name("copy.toml"))
    assert not talk.with_name("copy.toml").exists()


def test_a_renamed_file_is_the_same_file(talk: Path) -> None:
    """Content, mode and time stay."""
    before = talk.stat()
    new = talk.with_name("other.toml")
    rename_file(talk, new)
    assert not talk.exists()
    assert new.read_text(encoding="utf-8") == SCENARIO
    assert (new.stat().st_ino, new.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def _no_link(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no links here")


@pytest.mark.parametrize("with_links", [True, False])
def test_renaming_overwrites_nothing(
    talk: Path, monkeypatch: pytest.MonkeyPatch, *, with_links: bool
) -> None:
    """On a file system without links neither."""
    if not with_links:
        monkeypatch.setattr(os, "link", _no_link)
    there = talk.with_name("there.toml")
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(HousekeepingError, match=r"there is a file called there.toml already"):
        rename_file(talk, there)
    assert there.read_text(encoding="utf-8") == "mine"
    assert talk.read_text(encoding="utf-8") == SCENARIO
    rename_file(talk, talk.with_name("free.toml"))
    assert talk.with_name("free.toml").read_text(encoding="utf-8") == SCENARIO
    assert not talk.exists()


class _Killed(BaseException):
    """The end of a planner in the midst of its work."""


@pytest.mark.parametrize("with_links", [True, False])
def test_the_versions_of_a_renamed_file_come_along(
    talk: Path, monkeypatch: pytest.MonkeyPatch, *, with_links: bool
) -> None:
    """A kill before the old name is gone leaves them to it too; a name that is taken gets none."""
    if not with_links:
        monkeypatch.setattr(os, "link", _no_link)
    held = [b"one", b"two"]
    for content in held:
        keep_version(talk, content)
    taken, new = talk.with_name("taken.toml"), talk.with_name("new.toml")
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(HousekeepingError):
        rename_file(talk, taken)
    assert kept_versions(taken) == ()

    def killed(*_: object, **__: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink" if with_links else "replace", killed)
        with pytest.raises(_Killed):
            rename_file(talk, new)
    assert [version.read_bytes() for version in kept_versions(talk)] == held[::-1]
    new.unlink()
    rename_file(talk, new)
    assert [version.read_bytes() for version in kept_versions(new)] == held[::-1]
    assert kept_versions(talk) == ()


@pytest.mark.parametrize("with_links", [True, False])
def test_a_rename_that_fails_leaves_nothing_under_the_new_name(
    talk: Path, monkeypatch: pytest.MonkeyPatch, *, with_links: bool
) -> None:
    """A later file of that name has no versions but its own; those of an earlier one stay."""
    if not with_links:
        monkeypatch.setattr(os, "link", _no_link)
    new = talk.with_name("new.toml")
    keep_version(new, b"earlier")
    keep_version(talk, b"one")
    unlink = Path.unlink

    def refuse(path: Path, *_: object, **options: bool) -> None:
        if path == talk:
            raise PermissionError(errno.EPERM, "not yours")
        unlink(path, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink" if with_links else "replace", refuse)
        with pytest.raises(HousekeepingError, match="no permission in this folder"):
            rename_file(talk, new)
    assert not new.exists()
    assert [version.read_bytes() for version in kept_versions(new)] == [b"earlier"]
    assert [version.read_bytes() for version in kept_versions(talk)] == [b"one"]


@pytest.mark.parametrize("with_links", [True, False])
def test_a_link_that_is_renamed_leaves_the_versions_to_the_file_behind_it(
    talk: Path, monkeypatch: pytest.MonkeyPatch, *, with_links: bool
) -> None:
    """They are of that file, whichever link leads there."""
    if not with_links:
        monkeypatch.setattr(os, "link", _no_link)
    link = talk.with_name("link.toml")
    link.symlink_to(talk)
    keep_version(link, b"one")
    rename_file(link, talk.with_name("other.toml"))
    assert [version.read_bytes() for version in kept_versions(talk)] == [b"one"]


def test_a_file_is_renamed_within_its_folder(talk: Path) -> None:
    """Elsewhere it might not find its case any more."""
    with pytest.raises(HousekeepingError, match="a file is renamed within its folder"):
        rename_file(talk, talk.parent / "inner" / "talk.toml")
    assert talk.exists()


def test_a_file_that_is_gone_is_not_renamed(talk: Path) -> None:
    """Nothing is left at the new name either."""
    new = talk.with_name("new.toml")
    with pytest.raises(HousekeepingError, match="it is not there any more"):
        rename_file(talk.with_name("gone.toml"), new)
    assert not new.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the trash of other systems is their own")
def test_what_is_thrown_away_lies_in_the_trash(talk: Path) -> None:
    """Whole, where the desktop finds it again."""
    data = talk.parent / "data"
    words = (
        "import sys; from pathlib import Path; from planner.files.safety.housekeeping import *; "
    )
    subprocess.run(
        [sys.executable, "-c", f"{words}trash_file(Path(sys.argv[1]))", str(talk)],
        check=True,
        env={**os.environ, "HOME": str(talk.parent), "XDG_DATA_HOME": str(data)},
        cwd=Path(__file__).resolve().parents[2],
    )
    assert not talk.exists()
    assert (data / "Trash" / "files" / "talk.toml").read_text(encoding="utf-8") == SCENARIO


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (send2trash.TrashPermissionError("/x"), "nothing is deleted for good here"),
        (OSError(errno.ENOENT, "File not found"), "it is not there any more"),
        (OSError(errno.EIO, "the disk\x1b is on fire"), "the disk"),
    ],
)
def test_where_there_is_no_trash_the_file_stays(
    talk: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    """With the reason in words."""

    def refuse(_: Path) -> None:
        raise error

    monkeypatch.setattr(send2trash, "send2trash", refuse)
    with pytest.raises(HousekeepingError, match=said) as caught:
        trash_file(talk)
    assert "\x1b" not in str(caught.value)
    assert talk.exists()
