"""Any state of a case by its name, and all that are at hand, as of scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from attrs import evolve

from planner.editing.recovering import recover_case_draft
from planner.editing.state_names import (
    StateName,
    Version,
    draft_commits,
    file_commit,
    first_draft,
    kept_commits,
    kept_version,
    told_state,
)
from planner.files.cases.reading import LoadedCase, loaded_case, read_case
from planner.files.git_history import RecordedCase, case_at
from planner.files.safety.reading import MAX_CASE_BYTES
from planner.files.toml.source import source_from_bytes

__all__ = ["case_draft_states", "case_states_at_hand", "kept_case_states", "read_case_state"]


def read_case_state(state: StateName) -> LoadedCase:
    """The case in that state. Raises :class:`~planner.errors.PlannerError`."""
    if state.draft:
        return recover_case_draft(first_draft(state.file))
    if state.version is not None:
        return _loaded(*kept_version(state.file, state.version, MAX_CASE_BYTES), state.file)
    return case_at(state.revision, state.file) if state.revision else read_case(state.file)


def kept_case_states(file: Path) -> Iterator[RecordedCase]:
    """The versions that the planner kept before its saves, told as commits are, the newest first.

    Each says in which file it is kept.
    """
    for commit, version in kept_commits(file, MAX_CASE_BYTES):
        state = told_state(RecordedCase, commit, partial(_loaded, version, commit.short_id, file))
        yield evolve(state, doubt=version.doubt, kept_in=version.path)


def case_draft_states(file: Path) -> Iterator[RecordedCase]:
    """Unsaved work on the case, told as commits are, the newest first."""
    for commit, draft in draft_commits(file):
        yield told_state(RecordedCase, commit, partial(recover_case_draft, draft))


def case_states_at_hand(file: Path) -> Iterator[RecordedCase]:
    """Unsaved work on the case, what its file holds, and the versions kept."""
    yield from case_draft_states(file)
    if (commit := file_commit(file)) is not None:
        yield told_state(RecordedCase, commit, partial(read_case, file))
    yield from kept_case_states(file)


def _loaded(version: Version, name: str, file: Path) -> LoadedCase:
    """The case in it, with a warning where it is not what was kept."""
    loaded = loaded_case(file, source_from_bytes(name, version.data))
    return evolve(loaded, warnings=(*version.warnings(name), *loaded.warnings))
