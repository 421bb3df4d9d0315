"""The checkers of a few cases, each as of a few days: making one takes longer than asking it."""

from __future__ import annotations

import datetime as dt

from planner.check.as_of import case_as_of
from planner.check.checker import Checker
from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.scenario import Scenario, fitted

__all__ = ["Checkers", "judged_as_written"]

_KEPT = 64


class Checkers:
    """Makes a checker for a case as of a day when it is first asked for, and keeps the last few."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, dt.date | None], tuple[Case, Checker]] = {}

    def of(self, case: Case, day: dt.date | None) -> Checker:
        """What judges by what was stated in the case until that day; ``None``: by all of it."""
        held = self._kept.get((id(case), day))
        if held is None or held[0] is not case:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            held = self._kept[id(case), day] = (case, Checker(case_as_of(case, day)))
        return held[1]


def judged_as_written(written: Scenario, case: Case) -> Verdict:
    """The verdict by the reading and as of the day that the scenario itself names."""
    case = case_as_of(case, written.as_of)
    return Checker(case).check(fitted(written, case))
