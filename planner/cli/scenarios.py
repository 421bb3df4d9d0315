"""The scenarios that a command line names, and the red lines that it sets aside in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from planner.cli.usage import unknown
from planner.errors import FileProblemError, UnknownNameError
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.model.case import Case
from planner.model.scenario import Scenario

if TYPE_CHECKING:
    from planner.cli.problems import Problems

__all__ = ["read_all", "refuse_unknown_lines", "setting_aside"]


def read_all(
    files: Sequence[str],
    told: Problems,
    read: Callable[[str], LoadedScenario] = read_scenario,
) -> list[tuple[str, LoadedScenario]]:
    """The files that can be read; of the others, and of what is doubtful, the problems are told."""
    loaded = []
    for file in files:
        try:
            scenario = read(file)
        except FileProblemError as error:
            told.tell(error.problems)
        else:
            told.tell(scenario.warnings)  # scenarios of one case share its warnings
            loaded.append((file, scenario))
    return loaded


def refuse_unknown_lines(names: Iterable[str], loaded: Iterable[LoadedScenario]) -> None:
    """Refuses a red line that none of the cases has; with several cases, one of them is enough.

    No more of them are looked at than it takes; where none can be read, nothing is refused.
    """
    missing = dict.fromkeys(names)
    known: dict[str, None] = {}
    for scenario in loaded if missing else ():
        lines = scenario.case.red_lines_by_id
        known.update(dict.fromkeys(lines))
        missing = {name: None for name in missing if name not in lines}
        if not missing:
            return
    if known and missing:
        raise UnknownNameError.of(unknown("red line", next(iter(missing)), known))


def setting_aside(scenario: Scenario, case: Case, lines: Sequence[str] | None) -> Scenario:
    """The scenario with those of its case's lines set aside, for no reason that its file gives.

    ``None`` leaves it as it is.
    """
    if lines is None:
        return scenario
    return evolve(scenario, set_aside=[line for line in lines if line in case.red_lines_by_id])
