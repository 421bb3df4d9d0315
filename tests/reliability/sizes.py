"""Every screen at every size from 1 x 1 to 12 x 12, and at others up to 250 x 80: no crash."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from tests.contracts.hostile import ACCEPTED, case_text, scenario_text
from tests.reliability.proof import Effort, Result
from tests.tui.driving import Planner, driven

__all__ = ["run"]

_SCREENS: dict[str, tuple[str, ...]] = {
    "workbench": (),
    "parties": ("tab",),
    "reasons": ("tab", "tab"),
    "zoomed": ("z",),
    "note": ("e",),
    "details": ("t",),
    "evidence": ("v",),
    "statements": ("v", "enter"),
    "analysis": ("w",),
    "library": ("o",),
    "compare": ("o", "space", "j", "space", "c"),
    "new": ("ctrl+n",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "save as": ("S",),
    "question": ("2", "q"),
}
_SMALL = [(width, height) for width in range(1, 13) for height in range(1, 13)]
_LARGE = [(20, 5), (40, 10), (60, 15), (80, 24), (120, 40), (250, 1), (1, 80), (250, 80), (79, 23)]


def run(folder: Path, effort: Effort) -> Result:
    """Each screen in an app of its own, which is resized again and again."""
    held = ACCEPTED[:: 8 if effort.short else 3]
    (folder / "hostile.case.toml").write_text(case_text(held), encoding="utf-8")
    for number, text in enumerate(held[:4]):
        (folder / f"{number}.toml").write_text(scenario_text(text), encoding="utf-8")
    sizes = [*_SMALL[::29], *_LARGE[3::4]] if effort.short else [*_SMALL, *_LARGE]
    screens = dict(list(_SCREENS.items())[:: 4 if effort.short else 1])
    wrong: list[str] = []
    here = Path.cwd()
    os.chdir(folder)
    try:
        for name, keys in screens.items():
            done: list[tuple[int, int]] = []
            try:
                asyncio.run(_resized(folder / "0.toml", keys, sizes, done))
            except Exception as error:  # noqa: BLE001 (any is a crash)
                wrong.append(f"{name} at {done[-1:]}: {type(error).__name__}: {error}")
    finally:
        os.chdir(here)
    figures = f"{len(screens)} screens at {len(sizes)} sizes: {len(wrong)} crashes"
    return Result(figures, tuple(wrong))


async def _resized(
    file: Path, keys: tuple[str, ...], sizes: list[tuple[int, int]], done: list[tuple[int, int]]
) -> None:
    """Goes to the screen and through the sizes; a key and a click at each."""
    async with driven(file, size=(100, 30)) as planner:
        await planner.press(*keys)
        screen = planner.app.screen
        for width, height in sizes:
            done.append((width, height))
            await planner.pilot.resize_terminal(width, height)
            await planner.settle()
            await _poke(planner)
            assert planner.app.screen is screen, "the screen has gone"


async def _poke(planner: Planner) -> None:
    """What somebody does who does not see much: a key that only moves."""
    await planner.press("pagedown")
    assert not planner.left, "the app has ended"
