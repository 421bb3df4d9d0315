"""The scenario files of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from planner.files.case_reader import CASE_SUFFIX

__all__ = ["scenario_files"]

_MAX_DEPTH = 8


def scenario_files(folder: str | os.PathLike[str], *, recursive: bool = False) -> tuple[Path, ...]:
    """The scenario files of ``folder``, in the order of their paths.

    These are its ``*.toml`` files that are no cases. Hidden files and folders are passed over, and
    so are links to folders, which may lead round in circles; folders that cannot be looked into
    count as empty. With ``recursive`` the folders within are searched too.
    """
    return tuple(sorted(_found(os.fspath(folder), _MAX_DEPTH if recursive else 0)))


def _found(folder: str, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        return
    for entry in listed:
        if entry.name.startswith("."):
            continue
        if depth and _is_folder(entry):
            yield from _found(entry.path, depth - 1)
        elif _is_scenario(entry):
            yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_scenario(entry: os.DirEntry[str]) -> bool:
    if not entry.name.endswith(".toml") or entry.name.endswith(CASE_SUFFIX):
        return False
    try:
        return entry.is_file()
    except OSError:
        return False
