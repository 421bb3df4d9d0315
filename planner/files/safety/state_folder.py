"""Where the planner keeps drafts, locks and earlier versions of files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from planner.files.places import places

__all__ = ["state_folder", "state_name", "state_place"]


def state_place(*parts: str) -> Path:
    """Where that folder is, there or not: for who only looks what is in it."""
    return places().state.joinpath(*parts)


def state_folder(*parts: str) -> Path:
    """The folder for what the planner keeps about files, made if it is not there.

    Readable by the user alone. Raises ``OSError`` where it cannot be made.
    """
    folder = state_place()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in parts:  # one by one: parents would be readable by others
        folder /= part
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def state_name(path: str | os.PathLike[str]) -> str:
    """A name for what is kept about the file at ``path``: the same whichever link leads there."""
    return hashlib.sha256(os.fsencode(places().real(path))).hexdigest()[:32]
