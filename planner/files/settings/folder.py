"""Where the planner's own configuration stands."""

from __future__ import annotations

import os
from pathlib import Path

from planner.files.places import NOT_THERE, places

__all__ = ["config_file", "is_missing"]


def config_file() -> Path:
    """The file of the user's configuration; it need not exist, and nothing makes it."""
    return places().config / "config.toml"


def is_missing(file: Path) -> bool:
    """Whether no file stands there; one that cannot be looked at is read, which says why."""
    try:
        os.lstat(file)
    except NOT_THERE:
        return True
    except (OSError, ValueError):
        return False
    return False
