"""What differs between two scenarios of one case, choice by choice."""

from __future__ import annotations

from collections.abc import Iterator

from planner.files.scenarios.kind import leaves_of_scenario
from planner.files.toml.leaves import TABLE, Path, in_order
from planner.model.case import Case
from planner.model.scenario import Scenario, vanished
from planner.reports.words.choices import raw_pick, written_words
from planner.visible import path_words

__all__ = ["differences"]

_REWRITTEN = {
    ("scenario", "title"): "another title",
    ("scenario", "authors"): "other authors",
    ("scenario", "summary"): "another summary",
}


def differences(case: Case, before: Scenario, after: Scenario) -> list[str]:
    """A line for each difference: ``Territory: undecided → Deferred``; none for equal scenarios.

    Choices come first, in the order of the case, then what is said of the scenario as a whole.
    """
    old, new = leaves_of_scenario(before), leaves_of_scenario(after)
    differing = [
        path
        for path in in_order(new, old)
        if (old.get(path) or None) != (new.get(path) or None)
        and TABLE not in (old.get(path), new.get(path))
    ]
    issues = {issue.id: number for number, issue in enumerate(case.issues)}
    choices = [path for path in differing if path[0] == "choices"]
    choices.sort(key=lambda path: (issues.get(path[1], len(issues)), path[2] == "note"))
    lines = [line for path in choices for line in _choice(case, path, before, after)]
    if (before.reading or case.reading) != (after.reading or case.reading):
        readings = [each.reading or case.reading for each in (before, after)]
        lines.append(f"reading: {' → '.join(readings)}")
    if set(before.set_aside) != set(after.set_aside):
        lines.append(f"red lines set aside: {', '.join(after.set_aside) or 'none'}")
    return lines + [
        words
        for path in differing
        if path[0] not in {"choices", "check"}
        for words in _rest(path, before, after)
    ]


def _choice(case: Case, path: Path, before: Scenario, after: Scenario) -> Iterator[str]:
    _, issue_id, field = path
    issue = case.issues_by_id.get(issue_id)
    name = issue.title if issue is not None else issue_id
    gone = [vanished(each, case).choices.get(issue_id) for each in (before, after)]
    if field == "note":
        yield f"{name}: another note"
    elif any(gone):
        held = after.pick(issue_id)
        words = f"now “{'undecided' if held is None else raw_pick(held)}”"
        yield f"{name}: what is gone from the case: {'dropped' if gone[1] is None else words}"
        if issue is not None and gone[1] is None and held is not None:
            yield f"{name}: undecided → {written_words(issue, held)}"
    elif issue is not None:
        words = " → ".join(written_words(issue, each.pick(issue_id)) for each in (before, after))
        yield f"{name}: {words}"


def _rest(path: Path, before: Scenario, after: Scenario) -> Iterator[str]:
    if path in _REWRITTEN:
        yield _REWRITTEN[path]
    elif path[0] == "set_aside":
        if path[1] in before.set_aside and path[1] in after.set_aside:
            yield f"another reason for setting {path[1]} aside"
    elif path != ("format",):
        yield f"another {path_words(path)}"
