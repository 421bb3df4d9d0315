"""Errors and warnings for a program, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.errors import Problem

__all__ = ["problem_json", "problems_json"]


def problems_json(problems: Iterable[Problem]) -> dict[str, list[dict[str, Any]]]:
    """``errors`` and ``warnings``, in the order in which they were found."""
    found: dict[str, list[dict[str, Any]]] = {"errors": [], "warnings": []}
    for problem in problems:
        found[f"{problem.severity}s"].append(problem_json(problem))
    return found


def problem_json(problem: Problem) -> dict[str, Any]:
    """One of them; what is not known of it is null.

    ``line`` and ``column`` count from 1, in characters. ``expected`` says what would be right,
    ``nearest`` is the known name that is most like the one found, ``hint`` how to mend it. Wrong
    usage has no ``file``.
    """
    return {
        "file": problem.file or None,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "expected": problem.expected or None,
        "nearest": problem.nearest or None,
        "hint": problem.hint or None,
    }
