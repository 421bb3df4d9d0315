"""Files and folders that were worked in lately, remembered from one start to the next."""

from __future__ import annotations

from pathlib import Path

from planner.files.places import places
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
    there = [path for each in _held() if places().may_read(path := Path(each)) and path.exists()]
    return (*(p for p in there if not p.is_dir()), *(p for p in there if p.is_dir()))


def _held() -> list[str]:
    held = remembered().get(_RECENT, [])
    return [each for each in held if isinstance(each, str)] if isinstance(held, list) else []
