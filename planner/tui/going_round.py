"""Where the keys go that step from one undecided issue, or one crossed line, to the next."""

from __future__ import annotations

from planner.check.verdict import LineVerdict, Verdict
from planner.editing.scenario_session import Session
from planner.model.red_lines import RedLine

__all__ = ["line_after", "names_ahead", "undecided_after"]


def undecided_after(session: Session, here: str, step: int) -> str | None:
    """The next undecided issue, round and round; ``step`` -1 goes back. ``None``: there is none."""
    issues = [issue.id for issue in session.case.issues]
    at = issues.index(here)
    undecided = session.verdict.undecided
    ahead = (issues[(at + step * offset) % len(issues)] for offset in range(1, len(issues) + 1))
    return next((issue for issue in ahead if issue in undecided), None)


def line_after(session: Session, here: str, step: int) -> tuple[str, str] | None:
    """The next crossed or contested line with the issue to go to; the first from anywhere else."""
    ahead = [held.line for held in _ahead(session.verdict)]
    if not ahead:
        return None
    names = [line.id for line in ahead]
    if here in names:
        line = ahead[(names.index(here) + step) % len(names)]
    else:
        line = ahead[0 if step > 0 else -1]
    return line.id, _issue_of(session, line)


def names_ahead(verdict: Verdict) -> list[str]:
    """The ids of the crossed lines and after them of the contested ones, that name any issue."""
    return [held.line.id for held in _ahead(verdict)]


def _ahead(verdict: Verdict) -> list[LineVerdict]:
    return [held for held in (*verdict.crossed, *verdict.contested) if held.line.issues]


def _issue_of(session: Session, line: RedLine) -> str:
    """The first of the decided issues of the line, else of all."""
    order = [issue.id for issue in session.case.issues]
    decided = [issue for issue in line.issues if not session.verdict.is_undecided(issue)]
    return min(decided or line.issues, key=order.index)
