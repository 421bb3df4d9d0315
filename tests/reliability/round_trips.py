"""Any scenario and any case that a file can hold: written and read it is the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import read_case
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from planner.model.scenario import Scenario
from tests.files.samples import canonical_text, scenario_from_text, small_case, talks_case
from tests.files.strategies import cases, scenarios
from tests.reliability.at_length import at_length, explained
from tests.reliability.proof import Effort, Result

__all__ = ["run"]


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (it writes no file)
    """Scenarios of three cases, and cases of all kinds, with texts that TOML makes hard."""
    bundled = read_case(bundled_folder() / "ukraine-2025-08.case.toml").case
    known = (small_case(), talks_case(), bundled)
    done = made = 0

    @at_length(effort.of(20_000, 100))
    @given(st.one_of(*(st.tuples(st.just(case), scenarios(case)) for case in known)))
    def round_trip(drawn: tuple[Case, Scenario]) -> None:
        nonlocal done
        done += 1
        case, scenario = drawn
        text = scenario_kind(case).text_to_save(scenario)
        read = scenario_from_text(text, case)
        assert read == scenario
        assert canonical_text(read, case) == text

    @at_length(effort.of(2_000, 20))
    @given(cases())
    def round_trip_of_cases(case: Case) -> None:
        nonlocal made
        made += 1
        kind = case_kind()
        text = kind.text_to_save(case)
        read = kind.read(source_from_text("x", text)).content
        assert read == case
        assert kind.text(read) == text

    wrong: list[str] = []
    for each in (round_trip, round_trip_of_cases):
        try:
            each()
        except Exception as error:  # noqa: BLE001 (whatever the property fails with)
            wrong.append(explained(error))
    number = f"{done:,} scenarios of {len(known)} cases, {made:,} cases"
    return Result(f"{number}: {len(wrong)} not equal", tuple(wrong))
