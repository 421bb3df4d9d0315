"""What is written reads back as it was, whatever a case or a scenario of any kind says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.files.cases.kind import case_kind
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.envelope import NO_ENVELOPE
from planner.files.toml.leaves import TABLE, leaves
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from planner.model.scenario import Scenario
from tests.files.samples import talks_case
from tests.files.strategies import cases, scenarios
from tests.made_cases import mixed_cases
from tests.small_cases import case_text

CASES = case_kind("mixed.case.toml")
TALKS = scenario_kind(talks_case())


@given(cases())
def test_any_case_is_read_as_it_was_written(case: Case) -> None:
    """Issues of all kinds, conditions of all parts, points to the last digit."""
    text = CASES.text_to_save(case)
    assert CASES.read(source_from_text("x", text)).content == case


@given(cases(), cases())
def test_any_case_can_be_put_into_the_file_of_another(before: Case, after: Case) -> None:
    """Each difference is put in at its place, and the file says exactly the new case.

    Only the order of tables that stand in both stays as it is in the file: so it is one here.
    """
    before, after = (
        evolve(case, issues=tuple(sorted(case.issues, key=lambda issue: issue.id)))
        for case in (before, after)
    )
    base = source_from_text("x", CASES.text(before))
    text = CASES.text_to_save(after, base=base)
    assert CASES.read(source_from_text("x", text)).content == after


def test_what_is_added_to_a_canonical_case_stands_where_that_form_has_it() -> None:
    """Else `planner format --check` would find fault with what the app itself saved."""
    kind = case_kind("talks.case.toml")
    case = talks_case()
    source = source_from_text("talks.case.toml", kind.text_to_save(case))
    statements = tuple(
        evolve(each, limits="Not when.", reviewed_by=("Ada",), scope="some")
        for each in case.statements
    )
    changed = evolve(case, statements=statements)
    assert kind.text_to_save(changed, base=source) == kind.text_to_save(changed)


@given(mixed_cases())
def test_a_case_is_written_in_the_lowest_format_that_can_hold_it(case: Case) -> None:
    """The builder of small cases, which knows no table of ours, says the same number."""
    number = case_text(case).partition("\n")[0]
    assert CASES.text(case).startswith(f"{number}\n")
    assert CASES.text(case, base=source_from_text("x", case_text(case))).startswith(number)


@given(scenarios(talks_case()))
def test_any_scenario_is_read_as_it_was_written(scenario: Scenario) -> None:
    """In the lowest format that can hold it."""
    text = TALKS.text_to_save(scenario)
    assert TALKS.read(source_from_text("x", text)).content == scenario
    newer = (
        scenario.as_of is not None
        or bool(scenario.marking)
        or any(scenario.set_aside.values())
        or bool(scenario.comments)
        or any(not isinstance(pick, str) for _, pick in scenario.chosen())
    )
    assert text.startswith("format = 2\n" if newer else "format = 1\n")


@given(scenarios(talks_case()), scenarios(talks_case()))
def test_any_scenario_can_be_put_into_the_file_of_another(
    before: Scenario, after: Scenario
) -> None:
    """Whatever was chosen before and after, and in whichever format."""
    text = TALKS.text_to_save(after, base=source_from_text("x", TALKS.text(before)))
    assert TALKS.read(source_from_text("x", text)).content == after


@given(cases() | st.just(talks_case()))
def test_a_case_comes_back_from_its_leaves(case: Case) -> None:
    """Merging takes contents apart and puts them together again."""
    merge = CASES.merged(case, case, case)
    assert not merge.clashes
    assert CASES.content_of(merge.leaves) == case


def test_leaves_are_plain_data() -> None:
    """What compares, merges and writes them meets no class of ours in them."""

    def is_plain(value: Any) -> bool:
        if isinstance(value, Mapping):
            return all(map(is_plain, value.values()))
        if isinstance(value, tuple):
            return all(map(is_plain, value))
        return type(value).__module__ in {"builtins", "datetime", "decimal"}

    tables = leaves(CASES.tables(talks_case(), NO_ENVELOPE, 1))
    assert all(value is TABLE or is_plain(value) for value in tables.values())
