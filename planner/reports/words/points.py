"""Lines by points in words: what is chosen comes to, what it must come to, what each choice gives.

Points are exact decimals, shown as they are written. They say whether a line is crossed, and never
how content a party would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.red_lines import Points
from planner.reports.words.numbers import agreeing

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["adds_words", "given_points", "points_lines", "scored_by"]


def points_lines(points: Points) -> list[str]:
    """When the line is crossed and when contested, a line each.

    ``crossed when what is chosen comes to less than 55.5 points, as scored by the mayor``
    """
    minimum, below = points.minimum, points.contested_below
    words = [f"crossed when what is chosen comes to less than {_points(minimum)}"]
    if below is not None:
        words.append(
            f"contested when it comes to {minimum:,f} or more and less than {_points(below)}"
        )
    words[0] += scored_by(points.scored_by)
    return words


def adds_words(points: Decimal) -> str:
    """``adds 14 points``, ``takes 3 points``, ``adds nothing``."""
    if not points:
        return "adds nothing"
    verb = "adds" if points > 0 else "takes"
    return f"{verb} {_points(abs(points))}"


def given_points(points: Decimal) -> str:
    """The points that one choice gives, as they stand in a column."""
    return f"{points:,f}"


def scored_by(who: str) -> str:
    """Whose points these are, to be added to them; empty where nobody is named."""
    return f", as scored by {who}" if who else ""


def _points(number: Decimal) -> str:
    """``55.5 points``, ``1 point``."""
    return f"{number:,f} {agreeing(1 if number == 1 else 2, 'point', 'points')}"
