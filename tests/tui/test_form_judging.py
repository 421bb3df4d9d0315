"""A form of a large case is judged beside the keys: what it shows is of what stands in it."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import pytest

from planner.tui import large_case
from planner.tui.form_judging import FormJudging
from tests.files.samples import small_case


class _Form:
    """A form that holds one text, and takes as long to be judged as it is told to."""

    is_attached = True

    def __init__(self) -> None:
        self.text = ""
        self.closing = False
        self.go_on = Event()

    def judging(self, _case: object) -> Any:
        text, go_on = self.text, self.go_on
        return lambda: text if go_on.wait(60) else ""


class _Screen:
    """Has work done beside it."""

    app = None

    def __init__(self) -> None:
        self.work: list[asyncio.Task[None]] = []

    def run_worker(self, work: Any, **_how: object) -> None:
        self.work.append(asyncio.ensure_future(work))


async def test_an_older_state_is_not_shown_over_the_one_that_was_to_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would say of fields that are right by now that they are not, and drop them."""
    monkeypatch.setattr(large_case, "AT_ONCE", 0)
    screen: Any = _Screen()
    form: Any = _Form()
    shown: list[object] = []

    def show(held: Any, filled: object) -> None:
        shown.append(filled)
        held.closing = False

    judging = FormJudging(screen, show)
    form.text, slow = "old", form.go_on
    judging.judge(form, small_case())
    await asyncio.sleep(0)
    form.text, form.go_on, form.closing = "new", Event(), True
    form.go_on.set()
    judging.judge(form, small_case())
    await screen.work[1]
    slow.set()
    await screen.work[0]
    assert shown == ["new"]
    form.text = "newer"
    judging.judge(form, small_case())
    await screen.work[2]
    assert shown == ["new", "newer"]
