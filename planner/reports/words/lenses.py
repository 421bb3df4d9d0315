"""As of which day one looks at a file, in the words of the title and of messages."""

from __future__ import annotations

import datetime as dt

from planner.reports.words.days import day_words

__all__ = ["as_of_words", "day_set_words"]


def as_of_words(day: dt.date | None, own: dt.date | None) -> str:
    """As of which day one looks, and what the file says where it says another day.

    ``as of 2025-05-09`` where it is the file's own, empty where all that is stated counts.
    """
    if day == own:
        return "" if day is None else f"as of {day}"
    said = "" if own is None else f" (the file says {own})"
    return f"Looking at {day_words(day)}{said}" if day is None else f"Looking as of {day}{said}"


def day_set_words(was: dt.date | None, now: dt.date | None) -> str:
    """That the file is judged as of another day from now on."""
    return f"Set the day of this file: {day_words(was)} → {day_words(now)}. Now: {day_words(now)}."
