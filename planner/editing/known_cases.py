"""The states of a case that are known of: which of them had what a scenario of it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from planner.by_fields import Printed
from planner.errors import PlannerError
from planner.files.cases.reading import has_moved
from planner.model.case import Case
from planner.model.scenario import Choice, Scenario, Vanished, vanished

__all__ = ["KnownCases"]


@frozen(eq=False, repr=False)
class _State(Printed):
    """One of them: what it has, where that is at hand, else what files said that named it.

    Without ``own_ids`` its file has things under other ids than ``case`` does.
    """

    digest: str
    case: Case | None = None
    said: tuple[Scenario, ...] = ()
    own_ids: bool = True

    def lacks(self, scenario: Scenario) -> Vanished:
        """What the scenario says about what it does not have, as far as is known."""
        if self.case is not None:
            return vanished(scenario, self.case)
        if not self.said:
            return Vanished()
        unsaid = {
            issue: choice
            for issue, choice in scenario.choices.items()
            if not any(_says(each, issue, choice) for each in self.said)
        }
        lines = (line for line in scenario.set_aside if not self._leaves_out(line))
        return Vanished(unsaid, tuple(lines))

    def _leaves_out(self, line: str) -> bool:
        return any(line in each.set_aside for each in self.said)


@frozen(eq=False, repr=False)
class KnownCases(Printed):
    """All states of a case that are known of, in the order in which they were last met."""

    states: tuple[_State, ...] = ()

    def knowing(
        self, digest: str, case: Case | None = None, said: Scenario | None = None
    ) -> KnownCases:
        """With the state of that digest: the ``case`` itself, or what a file ``said`` of it."""
        if not digest:
            return self
        held = next((each for each in self.states if each.digest == digest), _State(digest))
        more = () if said is None else (said,)
        others = (each for each in self.states if each.digest != digest)
        known = evolve(held, case=case or held.case, said=(*held.said, *more))
        return KnownCases((*others, known if case is None else evolve(known, own_ids=True)))

    def case_of(self, digest: str) -> Case | None:
        """The state of that digest itself, where it is at hand."""
        return next((each.case for each in self.states if each.digest == digest), None)

    def renamed(
        self, renamed: Callable[[Case], Case], change: Callable[[Scenario], Scenario]
    ) -> KnownCases:
        """What each had, under the ids that its things have got since.

        ``renamed`` gives them to a case, ``change`` to a scenario.
        """

        def under_new_ids(state: _State) -> _State:
            try:
                case = None if state.case is None else renamed(state.case)
            except PlannerError:
                case = None  # it had another thing of that id
            return _State(state.digest, case, tuple(map(change, state.said)), own_ids=False)

        return KnownCases(tuple(map(under_new_ids, self.states)))

    def had_by_none(self, scenario: Scenario) -> Scenario:
        """What the scenario says about what none of them has, as far as is known."""
        for state in self.states:
            lost = state.lacks(scenario)
            scenario = evolve(scenario, choices=lost.choices, set_aside=_whys(scenario, lost))
        return scenario

    def last_with(self, scenario: Scenario, now: Case, digest: str) -> str:
        """The digest of the last one that has all that the scenario says, as far as is known.

        That is the case of ``now``, which has that ``digest``, unless something has vanished from
        it: then a file that names that, or none, could not be read. Empty where none helps.
        """
        gone = vanished(scenario, now)
        if not gone:
            return digest
        lost = evolve(scenario, choices=gone.choices, set_aside=_whys(scenario, gone))
        doubts = dict(self._doubts(scenario, lost, digest))
        return min(doubts, key=doubts.__getitem__, default="")

    def _doubts(self, scenario: Scenario, lost: Scenario, now: str) -> Iterator[tuple[str, int]]:
        """How much speaks against each of those that have any of what is ``lost``, last one first.

        What none of them had is no loss: only a what-if, for instance, knew of it.
        """
        number = _number(Vanished(lost.choices, tuple(lost.set_aside)))
        for state in reversed(self.states):
            if has_moved(state.digest, now) and _number(state.lacks(lost)) < number:
                is_sure = state.case is not None and state.own_ids
                yield state.digest, 2 * _number(state.lacks(scenario)) if is_sure else 1


def _says(said: Scenario, issue: str, choice: Choice) -> bool:
    """Whether it says something on that issue, and all that is chosen there."""
    if issue not in said.choices:
        return False
    picked, known = choice.picked, said.pick(issue)
    if isinstance(picked, tuple):
        return set(picked) <= set(known if isinstance(known, tuple) else ())
    return picked is None or picked == known


def _whys(scenario: Scenario, lost: Vanished) -> dict[str, str]:
    return {line: scenario.set_aside[line] for line in lost.lines}


def _number(lost: Vanished) -> int:
    return len(lost.choices) + len(lost.lines)
