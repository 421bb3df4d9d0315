"""A day of work leaves nothing behind in memory of what was closed."""

from __future__ import annotations

import gc
import linecache
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from unittest.mock import patch
from weakref import ref

import pytest
from attrs import make_class
from textual.screen import Screen
from textual.widget import Widget

from planner.tui import document_app, letting_go
from planner.tui.letting_go import (
    BetweenKeys,
    keep_all_at_start,
    keeping_all,
    let_go,
    tidy_after_start,
)
from tests.tui.driving import Planner, driven


async def _let_go_of(planner: Planner, closed: Sequence[ref[Any]]) -> None:
    """All but the last, which may still be the last to have had the focus."""

    def gone() -> bool:
        gc.collect()
        return sum(each() is not None for each in closed) < 2

    await planner.until(gone)


@pytest.mark.parametrize("key", ["e", "t", "slash", "S"])
async def test_what_was_written_in_is_let_go_of(key: str) -> None:
    """No closed field is kept, neither by the app nor by the screen that it was on."""
    async with driven() as planner:
        written_in: list[ref[Widget]] = []
        for _ in range(4):
            await planner.press(key, "x")
            # By the focus: Textual's screen keeps what was asked of it by query_one.
            field = planner.app.focused
            assert field is not None
            assert field.id != "board"
            written_in.append(ref(field))
            del field
            await planner.press("escape")
            await planner.until(lambda: planner.focus == "board")
        await _let_go_of(planner, written_in)


def test_the_sources_of_classes_that_came_later_are_let_go_of() -> None:
    """Those of a screen that was opened, say."""
    make_class("Late", ["x"])
    assert any(name.startswith("<attrs") for name in linecache.cache)
    let_go()
    assert not any(name.startswith("<attrs") for name in linecache.cache)


async def test_the_drawings_of_what_was_closed_are_let_go_of() -> None:
    """Textual itself would keep those of the last thousand widgets."""
    with patch.object(document_app, "_FORGET_SECONDS", 0.05):
        async with driven() as planner:
            drawings: list[ref[object]] = []
            for _ in range(4):
                await planner.press("question_mark")
                await planner.on("HelpScreen")
                help_screen = planner.app.screen
                drawings += [ref(each._styles_cache) for each in help_screen.query("_HelpPane")]
                del help_screen
                await planner.press("escape")
                await planner.at_work()
            assert len(drawings) == 4
            await _let_go_of(planner, drawings)


@pytest.fixture
def garbage_as_before() -> Iterator[tuple[int, int, int]]:
    """How often garbage is looked for; so it is again after the test."""
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("garbage_as_before")
def test_no_garbage_is_looked_for_from_the_start_to_the_first_screen_and_after_it_often() -> None:
    """Nor does a folder that is read meanwhile turn the search on again."""
    seen: list[str] = []

    def looked(phase: str, _about: object) -> None:
        seen.append(phase)

    def make_rings() -> None:
        for _ in range(50_000):
            ring: list[object] = []
            ring.append(ring)

    gc.callbacks.append(looked)
    try:
        keep_all_at_start()
        with keeping_all():
            make_rings()
        make_rings()
        assert not seen
        tidy_after_start()
        make_rings()
        assert seen
    finally:
        gc.callbacks.remove(looked)


@pytest.fixture
def searched() -> Iterator[list[int]]:
    """The generations that are searched for garbage, as it happens."""
    seen: list[int] = []

    def looked(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            seen.append(about["generation"])

    gc.callbacks.append(looked)
    yield seen
    gc.callbacks.remove(looked)


def _make_rings() -> None:
    """As much as a few keys leave: enough that all is searched, not so much that it has to be."""
    for _ in range(20_000):
        ring: list[object] = []
        ring.append(ring)


@pytest.mark.usefixtures("garbage_as_before")
async def test_garbage_is_looked_for_after_a_key_was_drawn(searched: list[int]) -> None:
    """Python itself looks where much is made, so the key that makes it would wait."""
    async with driven() as planner:
        tidy_after_start()
        gc.collect()
        _make_rings()
        searched.clear()
        with patch.object(Screen, "_compositor_refresh", autospec=True) as drawing:
            drawing.side_effect = lambda _: searched.append(-1)
            await planner.press("down")
            await planner.until(lambda: 2 in searched)
    assert -1 in searched[: searched.index(2)]


class _AtWork:
    """An app that has something to do next, or not."""

    def __init__(self) -> None:
        self.message_queue_size = 0
        self.planned: list[Callable[[], None]] = []

    def call_after_refresh(self, call: Callable[..., None], *arguments: Any) -> bool:
        call(*arguments)
        return True

    def set_timer(self, _seconds: float, call: Callable[[], None]) -> None:
        self.planned.append(call)

    def go_on(self) -> None:
        """Let time pass."""
        while self.planned:
            self.planned.pop()()


@pytest.mark.usefixtures("garbage_as_before")
def test_a_search_for_garbage_lets_a_key_go_first(searched: list[int]) -> None:
    """It is planned again after that one."""
    app, between = _AtWork(), BetweenKeys()
    tidy_after_start()
    gc.collect()
    _make_rings()
    searched.clear()
    between.plan(app)  # type: ignore[arg-type]
    between.plan(app)  # type: ignore[arg-type]
    assert len(app.planned) == 1
    app.message_queue_size = 1
    app.go_on()
    assert 2 not in searched
    app.message_queue_size = 0
    between.plan(app)  # type: ignore[arg-type]
    app.go_on()
    assert searched.count(2) == 1


@pytest.mark.usefixtures("garbage_as_before")
def test_searches_for_garbage_that_take_long_are_far_between() -> None:
    """Of a large case each takes a fifth of a second: it would be the greater part of the work."""
    app, between = _AtWork(), BetweenKeys()
    tidy_after_start()
    seconds = iter([10.0, 10.0, 10.2, 10.5, 14.1])
    planned = []
    with patch.object(letting_go, "perf_counter", lambda: next(seconds)):
        for _ in range(3):
            _make_rings()
            between.plan(app)  # type: ignore[arg-type]
            planned.append(len(app.planned))
            app.go_on()
    assert planned == [1, 0, 0]
    gc.collect()
    _make_rings()
    with patch.object(letting_go, "perf_counter", lambda: 14.3):
        between.plan(app)  # type: ignore[arg-type]
    assert app.planned


@pytest.mark.usefixtures("garbage_as_before")
def test_a_search_for_garbage_that_never_came_is_planned_again() -> None:
    """It waits for the drawing of a screen, which may have been left meanwhile."""
    app, between = _AtWork(), BetweenKeys()
    tidy_after_start()
    gc.collect()
    _make_rings()
    for now, planned in ((10.0, 1), (10.9, 1), (11.1, 2)):
        with patch.object(letting_go, "perf_counter", lambda now=now: now):
            between.plan(app)  # type: ignore[arg-type]
        assert len(app.planned) == planned


async def test_a_thread_that_rests_keeps_no_screen_that_was_closed() -> None:
    """Though it was that screen's worker which it did last."""
    async with driven() as planner:
        await planner.press("w")
        await planner.on("AnalysisScreen")
        closed = ref(planner.app.screen)
        await planner.press("escape", "escape")  # what it works on, then the screen
        await planner.at_work()

        def gone() -> bool:
            gc.collect()
            return closed() is None

        await planner.until(gone)
