"""Which version of a library is installed."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from planner.analysis.installed import installed_version
from planner.analysis.self_test import LIBRARIES

NAMES = [name for names in LIBRARIES.values() for name in names]


@pytest.mark.parametrize("name", [*NAMES, "Python_Sat", "attrs", "markdown-it-py"])
def test_the_version_is_that_of_the_standard_library(name: str) -> None:
    """However the name is written."""
    assert installed_version(name) == version(name)


def test_a_library_that_is_not_there_has_no_version() -> None:
    """Nor does one whose name begins like another's."""
    assert installed_version("python-sa") is None


def test_the_first_folder_counts_and_two_in_one_are_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was left of an older version does not pass for the one that is imported."""
    monkeypatch.setattr(sys, "path", ["/nowhere", str(tmp_path), *sys.path])
    _install(tmp_path, "7.5")
    assert installed_version("some-thing") == "7.5"
    _install(tmp_path, "8.0")
    assert installed_version("some-thing") == version("some-thing")


def _install(folder: Path, number: str) -> None:
    left = folder / f"some_thing-{number}.dist-info"
    left.mkdir()
    left.joinpath("METADATA").write_text(f"Name: some-thing\nVersion: {number}\n")
