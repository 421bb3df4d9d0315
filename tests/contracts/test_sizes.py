"""No terminal is too small to survive, and none too large."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.tui.driving import Planner, driven

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
SIZES = ((1, 1), (2, 7), (12, 12), (12, 1), (5, 9), (1, 12), (250, 80))
"""A sample of all from 1 x 1 to 12 x 12, and a wall of a screen; there and back again."""

WAYS = {
    "workbench": [],
    "zoomed": ["z"],
    "note": ["e"],
    "details": ["t"],
    "help": ["question_mark"],
    "guide": ["question_mark", "enter"],
    "palette": ["ctrl+p"],
    "question": ["2", "q"],
    "path": ["S"],
    "cases": ["ctrl+n"],
    "library": ["o"],
    "filter": ["o", "slash"],
    "evidence": ["v"],
    "analysis": ["w"],
    "report": ["p"],
    "comparison": ["o", "space", "space", "c"],
}


def copied(folder: Path) -> None:
    """The example scenarios, the last in their order changed last: the library begins with it."""
    shutil.copytree(SCENARIOS, folder)
    for number, path in enumerate(sorted(folder.rglob("*.toml"))):
        os.utime(path, (number, number))


async def go(planner: Planner, keys: list[str]) -> None:
    """Go to a screen."""
    for key in keys:
        before = planner.app.screen
        await planner.press(key)
        if key in {"o", "c", "v", "w", "p", "S", "q", "ctrl+n", "ctrl+p", "question_mark"}:
            await planner.leaves(before)
        if key == "o":
            await planner.all_read()


@pytest.mark.parametrize("way", WAYS)
async def test_every_screen_survives_every_size(way: str, folder: Path) -> None:
    """Keys and clicks included; back at 80x24 all is as it was.

    But for the list of commands, which goes where it has no room.
    """
    copied(folder / "scenarios")
    async with driven() as planner:
        await go(planner, WAYS[way])
        if way == "workbench":
            await planner.counted()
        screen, focus = planner.app.screen, planner.focus
        for size in SIZES:
            await planner.pilot.resize_terminal(*size)
            await planner.press("down", "up")
            assert len(planner.strips) == size[1]
            assert all(strip.cell_length == size[0] for strip in planner.strips)
        await planner.pilot.resize_terminal(80, 24)
        await planner.settle()
        if way == "palette":
            await planner.at_work()
        else:
            assert planner.app.screen is screen
            assert planner.focus == focus


@pytest.mark.parametrize("size", [(1, 1), (7, 4), (12, 12)], ids=str)
async def test_a_session_in_a_tiny_terminal_loses_nothing(size: tuple[int, int]) -> None:
    """Started there, where nobody sees what keys would do; worked in and saved with room."""
    async with driven(size=size) as planner:
        for _ in planner.session.case.issues:
            await planner.press("1", "n")
        await planner.press("r", "tab", "down", "a", "tab", "tab", "z", "z", "s")
        assert not planner.session.unsaved
        await planner.pilot.resize_terminal(80, 24)
        for _ in planner.session.case.issues:
            await planner.press("1", "n")
        await planner.pilot.resize_terminal(*size)
        await planner.press("backspace", "2", "u", "s")
        await planner.pilot.resize_terminal(80, 24)
        await planner.press("s")
        await planner.on("PathPrompt")
        await planner.pilot.resize_terminal(*size)
        await planner.press("enter")
        await planner.told("Saved scenario.toml")
        assert planner.session.verdict.complete
