"""What a key or a click does to the issue of a row, by the kind of the issue.

Functions of the session and the row, so that any screen with such rows can run them.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from planner.by_fields import Compared
from planner.editing.deciding import TooManyError, nearest_in, stepped, to_threshold
from planner.editing.scenario_session import Change, Session
from planner.model.case import Issue, IssueKind
from planner.model.conditions import Pick
from planner.tui.widgets.issue_rows import IssueRow, Part, rows_of

__all__ = ["Decided", "choose_row", "free", "move_number", "numbered_row", "take_value", "why_not"]


@frozen(eq=False, repr=False)
class Decided(Compared):
    """What came of it: the change, if there is one, and what there is to tell."""

    change: Change | None = None
    words: str = ""


def choose_row(session: Session, row: IssueRow) -> Decided:
    """Choose what the row stands for; what holds among several is taken away again."""
    issue, picked = row.issue, session.picked(row.issue.id)
    match row:
        case IssueRow(part=Part.OPTION, option=option) if option is not None:
            if issue.kind is IssueKind.ANY:
                return _decided(session, issue, lambda: session.tick(issue.id, option.id))
            return _choose(session, issue, option.id)
        case IssueRow(part=Part.NONE):
            return _choose(session, issue, None if picked == () else ())
        case IssueRow(part=Part.STRETCH, stretch=stretch) if stretch is not None:
            value = picked if isinstance(picked, int) else None
            return _choose(session, issue, nearest_in(stretch, value))
    return Decided()


def numbered_row(issue: Issue, number: int) -> IssueRow | None:
    """The row of the issue that a digit stands for; ``None`` for a number's and beyond the last."""
    if issue.kind is IssueKind.NUMBER:
        return None
    rows = [row for row in rows_of(issue) if row.chooses]
    return rows[number - 1] if number <= len(rows) else None


def free(session: Session, issue: Issue) -> Decided:
    """Leave the issue undecided, also one that does not apply now."""
    return Decided(session.choose(issue.id, None))


def move_number(session: Session, issue: Issue, *, steps: int = 0, thresholds: int = 0) -> Decided:
    """Move a number by steps, or to the next threshold in that direction; quick moves are one."""
    picked = session.picked(issue.id)
    value = picked if isinstance(picked, int) else None
    if thresholds:
        wanted = to_threshold(session.stretches(issue.id), value, thresholds)
    else:
        wanted = stepped(issue, value, steps)
    return _decided(session, issue, lambda: session.choose(issue.id, wanted, quick=True))


def take_value(session: Session, issue: Issue, value: int) -> Decided:
    """Choose a value of a number. Raises ``KeyError`` for one that it does not have."""
    return _choose(session, issue, value)


def _choose(session: Session, issue: Issue, pick: Pick | None) -> Decided:
    return _decided(session, issue, lambda: session.choose(issue.id, pick))


def why_not(session: Session, issue: Issue) -> str:
    """Why nothing can be chosen on the issue now; empty where something can."""
    from planner.reports.words.choices import not_applying_words  # noqa: PLC0415 (when told)

    if issue.id not in session.verdict.not_applying:
        return ""
    return f"{issue.title} {not_applying_words(session.case, issue)}."


def _decided(session: Session, issue: Issue, change: Callable[[], Change | None]) -> Decided:
    """The change, unless there is nothing to choose; and what it does to other issues."""
    from planner.reports.words.deciding import gone_words, too_many_words  # noqa: PLC0415 (as above)

    if refused := why_not(session, issue):
        return Decided(words=refused)
    before = session.verdict.not_applying
    try:
        made = change()
    except TooManyError:
        return Decided(words=too_many_words(issue))
    gone = [
        other
        for other in session.verdict.not_applying
        if other not in before and session.picked(other) is not None
    ]
    return Decided(made, gone_words(session.case, gone) if gone else "")
