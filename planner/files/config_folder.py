"""Where the planner's own configuration stands."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["CONFIG_VARIABLE", "config_file"]

CONFIG_VARIABLE = "PLANNER_CONFIG_DIR"
"""The environment variable that names another folder, for portable use and for tests."""


def config_file() -> Path:
    """The file of the user's configuration; it need not exist, and nothing makes it."""
    override = os.environ.get(CONFIG_VARIABLE)
    if override:
        return Path(override, "config.toml")
    import platformdirs  # noqa: PLC0415 (slow to import)

    return Path(platformdirs.user_config_dir("redline-planner", appauthor=False), "config.toml")
