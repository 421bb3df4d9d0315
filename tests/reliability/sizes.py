"""Every screen at every size from 1 x 1 to 12 x 12, and at others up to 250 x 80: no crash."""

from __future__ import annotations

import asyncio
import os
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from textual.screen import Screen

import planner.tui
from planner.files.places import fix_places
from planner.keys.settings import Settings
from planner.tui.waiting import waited
from tests.contracts.hostile import ACCEPTED, case_text, scenario_text
from tests.reliability.proof import Effort, Result
from tests.tui.driving import Planner, driven

__all__ = ["run"]

_CHANGE = "(somebody else changes the file)"
_READ = "(all files are read)"
_SAVED = "(it is saved)"
_OTHER = "(the other case is listed)"
_SLOW = "(a file is read from a slow disk)"
_KEPT = "(the versions that are kept are read)"
_TO_A_LINE = ("end", "up", "up")
"""From the outline of a case to its last red line, before the only coherence rule."""
_SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "workbench": ("Workbench", ()),
    "readings": ("Workbench", ("r",)),
    "proposals": ("Workbench", ("f",)),
    "reasons": ("Workbench", ("tab",)),
    "zoomed": ("Workbench", ("z",)),
    "filter": ("Workbench", ("slash", "b")),
    "tour": ("Workbench", ("f8", "f8")),
    "themes": ("Workbench", ("ctrl+t",)),
    "note": ("Workbench", ("e",)),
    "details": ("Workbench", ("t",)),
    "news": ("Workbench", (_CHANGE,)),
    "change": ("Prompt", ("1", _CHANGE, "d")),
    "evidence": ("Evidence", ("v",)),
    "statements": ("Evidence", ("v", "enter")),
    "all statements": ("Evidence", ("v", "slash", "b")),
    "analysis": ("AnalysisScreen", ("w",)),
    "library": ("Library", ("o",)),
    "library filter": ("Library", ("o", "slash", "b")),
    "path": ("Library", ("o", "O")),
    "rename": ("PathPrompt", ("o", _READ, "t")),
    "trash": ("Prompt", ("o", _READ, "delete")),
    "compare": ("Compare", ("o", _READ, "home", "space", "space", "c")),
    "broken file": ("Library", ()),
    "new": ("Chooser", ("ctrl+n",)),
    "help": ("HelpScreen", ("question_mark",)),
    "palette": ("Palette", ("ctrl+p",)),
    "jump": ("Jump", ("f6",)),
    "start": ("StartPage", ()),
    "guide": ("GuideScreen", ("question_mark", "enter")),
    "save as": ("PathPrompt", ("S",)),
    "case": ("CaseScreen", ("C",)),
    "form of a case": ("CaseScreen", ("C", "enter")),
    "pointing": ("PointingScreen", ("C", *_TO_A_LINE, "space")),
    "points": ("PointsScreen", ("C", *_TO_A_LINE, "number_sign")),
    "text of a source": ("SourceScreen", ("C", "F")),
    "new case": ("PathPrompt", ("C", "B")),
    "two codings": ("CodingsScreen", ("C", "ampersand", _OTHER, "enter")),
    "history of a case": ("CaseHistoryScreen", ("C", "V")),
    "what if": ("Prompt", ("W",)),
    "form of a what if": ("FormPrompt", ("W", "l")),
    "history": ("HistoryScreen", ("V",)),
    "earlier state": ("StateScreen", ("1", "s", _SAVED, "V", _KEPT, "G", "enter")),
    "comments": ("CommentsScreen", ("Q",)),
    "name": ("_NamePrompt", ("e", "tab", "x", "escape")),
    "waiting": ("Working", (_SLOW,)),
    "messages": ("MessagesScreen", ("L",)),
    "report": ("ReportScreen", ("p",)),
    "question": ("Prompt", ("2", "q")),
}
"""The class of each screen and the keys to it."""

_PASSING = ("jump", "palette")
"""A new size ends these, or may: they are called at each size, where they may not come."""

_SMALL = [(width, height) for width in range(1, 13) for height in range(1, 13)]
_LARGE = [(20, 5), (40, 10), (60, 15), (80, 24), (120, 40), (250, 1), (1, 80), (250, 80), (79, 23)]


