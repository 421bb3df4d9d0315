"""The cases of many scenarios, as one look at each folder shows them.

A run over thousands of scenarios must not list their folder, and read the cases in it, for each of
them anew. Whoever wants to see what changed meanwhile takes another look.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar

from planner.errors import FileProblemError
from planner.files.cases.catalogue import (
    MAX_SEARCHED,
    case_files,
    find_case_by_id,
    known_cases,
    searched_case_files,
)
from planner.files.cases.private import with_private
from planner.files.cases.reading import LoadedCase, read_case
from planner.visible import bytes_words

__all__ = ["OneLook"]

_KEPT = 64
"""How many answers of a kind are kept: folders without end must not fill the memory."""

_Answer = TypeVar("_Answer")
_Loaded = TypeVar("_Loaded", LoadedCase, LoadedCase | None)


class OneLook:
    """Finds cases, and keeps what it found; a mistake of a case is raised each time.

    ``private``: with the overlays beside them.
    """

    def __init__(self, *, private: bool = False) -> None:
        self._private = private
        self._by_id: dict[Hashable, LoadedCase | FileProblemError | None] = {}
        self._by_path: dict[Hashable, LoadedCase | FileProblemError] = {}
        self._known: dict[Hashable, tuple[list[str], str]] = {}

    def by_id(self, case_id: str, folder: Path, digest: str = "") -> LoadedCase | None:
        """As :func:`~planner.files.cases.catalogue.find_case_by_id` finds it."""
        find = _or_error(lambda: self._as_asked(find_case_by_id(case_id, folder, digest)))
        return _found(_kept(self._by_id, (folder, case_id, digest), find))

    def at(self, path: Path) -> LoadedCase:
        """As :func:`~planner.files.cases.reading.read_case` reads it."""
        find = _or_error(lambda: self._as_asked(read_case(path)))
        return _found(_kept(self._by_path, path, find))

    def known(self, folder: Path) -> tuple[list[str], str]:
        """The ids of the cases for scenarios in ``folder``; a hint if not all were looked into."""
        return _kept(self._known, folder, lambda: _known(folder))

    def _as_asked(self, loaded: _Loaded) -> _Loaded:
        return with_private(loaded) if self._private and loaded is not None else loaded


def _known(folder: Path) -> tuple[list[str], str]:
    there, searched = len(case_files(folder)), len([*searched_case_files([folder])])
    hint = (
        f"{searched} of the {there:,} case files here were looked into, as many as have "
        f'{bytes_words(MAX_SEARCHED)} together: write its file as "path" in [case]'
    )
    return [case.id for case in known_cases(folder)], hint if searched < there else ""


def _kept(
    held: dict[Hashable, _Answer], question: Hashable, answer: Callable[[], _Answer]
) -> _Answer:
    if question not in held:
        if len(held) >= _KEPT:
            del held[next(iter(held))]
        held[question] = answer()
    return held[question]


def _or_error(
    find: Callable[[], _Answer],
) -> Callable[[], _Answer | FileProblemError]:
    def found() -> _Answer | FileProblemError:
        try:
            return find()
        except FileProblemError as error:
            return error

    return found


def _found(answer: _Answer | FileProblemError) -> _Answer:
    if isinstance(answer, FileProblemError):
        raise FileProblemError(answer.problems)  # anew: one that is kept would gather tracebacks
    return answer
