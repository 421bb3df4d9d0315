"""A planner that is checked against a contract works in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of the planner."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
