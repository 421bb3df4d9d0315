"""Lines by points in words: the points that the choices come to, must come to, and each give.

Points are exact decimals, shown with all their digits. They say whether a line is crossed, and
never how content a party would be.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.model.conditions import Pick
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import agreeing
from planner.reports.words.private import id_words

if TYPE_CHECKING:
    from decimal import Decimal

    from planner.check.reach import PointsReach
    from planner.model.points import Points

__all__ = [
    "adds_words",
    "given_points",
    "points_lines",
    "points_words",
    "scored_by",
]


def points_lines(points: Points) -> list[str]:
    """When the line is crossed and when contested, a line each.

    ``crossed when the choices come to less than 55.5 points, as scored by the mayor``
    """
    minimum, below = points.minimum, points.contested_below
    words = [f"crossed when the choices come to less than {_points(minimum)}"]
    if below is not None:
        words.append(
            f"contested when they come to {_digits(minimum)} or more and less than {_points(below)}"
        )
    words[0] += scored_by(points.scored_by)
    return words


def points_words(reach: PointsReach) -> str:
    """``37 of at least 55.5 points, as scored by the mayor``; with what is within reach."""
    below = reach.contested_below
    zone = "" if below is None else f", contested below {_digits(below)}"
    words = f"{_digits(reach.have)} of at least {_points(reach.minimum)}{zone}"
    words += scored_by(reach.scored_by)
    within = _reach_words(reach)
    return f"so far {words}; {within}" if within else words


def _reach_words(reach: PointsReach) -> str:
    """``between 12 and 70 points are within reach``; empty once all that counts is decided.

    ``14 points are certain`` where every completion comes to those.
    """
    if reach.settled:
        return ""
    if reach.least == reach.most:
        return f"{_points(reach.most)} {_agreeing(reach.most, 'is', 'are')} certain"
    return f"between {_digits(reach.least)} and {_points(reach.most)} are within reach"


def adds_words(lines: Iterable[RedLine], issue: str, pick: Pick) -> list[str]:
    """What choosing that adds for each of the lines by points to which the issue gives any.

    ``adds 14 points to M-1``, ``takes 3 points from M-1``, ``adds nothing to M-1``.
    """
    words = []
    for line in lines:
        if line.points is None or issue not in line.points.issues:
            continue
        given = line.points.given(issue, pick)
        if given < 0:
            words.append(f"takes {_points(-given)} from {id_words(line)}")
        else:
            words.append(f"adds {_points(given) if given else 'nothing'} to {id_words(line)}")
    return words


def given_points(points: Decimal) -> str:
    """The points that one choice gives, as they stand in a column."""
    return _digits(points)


def scored_by(who: str) -> str:
    """Whose points these are, to be added to them; empty where nobody is named."""
    return f", as scored by {who}" if who else ""


def _points(number: Decimal) -> str:
    """``55.5 points``, ``1 point``."""
    return f"{_digits(number)} {_agreeing(number, 'point', 'points')}"


def _agreeing(number: Decimal, one: str, many: str) -> str:
    return agreeing(1 if number == 1 else 2, one, many)


def _digits(number: Decimal) -> str:
    """The number without zeros at its end: 2.5 and 1.5 come to 4 and not to 4.0."""
    digits = f"{number:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
