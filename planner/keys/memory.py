"""What the app remembers from one start to the next, in the state folder: a theme, recent files."""

from __future__ import annotations

import os
from threading import Lock
from typing import Any

import tomli

from planner.files.standing import is_there

__all__ = ["remember", "remembered"]

_MEMORY = "app.toml"
_MOST_BYTES = 1 << 16
_writing = Lock()
"""Any thread may remember something; none takes back what another did."""


def remembered() -> dict[str, Any]:
    """What the app has kept about itself; nothing where that cannot be read."""
    from planner.files.safety.state_folder import state_place  # noqa: PLC0415 (after what comes first)

    try:
        file = state_place(_MEMORY)
        if not is_there(file) or file.stat().st_size > _MOST_BYTES:
            return {}
        return tomli.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def remember(**kept: str | bool | list[str]) -> bool:
    """Keep something for the next start; whether that could be done."""
    import tomli_w  # noqa: PLC0415 (a start that changes nothing does without)

    from planner.files.safety.state_folder import state_folder  # noqa: PLC0415 (likewise)

    with _writing:
        held = remembered() | kept
        try:
            folder = state_folder()
            draft = folder / f"{_MEMORY}.{os.getpid()}"
            draft.write_text(tomli_w.dumps(held), encoding="utf-8")
            draft.replace(folder / _MEMORY)
        except OSError:
            return False
    return True
