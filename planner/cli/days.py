"""How the command line asks for the day as of which is judged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from planner.cli.unfit import unfit

__all__ = ["ALL", "Days", "as_of_option", "one_day", "two_days"]

ALL = "all"
"""Instead of a day: all that is stated, whatever day the file says."""

Days = Sequence[dt.date | None]
"""The one day that was asked for, or two to be compared; ``None``: all that is stated."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EXPECTED = f'a day such as 2025-08-19, or "{ALL}" for all that is stated'


def one_day(text: str) -> Days:
    """The day in the text. Raises :class:`~argparse.ArgumentTypeError` with what was expected."""
    if ".." in text:
        raise unfit(text, "names two days, which `planner check` alone compares", _EXPECTED)
    return (_day(text),)


def two_days(text: str) -> Days:
    """The day in the text, or the two of ``FROM..TO``. Raises as :func:`one_day` does."""
    first, dots, last = text.partition("..")
    if not dots:
        return (_day(text),)
    since, until = _day(first), _day(last)
    if since is None or (until is not None and until < since):
        raise unfit(text, "ends before it begins", "the earlier day first")
    return since, until


def as_of_option(asked: Days | None) -> list[str]:
    """The option and its value as they were written; nothing where it was not."""
    return [] if asked is None else ["--as-of", "..".join(str(day or ALL) for day in asked)]


def _day(text: str) -> dt.date | None:
    if text == ALL:
        return None
    if not _DAY.fullmatch(text):
        raise unfit(text, "is no day", _EXPECTED)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise unfit(text, f"is no day: {_why(text)}", _EXPECTED) from None


def _why(text: str) -> str:
    """Why digits of the right form are no day of the calendar."""
    from calendar import monthrange  # noqa: PLC0415 (only after a mistake)

    year, month, _ = map(int, text.split("-"))
    if not year:
        return "years go from 0001 to 9999"
    if not 1 <= month <= 12:
        return "months go from 01 to 12"
    return f"the days of {text[:7]} go from 01 to {monthrange(year, month)[1]}"
