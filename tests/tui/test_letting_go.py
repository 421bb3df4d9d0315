"""A day of work leaves nothing behind in memory of what was closed."""

from __future__ import annotations

import ctypes
import gc
import linecache
from collections.abc import Iterator, Sequence
from typing import Any
from unittest.mock import patch
from weakref import ref

import pytest
from attrs import make_class
from textual.widget import Widget

from planner.tui import document_app
from planner.tui.letting_go import (
    keep_all_at_start,
    keeping_all,
    let_go,
    search_all_while_quiet,
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
    callbacks = [*gc.callbacks]
    yield before
    gc.callbacks[:] = callbacks
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.parametrize("other", [OSError, TypeError, object])
def test_a_c_library_without_such_limits_keeps_what_it_likes(
    other: type, garbage_as_before: tuple[int, int, int]
) -> None:
    """That of Windows is not found under that name, others have no ``mallopt``."""
    with patch.object(ctypes, "CDLL", side_effect=other if other is not object else [other()]):
        tidy_after_start()
    assert gc.get_threshold() != garbage_as_before


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


@pytest.mark.usefixtures("garbage_as_before")
def test_all_that_is_new_is_searched_while_nobody_types_and_not_before() -> None:
    """Such a search holds the interface longest; a folder that is read puts it off as well."""
    searched: list[int] = []

    def looked(phase: str, about: dict[str, int]) -> None:
        if phase == "stop" and about["generation"] == 2:
            searched.append(about["collected"])

    tidy_after_start()
    gc.set_threshold(1_000, 5, 400)  # as after a long search
    kept = [[number] for number in range(100_000)]  # much that stays
    gc.callbacks.append(looked)
    try:
        search_all_while_quiet(0.5)
        with keeping_all():
            search_all_while_quiet(60.0)
        assert searched == []
        search_all_while_quiet(60.0)
        assert len(searched) == 1
        search_all_while_quiet(60.0)  # nothing is new by now
        assert len(searched) == 1
    finally:
        gc.callbacks.remove(looked)
    assert len(kept) == 100_000


@pytest.mark.usefixtures("garbage_as_before")
def test_after_a_long_search_the_next_is_put_off_until_one_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An analysis makes so much that stays that each search would hold a key."""
    tidy_after_start()
    often = gc.get_threshold()
    monkeypatch.setattr("planner.tui.letting_go._LONG", 0.0)
    gc.collect()
    assert gc.get_threshold()[:2] == often[:2]
    assert gc.get_threshold()[2] > 100 * often[2]
    monkeypatch.setattr("planner.tui.letting_go._LONG", 60.0)
    gc.collect()
    assert gc.get_threshold() == often
    monkeypatch.setattr("planner.tui.letting_go._LONG", 0.0)
    with keeping_all():
        never = gc.get_threshold()
        gc.collect()
        assert gc.get_threshold() == never
    assert gc.get_threshold() == often


async def test_a_key_tells_that_somebody_types() -> None:
    """And so does the mouse."""
    async with driven() as planner:
        planner.app.touched_at = 0.0
        await planner.press("down")
        assert planner.app.touched_at > 0.0
        planner.app.touched_at = 0.0
        await planner.click("Meeting format")
        assert planner.app.touched_at > 0.0


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
