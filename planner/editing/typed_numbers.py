"""Numbers as people type them: one reading for every field that takes one.

A point stands before decimals. A comma, an apostrophe or a blank stands only between thousands:
``55,5`` is no number here, as some would read 55.5 and others 555.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["COMMAS", "typed_decimal", "typed_whole"]

COMMAS = "a point stands before decimals, commas only between thousands"
"""What is said of a number with a comma that is refused."""

_MARKS = r"[,' \u00a0\u202f]"
_WHOLE = rf"(?:[1-9][0-9]{{0,2}}(?:{_MARKS}[0-9]{{3}})+|[0-9]+)"
_DECIMAL = rf"(?:{_WHOLE}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{{1,2}})?"
_BETWEEN_DIGITS = r"(?<=[0-9])_(?=[0-9])"
"""As in a file: an underscore may stand between any two digits."""


def typed_whole(text: str) -> int | None:
    """The whole number that was typed; ``None`` where it is none."""
    digits = _digits(_WHOLE, text)
    try:
        return None if digits is None else int(digits)
    except ValueError:  # thousands of digits
        return None


def typed_decimal(text: str) -> Decimal | None:
    """The exact number that was typed; ``None`` where it is none."""
    from decimal import Decimal  # noqa: PLC0415 (few fields take decimals)

    digits = _digits(_DECIMAL, text)
    return None if digits is None else Decimal(digits)


def _digits(form: str, text: str) -> str | None:
    plain = re.sub(_BETWEEN_DIGITS, "", text.strip())
    if not re.fullmatch(rf"[+-]?{form}", plain):
        return None
    return re.sub(_MARKS, "", plain)
