"""Lowers a case: its issues become variables, and what no scenario can come to becomes patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.check.stretches import Stretches, stretch_name, stretches
from planner.check.variables import (
    DOES_NOT_APPLY,
    Always,
    Each,
    IssueValues,
    Lowered,
    Pair,
    Pattern,
    Shortfall,
    Variable,
)
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Term

__all__ = ["lower"]

_NO, _YES = 0b01, 0b10
"""The values of a variable for an option that may hold or not, as masks."""


def lower(case: Case) -> Lowered:
    """The case in numbers."""
    variables: list[Variable] = []
    issues: dict[str, IssueValues] = {}
    stretches_of = stretches(case)
    for issue in case.issues:
        if issue.kind is IssueKind.NUMBER:
            issues[issue.id] = _number(issue, stretches_of[issue.id], variables)
        elif issue.kind is IssueKind.ANY:
            issues[issue.id] = _any_of(issue, variables)
        else:
            issues[issue.id] = _one_of(issue, variables)
    lowered = Lowered(tuple(variables), issues)
    always_of = {issue.id: _always(issue, lowered) for issue in case.issues}
    restricted = {issue: always for issue, always in always_of.items() if any(always)}
    return Lowered(lowered.variables, issues, restricted) if restricted else lowered


def _one_of(issue: Issue, variables: list[Variable]) -> IssueValues:
    place = len(variables)
    names = tuple(issue.by_id)
    variables.append(_variable(issue, names))
    options = {option: (place, 1 << n) for n, option in enumerate(names)}
    return _values(issue, (place,), len(names), options)


def _any_of(issue: Issue, variables: list[Variable]) -> IssueValues:
    first = len(variables)
    variables += [_variable(issue, ("", option)) for option in issue.by_id]
    options = {option: (first + n, _YES) for n, option in enumerate(issue.by_id)}
    return _values(issue, tuple(range(first, len(variables))), 2, options)


def _number(issue: Issue, stretches: Stretches, variables: list[Variable]) -> IssueValues:
    """A value for each stretch of numbers that no rule tells apart."""
    names = tuple(map(stretch_name, stretches))
    weights = tuple((last - first) // issue.step + 1 for first, last in stretches)
    place = len(variables)
    variables.append(_variable(issue, names, weights))
    return _values(issue, (place,), len(names), {}, stretches)


def _variable(issue: Issue, names: tuple[str, ...], weights: tuple[int, ...] = ()) -> Variable:
    away = (DOES_NOT_APPLY,) if issue.applies_when else ()
    weights = weights or (1,) * len(names)
    return Variable(issue.id, names + away, weights + (1,) * len(away))


def _values(
    issue: Issue,
    group: tuple[int, ...],
    values: int,
    options: Mapping[str, Pair],
    stretches: Stretches = (),
) -> IssueValues:
    """What the variables of the issue mean; ``values`` is the number of each where it applies."""
    away = 1 << values if issue.applies_when else 0
    everything = (1 << values) - 1 | away
    several = issue.kind is IssueKind.ANY
    return IssueValues(group, everything, away, options, stretches, several, issue.at_least)


def _always(issue: Issue, lowered: Lowered) -> Always:
    """What no scenario can come to on the issue."""
    values = lowered.issues[issue.id]
    bounds = tuple(_bounds(issue, values)) if issue.kind is IssueKind.ANY else ()
    if not issue.applies_when:
        return Always(bounds=bounds)
    applying = tuple(_applying(issue.applies_when, values, lowered))
    return Always(applying, tuple(_together(values)), bounds)


def _bounds(issue: Issue, values: IssueValues) -> Iterator[Pattern]:
    """That too few options hold, or too many."""
    # Where the issue does not apply, its first variable makes up for all that do not hold.
    if issue.at_least == 1:
        yield tuple((variable, _NO) for variable in values.group)
    elif issue.at_least > 1:
        first = (0, 1, issue.at_least) if values.away else (0, 1)
        others = (0, 1, 0) if values.away else (0, 1)
        yield _shortfall(values, first, others, issue.at_least)
    if issue.most < len(values.group):
        not_held = (1, 0, 1) if values.away else (1, 0)
        yield _shortfall(values, not_held, not_held, len(values.group) - issue.most)


def _shortfall(
    values: IssueValues, first: tuple[int, ...], others: tuple[int, ...], minimum: int
) -> Shortfall:
    """Too few points of the variables of one issue."""
    one, *rest = values.group
    return Shortfall(((one, first), *((variable, others) for variable in rest)), minimum)


def _applying(
    applies_when: tuple[Term, ...], values: IssueValues, lowered: Lowered
) -> Iterator[Pattern]:
    """That the issue applies where it should not, or does not where it should."""
    (first, here), away = values.applies, values.away
    terms = lowered.terms(applies_when)
    for term in terms:
        yield tuple(sorted((*term, (first, away))))
    if all(terms):  # a term without a pair is always true
        unmet = (
            tuple((v, lowered.variables[v].everything & ~mask) for v, mask in term)
            for term in terms
        )
        yield Each((*unmet, ((first, here),)))


def _together(values: IssueValues) -> Iterator[Pattern]:
    """That the issue applies for some of its variables and not for others."""
    (first, here), away = values.applies, values.away
    for variable in values.group[1:]:
        yield ((first, away), (variable, here))
        yield ((first, here), (variable, away))
