"""What differs between two scenarios of one case, choice by choice."""

from __future__ import annotations

from planner.model import Case, Scenario
from planner.reports.words.verdicts import option_title

__all__ = ["differences"]


def differences(case: Case, before: Scenario, after: Scenario) -> list[str]:
    """A line for each difference: ``Territory: undecided → Deferred``; none for equal scenarios."""
    lines = []
    for issue in case.issues:
        old, new = before.option(issue.id), after.option(issue.id)
        if old != new:
            titles = (option_title(case, issue.id, option) for option in (old, new))
            lines.append(f"{issue.title}: {' → '.join(titles)}")
        if before.note(issue.id) != after.note(issue.id):
            lines.append(f"{issue.title}: another note")
    for issue_id in {**before.vanished, **after.vanished}:
        old_gone, new_gone = before.vanished.get(issue_id), after.vanished.get(issue_id)
        if old_gone != new_gone:
            held = case.issues_by_id.get(issue_id)
            name = held.title if held is not None else issue_id
            words = "dropped" if new_gone is None else f"now “{new_gone.option or 'undecided'}”"
            lines.append(f"{name}: what is gone from the case: {words}")
    old_reading, new_reading = before.reading or case.reading, after.reading or case.reading
    if old_reading != new_reading:
        lines.append(f"reading: {old_reading} → {new_reading}")
    old_lines = (*before.set_aside, *before.vanished_lines)
    new_lines = (*after.set_aside, *after.vanished_lines)
    if set(old_lines) != set(new_lines):
        now = ", ".join(new_lines) or "none"
        lines.append(f"red lines set aside: {now}")
    for name, changed in (
        ("title", before.title != after.title),
        ("authors", before.authors != after.authors),
        ("summary", before.summary != after.summary),
    ):
        if changed:
            lines.append(f"another {name}" if name != "authors" else "other authors")
    return lines
