"""``planner check --case``: scenarios judged by two states of their case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from planner.files import LoadedScenario, find_case, shown_path
from planner.model import Reading, Scenario
from planner.reports.case_changes import TwoVerdicts, case_changes_json, judged_by_both

__all__ = ["MovedCase", "judged_by_other_case"]


@frozen(eq=False)
class MovedCase:
    """A scenario with its verdicts by two states of its case, and the files of these."""

    scenario: Scenario
    judged: TwoVerdicts
    before: str
    after: str

    @property
    def crossed(self) -> bool:
        """Whether a counted line is crossed by either."""
        return self.judged.crossed

    def lines(self, width: int) -> list[str]:
        """What changed, for a person."""
        from planner.reports.case_changes_text import case_changes_lines  # noqa: PLC0415

        return case_changes_lines(self.scenario, self.judged, self.before, self.after, width)

    def json(self) -> dict[str, Any]:
        """What changed, for a program."""
        return case_changes_json(self.judged, self.before, self.after)


def judged_by_other_case(
    loaded: Sequence[tuple[str, LoadedScenario]],
    other: str,
    reading: Reading | None,
    set_aside: Iterable[str] | None,
) -> dict[str, MovedCase]:
    """Each scenario by its own case and by the other, which is named by its file or its id.

    The state that a scenario was saved against is the earlier one; where its digest tells nothing,
    that is the other. Raises :class:`~planner.errors.PlannerError` if there is no such case.
    """
    found = find_case(other, Path())
    judged = {}
    for file, each in loaded:
        own, name = (each.case, shown_path(each.case_file)), (found.case, shown_path(found.path))
        saved_against_own = each.scenario.case_digest == each.case.digest
        before, after = (own, name) if saved_against_own else (name, own)
        both = judged_by_both(
            each.scenario, before[0], after[0], reading=reading, set_aside=set_aside
        )
        judged[file] = MovedCase(each.scenario, both, before[1], after[1])
    return judged
