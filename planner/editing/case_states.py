"""How the states of a case are read."""

from __future__ import annotations

from planner.editing.recovering import recover_case_draft
from planner.editing.states import States
from planner.files.cases.reading import LoadedCase, loaded_case, read_case
from planner.files.git_history import case_at, recorded_cases
from planner.files.safety.reading import MAX_CASE_BYTES

__all__ = ["CASE_STATES"]

CASE_STATES: States[LoadedCase] = States(
    limit=MAX_CASE_BYTES,
    of_file=read_case,
    of_text=lambda source, file: loaded_case(file, source),
    of_draft=recover_case_draft,
    at_revision=case_at,
    recorded=recorded_cases,
)
