"""What flipped between two days, in words."""

from __future__ import annotations

from planner.check.between_days import BetweenDays, LineChange, LineFlip
from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.words.days import day_words
from planner.reports.words.private import marked

__all__ = ["flip_words", "flips_title", "stated_words"]


def flips_title(found: BetweenDays) -> str:
    """``What flipped from 2025-03-01 to 2025-08-19``."""
    return f"What flipped from {found.since} to {day_words(found.until)}"


def flip_words(case: Case, flip: LineFlip) -> tuple[str, str]:
    """What the line is on the first day, and on the second."""
    before, after = flip.before or "not stated yet", flip.after or "no more"
    if flip.change is LineChange.SUPERSEDED:
        after = f"superseded by {marked(flip.line.superseded_by or '', case.red_lines_by_id)}"
    return before, after


def stated_words(case: Case, statement: Statement) -> str:
    """When it was made, and what supersedes it: ``2025-05-09``, ``superseded by E70``."""
    later = statement.superseded_by
    by = f"superseded by {marked(later, case.statements_by_id)}" if later else ""
    return ", ".join(filter(None, (str(statement.date or ""), by)))
