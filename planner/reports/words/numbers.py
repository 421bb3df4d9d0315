"""Numbers with the words that agree with them: the one place that knows one from many.

``counted(n, "scenario")`` and ``agreeing(n, "crosses", "cross")`` make every sentence with a number
right for 0, 1 and more; a sentence that would read badly with 0 is written anew where it is said.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count

__all__ = ["Towards", "agreeing", "all_or_both", "counted", "digits", "rounded"]

Towards = Literal["down", "nearest", "up"]

_READABLE = 60


def agreeing(number: Count, one: str, many: str) -> str:
    """The words for one where the number is 1, else those for many; bounds are always many."""
    return one if number == 1 else many


def all_or_both(number: Count) -> str:
    """``both`` of two, ``all`` of more, and of bounds."""
    return "both" if number == 2 else "all"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """``1 issue``, ``3 issues``, as :func:`digits` writes it; ``nouns`` where an s does not do."""
    return f"{digits(number)} {agreeing(number, noun, nouns or f'{noun}s')}"


def digits(number: int, towards: Towards = "nearest") -> str:
    """``3,456``, with thousands set apart; what has more than 60 digits is :func:`rounded`."""
    return f"{number:,}" if number < 10**_READABLE else rounded(number, towards)


def rounded(number: int, towards: Towards = "nearest") -> str:
    """``about 4.5e46``, of any length: Python writes no number of more than 4,300 digits out.

    A proven bound stays one: that from below is rounded ``down``, that from above ``up``.
    """
    power = int(math.log10(number))
    power += (number >= 10 ** (power + 1)) - (number < 10**power)  # the logarithm is rounded too
    unit = 10 ** (power - 1)
    tenths = (number + {"down": 0, "nearest": unit // 2, "up": unit - 1}[towards]) // unit
    if tenths == 100:  # as 9.96 is
        tenths, power = 10, power + 1
    return f"about {tenths // 10}.{tenths % 10}e{power}"
