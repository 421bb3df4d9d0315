"""The scenario files of a folder."""

from __future__ import annotations

from pathlib import Path

from planner.files.shelf import scenario_files
from tests.files.samples import put


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
