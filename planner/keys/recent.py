"""Files and folders that were worked in lately, remembered from one start to the next."""

from __future__ import annotations

from pathlib import Path

from planner.files.places import places
from planner.files.standing import is_folder, is_there
from planner.keys.memory import remember, remembered

__all__ = ["note_recent", "recent_paths"]

_RECENT = "recent"
_MOST = 20


def note_recent(path: Path) -> None:
    """Remember the file and its folder as the newest of all. Raises nothing."""
    home = places().absolute(path)
    wanted = [str(home), str(home.parent)]
    held = _held()
    if held[: len(wanted)] != wanted:
        remember(recent=[*wanted, *(each for each in held if each not in wanted)][:_MOST])


def recent_paths() -> tuple[Path, ...]:
    """Those that are still there and may be read, the newest first: files, then folders."""
    there = [p for each in _held() if places().may_read(p := Path(each)) and is_there(p)]
    return tuple(sorted(there, key=is_folder))


def _held() -> list[str]:
    held = remembered().get(_RECENT, [])
    return [each for each in held if isinstance(each, str)] if isinstance(held, list) else []
