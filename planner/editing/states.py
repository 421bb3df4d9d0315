"""Any state of a scenario by its name: a file, a commit, a kept version, a draft."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from attrs import field, frozen

from planner.editing.recovering import recover_draft
from planner.errors import FileProblemError, Problem
from planner.files.commits import Commit
from planner.files.git_history import Recorded, scenario_at
from planner.files.safety.drafts import drafts_of
from planner.files.safety.reading import MAX_SCENARIO_BYTES, read_bytes
from planner.files.safety.versions import kept_versions, version_moment
from planner.files.scenarios.reading import LoadedScenario, read_scenario, scenario_with_case
from planner.files.toml.source import source_from_bytes
from planner.visible import shown_path

__all__ = ["MarkedState", "draft_states", "kept_states", "read_state"]

_DRAFT = "draft"


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

    What the file holds now is none of them.
    """
    now = b""
    with suppress(FileProblemError):
        now = read_bytes(file, MAX_SCENARIO_BYTES)
    number = 0
    for version in kept_versions(file):
        try:
            data = read_bytes(version, MAX_SCENARIO_BYTES)
        except FileProblemError:
            continue  # no save of a scenario left that there
        at = version_moment(version)
        if data == now or at is None:
            continue
        number += 1
        name = f"{shown_path(file.name)}@{number}"
        commit = Commit(f"@{number}", name, "kept by the planner", at, "before a save", file.name)
        try:
            source = source_from_bytes(name, data)
            yield Recorded(commit, scenario_with_case(source, file))
        except FileProblemError as error:
            yield Recorded(commit, problems=error.problems)


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
    kept = _other_versions(file)
    name = f"{shown_path(file)}@{number}"
    if not 1 <= number <= len(kept):
        expected = f"a number from 1 to {len(kept)}" if kept else ""
        message = "there is no such kept version of this file"
        raise FileProblemError((Problem(name, None, None, message, expected),))
    return scenario_with_case(source_from_bytes(name, kept[number - 1]), file)


def _other_versions(file: Path) -> list[bytes]:
    """The kept versions that say something else than the file does now, the newest first."""
    now = b""
    with suppress(FileProblemError):
        now = read_bytes(file, MAX_SCENARIO_BYTES)
    found = []
    for version in kept_versions(file):
        with suppress(FileProblemError):  # no save of a scenario left that there
            found.append(read_bytes(version, MAX_SCENARIO_BYTES))
    return [content for content in found if content != now]
