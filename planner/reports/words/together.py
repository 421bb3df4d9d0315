"""Files that were written together, or should have been, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.reports.words.numbers import counted
from planner.visible import shown_path

__all__ = ["settled_words"]


def settled_words(paths: Sequence[Path], foreign: Sequence[Path], *, finished: bool) -> str:
    """What became of a change to several files that had been interrupted."""
    files = counted(len(paths), "file")
    if finished:
        return f"A change to {files}, interrupted before, is finished now."
    names = ", ".join(map(shown_path, foreign))
    return (
        f"A change to {files}, interrupted before, is taken back: {names} had been changed by "
        "somebody else since, and stays so."
    )
