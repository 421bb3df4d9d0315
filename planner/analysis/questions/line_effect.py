"""What one red line does to its case: how many scenarios it closes, and with what it clashes.

For whoever writes the line. It counts here whatever its strength; the others count as the reading
says.
"""

from __future__ import annotations

from attrs import evolve, frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_open
from planner.analysis.questions.premises import Premises
from planner.by_fields import Compared
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.statements import Strength

__all__ = ["LineEffect", "line_effect"]


@frozen(eq=False, repr=False)
class LineEffect(Compared):
    """How many scenarios are open without the line and with it, and what clashes with it.

    ``clashes`` are the minimal conflict sets that hold the line, without it.
    """

    without: Count
    with_it: Count
    clashes: tuple[tuple[str, ...], ...] = ()


def line_effect(case: Case, line: str, reading: Reading, limit: Limit | None = None) -> LineEffect:
    """What the red line of that id does; past the limit only what is proven."""
    limit = (limit or Limit(seconds=2.0)).from_now()
    lines = tuple(
        evolve(each, strength=Strength.DECLARED) if each.id == line else each
        for each in case.red_lines
    )
    counted = Premises(evolve(case, red_lines=lines), reading)
    other = Premises(evolve(case, red_lines=tuple(e for e in lines if e.id != line)), reading)
    counts = [_count(each, limit) for each in (other, counted)]
    try:
        found = conflicts(counted, limit, most=20).sets
    except LimitReachedError:
        found = ()
    clashes = (
        tuple(name for name in each.lines if name != line) for each in found if line in each.lines
    )
    return LineEffect(counts[0], counts[1], tuple(clashes))


def _count(premises: Premises, limit: Limit) -> Count:
    groundwork = Groundwork(premises)
    try:
        return count_open(groundwork, groundwork.picks(premises), limit.start())
    except LimitReachedError as reached:
        return Unfinished(reason=reached.reason)
