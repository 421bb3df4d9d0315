"""A scenario that may change, with what its case says to it: through a reading, as of a day."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from planner.check.checker import Checker
from planner.check.lowering import lower
from planner.check.verdict import Consequence, LineVerdict, Verdict
from planner.editing.deciding import Stretch
from planner.model.case import Case, IssueKind
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario, Vanished, fitted, vanished

__all__ = ["JudgedScenario"]


class JudgedScenario:
    """Judges the scenario as it stands; what was said of another state of it is forgotten.

    Whoever inherits says what is ``written``. A lens belongs to the view: it is neither saved nor a
    step of the history.
    """

    def __init__(self, case: Case, scenario: Scenario) -> None:
        self.case = case
        self._checker = Checker(case)
        self._judged = scenario
        self._scenario = fitted(scenario, case)
        self._vanished = vanished(scenario, case)
        self._lens: Reading | None = None
        self._verdict: Verdict | None = None
        self._consequences: dict[str, Mapping[str, Consequence]] = {}
        self._consequence_of: dict[tuple[str, Pick], Consequence] = {}
        self._stretches: Mapping[str, Sequence[Stretch]] | None = None

    @property
    @abstractmethod
    def written(self) -> Scenario:
        """The scenario as it stands, with what its case no longer has."""

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

    def picked(self, issue: str) -> Pick | None:
        """What is chosen so far, with a choice that is only begun, of what the case has."""
        pick = self.written.pick(issue)
        return pick if pick is not None and self.case.issues_by_id[issue].knows(pick) else None

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
            found = self._checker.consequences(self._scenario, issue, reading=self.lens)
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

    def stretches(self, issue: str) -> Sequence[Stretch]:
        """The stretches of a number that no rule tells apart, in ascending order."""
        if self._stretches is None:
            numbers = {i.id for i in self.case.issues if i.kind is IssueKind.NUMBER}
            values = lower(self.case).issues
            self._stretches = {known: values[known].stretches for known in numbers}
        return self._stretches[issue]

    def _follow(self) -> None:
        """Forget what was said of another state of the scenario."""
        if self._judged is not self.written:
            self._judged = self.written
            self._scenario = fitted(self.written, self.case)
            self._vanished = vanished(self.written, self.case)
            if self._lens is self.reading:
                self._lens = None  # the file's own by now: so it follows the file from here on
            self._forget_verdict()

    def _forget_verdict(self) -> None:
        self._verdict = None
        self._consequences.clear()
        self._consequence_of.clear()


def _on(issue: str, lines: Iterable[LineVerdict]) -> tuple[RedLine, ...]:
    return tuple(held.line for held in lines if issue in held.line.issues)
