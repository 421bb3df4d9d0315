"""Which state of a file a name means, and what is kept of it: of scenarios and cases alike."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from attrs import field, frozen

from planner.errors import FileProblemError, Problem
from planner.files.commits import Commit
from planner.files.safety.drafts import Draft, drafts_of
from planner.files.safety.reading import read_bytes
from planner.files.safety.versions import is_as_kept, kept_versions, version_moment
from planner.visible import shown_path

__all__ = [
    "StateName",
    "Version",
    "draft_commits",
    "file_commit",
    "first_draft",
    "kept_commits",
    "kept_version",
    "state_named",
    "told_state",
]

S = TypeVar("S")

_DRAFT = "draft"
_FILE = "@file"
_CHANGED = "changed since it was kept"


@frozen
class StateName:
    """Which state a name means: the file's own, or an earlier one of it."""

    file: Path
    revision: str = ""
    version: int | None = None
    draft: bool = False

    @property
    def is_file(self) -> bool:
        """Whether the file as it stands is meant."""
        return not (self.revision or self.draft) and self.version is None


def state_named(name: str) -> StateName:
    """What the name means, as :func:`read_state` reads it."""
    if not os.path.lexists(name):
        file, at, state = name.rpartition("@")
        if at and file and state == _DRAFT:
            return StateName(Path(file), draft=True)
        if at and file and state.isascii() and state.isdigit():
            return StateName(Path(file), version=int(state))
        revision, colon, file = name.partition(":")
        if colon and revision and file and not Path(name).drive:
            return StateName(Path(file), revision)
    return StateName(Path(name))


@frozen
class Version:
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


def kept_version(file: Path, number: int, limit: int) -> tuple[Version, str]:
    """The kept version of that number, and its name.

    Raises :class:`~planner.errors.FileProblemError` where there is none.
    """
    kept = [*_other_versions(file, limit)]
    name = f"{shown_path(file)}@{number}"
    if not 1 <= number <= len(kept):
        expected = f"a number from 1 to {len(kept)}" if kept else ""
        message = "there is no such kept version of this file"
        raise FileProblemError((Problem(name, None, None, message, expected),))
    return kept[number - 1], name


def kept_commits(file: Path, limit: int) -> Iterator[tuple[Commit, Version]]:
    """The versions that the planner kept before its saves, told as commits are, the newest first.

    What the file holds now is none of them.
    """
    for number, version in enumerate(_other_versions(file, limit), 1):
        name = f"{shown_path(file.name)}@{number}"
        told = "kept by the planner", version.moment, "before a save", file.name
        yield Commit(f"@{number}", name, *told), version


def told_state(state: Callable[..., S], commit: Commit, read: Callable[[], object]) -> S:
    """A ``state`` of a file as a commit: with what ``read`` gives, or why it cannot be read."""
    try:
        return state(commit, read())
    except FileProblemError as error:
        return state(commit, problems=error.problems)


def draft_commits(file: Path) -> Iterator[tuple[Commit, Draft]]:
    """Unsaved work on the file, told as commits are, the newest first."""
    for number, draft in enumerate(drafts_of(file), 1):
        name = f"{shown_path(file.name)}@{_DRAFT}"
        told = "unsaved work", draft.written, "not in the file", file.name
        # It went on from what the file holds, wherever that is told too.
        yield Commit(f"@{_DRAFT}{number}", name, *told, follows=(_FILE,)), draft


def file_commit(file: Path) -> Commit | None:
    """The file as it stands, told as a commit is; ``None`` where there is none."""
    try:
        at = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    except (OSError, ValueError, OverflowError):
        return None
    return Commit(_FILE, shown_path(file.name), "the file", at, "as it stands", file.name)


def first_draft(file: Path) -> Draft:
    """The newest draft of the file. Raises :class:`~planner.errors.FileProblemError` for none."""
    drafts = drafts_of(file)
    if not drafts:
        message = "there is no unsaved work on this file"
        raise FileProblemError((Problem(shown_path(file), None, None, message),))
    return drafts[0]


def _other_versions(file: Path, limit: int) -> Iterator[Version]:
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
            yield Version(version, moment, error, "")  # nobody knows what it holds
            continue
        doubt = "" if is_as_kept(version, content) else _CHANGED
        if content != now or doubt:
            yield Version(version, moment, content, doubt)
