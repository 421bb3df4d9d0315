"""Any state of a scenario by its name: a file, a commit, a kept version, a draft."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from attrs import evolve, field, frozen

from planner.editing.recovering import recover_draft
from planner.errors import FileProblemError, Problem
from planner.files.commits import Commit
from planner.files.git_history import Recorded, scenario_at
from planner.files.safety.drafts import Draft, drafts_of
from planner.files.safety.reading import MAX_SCENARIO_BYTES, read_bytes
from planner.files.safety.versions import is_as_kept, kept_versions, version_moment
from planner.files.scenarios.reading import LoadedScenario, read_scenario, scenario_with_case
from planner.files.toml.source import source_from_bytes
from planner.visible import shown_path

__all__ = [
    "MarkedState",
    "StateName",
    "Version",
    "draft_states",
    "first_draft",
    "kept_states",
    "kept_version",
    "other_versions",
    "read_state",
    "state_named",
]

_DRAFT = "draft"
_CHANGED = "changed since it was kept"


@frozen
class MarkedState:
    """A state that is marked for comparing, as it was then; ``name`` says of which file it is."""

    name: str
    loaded: LoadedScenario = field(eq=False)


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


def read_state(name: str) -> LoadedScenario:
    """The scenario in that state.

    ``FILE`` is a file, ``REVISION:FILE`` what git recorded of it, ``FILE@N`` the Nth of its kept
    versions (1 is the newest that is not what the file holds now), ``FILE@draft`` unsaved work on
    it. A file that is there is meant, whatever its name.

    Raises :class:`~planner.errors.PlannerError`.
    """
    state = state_named(name)
    if state.draft:
        return recover_draft(first_draft(state.file))
    if state.version is not None:
        return _loaded(*kept_version(state.file, state.version, MAX_SCENARIO_BYTES), state.file)
    if state.revision:
        return scenario_at(state.revision, state.file)
    return read_scenario(name)


def kept_states(file: Path) -> Iterator[Recorded]:
    """The versions that the planner kept before its saves, told as commits are, the newest first.

    What the file holds now is none of them. A version that was changed since it was kept says so.
    """
    for number, version in enumerate(other_versions(file, MAX_SCENARIO_BYTES), 1):
        name = f"{shown_path(file.name)}@{number}"
        commit = Commit(
            f"@{number}", name, "kept by the planner", version.moment, "before a save", file.name
        )
        try:
            loaded = _loaded(version, name, file)
        except FileProblemError as error:
            yield Recorded(commit, problems=error.problems, doubt=version.doubt)
        else:
            yield Recorded(commit, loaded, doubt=version.doubt)


def draft_states(file: Path) -> Iterator[Recorded]:
    """Unsaved work on the file, told as commits are, the newest first."""
    for number, draft in enumerate(drafts_of(file), 1):
        name = f"{shown_path(file.name)}@{_DRAFT}"
        commit = Commit(
            f"@{_DRAFT}{number}", name, "unsaved work", draft.written, "not in the file", file.name
        )
        try:
            yield Recorded(commit, recover_draft(draft))
        except FileProblemError as error:
            yield Recorded(commit, problems=error.problems)


def first_draft(file: Path) -> Draft:
    """The newest draft of the file. Raises :class:`~planner.errors.FileProblemError` for none."""
    drafts = drafts_of(file)
    if not drafts:
        message = "there is no unsaved work on this file"
        raise FileProblemError((Problem(shown_path(file), None, None, message),))
    return drafts[0]


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
    kept = [*other_versions(file, limit)]
    name = f"{shown_path(file)}@{number}"
    if not 1 <= number <= len(kept):
        expected = f"a number from 1 to {len(kept)}" if kept else ""
        message = "there is no such kept version of this file"
        raise FileProblemError((Problem(name, None, None, message, expected),))
    return kept[number - 1], name


def _loaded(version: Version, name: str, file: Path) -> LoadedScenario:
    """The scenario in it, with a warning where it is not what was kept."""
    loaded = scenario_with_case(source_from_bytes(name, version.data), file)
    warnings = version.warnings(name)
    return evolve(loaded, warnings=(*warnings, *loaded.warnings)) if warnings else loaded


def other_versions(file: Path, limit: int) -> Iterator[Version]:
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
