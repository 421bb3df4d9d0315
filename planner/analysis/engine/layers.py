"""The states of a rule that is no ban, layer by layer: diagrams and clauses are made of them."""

from __future__ import annotations

from collections.abc import Callable

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.rules import Rule

__all__ = ["layers"]

_Layer = dict[int, tuple[int, ...]]
"""For each state met before a variable is read, the state that each of its values leads to."""


def layers(rule: Rule, values: Callable[[int], int], watch: Watch) -> list[_Layer]:
    """All of a rule's states, layer by layer in the order of its variables.

    States that nothing to come tells apart are one. ``values`` says how many values a variable has.
    No layers: nothing breaks it, or everything does. Raises ``LimitReachedError``.
    """
    rest = sum(1 << variable for variable in rule.variables)
    first = rule.settle(rule.start, rest)
    if first < 0:
        return []
    found: list[_Layer] = []
    states = [first]
    held = 0
    for variable in rule.variables:
        rest ^= 1 << variable
        layer: _Layer = {}
        known = range(values(variable))
        for state in states:
            watch.check()
            layer[state] = tuple(
                [rule.settle(rule.step(state, variable, value), rest) for value in known]
            )
        held += len(layer)
        watch.check_nodes(held)
        found.append(layer)
        states = list(dict.fromkeys(s for after in layer.values() for s in after if s >= 0))
    return _merged(found)


def _merged(found: list[_Layer]) -> list[_Layer]:
    """The layers with states that lead to the same as one, from the last variable to the first."""
    same: dict[int, int] = {}
    for n in reversed(range(len(found))):
        by_children: dict[tuple[int, ...], int] = {}
        here: dict[int, int] = {}
        for state, after in found[n].items():
            children = tuple([same.get(s, s) if s >= 0 else s for s in after])
            # What leads to one and the same whatever is chosen stays: it costs little.
            here[state] = by_children.setdefault(children, state)
        found[n] = {state: children for children, state in by_children.items()}
        same = here
    return found
