"""Conflict copies are known by the names that the tools document, and ordinary files are not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from planner.files.safety.conflict_copies import conflict_copies, is_conflict_copy
from tests.files.samples import put

COPIES = [
    "deal (conflicted copy 2025-08-19).toml",
    "deal (Anna's conflicted copy 2025-08-19).toml",
    "deal (LAPTOP-7's conflicted copy 2025-08-19) (1).toml",
    "deal (conflicted copy 2025-08-19 101112).toml",
    "deal (Conflicted copy ThinkPad-T14-G5 202508191011).toml",
    "deal (conflicting copy).toml",
    "deal_conflict-20250819-101112.toml",
    "deal_conflict-anna-20250819-101112.toml",
    "deal (SFConflict anna@example.org 2025-08-19-10-11-12).toml",
    "deal.sync-conflict-20250819-101112-ABCDEF7.toml",
    "deal.sync-conflict-20250819-101112.toml",
    "deal-DESKTOP-AB12CD3.toml",
    "deal-LAPTOP-AB12CD3-2.toml",
    f"deal-{socket.gethostname().partition('.')[0]}.toml",
    "deal (1).toml",
    "deal_conf(1).toml",
    "deal [Conflict].toml",
    "deal.toml.orig",
]
OTHERS = [
    "deal.toml",
    "deal-firm.toml",
    "deal-2.toml",
    "deal2.toml",
    "deal (2025).toml",
    "deal (conflict over the river).toml",
    "deal-conflict.toml",
    "deal (final).toml",
    "deal.case.toml",
    "another deal (conflicted copy 2025-08-19).toml",
    "deal (conflicted copy 2025-08-19).txt",
    "deal.toml~",
    "deal.sync-conflict-soon.toml",
]


@pytest.mark.parametrize("name", COPIES)
def test_the_documented_names_are_known(name: str) -> None:
    """Dropbox, Nextcloud, ownCloud, Seafile, Syncthing, OneDrive, Google Drive, git mergetool."""
    assert is_conflict_copy(name, "deal.toml")


@pytest.mark.parametrize("name", OTHERS)
def test_an_ordinary_neighbour_is_none(name: str) -> None:
    """A planner's own naming is no conflict."""
    assert not is_conflict_copy(name, "deal.toml")


def test_the_copies_beside_a_file_are_found(tmp_path: Path) -> None:
    """Signs that mean something in patterns are only signs in names."""
    put(tmp_path, "a+b (x).toml", "")
    put(tmp_path, "a+b (x).sync-conflict-20250819-101112-ABCDEF7.toml", "")
    put(tmp_path, "aab (x).sync-conflict-20250819-101112-ABCDEF7.toml", "")
    put(tmp_path, "a+b (x) (conflicted copy 1).toml", "")
    found = conflict_copies(tmp_path / "a+b (x).toml")
    assert [path.name for path in found] == [
        "a+b (x) (conflicted copy 1).toml",
        "a+b (x).sync-conflict-20250819-101112-ABCDEF7.toml",
    ]
    assert conflict_copies(tmp_path / "gone" / "deal.toml") == ()


def test_a_copy_is_known_whatever_the_form_of_its_accents(tmp_path: Path) -> None:
    """A Mac writes them apart from their letters."""
    put(tmp_path, "Frieden f\u00fcr alle.toml", "")
    copy = put(tmp_path, "Frieden fu\u0308r alle (Anna's conflicted copy 2025-08-19).toml", "")
    assert conflict_copies(tmp_path / "Frieden f\u00fcr alle.toml") == (copy,)
