"""How many complete scenarios a case has."""

from __future__ import annotations

from math import comb, prod
from typing import TYPE_CHECKING

from planner.model.case import IssueKind

if TYPE_CHECKING:
    from planner.model.case import Case, Issue

__all__ = ["scenario_count"]


def scenario_count(case: Case) -> int:
    """How many complete scenarios there are, coherent or not; exact, whatever the size.

    How many options must and may hold together is part of it, and so is which issues apply: one
    that does not counts once.
    """
    if not any(issue.applies_when for issue in case.issues):
        return prod(map(_answers, case.issues))
    from planner.check.elimination import completion_count, in_good_order  # noqa: PLC0415 (as below)
    from planner.check.folding import Folding  # noqa: PLC0415 (as below)
    from planner.check.lowering import lower  # noqa: PLC0415 (only where issues need not apply)
    from planner.check.variables import named_in  # noqa: PLC0415 (as above)

    lowered = lower(case)
    rules = [rule for always in lowered.always_of.values() for rule in always.applying]
    space = Folding(
        (variable.everything for variable in lowered.variables), set().union(*map(named_in, rules))
    )
    for issue in case.issues:
        if issue.kind is IssueKind.ANY:
            space.take(issue, lowered.issues[issue.id])
    rules += space.patterns
    return completion_count(
        space.domains,
        rules,
        in_good_order(rules, len(lowered.variables)),
        space.weights(variable.weights for variable in lowered.variables),
    )


def _answers(issue: Issue) -> int:
    """How many answers there are to an issue that applies."""
    match issue.kind:
        case IssueKind.NUMBER:
            return len(issue.values)
        case IssueKind.ANY:
            options = len(issue.options)
            return sum(comb(options, held) for held in range(issue.at_least, issue.most + 1))
    return len(issue.options)
