"""Stretches of numbers that no rule tells apart: all of a stretch is judged alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.model.case import IssueKind

if TYPE_CHECKING:
    from planner.model.case import Case, Issue
    from planner.model.conditions import Condition

__all__ = ["Stretches", "stretch_name", "stretches"]

Stretches = Sequence[tuple[int, int]]
"""The first and last number of each stretch, ascending."""


def stretches(case: Case) -> Mapping[str, Stretches]:
    """The stretches of each issue whose answer is a number, by its id."""
    numbers = [issue for issue in case.issues if issue.kind is IssueKind.NUMBER]
    cuts: dict[str, set[int]] = {issue.id: set() for issue in numbers}
    if numbers:
        for issue, cut in _cuts(case):
            if issue in cuts:
                cuts[issue].add(cut)
    return {issue.id: _between(issue, cuts[issue.id]) for issue in numbers}


def stretch_name(stretch: tuple[int, int]) -> str:
    """What a stretch is called: ``FROM..TO``, both of it."""
    first, last = stretch
    return f"{first}..{last}"


def _between(issue: Issue, cuts: Iterable[int]) -> Stretches:
    """The stretches between neighbouring cuts, which are numbers at which one begins."""
    numbers = issue.values
    step = numbers.step
    # A stretch begins at the first number on the grid of the steps that is no less than the cut.
    begins = {numbers.start + -((numbers.start - cut) // step) * step for cut in cuts}
    starts = sorted({numbers.start, *(n for n in begins if n in numbers)})
    return tuple((n, after - step) for n, after in pairwise([*starts, numbers[-1] + step]))


def _cuts(case: Case) -> Iterator[tuple[str, int]]:
    """Issues with the numbers from which on some rule says something else."""
    for condition in _conditions(case):
        for bound in (condition.at_from, condition.below):
            if bound is not None:
                yield condition.issue, bound
    for line in case.red_lines:
        if line.points is not None:
            for issue, steps in line.points.steps.items():
                for start, _ in steps:
                    yield issue, start


def _conditions(case: Case) -> Iterator[Condition]:
    rules = [
        *(issue.applies_when for issue in case.issues),
        *(rule.impossible_when for rule in case.coherence),
        *(line.crossed_when for line in case.red_lines),
        *(line.contested_when for line in case.red_lines),
    ]
    return (condition for terms in rules for term in terms for condition in term.conditions)
