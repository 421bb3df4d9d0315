"""The example scenarios that come with the planner, copied to a folder of one's own."""

from __future__ import annotations

import os
import re
from pathlib import Path

import tomli
from attrs import frozen

from planner.by_fields import Compared
from planner.files.places import example_folder
from planner.files.safety.reading import read_text
from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.safety.saving import save_text

__all__ = [
    "Copied",
    "copy_example",
    "copy_examples",
    "example_case",
    "example_files",
    "example_name",
    "example_title",
]

_TITLE = re.compile(r'^title = ".*"$', re.MULTILINE)
_CASE = re.compile(r'^id = ".*"$', re.MULTILINE)


@frozen(eq=False, repr=False)
class Copied(Compared):
    """What was made of the examples: the files that are new, and those of that name left alone."""

    made: tuple[Path, ...]
    left: tuple[Path, ...]


def example_files() -> tuple[Path, ...]:
    """The examples, by name; behind them those of the other cases, which have a folder each."""
    folder = example_folder()
    return (*sorted(folder.glob("*.toml")), *sorted(folder.glob("*/*.toml")))


def example_name(example: Path) -> str:
    """How the example is called among all of them: with the folder of its case, if it has one."""
    return example.relative_to(example_folder()).as_posix()


def example_title(example: Path) -> str:
    """The scenario's title."""
    return _first(example, _TITLE)


def example_case(example: Path) -> str:
    """The id of the case that the example is about."""
    return _first(example, _CASE)


def copy_example(example: Path, folder: Path) -> tuple[Path, bool]:
    """The example's copy in the folder, which is made where it is not there, and whether it is new.

    Nothing is overwritten: a file of that name stays as it is. Raises ``OSError`` where the folder
    cannot be made and :class:`~planner.errors.SaveError` where the file cannot.
    """
    copy = folder / example_name(example)
    copy.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(copy):
        return copy, False
    try:
        save_text(copy, read_text(example).text, seen=None)
    except ChangedOnDiskError:  # somebody else made it in this moment
        return copy, False
    return copy, True


def copy_examples(folder: Path) -> Copied:
    """Copies of all examples in the folder. Raises as :func:`copy_example` does."""
    copies = [copy_example(example, folder) for example in example_files()]
    return Copied(
        tuple(path for path, new in copies if new), tuple(path for path, new in copies if not new)
    )


def _first(example: Path, line: re.Pattern[str]) -> str:
    """The value of the first such line: the rest of the file takes a while to read."""
    found = line.search(read_text(example).text)
    return next(iter(tomli.loads(found[0]).values())) if found else ""
