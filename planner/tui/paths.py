"""From what somebody typed to the path that is meant."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from planner.files.places import places

__all__ = ["typed_path"]


def typed_path(text: str, folder: Path | None = None) -> Path:
    """The whole path that was typed, from ``folder`` on; from the working folder if it is left out.

    ``~`` stands for a home; a ``~NAME`` that is nobody's stays as it is.
    """
    path = Path(text.strip())
    with suppress(RuntimeError):
        path = path.expanduser()
    return places().absolute(folder or "") / path
