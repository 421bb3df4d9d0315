"""What is asked: a case under a reading, with lines set aside and choices fixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.check.checker import check
from planner.errors import UnknownNameError
from planner.model.case import Case, Issue, Origin
from planner.model.conditions import Condition, Pick, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Strength

__all__ = ["Premises"]


def _frozen_set(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(ids)


def _frozen(choices: Mapping[str, Pick]) -> Mapping[str, Pick]:
    return MappingProxyType(dict(choices))


@frozen(eq=False, repr=False)
class Premises(Compared):
    """A case under a reading, with red lines set aside and choices fixed.

    ``set_aside`` and ``fixed`` hold ids; ``fixed`` maps issues to what is chosen there, and holds
    where the issue applies: where it does not, there is nothing to choose. A choice that is only
    begun, with fewer options than must hold, is fixed as far as it goes: others may join them.
    ``present`` is the scenario that ``nearest`` starts from, as ids too, partial or complete;
    ``None`` means that it is ``fixed``. Raises :class:`~planner.errors.UnknownNameError` for what
    is no issue of the case or does not answer it; unknown lines in ``set_aside`` do nothing.
    """

    case: Case
    reading: Reading
    set_aside: frozenset[str] = field(default=frozenset(), converter=_frozen_set)
    fixed: Mapping[str, Pick] = field(factory=dict, converter=_frozen)
    present: Mapping[str, Pick] | None = field(default=None)

    @fixed.validator
    def _names_known(self, _attribute: object, fixed: Mapping[str, Pick]) -> None:
        _check_names(self.case, fixed)

    @present.validator
    def _present_known(self, _attribute: object, present: Mapping[str, Pick] | None) -> None:
        _check_names(self.case, present or {})

    @classmethod
    def of_scenario(
        cls,
        case: Case,
        scenario: Scenario,
        *,
        reading: Reading | None = None,
        set_aside: Iterable[str] | None = None,
    ) -> Premises:
        """What a scenario asks: its reading, its lines set aside, its own choices fixed.

        None of several options where some must hold fixes nothing.
        """
        choices = {
            issue: pick
            for issue, pick in scenario.chosen()
            if not _says_nothing(case.issues_by_id.get(issue), pick)
        }
        return cls(
            case=case,
            reading=reading or scenario.reading or case.reading,
            set_aside=frozenset(scenario.set_aside if set_aside is None else set_aside),
            fixed=choices,
            present=choices,
        )

    @property
    def counted(self) -> tuple[RedLine, ...]:
        """The red lines that count: strong enough for the reading and not set aside."""
        return tuple(line for line in self._strong if line.id not in self.set_aside)

    @property
    def left_out(self) -> tuple[RedLine, ...]:
        """The red lines that would count if they were not set aside."""
        return tuple(line for line in self._strong if line.id in self.set_aside)

    @property
    def _strong(self) -> Iterator[RedLine]:
        strong = {strength for strength in Strength if self.reading.counts(strength)}
        return (line for line in self.case.red_lines if line.strength in strong)

    def counts_as(self, other: Premises) -> bool:
        """Whether both count the same lines of the same case under the same reading."""
        return (
            other.case is self.case
            and other.reading is self.reading
            and other.set_aside == self.set_aside
        )

    @property
    def complete(self) -> bool:
        """Whether every issue has a fixed choice or certainly does not apply.

        Then nothing is left to be forced or ruled out.
        """
        undecided = [
            issue
            for issue in self.case.issues
            if issue.id not in self.fixed or issue.begun_by(self.fixed[issue.id])
        ]
        if not all(issue.applies_when for issue in undecided):
            return False
        return not undecided or not check(self.case, self._scenario).undecided

    @property
    def _scenario(self) -> Scenario:
        choices = {issue: Choice.of(pick) for issue, pick in self.fixed.items()}
        return Scenario(self.case.id, choices=choices)

    @property
    def start(self) -> Mapping[str, Pick]:
        """The choices that ``nearest`` starts from."""
        return self.fixed if self.present is None else self.present

    def read_as(self, reading: Reading) -> Premises:
        """The same question under another reading."""
        return evolve(self, reading=reading)

    @property
    def read_strictly(self) -> Premises:
        """The same lines count, and a contested one of them counts as crossed."""
        counted = {line.id for line in self.counted}
        others = {line.id for line in self.case.red_lines if line.id not in counted}
        return evolve(self, reading=Reading.STRICT, set_aside=others)

    @property
    def only_sourced(self) -> Premises:
        """The same, of scenarios without added options; this question if the case has none.

        That is one more coherence rule.
        """
        added = [
            Term((Condition(issue.id, names),))
            for issue in self.case.issues
            if (names := tuple(o.id for o in issue.options if o.origin is Origin.ADDED))
        ]
        if not added:
            return self
        rule = CoherenceRule(id="", title="", impossible_when=tuple(added))
        return evolve(self, case=evolve(self.case, coherence=(*self.case.coherence, rule)))

    def without(self, lines: Iterable[str]) -> Premises:
        """The same with these lines given up, as if they were set aside."""
        return evolve(self, set_aside=self.set_aside.union(lines))


def _says_nothing(issue: Issue | None, pick: Pick) -> bool:
    return pick == () and issue is not None and issue.at_least > 0


def _check_names(case: Case, choices: Mapping[str, Pick]) -> None:
    for issue_id, pick in choices.items():
        issue = case.issues_by_id.get(issue_id)
        if issue is None:
            message = f"unknown issue: {issue_id}"
            raise UnknownNameError(message)
        if not issue.answered_by(pick) and not issue.begun_by(pick):
            message = f"the issue {issue_id} is not answered by {pick!r}"
            raise UnknownNameError(message)
