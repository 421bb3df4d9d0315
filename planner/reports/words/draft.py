"""The words of a draft text where no clause is written: they stand in square brackets."""

from __future__ import annotations

from planner.model.case import Issue, Option
from planner.reports.words.numbers import agreeing, counted

__all__ = ["missing_clause", "missing_words", "number_clause"]


def missing_clause(option: Option) -> str:
    """``[In parallel]``: the option's title stands for the clause that nobody has written yet."""
    return f"[{option.title}]"


def missing_words(missing: int, of: int) -> str:
    """How many chosen options have no clause yet, without a full stop; empty where all have one."""
    if not missing:
        return ""
    verb = agreeing(missing, "has", "have")
    stands = agreeing(missing, "its title stands", "their titles stand")
    return (
        f"{missing:,} of {counted(of, 'option')} {verb} no clause yet: {stands} in square brackets"
    )


def number_clause(issue: Issue, value: int | None) -> str:
    """``800,000 soldiers``; while it is undecided between which numbers it is to be."""
    unit = f" {issue.unit}".rstrip()
    if value is not None:
        return f"{value:,}{unit}"
    values = issue.values
    return f"a number from {values[0]:,} to {values[-1]:,}{unit}"
