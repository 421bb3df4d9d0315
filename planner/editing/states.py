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
from planner.files.safety.drafts import drafts_of
from planner.files.safety.reading import MAX_SCENARIO_BYTES, read_bytes
from planner.files.safety.versions import is_as_kept, kept_versions, version_moment
from planner.files.scenarios.reading import LoadedScenario, read_scenario, scenario_with_case
from planner.files.toml.source import source_from_bytes
from planner.visible import shown_path

__all__ = ["MarkedState", "draft_states", "kept_states", "read_state"]

_DRAFT = "draft"
_CHANGED = "changed since it was kept"


@frozen
class MarkedState:
    """A state that is marked for comparing, as it was then; ``name`` says of which file it is."""

    name: str
    loaded: LoadedScenario = field(eq=False)


def read_state(name: str) -> LoadedScenario:
    """The scenario in that state.

    ``FILE`` is a file, ``REVISION:FILE`` what git recorded of it, ``FILE@N`` the Nth of its kept
    versions (1 is the newest that is not what the file holds now), ``FILE@draft`` unsaved work on
    it. A file that is there is meant, whatever its name.

    Raises :class:`~planner.errors.PlannerError`.
    """
    if not os.path.lexists(name):
        file, at, state = name.rpartition("@")
        if at and file and state == _DRAFT:
            return _draft(Path(file))
        if at and file and state.isascii() and state.isdigit():
            return _kept(Path(file), int(state))
        revision, colon, file = name.partition(":")
        if colon and revision and file and not Path(name).drive:
            return scenario_at(revision, Path(file))
    return read_scenario(name)


def kept_states(file: Path) -> Iterator[Recorded]:
    """The versions that the planner kept before its saves, told as commits are, the newest first.

    What the file holds now is none of them. A version that was changed since it was kept says so.
    """
    for number, version in enumerate(_other_versions(file), 1):
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


def _draft(file: Path) -> LoadedScenario:
    drafts = drafts_of(file)
    if not drafts:
        message = "there is no unsaved work on this file"
        raise FileProblemError((Problem(shown_path(file), None, None, message),))
    return recover_draft(drafts[0])


def _kept(file: Path, number: int) -> LoadedScenario:
    kept = [*_other_versions(file)]
    name = f"{shown_path(file)}@{number}"
    if not 1 <= number <= len(kept):
        expected = f"a number from 1 to {len(kept)}" if kept else ""
        message = "there is no such kept version of this file"
        raise FileProblemError((Problem(name, None, None, message, expected),))
    return _loaded(kept[number - 1], name, file)


@frozen
class _Version:
    """A kept version: when it was kept, what lies there now, and why that may be something else."""

    moment: dt.datetime
    content: bytes | FileProblemError = field(repr=False)
    doubt: str


def _loaded(version: _Version, name: str, file: Path) -> LoadedScenario:
    """The scenario in it, with a warning where it is not what was kept."""
    if isinstance(version.content, FileProblemError):
        raise version.content
    loaded = scenario_with_case(source_from_bytes(name, version.content), file)
    if not version.doubt:
        return loaded
    hint = "somebody wrote into the planner's state folder: do not take it for an earlier version"
    changed = Problem(name, None, None, version.doubt, hint=hint, severity="warning")
    return evolve(loaded, warnings=(changed, *loaded.warnings))


def _other_versions(file: Path) -> Iterator[_Version]:
    """The kept versions but for those that say what the file does now, the newest first."""
    now = b""
    with suppress(FileProblemError):
        now = read_bytes(file, MAX_SCENARIO_BYTES)
    for version in kept_versions(file):
        moment = version_moment(version)
        if moment is None:
            continue
        try:
            content = read_bytes(version, MAX_SCENARIO_BYTES)
        except FileProblemError as error:
            yield _Version(moment, error, "")  # nobody knows what it holds
            continue
        doubt = "" if is_as_kept(version, content) else _CHANGED
        if content != now or doubt:
            yield _Version(moment, content, doubt)
