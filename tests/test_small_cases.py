"""The builder of small cases writes what it builds."""

from __future__ import annotations

from hypothesis import given

from planner.files.cases.reading import case_from_source
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from tests.made_cases import cases, mixed_cases
from tests.small_cases import case_text, with_evidence


@given(cases() | mixed_cases())
def test_the_text_of_a_case_is_read_as_that_case(case: Case) -> None:
    """So that a test may start from the nouns or from the file."""
    held = with_evidence(case)
    name = f"{held.id}.case.toml"
    assert case_from_source(source_from_text(name, case_text(held)), name)[0] == held
