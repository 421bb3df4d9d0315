"""The states of a file that can be read: what it holds, unsaved work, kept versions, commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from attrs import evolve, field, frozen

from planner.by_fields import Compared, Printed
from planner.editing.state_names import DRAFT, StateName
from planner.errors import FileProblemError, Problem
from planner.files.cases.reading import LoadedCase
from planner.files.commits import Commit, Recorded, recorded_at
from planner.files.safety.drafts import Draft, drafts_of
from planner.files.safety.reading import read_bytes
from planner.files.safety.versions import is_as_kept, kept_versions, version_moment
from planner.files.scenarios.reading import LoadedScenario
from planner.files.toml.source import SourceText, source_from_bytes
from planner.visible import shown_path

__all__ = ["States"]

T = TypeVar("T", bound=LoadedScenario | LoadedCase)

_FILE = "@file"
_CHANGED = "changed since it was kept"


@frozen(eq=False, repr=False)
class States(Printed, Generic[T]):
    """How the states of a kind of file are read.

    ``limit`` is the bytes that such a file may have. ``of_file`` reads what it holds, ``of_text``
    a text as if it stood in that file, ``of_draft`` unsaved work, ``at_revision`` what git recorded
    at one revision, and ``recorded`` at each commit, the newest first. All of them raise
    :class:`~planner.errors.PlannerError`.
    """

    limit: int
    of_file: Callable[[Path], T]
    of_text: Callable[[SourceText, Path], T]
    of_draft: Callable[[Draft], T]
    at_revision: Callable[[str, Path], T]
    recorded: Callable[[Path], Iterator[Recorded[T]]]

    def read(self, state: StateName) -> T:
        """What the file said in that state. Raises :class:`~planner.errors.PlannerError`."""
        if state.draft:
            return self.of_draft(_first_draft(state.file))
        if state.version is not None:
            version, name = _kept_version(state.file, state.version, self.limit)
            return self._kept(version, name, state.file)
        if state.revision:
            return self.at_revision(state.revision, state.file)
        return self.of_file(state.file)

    def drafts(self, file: Path) -> Iterator[Recorded[T]]:
        """Unsaved work on the file, told as commits are, the newest first."""
        for commit, draft in _draft_commits(file):
            yield recorded_at(commit, partial(self.of_draft, draft))

    def kept(self, file: Path) -> Iterator[Recorded[T]]:
        """The versions that the planner kept before its saves, told as commits are.

        The newest comes first. What the file holds now is none of them. A version that was changed
        since it was kept says so.
        """
        for commit, version in _kept_commits(file, self.limit):
            read = partial(self._kept, version, commit.short_id, file)
            yield evolve(recorded_at(commit, read), doubt=version.doubt, kept_in=version.path)

    def at_hand(self, file: Path) -> Iterator[Recorded[T]]:
        """Unsaved work on the file, what it holds, and the versions kept, told as commits are."""
        yield from self.drafts(file)
        if (commit := _file_commit(file)) is not None:
            yield recorded_at(commit, partial(self.of_file, file))
        yield from self.kept(file)

    def _kept(self, version: _Version, name: str, file: Path) -> T:
        """What the version says, with a warning where it is not what was kept."""
        loaded = self.of_text(source_from_bytes(name, version.data), file)
        return evolve(loaded, warnings=(*version.warnings(name), *loaded.warnings))


@frozen(eq=False, repr=False)
class _Version(Compared):
    """A kept version: when it was kept, what lies there now, and why that may be something else."""

    path: Path
    moment: dt.datetime
    content: bytes | FileProblemError = field(repr=False)
    doubt: str

    @property
    def data(self) -> bytes:
        """What lies there. Raises :class:`~planner.errors.FileProblemError`."""
        if isinstance(self.content, FileProblemError):
            raise self.content
        return self.content

    def warnings(self, name: str) -> tuple[Problem, ...]:
        """That it is not what was kept, where it is not; ``name`` is that of the state."""
        if not self.doubt:
            return ()
        hint = (
            "somebody wrote into the planner's state folder: do not take it for an earlier version"
        )
        return (Problem(name, None, None, self.doubt, hint=hint, severity="warning"),)


def _kept_version(file: Path, number: int, limit: int) -> tuple[_Version, str]:
    """The kept version of that number, and its name.

    Raises :class:`~planner.errors.FileProblemError` where there is none.
    """
    kept = [*_other_versions(file, limit)]
    name = f"{shown_path(file)}@{number}"
    if not 1 <= number <= len(kept):
        expected = f"a number from 1 to {len(kept)}" if kept else ""
        message = "there is no such kept version of this file"
        hint = "`planner log FILE --kept` lists what is kept"
        raise FileProblemError((Problem(name, None, None, message, expected, hint),))
    return kept[number - 1], name


def _kept_commits(file: Path, limit: int) -> Iterator[tuple[Commit, _Version]]:
    """The versions that the planner kept before its saves, told as commits are, the newest first.

    What the file holds now is none of them.
    """
    for number, version in enumerate(_other_versions(file, limit), 1):
        name = f"{shown_path(file.name)}@{number}"
        told = "kept by the planner", version.moment, "before a save", file.name
        yield Commit(f"@{number}", name, *told), version


def _draft_commits(file: Path) -> Iterator[tuple[Commit, Draft]]:
    """Unsaved work on the file, told as commits are, the newest first."""
    for number, draft in enumerate(drafts_of(file), 1):
        name = f"{shown_path(file.name)}@{DRAFT}"
        told = "unsaved work", draft.written, "not in the file", file.name
        # It went on from what the file holds, wherever that is told too.
        yield Commit(f"@{DRAFT}{number}", name, *told, follows=(_FILE,)), draft


def _file_commit(file: Path) -> Commit | None:
    """The file as it stands, told as a commit is; ``None`` where there is none."""
    try:
        at = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    except (OSError, ValueError, OverflowError):
        return None
    return Commit(_FILE, shown_path(file.name), "the file", at, "as it stands", file.name)


def _first_draft(file: Path) -> Draft:
    """The newest draft of the file. Raises :class:`~planner.errors.FileProblemError` for none."""
    drafts = drafts_of(file)
    if not drafts:
        message = "there is no unsaved work on this file"
        raise FileProblemError((Problem(shown_path(file), None, None, message),))
    return drafts[0]


def _other_versions(file: Path, limit: int) -> Iterator[_Version]:
    """The kept versions but for those that say what the file does now, the newest first."""
    now = b""
    with suppress(FileProblemError):
        now = read_bytes(file, limit)
    for version in kept_versions(file):
        moment = version_moment(version)
        if moment is None:
            continue
        try:
            content = read_bytes(version, limit)
        except FileProblemError as error:
            yield _Version(version, moment, error, "")  # nobody knows what it holds
            continue
        doubt = "" if is_as_kept(version, content) else _CHANGED
        if content != now or doubt:
            yield _Version(version, moment, content, doubt)
