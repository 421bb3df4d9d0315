"""A case that is judged only once a test lets it be, as a large one takes its time."""

from __future__ import annotations

import threading

import pytest

from planner.files.cases.judging import CaseFlaw, flaws_of
from planner.model.case import Case

__all__ = ["judged_late"]


def judged_late(monkeypatch: pytest.MonkeyPatch, screen: str) -> threading.Event:
    """What is to be set before that module of the screens ends to judge a case.

    The session may not judge it again.
    """
    go_on = threading.Event()

    def late(case: Case) -> tuple[CaseFlaw, ...]:
        assert go_on.wait(60)
        return flaws_of(case)

    def never(case: Case) -> tuple[CaseFlaw, ...]:
        raise AssertionError(case)

    monkeypatch.setattr("planner.tui.large_case.AT_ONCE", 0)
    monkeypatch.setattr(f"planner.tui.screens.{screen}.flaws_of", late)
    monkeypatch.setattr("planner.editing.case_session.flaws_of", never)
    return go_on
