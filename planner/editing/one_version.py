"""States of scenarios of one case under one version of it, to be put side by side."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from planner.errors import Problem
from planner.files.cases.reading import LoadedCase
from planner.files.scenarios.reading import LoadedScenario, scenario_with_case
from planner.visible import shown_path

__all__ = ["judging_version", "under_version"]


def judging_version(states: Sequence[LoadedScenario]) -> LoadedCase:
    """The version of the case by which all are judged, whichever each was made with.

    That of the state named last whose case is a file; else of the last one.
    """
    cases = [each.of_case for each in reversed(states)]
    return next((case for case in cases if _is_a_file(case)), cases[0])


def under_version(name: str, state: LoadedScenario, case: LoadedCase) -> LoadedScenario:
    """The state as it reads under that version of its case, with a warning where it has another.

    What that version does not have is kept, and told. A state of another case, or of this version,
    is given back itself.
    """
    if state.case.id != case.case.id or state.case == case.shown:
        return state
    read = scenario_with_case(state.source, state.path, lambda *_: case, keeps_unknown=True)
    message = (
        f'this scenario was made with another version of the case "{case.case.id}": '
        f"it is judged by {case.source.name}"
    )
    hint = "the history (planner log, V in the app) judges each by its own"
    other = Problem(shown_path(name), None, None, message, hint=hint, severity="warning")
    return evolve(read, warnings=(other, *read.warnings))


def _is_a_file(case: LoadedCase) -> bool:
    """Whether it was read from its file: what git recorded goes by the name of a commit."""
    return case.source.name == shown_path(case.path)