def run(folder: Path, effort: Effort) -> Result:
    """Each screen in an app of its own, which is resized again and again."""
    held = ACCEPTED[:: 8 if effort.short else 3]
    case = case_text(held).replace("format = 1", "format = 2", 1)
    case = case.replace("[sources.s]\n", '[sources.s]\ntext = "source.txt"\n', 1)
    (folder / "hostile.case.toml").write_text(case, encoding="utf-8")
    other = case_text(held[1:]).replace('"hostile"', '"other"', 1)
    (folder / "other.case.toml").write_text(other, encoding="utf-8")
    (folder / "source.txt").write_text("\n\n".join(held), encoding="utf-8", errors="replace")
    (folder / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    sizes = [*_SMALL[::29], *_LARGE[3::4]] if effort.short else [*_SMALL, *_LARGE]
    names = list(_SCREENS)[:: 6 if effort.short else 1]
    for found in pkgutil.walk_packages(planner.tui.__path__, "planner.tui."):
        import_module(found.name)
    passed_over = {*_kinds(Screen)} - {kind for kind, _ in _SCREENS.values()}
    wrong = [f"no way leads to the {kind}" for kind in sorted(passed_over)]
    crashes = 0
    drawn = 0
    here = Path.cwd()
    os.chdir(folder)
    fix_places()
    try:
        for name in names:
            for number, text in enumerate(held[:4]):
                (folder / f"{number}.toml").write_text(scenario_text(text), encoding="utf-8")
            done: list[tuple[int, int]] = []
            try:
                asyncio.run(_resized(folder, name, sizes, done))
            except Exception as error:  # noqa: BLE001 (any is a crash)
                at = "x".join(map(str, done[-1])) if done else "the start"
                wrong.append(f"{name} at {at}: {type(error).__name__}: {error!s:.300}")
                crashes += 1
            drawn += len(done)
    finally:
        os.chdir(here)
        fix_places()
    figures = f"{len(names)} screens at {len(sizes)} sizes ({drawn:,}): {crashes} crashes"
    return Result(figures, tuple(wrong))


def _kinds(base: type[Screen[Any]]) -> Iterator[str]:
    """The classes of the planner's own screens that no other screen is built on."""
    kinds: list[type[Screen[Any]]] = base.__subclasses__()
    for kind in kinds:
        if kind.__subclasses__():
            yield from _kinds(kind)
        elif kind.__module__.startswith("planner."):
            yield kind.__name__


async def _resized(
    folder: Path, name: str, sizes: list[tuple[int, int]], done: list[tuple[int, int]]
) -> None:
    """Goes to the screen and through the sizes, with a key at each."""
    kind, keys = _SCREENS[name]
    file = folder / ("broken.toml" if name == "broken file" else "0.toml")
    begun = None if name == "start" else file
    settings = Settings(start_page=name == "start")
    async with driven(begun, size=(100, 30), settings=settings) as planner:
        await _go(planner, kind, keys)
        screen = planner.app.screen
        for width, height in sizes:
            done.append((width, height))
            await planner.pilot.resize_terminal(width, height)
            await planner.settle()
            if name in _PASSING:
                await planner.press(*keys)
            else:
                assert planner.app.screen is screen, "the screen has gone"
            await planner.press("pagedown")  # which only moves, where it does anything
            assert not planner.left, "the app has ended"


def _change_file() -> None:
    """What somebody else does to the file that is open."""
    Path("0.toml").write_text(scenario_text("theirs"), encoding="utf-8")


async def _go(planner: Planner, kind: str, keys: tuple[str, ...]) -> None:
    """Presses the keys that lead to the screen, and waits for it."""
    for key in keys:
        if key == _CHANGE:
            _change_file()
            await planner.until(lambda: planner.news, "the news")
        elif key == _READ:
            await planner.on("Library")
            await planner.all_read()
        elif key == _SLOW:
            never = asyncio.get_running_loop().create_future()
            planner.app.run_worker(waited(planner.app, "Reading 0.toml", never))
            await planner.sees("Reading 0.toml")
        elif key == _SAVED:
            await planner.told("Saved")
        elif key == _OTHER:
            await planner.sees("other.case.toml")
        elif key == _KEPT:
            await planner.sees("before a save")
        else:
            await planner.press(key)
    await planner.on(kind)
