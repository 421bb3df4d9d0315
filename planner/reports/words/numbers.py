"""Numbers with the words that agree with them: the one place that knows one from many.

``counted(n, "scenario")`` and ``agreeing(n, "crosses", "cross")`` make every sentence with a number
right for 0, 1 and more; a sentence that would read badly with 0 is written anew where it is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count

__all__ = ["agreeing", "counted"]


def agreeing(number: Count, one: str, many: str) -> str:
    """The words for one where the number is 1, else those for many; bounds are always many."""
    return one if number == 1 else many


def counted(number: int, noun: str, nouns: str = "") -> str:
    """``1 issue``, ``3 issues``, with thousands set apart; ``nouns`` where an s does not do."""
    return f"{number:,} {agreeing(number, noun, nouns or f'{noun}s')}"
