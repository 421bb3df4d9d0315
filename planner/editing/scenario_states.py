"""How the states of a scenario are read, and the private overlays that lie over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.editing.overlays import laid_over, overlay_beside
from planner.editing.recovering import recover_draft
from planner.editing.state_names import state_named
from planner.editing.states import States
from planner.errors import FileProblemError
from planner.files.commits import Recorded
from planner.files.git_history import recorded_scenarios, scenario_at
from planner.files.safety.reading import MAX_SCENARIO_BYTES
from planner.files.scenarios.reading import LoadedScenario, read_scenario, scenario_with_case
from planner.model.private import Overlay

__all__ = [
    "SCENARIO_STATES",
    "MarkedState",
    "read_state",
    "under_overlay",
    "under_own_overlays",
]

SCENARIO_STATES: States[LoadedScenario] = States(
    limit=MAX_SCENARIO_BYTES,
    of_file=read_scenario,
    of_text=scenario_with_case,
    of_draft=recover_draft,
    at_revision=scenario_at,
    recorded=recorded_scenarios,
)


@frozen(eq=False, repr=False)
class MarkedState(Compared):
    """A state that is marked for comparing, as it was then; ``name`` says of which file it is."""

    name: str
    loaded: LoadedScenario = field(eq=False)


def read_state(name: str) -> LoadedScenario:
    """The scenario in the state of that name; see :func:`state_named`.

    Raises :class:`~planner.errors.PlannerError`.
    """
    return SCENARIO_STATES.read(state_named(name))


def under_overlay(
    state: Recorded[LoadedScenario], overlay: Overlay | None
) -> Recorded[LoadedScenario]:
    """The state, judged under the private overlay; without it where both do not hold together."""
    if overlay is None or state.loaded is None:
        return state
    of_case = state.loaded.of_case
    if laid_over(of_case.case, overlay) is of_case.case:
        return state
    return evolve(state, loaded=evolve(state.loaded, of_case=evolve(of_case, overlay=overlay)))


def under_own_overlays(
    states: Iterable[Recorded[LoadedScenario]],
) -> Iterator[Recorded[LoadedScenario]]:
    """Each state under the overlay that lies beside its case; a broken one is left out."""
    overlays: dict[Path, Overlay | None] = {}
    for state in states:
        file = state.loaded.case_file if state.loaded is not None else None
        if file is not None and file not in overlays:
            overlays[file] = None
            with suppress(FileProblemError):
                overlays[file] = overlay_beside(file)
        yield under_overlay(state, overlays.get(file)) if file is not None else state
