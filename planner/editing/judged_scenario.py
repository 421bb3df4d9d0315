"""A scenario that may change, with what its case says to it: through a reading, as of a day."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property

from attrs import evolve

from planner.check.as_of import case_as_of
from planner.check.board import Board
from planner.check.checker import Checker
from planner.check.from_here import OptionEffect, effect_of, from_here
from planner.check.stretches import Stretches
from planner.check.verdict import Verdict
from planner.files.cases.twins import told_apart
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Scenario, Vanished, fitted, vanished

__all__ = ["JudgedScenario"]


class JudgedScenario:
    """Judges the scenario as it stands; what was said of another state of it is forgotten.

    Whoever inherits says what is ``written``. A lens, a reading or a day that is looked through,
    belongs to the view, and so does a line that is looked without: neither is saved, or a step of
    the history. ``whole_case`` holds what
    was stated on any day, as its file says it.
    """

    def __init__(self, case: Case, scenario: Scenario) -> None:
        self.whole_case = case
        self._day_lens: tuple[dt.date | None] | None = None
        self._lens: Reading | None = None
        self._without: frozenset[str] = frozenset()
        self._verdict: Verdict | None = None
        self._board: Board | None = None
        self._under: dict[Reading, Verdict] = {}
        self._from_here: dict[str, tuple[OptionEffect, ...]] = {}
        self._with_begun: Scenario | None = None
        self._judged = scenario
        self._judged_by = scenario.as_of
        self._case = told_apart(case_as_of(case, scenario.as_of))
        self._checker = Checker(self._case)
        self._fit()

    @property
    @abstractmethod
    def written(self) -> Scenario:
        """The scenario as it stands, with what its case no longer has."""

    @property
    def case(self) -> Case:
        """The case as of the day that is looked at, as it is shown."""
        self._follow()
        return self._case

    @property
    def checker(self) -> Checker:
        """What judges by that case."""
        self._follow()
        return self._checker

    @property
    def whole_case_shown(self) -> Case:
        """What was stated on any day, as it is shown."""
        return told_apart(self.whole_case)

    @cached_property
    def scenario_count(self) -> int:
        """How many complete scenarios the case has, whatever the day: counted once."""
        from planner.check.size import scenario_count  # noqa: PLC0415 (where it is named)

        return scenario_count(self.whole_case)

    @property
    def scenario(self) -> Scenario:
        """What the case can judge of the scenario as it stands."""
        self._follow()
        return self._scenario

    @property
    def with_begun(self) -> Scenario:
        """The same with what is only begun: it decides nothing, and whatever finishes keeps it."""
        self._follow()
        if self._with_begun is None:
            found = fitted(self._judged, self._case, begun=True)
            self._with_begun = evolve(found, set_aside=self._scenario.set_aside)
        return self._with_begun

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

    def judge_under(self, case: Case) -> None:
        """Judge by another state of the case from now on."""
        self.whole_case = case
        self.__dict__.pop("scenario_count", None)
        self._case = told_apart(case_as_of(case, self._judged_by))
        self._checker = Checker(self._case)
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

    def look_without(self, line: str, *, without: bool) -> None:
        """Leave a line out of the count here alone, without a change, or count it again.

        So one sets aside a private line, which no file may name. Raises ``KeyError`` for a line
        that the case does not have.
        """
        known = self.whole_case.red_lines_by_id[line].id
        self._without = self._without | {known} if without else self._without - {known}
        self._fit()

    @property
    def verdict(self) -> Verdict:
        """The verdict on the scenario as it stands, through the lens."""
        self._follow()
        if self._verdict is None:
            self._verdict = self.verdict_under(self.lens)
        return self._verdict

    def verdict_under(self, reading: Reading) -> Verdict:
        """The verdict on the same choices under another reading."""
        self._follow()
        if not self._under:  # whoever looks at one looks at the others beside it
            self._under = self._checker.check_under(Reading, self._scenario)
        return self._under[reading]

    @property
    def board(self) -> Board:
        """What stands in the cell of each issue and party, through the lens."""
        verdict, before = self.verdict, self._board
        if before is not None and before.verdict is verdict:
            return before
        self._board = Board(self._checker, verdict, before)
        return self._board

    def board_of(self, verdict: Verdict) -> Board:
        """The cells of other choices of the same case, by the verdict on them."""
        self._follow()
        return Board(self._checker, verdict, self._board)

    def from_here(self, issue: str) -> tuple[OptionEffect, ...]:
        """What each answer to the issue would change of the lines that count for the lens.

        See :func:`planner.check.from_here.from_here`; what is only begun on the issue counts.
        """
        self._follow()
        found = self._from_here.get(issue)
        if found is None:
            # Nothing is decided by what is only begun: the verdict is the same.
            found = from_here(self._checker, self.with_begun, issue, verdict=self.verdict)
            self._from_here[issue] = found
        return found

    def consequences(self, issue: str) -> Mapping[str, OptionEffect]:
        """The same by the names of the answers."""
        return {effect.name: effect for effect in self.from_here(issue)}

    def effect_of(self, issue: str, pick: Pick) -> OptionEffect:
        """What choosing just that would change of the lines that count for the lens."""
        self._follow()
        return effect_of(self._checker, self.with_begun, issue, pick, reading=self.lens)

    def judged(self, scenario: Scenario) -> Verdict:
        """The verdict on other choices of the same case, through the lens."""
        self._follow()
        return self._checker.check(fitted(scenario, self._case), reading=self.lens)

    def stretches(self, issue: str) -> Stretches:
        """The stretches of a number that no rule tells apart, ascending; none of other issues."""
        self._follow()
        return self._checker.stretches(issue)

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
            self._case = told_apart(case_as_of(self.whole_case, day))
            self._checker = Checker(self._case)

    def _fit(self) -> None:
        """Leave out of the scenario what the case cannot judge."""
        self._scenario = fitted(self._judged, self._case)
        self._with_begun = None
        if without := self._without & self._case.red_lines_by_id.keys():
            aside = {**self._scenario.set_aside, **dict.fromkeys(without, "")}
            self._scenario = evolve(self._scenario, set_aside=aside)
        self._vanished = vanished(self._judged, self.whole_case)
        self._forget_verdict()

    def _forget_verdict(self) -> None:
        self._verdict = None
        self._under = {}
        self._from_here.clear()
