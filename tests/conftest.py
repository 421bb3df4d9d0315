"""What every test needs: a plain environment, and a state folder of its own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours and theme are Textual's own, whatever the shell asks for."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)


@pytest.fixture(autouse=True)
def own_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Drafts, locks and kept versions go where no other test and no planner looks."""
    monkeypatch.setenv("PLANNER_STATE_DIR", str(tmp_path_factory.mktemp("state")))
