"""Where the planner's own configuration stands."""

from __future__ import annotations

from pathlib import Path

from planner.files.places import places

__all__ = ["config_file"]


def config_file() -> Path:
    """The file of the user's configuration; it need not exist, and nothing makes it."""
    return places().config / "config.toml"
