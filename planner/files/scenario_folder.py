"""The scenario files of a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from planner.files.case_reader import CASE_SUFFIX

__all__ = ["may_be_scenario", "scenario_files", "toml_entries"]

_MAX_DEPTH = 8
_SIGN_OF_SCENARIO = re.compile(
    r"^\s*(format\b|\[(scenario|case|check|choices)\b|<{7})", re.MULTILINE
)


def scenario_files(folder: str | os.PathLike[str], *, recursive: bool = False) -> tuple[Path, ...]:
    """The scenario files of ``folder``, in the order of their paths.

    These are its ``*.toml`` files that are no cases. Hidden files and folders are passed over, and
    so are links to folders, which may lead round in circles; folders that cannot be looked into
    count as empty. With ``recursive`` the folders within are searched too.
    """
    entries = toml_entries(folder, recursive=recursive)
    return tuple(sorted(Path(e.path) for e in entries if not e.name.endswith(CASE_SUFFIX)))


def may_be_scenario(text: str) -> bool:
    """Whether a TOML file could be meant as a scenario; a ``pyproject.toml``, say, is not."""
    return not text.strip() or _SIGN_OF_SCENARIO.search(text) is not None


def toml_entries(
    folder: str | os.PathLike[str], *, recursive: bool = False
) -> Iterator[os.DirEntry[str]]:
    """The ``*.toml`` files of ``folder``, cases too, one by one: a large tree can be given up."""
    return _found(os.fspath(folder), _MAX_DEPTH if recursive else 0)


def _found(folder: str, depth: int) -> Iterator[os.DirEntry[str]]:
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
        elif entry.name.endswith(".toml") and _is_file(entry):
            yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False
