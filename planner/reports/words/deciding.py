"""What is said where a choice cannot be made as it was asked for, and what goes with one."""

from __future__ import annotations

from collections.abc import Sequence

from planner.model.case import Case, Issue
from planner.reports.words.numbers import agreeing
from planner.reports.words.verdicts import listed

__all__ = ["gone_words", "no_number_words", "too_many_words", "value_refused_words"]


def too_many_words(issue: Issue) -> str:
    """That no more options of the issue may hold together."""
    if issue.most == 1:
        return f"{issue.title}: only one of them may hold. Take it away first."
    return f"{issue.title}: at most {issue.most:,} of them hold together. Take one away first."


def value_refused_words(issue: Issue, value: int, nearest: int) -> str:
    """Why a number is no value of the issue, and the nearest that is."""
    values = issue.values
    if not values[0] <= value <= values[-1]:
        why = f"is not between {values[0]:,} and {values[-1]:,}"
    else:
        why = f"is not on the steps of {issue.step:,} from {values[0]:,}"
    return f"{value:,} {why}. Nearest that fits: {nearest:,}"


def no_number_words(issue: Issue, text: str) -> str:
    """That what was typed is no whole number."""
    values = issue.values
    example = values[len(values) // 2]
    commas = "; commas stand only between thousands" if "," in text else ""
    wanted = f"from {values[0]:,} to {values[-1]:,}, like {example:,}"
    return f"“{text}” is no whole number {wanted}{commas}"


def gone_words(case: Case, issues: Sequence[str]) -> str:
    """That decided issues do not apply any more, and what becomes of what was chosen."""
    titles = [case.issues_by_id[issue].title for issue in issues]
    verb = agreeing(len(titles), "does", "do")
    return f"{listed(titles, 'and')} {verb} not apply now; the choices made there are kept."
