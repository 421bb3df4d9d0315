"""A scenario that may change, with what its case says to it: through a reading, as of a day."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property

from planner.check.as_of import case_as_of
from planner.check.checker import Checker
from planner.check.size import scenario_count
from planner.check.stretches import Stretches, stretches
from planner.check.verdict import Consequence, LineVerdict, Verdict
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario, Vanished, fitted, vanished

__all__ = ["JudgedScenario"]


class JudgedScenario:
    """Judges the scenario as it stands; what was said of another state of it is forgotten.

    Whoever inherits says what is ``written``. A lens, a reading or a day that is looked through,
    belongs to the view: it is neither saved nor a step of the history. ``whole_case`` holds what
    was stated on any day.
    """

    def __init__(self, case: Case, scenario: Scenario) -> None:
        self.whole_case = case
        self._day_lens: tuple[dt.date | None] | None = None
        self._lens: Reading | None = None
        self._verdict: Verdict | None = None
        self._consequences: dict[str, Mapping[str, Consequence]] = {}
        self._consequence_of: dict[tuple[str, Pick], Consequence] = {}
        self._stretches: Mapping[str, Stretches] | None = None
        self._judged = scenario
        self._judged_by = scenario.as_of
        self._case = case_as_of(case, scenario.as_of)
        self._checker = Checker(self._case)
        self._fit()

    @property
    @abstractmethod
    def written(self) -> Scenario:
        """The scenario as it stands, with what its case no longer has."""

    @property
    def case(self) -> Case:
        """The case as of the day that is looked at."""
        self._follow()
        return self._case

    @cached_property
    def scenario_count(self) -> int:
        """How many complete scenarios the case has, whatever the day: counted once."""
        return scenario_count(self.whole_case)

    @property
    def scenario(self) -> Scenario:
        """What the case can judge of the scenario as it stands."""
        self._follow()
        return self._scenario

    @property
    def vanished(self) -> Vanished:
        """What the scenario says about what its case no longer has."""
        self._follow()
        return self._vanished

    @property
    def day(self) -> dt.date | None:
        """The day that is looked at: the file's, unless another was taken up; ``None``: all."""
        self._follow()
        return self.own_day if self._day_lens is None else self._day_lens[0]

    @property
    def own_day(self) -> dt.date | None:
        """The day by which the file is judged."""
        return self.written.as_of

    def look_as_of(self, day: dt.date | None) -> None:
        """Judge by what was stated until another day, without a change; ``None``: by all."""
        self._follow()
        self._day_lens = None if day == self.own_day else (day,)
        self._judge_by(day)
        self._fit()

    def picked(self, issue: str) -> Pick | None:
        """What is chosen so far, with a choice that is only begun, of what the case has."""
        pick = self.written.pick(issue)
        known = self.whole_case.issues_by_id[issue]
        return pick if pick is not None and known.knows(pick) else None

    @property
    def reading(self) -> Reading:
        """The reading of the file: the scenario's own, or the case's."""
        return self.written.reading or self.case.reading

    @property
    def lens(self) -> Reading:
        """The reading that is looked through: the file's, unless another was taken up."""
        self._follow()
        return self._lens or self.reading

    def look_through(self, reading: Reading | None) -> None:
        """Judge through another reading, without a change; ``None`` goes back to the file's."""
        self._follow()
        self._lens = None if reading is self.reading else reading
        self._forget_verdict()

    @property
    def verdict(self) -> Verdict:
        """The verdict on the scenario as it stands, through the lens."""
        self._follow()
        if self._verdict is None:
            self._verdict = self._checker.check(self._scenario, reading=self.lens)
        return self._verdict

    def verdict_under(self, reading: Reading) -> Verdict:
        """The verdict on the same choices under another reading."""
        return self._checker.check(self.scenario, reading=reading)

    def consequences(self, issue: str) -> Mapping[str, Consequence]:
        """What each change of the choice on the issue does to the lines that count for the lens.

        See :meth:`planner.check.checker.Checker.consequences` for the keys.
        """
        self._follow()
        found = self._consequences.get(issue)
        if found is None:
            begun, scenario = self.picked(issue), self._scenario
            if begun != scenario.pick(issue):
                scenario = scenario.with_pick(issue, begun)
            found = self._checker.consequences(scenario, issue, reading=self.lens)
            self._consequences[issue] = found
        return found

    def consequence_of(self, issue: str, pick: Pick) -> Consequence:
        """What choosing that does to the lines that count for the lens and depend on the issue."""
        self._follow()
        found = self._consequence_of.get((issue, pick))
        if found is None:
            then = self._scenario.with_pick(issue, pick)
            verdict = self._checker.check(then, reading=self.lens)
            found = Consequence(_on(issue, verdict.crossed), _on(issue, verdict.contested))
            self._consequence_of[issue, pick] = found
        return found

    def stretches(self, issue: str) -> Stretches:
        """The stretches of a number that no rule tells apart, ascending; none of other issues."""
        self._follow()
        if self._stretches is None:
            self._stretches = stretches(self._case)
        return self._stretches.get(issue, ())

    def _follow(self) -> None:
        """Forget what was said of another state of the scenario."""
        if self._judged is not self.written:
            self._judged = self.written
            if self._lens is self.reading:
                self._lens = None  # the file's own by now: so it follows the file from here on
            if self._day_lens == (self.own_day,):
                self._day_lens = None
            if self._day_lens is None:
                self._judge_by(self.own_day)
            self._fit()

    def _judge_by(self, day: dt.date | None) -> None:
        """Take the case as of that day."""
        if day != self._judged_by:
            self._judged_by = day
            self._case = case_as_of(self.whole_case, day)
            self._checker = Checker(self._case)
            self._stretches = None

    def _fit(self) -> None:
        """Leave out of the scenario what the case cannot judge."""
        self._scenario = fitted(self._judged, self._case)
        self._vanished = vanished(self._judged, self.whole_case)
        self._forget_verdict()

    def _forget_verdict(self) -> None:
        self._verdict = None
        self._consequences.clear()
        self._consequence_of.clear()


def _on(issue: str, lines: Iterable[LineVerdict]) -> tuple[RedLine, ...]:
    return tuple(held.line for held in lines if issue in held.line.issues)
