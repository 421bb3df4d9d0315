"""The cases at hand for a program."""

from __future__ import annotations

from typing import Any

from planner.check.size import scenario_count
from planner.model.case import Case

__all__ = ["case_entry"]


def case_entry(path: str, case: Case) -> dict[str, Any]:
    """One entry of ``cases``; ``scenarios`` is an exact integer of any size."""
    return {
        "id": case.id,
        "title": case.title,
        "as_of": case.as_of.isoformat() if case.as_of is not None else None,
        "parties": len(case.parties),
        "issues": len(case.issues),
        "options": sum(len(issue.options) for issue in case.issues),
        "scenarios": scenario_count(case),
        "red_lines": len(case.red_lines),
        "path": path,
    }
