"""A path as somebody typed it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["typed_path"]


def typed_path(text: str) -> Path:
    """The path that was typed, ``~`` for a home; a ``~NAME`` that is nobody's stays as it is."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path
