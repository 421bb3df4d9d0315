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
    cases_of_id,
    known_cases,
    searched_case_files,
    the_one_meant,
)
from planner.files.cases.private import with_private
from planner.files.cases.reading import LoadedCase, read_case
from planner.visible import bytes_words

__all__ = ["OneLook"]

_KEPT = 64
"""How many answers of a kind are kept: folders without end must not fill the memory."""

_Answer = TypeVar("_Answer")


class OneLook:
    """Finds cases, and keeps what it found; a mistake of a case is raised each time.

    ``private``: with the overlays beside them.
    """

    def __init__(self, *, private: bool = False) -> None:
        self._private = private
        self._by_id: dict[Hashable, tuple[LoadedCase, ...] | FileProblemError] = {}
        self._by_path: dict[Hashable, LoadedCase | FileProblemError] = {}
        self._overlaid: dict[Hashable, LoadedCase | FileProblemError] = {}
        self._known: dict[Hashable, tuple[list[str], str]] = {}

    def by_id(self, case_id: str, folder: Path, digest: str = "") -> LoadedCase | None:
        """The case that a scenario in ``folder`` means by that id, ``None`` where there is none.

        Raises as :func:`~planner.files.cases.catalogue.cases_of_id`.
        """
        find = _or_error(lambda: cases_of_id(case_id, folder))
        found = the_one_meant(_found(_kept(self._by_id, (folder, case_id), find)), digest)
        return None if found is None else self._as_asked(found)

    def at(self, path: Path) -> LoadedCase:
        """As :func:`~planner.files.cases.reading.read_case` reads it."""
        find = _or_error(lambda: read_case(path))
        return self._as_asked(_found(_kept(self._by_path, path, find)))

    def known(self, folder: Path) -> tuple[list[str], str]:
        """The ids of the cases for scenarios in ``folder``; a hint if not all were looked into."""
        return _kept(self._known, folder, lambda: _known(folder))

    def _as_asked(self, loaded: LoadedCase) -> LoadedCase:
        if not self._private:
            return loaded
        overlay = _or_error(lambda: with_private(loaded))
        return _found(_kept(self._overlaid, (loaded.path, loaded.warnings), overlay))


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
