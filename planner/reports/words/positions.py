"""What a statement is for and against on an issue, in words."""

from __future__ import annotations

from collections.abc import Iterable

from planner.model.case import Case, Issue
from planner.model.conditions import Condition
from planner.model.statements import Statement
from planner.reports.words.rules import condition_words
from planner.reports.words.verdicts import listed

__all__ = ["position_words"]

_VERBS = ("is ", "holds ")


def position_words(case: Case, issue: Issue, statement: Statement) -> str:
    """``opposition, against “NATO membership”``; the strength alone where no answer is named."""
    sides = (("for", statement.supports), ("against", statement.opposes))
    said = [f"{side} {named}" for side, asked in sides if (named := _answers(case, issue, asked))]
    return ", ".join([statement.strength, *said])


def _answers(case: Case, issue: Issue, conditions: Iterable[Condition]) -> str:
    named = [
        _answer(condition_words(case, condition).removeprefix(f"{issue.title} "))
        for condition in conditions
        if condition.issue == issue.id and not condition.is_silent
    ]
    return listed(named, "or")


def _answer(predicate: str) -> str:
    for verb in _VERBS:
        predicate = predicate.removeprefix(verb)
    return predicate
