"""The configuration and the memory of the app, as a test finds and leaves them."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

__all__ = [
    "config_exists",
    "config_file",
    "config_text",
    "forget",
    "memory",
    "write_config",
    "write_memory",
]


def config_file() -> Path:
    """Where the configuration is looked for."""
    return Path(os.environ["PLANNER_CONFIG_DIR"], "config.toml")


def write_config(text: str) -> Path:
    """A configuration with that text; its file."""
    file = config_file()
    file.write_text(text, encoding="utf-8")
    return file


def config_exists() -> bool:
    """Whether there is a configuration."""
    return config_file().exists()


def config_text() -> str:
    """What stands in the configuration."""
    return config_file().read_text(encoding="utf-8")


def memory() -> Any:
    """What the app has kept about itself."""
    return tomllib.loads(_memory_file().read_text(encoding="utf-8"))


def write_memory(text: str) -> None:
    """Put a text where the app keeps what it remembers."""
    _memory_file().write_text(text, encoding="utf-8")


def forget() -> None:
    """As before the first start: not even the tour is known."""
    _memory_file().unlink()


def _memory_file() -> Path:
    return Path(os.environ["PLANNER_STATE_DIR"], "app.toml")
