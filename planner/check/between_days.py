"""What flipped between two days: one scenario judged by its case as of each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from attrs import evolve, frozen

from planner.by_fields import Compared, Printed
from planner.check.as_of import case_as_of
from planner.check.case_changes import Flip, TwoVerdicts, judged_by_both
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Scenario
from planner.model.statements import Statement

__all__ = ["BetweenDays", "LineChange", "LineFlip", "between_days"]


class LineChange(StrEnum):
    """What became of a red line from one day to a later one."""

    NEW = "new"
    SUPERSEDED = "superseded"
    FLIPPED = "flipped"


@frozen(eq=False, repr=False)
class LineFlip(Compared):
    """A red line that is new or superseded by the later day, or whose status is another then.

    ``before`` and ``after`` are its statuses, ``not counted`` where it does not count, ``None`` on
    a day on which it does not stand.
    """

    line: RedLine
    change: LineChange
    before: str | None
    after: str | None


@frozen(eq=False, repr=False)
class BetweenDays(Printed):
    """What flipped from the end of the day ``since`` to that of ``until`` (``None``: to all).

    ``stated`` are the statements that were made in between, ``superseded`` those that held on the
    first day and no longer do on the second. Lines and statements are as the case has them,
    whichever day they stand on; a line is as strong as on the later of the days on which it stands.
    """

    since: dt.date
    until: dt.date | None
    judged: TwoVerdicts
    lines: tuple[LineFlip, ...]
    stated: tuple[Statement, ...]
    superseded: tuple[Statement, ...]

    @property
    def parties(self) -> tuple[Flip, ...]:
        """The parties whose status is another."""
        return self.judged.parties


def between_days(
    scenario: Scenario,
    case: Case,
    days: tuple[dt.date, dt.date | None],
    *,
    reading: Reading | None = None,
    set_aside: Iterable[str] | None = None,
) -> BetweenDays:
    """The scenario by what was stated until the first of the days, and until the second."""
    since, until = days
    before, after = case_as_of(case, since), case_as_of(case, until)
    # The cases are those of the two days, whatever day the scenario says itself.
    on_any_day = evolve(scenario, as_of=None)
    judged = judged_by_both(on_any_day, before, after, reading=reading, set_aside=set_aside)
    return BetweenDays(
        since,
        until,
        judged,
        tuple(_flip(case, before, after, flip) for flip in judged.lines),
        tuple(
            s
            for s in case.statements
            if s.id in after.statements_by_id and s.id not in before.statements_by_id
        ),
        tuple(
            s
            for s in case.statements
            if s.id in before.statements_by_id and s.id not in after.statements_by_id
        ),
    )


def _flip(case: Case, before: Case, after: Case, flip: Flip) -> LineFlip:
    stood = after.red_lines_by_id.get(flip.id) or before.red_lines_by_id[flip.id]
    line = evolve(case.red_lines_by_id[flip.id], strength=stood.strength)
    if flip.before is None:
        change = LineChange.NEW
    elif flip.after is None:
        change = LineChange.SUPERSEDED
    else:
        change = LineChange.FLIPPED
    return LineFlip(line, change, flip.before, flip.after)
