"""Where the keys go that step from one undecided issue, or one crossed line, to the next."""

from __future__ import annotations

from planner.editing.scenario_session import Session

__all__ = ["line_after", "lines_ahead", "undecided_after"]


def undecided_after(session: Session, here: str, step: int) -> str | None:
    """The next undecided issue, round and round; ``step`` -1 goes back. ``None``: there is none."""
    issues = [issue.id for issue in session.case.issues]
    at = issues.index(here)
    undecided = session.verdict.undecided
    ahead = (issues[(at + step * offset) % len(issues)] for offset in range(1, len(issues) + 1))
    return next((issue for issue in ahead if issue in undecided), None)


def line_after(session: Session, here: str, step: int) -> tuple[str, str] | None:
    """The next crossed or contested line with the issue to go to; the first from anywhere else."""
    ahead = lines_ahead(session)
    if not ahead:
        return None
    names = [name for name, _ in ahead]
    if here in names:
        return ahead[(names.index(here) + step) % len(names)]
    return ahead[0 if step > 0 else -1]


def lines_ahead(session: Session) -> list[tuple[str, str]]:
    """The crossed lines and after them the contested ones: each with the issue to go to."""
    verdict = session.verdict
    order = {issue.id: n for n, issue in enumerate(session.case.issues)}
    found = []
    for held in (*verdict.crossed, *verdict.contested):
        issues = sorted(held.line.issues, key=order.__getitem__)
        decided = [i for i in issues if i not in verdict.undecided]
        if issues:
            found.append((held.line.id, (decided or issues)[0]))
    return found
