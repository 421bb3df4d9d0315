"""A deal is right the first time that it is drawn, and what it is drawn by is read once."""

from __future__ import annotations

import pytest
from textual import events
from textual.css.stylesheet import Stylesheet

from planner.tui.app import PlannerApp
from planner.tui.widgets.board import Board
from tests.tui.driving import driven


async def test_the_board_has_its_height_the_first_time_that_it_is_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was drawn with the half of the screen first, and all of it anew a moment later."""
    heights, resized = [], Board.on_resize

    def on_resize(board: Board, event: events.Resize) -> None:
        heights.append(event.size.height)
        resized(board)

    monkeypatch.setattr(Board, "on_resize", on_resize)
    async with PlannerApp().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert len({*heights}) == 1


async def test_the_styles_are_read_once_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme is set before anything is styled: Textual read all styles for it, and once more."""
    read = []
    monkeypatch.setattr(Stylesheet, "reparse", lambda _: read.append(1))
    async with driven(size=(80, 24)) as planner:
        assert planner.here == "Security guarantee"
    assert not read
