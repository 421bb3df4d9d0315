"""File names made from titles, none of which is taken."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["free_path", "name_from_title"]

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_MOST_LETTERS = 60
_MOST_TRIED = 1000


def name_from_title(title: str) -> str:
    """The title in small letters and hyphens, without an ending; ``scenario`` for an empty one."""
    words = re.sub(r"[^\w]+", "-", title.lower().removesuffix(".toml")).strip("-")
    words = words[:_MOST_LETTERS].strip("-")
    if not words or _RESERVED.fullmatch(words):
        words = f"scenario-{words}".strip("-")
    return words


def free_path(folder: Path, name: str) -> Path:
    """``NAME.toml`` in the folder, or the first ``NAME-2.toml`` and so on that is not there yet."""
    tried = (name, *(f"{name}-{number}" for number in range(2, _MOST_TRIED)))
    paths = (folder / f"{each}.toml" for each in tried)
    return next((path for path in paths if not os.path.lexists(path)), folder / f"{name}.toml")
