"""What differs between two scenarios of one case, choice by choice."""

from __future__ import annotations

from planner.model import Case, Scenario
from planner.reports.words import option_title

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
    old_reading, new_reading = before.reading or case.reading, after.reading or case.reading
    if old_reading != new_reading:
        lines.append(f"reading: {old_reading} → {new_reading}")
    if set(before.set_aside) != set(after.set_aside):
        now = ", ".join(after.set_aside) or "none"
        lines.append(f"red lines set aside: {now}")
    for name, changed in (
        ("title", before.title != after.title),
        ("authors", before.authors != after.authors),
        ("summary", before.summary != after.summary),
    ):
        if changed:
            lines.append(f"another {name}" if name != "authors" else "other authors")
    return lines
