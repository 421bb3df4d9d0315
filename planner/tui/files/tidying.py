"""Tidying scenario files as a conversation: duplicate, rename, throw away, and what if it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from planner.errors import PlannerError
from planner.files.safety import housekeeping
from planner.files.scenarios.duplicating import duplicate_scenario
from planner.files.shelf import file_name
from planner.files.standing import is_there
from planner.keys.rebinding import own_key
from planner.keys.tables.library import LIBRARY
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.screens.path_prompt import PathPrompt
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.waiting import GivenUpError

__all__ = ["duplicate", "rename", "trash"]

_ANSWERS = (Answer("t", "Move to the trash", "trash"), Answer("c", "Cancel", "cancel"))


async def duplicate(screen: Screen[Any], path: Path) -> Path | None:
    """Save the scenario under another name; the copy's path if that was done."""
    looking = "Looking for a name that is free"
    free = await at_once_or_waited(screen.app, looking, lambda: _free_name(path))
    new = await _ask_name(screen, "Duplicate as", "saves", free)
    if new is None:
        return None
    words = ("Duplicating", "Duplicated as")
    done = await _done(screen, lambda: duplicate_scenario(path, new), words, new)
    return new if done else None


async def rename(screen: Screen[Any], path: Path) -> Path | None:
    """Give the file another name; the new path if that was done."""
    new = await _ask_name(screen, "Rename to", "renames", path)
    if new is None or new == path:
        return None
    words = ("Renaming", "Renamed to")
    done = await _done(screen, lambda: housekeeping.rename_file(path, new), words, new)
    return new if done else None


async def trash(screen: Screen[Any], path: Path) -> bool:
    """Move the file to the platform's trash, after a question; whether that was done."""
    question = Prompt(f"Move {file_name(path)} to the trash?", _ANSWERS)
    if await screen.app.push_screen_wait(question) != "trash":
        return False
    words = ("Moving to the trash:", "Moved to the trash:")
    return await _done(screen, lambda: housekeeping.trash_file(path), words, path)


async def _ask_name(screen: Screen[Any], question: str, verb: str, path: Path) -> Path | None:
    prompt = PathPrompt(question, path.name, verb=verb, folder=path.parent)
    named = await screen.app.push_screen_wait(prompt)
    return named.path if named is not None else None


async def _done(
    screen: Screen[Any], action: Callable[[], object], words: tuple[str, str], path: Path
) -> bool:
    """Do it, and say so or why not; whether it was done. ``words`` say it during and after."""
    during, after = words
    name = file_name(path)
    try:
        await at_once_or_waited(screen.app, f"{during} {name}", action)
    except GivenUpError:
        looks = f"{own_key(screen.app, LIBRARY, 'again')} looks again"
        told = f"{during} {name} goes on: the disk is slow. {looks}."
        screen.notify(told, severity="warning", markup=False)
        return False
    except PlannerError as error:
        screen.notify(str(error), severity="error", timeout=12, markup=False)
        return False
    screen.notify(f"{after} {name}", markup=False)
    return True


def _free_name(path: Path) -> Path:
    """A name beside the file that is not taken."""
    names = [f"{path.stem}-copy", *(f"{path.stem}-copy-{n}" for n in range(2, 100))]
    places = [path.with_name(f"{name}.toml") for name in names]
    return next((place for place in places if not is_there(place)), places[-1])
