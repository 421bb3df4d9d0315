"""A deal is right the first time that it is drawn, and what it is drawn by is read once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from textual import events
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

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


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
async def test_each_part_looks_for_its_styles_once_as_the_deal_opens(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """All did so up to seven times: once more as the screen came, and for each of its classes."""
    looked: Counter[str] = Counter()
    apply = Stylesheet.apply

    def counted(sheet: Stylesheet, node: DOMNode, **wishes: Any) -> None:
        looked[node.id or ""] += 1
        apply(sheet, node, **wishes)

    monkeypatch.setattr(Stylesheet, "apply", counted)
    async with PlannerApp().run_test(size=size) as pilot:
        await pilot.pause()
    assert {looked[name] for name in ("whole", "left", "lower", "said", "why", "verdict")} == {1}


async def test_what_has_no_room_is_no_part_of_the_deal_until_it_has() -> None:
    """The panes at the right cost a start at 80 columns as much as those in sight."""
    async with PlannerApp().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query("#from-here, #evidence")
        await pilot.resize_terminal(170, 45)
        await pilot.pause()
        panes = pilot.app.screen.query("#from-here, #evidence")
        assert [pane.region.height > 0 for pane in panes] == [True, True]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not any(pane.region.height for pane in panes)
