"""Days in words: as of which day is judged."""

from __future__ import annotations

import datetime as dt

from planner.model.case import Case

__all__ = ["changed_words", "day_words", "judged_until", "stated_until"]


def day_words(day: dt.date | None) -> str:
    """The day, or that there is none."""
    return "all that is stated" if day is None else str(day)


def judged_until(case: Case, day: dt.date | None) -> str:
    """As of which day is judged, without a full stop; empty where by all that is stated."""
    return "" if day is None else f"judged by {stated_until(case, day)}"


def stated_until(case: Case, day: dt.date) -> str:
    """``what was stated until 2025-03-01``, without a full stop.

    It says so where the sources of the case were not read up to that day: nothing is known of what
    was stated since.
    """
    words = f"what was stated until {day}"
    if case.as_of is not None and case.as_of < day:
        return f"{words}; the sources of the case were read until {case.as_of} only"
    return words


def changed_words(seconds: float, form: str) -> str:
    """When a file changed, in local time; empty for a time that no calendar has."""
    try:
        return dt.datetime.fromtimestamp(seconds).astimezone().strftime(form)
    except (OverflowError, ValueError, OSError):
        return ""
