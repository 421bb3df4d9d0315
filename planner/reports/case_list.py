"""The cases at hand: what each is called, how large it is and where its file lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.model import Case
from planner.reports.words import case_sentence, case_size
from planner.reports.wrapping import wrapped

__all__ = ["case_entry", "case_list_lines"]


def case_list_lines(cases: Iterable[tuple[str, Case]], width: int) -> list[str]:
    """A paragraph for each case, given with the path of its file: id, title, as-of, size, path."""
    lines: list[str] = []
    for path, case in cases:
        lines += [""] if lines else []
        lines += wrapped(f"{case.id} · {case_sentence(case)}", width, rest="    ")
        lines += wrapped(case_size(case), width, "    ")
        lines.append(f"    {path}")  # never broken: it is there to be copied
    return lines


def case_entry(path: str, case: Case) -> dict[str, Any]:
    """One entry of ``cases``; ``scenarios`` is an exact integer of any size."""
    return {
        "id": case.id,
        "title": case.title,
        "as_of": case.as_of.isoformat() if case.as_of is not None else None,
        "parties": len(case.parties),
        "issues": len(case.issues),
        "options": sum(len(issue.options) for issue in case.issues),
        "scenarios": case.scenario_count,
        "red_lines": len(case.red_lines),
        "path": path,
    }
