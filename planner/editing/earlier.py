"""The earlier states of what is open: what undo and redo would lead to, each to be seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import frozen

from planner.by_fields import Printed
from planner.editing.history import History
from planner.model.scenario import Scenario

__all__ = ["EarlierState", "earlier_states"]


@frozen(eq=False, repr=False)
class EarlierState(Printed):
    """A state that was on the screen since the scenario was opened.

    ``step`` is the change that led away from it, or, where it was ``undone``, that led to it.
    """

    step: str
    scenario: Scenario
    undone: bool = False


def earlier_states(history: History[Scenario]) -> Iterator[EarlierState]:
    """The states that chose otherwise than now, each once: those undone first, then the newest."""
    seen = [_choices(history.content)]
    undone = (EarlierState(step.name, step.after, undone=True) for step in history.undone)
    done = (EarlierState(step.name, step.before) for step in reversed(history.done))
    for state in chain(undone, done):
        choices = _choices(state.scenario)
        if choices not in seen:
            seen.append(choices)
            yield state


def _choices(scenario: Scenario) -> dict[str, object]:
    picks = ((issue, scenario.pick(issue)) for issue in scenario.choices)
    return {issue: pick for issue, pick in picks if pick is not None}
