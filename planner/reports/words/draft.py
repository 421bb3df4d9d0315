"""The words of a draft text where no clause is written: they stand in square brackets."""

from __future__ import annotations

from planner.model.case import Issue, Option

__all__ = ["missing_clause", "number_clause"]


def missing_clause(option: Option) -> str:
    """``[In parallel: Ceasefire and settlement are ... No clause is written for this.]``."""
    definition = f" {option.definition}" if option.definition else ""
    return f"[{option.title}:{definition} No clause is written for this option.]"


def number_clause(issue: Issue, value: int | None) -> str:
    """``800,000 soldiers``; while it is undecided between which numbers it is to be."""
    unit = f" {issue.unit}".rstrip()
    if value is not None:
        return f"{value:,}{unit}"
    values = issue.values
    return f"a number from {values[0]:,} to {values[-1]:,}{unit}"
