"""Which files of a folder, and of the folders within it, may be scenarios."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from attrs import field, frozen

from planner.by_fields import Compared
from planner.errors import Problem
from planner.files.cases.private import PRIVATE_SUFFIX
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.places import places
from planner.files.standing import is_folder
from planner.visible import shown_path

__all__ = [
    "MAX_DEPTH",
    "LeftOut",
    "changed_at",
    "closed_folder",
    "is_of_case",
    "may_be_scenario",
    "scenario_files",
    "scenario_names",
    "toml_entries",
]

MAX_DEPTH = 8
"""How many folders deep in the one that is named a scenario is looked for."""

_SIGN_OF_SCENARIO = re.compile(
    r"^\s*(format\b|\[(scenario|case|check|choices)\b|<{7})", re.MULTILINE
)


def scenario_files(folder: Path) -> tuple[Path, ...]:
    """The scenario files of ``folder`` and the folders within it, in the order of their paths.

    These are the ``*.toml`` files that are no cases and no private overlays. Hidden files and
    folders are passed over, and so are links to folders, which may lead round in circles; folders
    that cannot be looked into count as empty.
    """
    return tuple(map(Path, scenario_names(folder)))


@frozen(eq=False, repr=False)
class LeftOut(Compared):
    """What stands in a folder and is no file that could be read, though it may hold scenarios.

    ``too_deep`` are folders that lie deeper than is looked, ``closed`` those that cannot be looked
    into, with the reason, ``no_files`` what is named as a file and is none, such as a pipe.
    """

    too_deep: list[str] = field(factory=list)
    closed: list[tuple[str, str]] = field(factory=list)
    no_files: list[str] = field(factory=list)


def scenario_names(
    folder: str | os.PathLike[str], left_out: LeftOut | None = None
) -> Iterator[str]:
    """The paths of :func:`scenario_files` as texts, one by one: each folder is looked at once.

    ``left_out`` gets what is passed over and might be one.
    """
    entries = toml_entries(os.fspath(folder), MAX_DEPTH, {}, left_out)
    return (entry.path for entry in entries if not is_of_case(entry.name))


def closed_folder(folder: str, reason: str) -> Problem:
    """What is wrong with a folder that cannot be looked into, for that reason."""
    message = f"this folder cannot be looked into ({reason})"
    return Problem(shown_path(folder), None, None, message, "a folder that you may read")


def is_of_case(name: str) -> bool:
    """Whether it is the name of a case or of the private overlay of one."""
    return name.endswith((CASE_SUFFIX, PRIVATE_SUFFIX))


def may_be_scenario(text: str) -> bool:
    """Whether a TOML file could be meant as a scenario; a ``pyproject.toml``, say, is not.

    A cut of power may leave nothing of one, or zero bytes alone.
    """
    return not text.strip().strip("\0") or _SIGN_OF_SCENARIO.search(text) is not None


def toml_entries(
    folder: str, depth: int, looked_into: dict[str, int], left_out: LeftOut | None = None
) -> Iterator[os.DirEntry[str]]:
    """The ``*.toml`` files, cases too, in the order of their paths, one by one: one can give up.

    ``looked_into`` gets each folder, with the time of its last change, ``left_out`` what is none of
    them and might be.
    """
    if not places().may_read(folder):
        return
    looked_into[folder] = changed_at(folder)  # before it is read: no change falls between
    for entry in _listed(folder, left_out):
        name = entry.name
        if name.startswith("."):
            continue
        if depth and _is_folder(entry):
            yield from toml_entries(entry.path, depth - 1, looked_into, left_out)
        elif left_out is not None and not depth and _is_folder(entry):
            left_out.too_deep.append(entry.path)
        elif name.endswith(".toml"):
            if _is_file(entry):
                yield entry
            elif left_out is not None and not is_folder(entry.path):
                left_out.no_files.append(entry.path)


def _listed(folder: str, left_out: LeftOut | None) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=attrgetter("name"))
    except OSError as error:
        # One that is gone by now holds nothing.
        if left_out is not None and not isinstance(error, FileNotFoundError):
            left_out.closed.append((folder, error.strerror or str(error)))
        return []


def changed_at(folder: str) -> int:
    """When something came into the folder or left it last; -1 where it cannot be looked at."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 (asked of each folder, every two seconds)
    except OSError:
        return -1


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=True)
    except OSError:
        return False
