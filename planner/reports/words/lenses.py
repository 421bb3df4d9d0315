"""As of which day, and through which reading, one looks at a file: for titles and messages."""

from __future__ import annotations

import datetime as dt

from planner.model.reading import Reading
from planner.reports.words.days import day_words

__all__ = ["as_of_words", "brief_lens", "day_set_words"]


def as_of_words(day: dt.date | None, own: dt.date | None) -> str:
    """As of which day one looks, and what the file says where it says another day.

    ``as of 2025-05-09`` where it is the file's own, empty where all that is stated counts.
    """
    if day == own:
        return "" if day is None else f"as of {day}"
    said = "" if own is None else f" (the file says {own})"
    return f"{_looking_as_of(day)}{said}"


def brief_lens(
    day: dt.date | None, own_day: dt.date | None, lens: Reading, own: Reading
) -> tuple[str, str]:
    """Day and reading that one looks at, without what the file says: each empty where it is that.

    ``Looking as of 2025-05-09`` and ``through strict``; alone ``Looking through strict``.
    """
    of_day = "" if day == own_day else _looking_as_of(day)
    through = "" if lens is own else f"through {lens}" if of_day else f"Looking through {lens}"
    return of_day, through


def _looking_as_of(day: dt.date | None) -> str:
    return f"Looking at {day_words(day)}" if day is None else f"Looking as of {day}"


def day_set_words(was: dt.date | None, now: dt.date | None) -> str:
    """That the file is judged as of another day from now on."""
    return f"Set the day of this file: {day_words(was)} → {day_words(now)}. Now: {day_words(now)}."
