"""Days in words: as of which day is judged."""

from __future__ import annotations

import datetime as dt

from planner.model.case import Case

__all__ = ["day_words", "judged_until"]


def day_words(day: dt.date | None) -> str:
    """The day, or that there is none."""
    return "all that is stated" if day is None else str(day)


def judged_until(case: Case, day: dt.date | None) -> str:
    """As of which day is judged, without a full stop; empty where that is no question.

    It says so where the sources of the case were not read up to that day: nothing is known of what
    was stated since.
    """
    if day is None:
        return ""
    words = f"judged by what was stated until {day}"
    if case.as_of is not None and case.as_of < day:
        return f"{words}; the sources of the case were read until {case.as_of} only"
    return words
