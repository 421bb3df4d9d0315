"""Which cases there are, and how one is found: by its file or by its id."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import tomli
from attrs import evolve

from planner.errors import FileProblemError, Problem, UnknownNameError
from planner.files.cases.private import is_private_file, with_private
from planner.files.cases.reading import CASE_SUFFIX, LoadedCase, read_case
from planner.files.places import HERE
from planner.files.safety.reading import MAX_CASE_BYTES, read_text
from planner.files.standing import is_file, is_folder
from planner.files.toml.findings import alternatives, nearest
from planner.visible import shown_path, visible

__all__ = [
    "KnownCase",
    "bundled_folder",
    "case_files",
    "case_title",
    "cases_of_id",
    "find_case",
    "first_case",
    "known_cases",
    "names_case",
    "rivals_of",
    "searched_case_files",
    "the_one_meant",
]


MAX_SEARCHED = 4 << 20
_CASE_TABLE = r"(?ms)^\[case\][ \t]*\n(.*?)^(?=\[)"
"""Compiled on use: only lists want titles."""


class KnownCase(NamedTuple):
    """A case that can be chosen: its id, its title and its file."""

    id: str
    title: str
    path: Path


def bundled_folder() -> Path:
    """The folder of the cases that come with the planner."""
    return Path(__file__).parents[2] / "cases"


def case_files(folder: Path) -> tuple[Path, ...]:
    """The case files of a folder, in the order of their names; none if it cannot be looked into."""
    try:
        names = sorted(name for name in os.listdir(folder) if _is_case_file(name))  # noqa: PTH208
    except (OSError, ValueError):  # a name with a NUL is a ValueError
        return ()
    return tuple(folder / name for name in names)


def first_case() -> LoadedCase:
    """The first of the cases that come with the planner."""
    return read_case(case_files(bundled_folder())[0])


def _is_case_file(name: str) -> bool:
    return name.endswith(CASE_SUFFIX) and not name.startswith(".")


def case_title(path: Path) -> str:
    """The title of the case in the file, for a list; the file's name where it cannot be read.

    Where the file begins as most do, its ``[case]`` table alone is read: the rest takes a while.
    """
    try:
        return _title_told_first(read_text(path, MAX_CASE_BYTES).text) or read_case(path).case.title
    except FileProblemError:
        return path.name


def _title_told_first(text: str) -> str:
    """The title in the ``[case]`` table; empty where the table is laid out in another way."""
    table = re.search(_CASE_TABLE, text)
    try:
        title = tomli.loads(table[1]).get("title") if table else None
    except tomli.TOMLDecodeError:  # it ends further down: a text of it has a line with a bracket
        return ""
    return title if isinstance(title, str) and title.strip() else ""


def known_cases(folder: Path | None = None) -> tuple[KnownCase, ...]:
    """The bundled cases, after those in ``folder``; files that cannot be read are passed over.

    Of two cases with one id only the first is listed: it is the one that would be found.
    """
    found: dict[str, KnownCase] = {}
    folders = (folder, bundled_folder())
    for path in searched_case_files(each for each in folders if each is not None):
        try:
            case = read_case(path).case
        except FileProblemError:
            continue
        found.setdefault(case.id, KnownCase(case.id, case.title, path))
    return tuple(found.values())


def find_case(
    name: str | os.PathLike[str], folder: Path | None = None, *, private: bool = False
) -> LoadedCase:
    """The case that ``name`` means: a file, else the id of a case in ``folder`` or a bundled one.

    ``private``: with the overlay beside it. Raises :class:`~planner.errors.FileProblemError` if a
    file cannot be used, and :class:`~planner.errors.UnknownNameError` if there is no such case.
    """
    text = os.fspath(name)
    there = is_file(text)
    if there and is_private_file(text):
        message = "this is the private overlay of a case, not a case"
        expected = "the case beside which it stands"
        raise FileProblemError((Problem(shown_path(text), 1, 1, message, expected),))
    if text.endswith(".toml") or os.sep in text or there:
        return _as_asked(read_case(text), private=private)
    found = the_one_meant(cases_of_id(text, folder), "")
    if found is not None:
        return _as_asked(found, private=private)
    known = [case.id for case in known_cases(folder)]
    expected = f"a case file or {alternatives(known)}" if known else "a case file"
    shown = visible(text)
    message = f'"{shown}" is a folder' if is_folder(text) else f'there is no case "{shown}"'
    raise UnknownNameError(message, expected, nearest=nearest(text, known))


def _as_asked(loaded: LoadedCase, *, private: bool) -> LoadedCase:
    return with_private(loaded) if private else loaded


def cases_of_id(case_id: str, folder: Path | None = None) -> tuple[LoadedCase, ...]:
    """The cases that the id may mean: those of ``folder``, else of the bundled ones.

    A file that is named after the id is looked at first, and is the only one if it has it; its
    mistakes are raised as :class:`~planner.errors.FileProblemError`. Other files that cannot be
    read are passed over.
    """
    for place in (folder, bundled_folder()):
        found = iter(()) if place is None else _cases_of_id(case_id, place)
        first = next(found, None)
        if first is not None:
            return (first,) if first.path.name == case_id + CASE_SUFFIX else (first, *found)
    return ()


def the_one_meant(found: Sequence[LoadedCase], digest: str) -> LoadedCase | None:
    """The one of these cases of one id that has that digest, else the first, with a warning."""
    if len(found) < 2:
        return found[0] if found else None
    return next((case for case in found if case.digest == digest), None) or _first_of(found)


def rivals_of(path: Path, case_id: str) -> tuple[Path, ...]:
    """The case files beside ``path`` of the same id, if it is unclear which of them is found by it.

    It is clear where another is named after the id.
    """
    found = [case.path for case in _cases_of_id(case_id, path.parent, lenient=True)]
    others = tuple(other for other in found if other.name != path.name)
    return () if any(other.name == case_id + CASE_SUFFIX for other in others) else others


def _cases_of_id(case_id: str, folder: Path, *, lenient: bool = False) -> Iterator[LoadedCase]:
    """The cases in the folder that have the id, one that is named after it first."""
    named = case_id + CASE_SUFFIX
    for path in searched_case_files([folder], first=named):
        try:
            # Reading a case is expensive; one that nowhere holds the id need not be read.
            if path.name == named or case_id in read_text(path, MAX_CASE_BYTES).text:
                loaded = read_case(path)
                if loaded.case.id == case_id:
                    yield loaded
        except FileProblemError:
            if path.name == named and not lenient:
                raise


def _first_of(found: Sequence[LoadedCase]) -> LoadedCase:
    first, *others = found
    names = ", ".join(shown_path(other.path.name) for other in others)
    message = f'the id "{first.case.id}" is that of {names} too: this file is the first of them'
    hint = 'give each an id of its own, or name the file that is meant as "path" in a scenario'
    several = Problem(shown_path(first.path), None, None, message, hint=hint, severity="warning")
    return evolve(first, warnings=(several, *first.warnings))


def names_case(name: str | os.PathLike[str]) -> bool:
    """Whether a case is meant, by its file or its id, as :func:`find_case` finds it from here."""
    text = os.fspath(name)
    if text.endswith(CASE_SUFFIX):
        return True
    # os.path takes a name that is too long for what it is: no file's.
    if text.endswith(".toml") or "/" in text or os.path.lexists(text):
        return False
    try:
        return bool(cases_of_id(text, HERE))
    except FileProblemError:
        return True  # the file of that name is broken, which is told


def searched_case_files(folders: Iterable[Path], first: str = "") -> Iterator[Path]:
    """The case files of the folders that are looked into for a case, one called ``first`` first.

    Of each folder those that hold 4 MiB together: a folder full of huge cases must not make a
    scenario beside them slow to read.
    """
    for folder in folders:
        left = MAX_SEARCHED
        for path in sorted(case_files(folder), key=lambda path: path.name != first):
            left -= _size(path)
            if left >= 0 or path.name == first:
                yield path


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
