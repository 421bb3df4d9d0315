"""Work in a thread: what it leaves in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from planner import own_memory
from planner.tui import in_thread as module
from planner.tui.in_thread import in_thread


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """That the system was asked to take back what is freed, once for each time."""
    found: list[str] = []
    monkeypatch.setattr(own_memory, "give_back_what_is_freed", lambda: found.append("asked"))
    monkeypatch.setattr(module, "_LONG", 0.02)
    return found


def _busy(seconds: float) -> Callable[[], None]:
    def work() -> None:
        until = time.thread_time() + seconds
        while time.thread_time() < until:
            pass

    return work


async def test_after_long_work_what_is_freed_goes_back_to_the_system(asked: list[str]) -> None:
    """A count of a large case frees megabytes, which nothing else may ever ask for."""
    await in_thread(_busy(0.03))()
    assert asked == ["asked"]


async def test_long_work_that_fails_or_is_given_up_counts_as_well(asked: list[str]) -> None:
    """What was made until then is freed too."""

    def work() -> None:
        _busy(0.03)()
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await in_thread(work)()
    assert asked == ["asked"]


async def test_short_work_asks_for_nothing_however_often_it_is_done(asked: list[str]) -> None:
    """To ask takes 0.4 MB itself; a thread that rests is used again and again."""
    for _ in range(10):
        await in_thread(_busy(0.005))()
    assert not asked
