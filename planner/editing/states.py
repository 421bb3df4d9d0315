"""Any state of a scenario by its name: a file, a commit, a kept version, a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from attrs import evolve, field, frozen

from planner.editing.overlays import laid_over, overlay_beside
from planner.editing.recovering import recover_draft
from planner.editing.state_names import (
    Version,
    draft_commits,
    file_commit,
    first_draft,
    kept_commits,
    kept_version,
    state_named,
    told_state,
)
from planner.errors import FileProblemError
from planner.files.git_history import Recorded, scenario_at
from planner.files.safety.reading import MAX_SCENARIO_BYTES
from planner.files.scenarios.reading import LoadedScenario, read_scenario, scenario_with_case
from planner.files.toml.source import source_from_bytes
from planner.model.private import Overlay

__all__ = [
    "MarkedState",
    "draft_states",
    "kept_states",
    "read_state",
    "states_at_hand",
    "under_overlay",
    "under_own_overlays",
]


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
    for commit, version in kept_commits(file, MAX_SCENARIO_BYTES):
        state = told_state(Recorded, commit, partial(_loaded, version, commit.short_id, file))
        yield evolve(state, doubt=version.doubt)


def draft_states(file: Path) -> Iterator[Recorded]:
    """Unsaved work on the file, told as commits are, the newest first."""
    for commit, draft in draft_commits(file):
        yield told_state(Recorded, commit, partial(recover_draft, draft))


def states_at_hand(file: Path) -> Iterator[Recorded]:
    """Unsaved work on the file, what it holds, and the versions kept, told as commits are."""
    yield from draft_states(file)
    if (commit := file_commit(file)) is not None:
        yield told_state(Recorded, commit, partial(read_scenario, file))
    yield from kept_states(file)


def under_overlay(state: Recorded, overlay: Overlay | None) -> Recorded:
    """The state, judged under the private overlay; without it where both do not hold together."""
    if overlay is None or state.loaded is None:
        return state
    of_case = state.loaded.of_case
    if laid_over(of_case.case, overlay) is of_case.case:
        return state
    return evolve(state, loaded=evolve(state.loaded, of_case=evolve(of_case, overlay=overlay)))


def under_own_overlays(states: Iterable[Recorded]) -> Iterator[Recorded]:
    """Each state under the overlay that lies beside its case; a broken one is left out."""
    overlays: dict[Path, Overlay | None] = {}
    for state in states:
        file = state.loaded.case_file if state.loaded is not None else None
        if file is not None and file not in overlays:
            overlays[file] = None
            with suppress(FileProblemError):
                overlays[file] = overlay_beside(file)
        yield under_overlay(state, overlays.get(file)) if file is not None else state


def _loaded(version: Version, name: str, file: Path) -> LoadedScenario:
    """The scenario in it, with a warning where it is not what was kept."""
    loaded = scenario_with_case(source_from_bytes(name, version.data), file)
    warnings = version.warnings(name)
    return evolve(loaded, warnings=(*warnings, *loaded.warnings)) if warnings else loaded
