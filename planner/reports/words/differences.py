"""What differs between two scenarios of one case, choice by choice."""

from __future__ import annotations

from collections.abc import Iterator

from planner.files.scenarios.kind import leaves_of_scenario
from planner.files.toml.leaves import TABLE, Path, in_order
from planner.model.case import Case
from planner.model.scenario import Scenario, vanished
from planner.reports.words.choices import raw_pick, written_words
from planner.reports.words.comments import comment_differences
from planner.reports.words.days import day_words
from planner.visible import path_words

__all__ = ["differences"]

_REWRITTEN = {
    ("scenario", "title"): "another title",
    ("scenario", "authors"): "other authors",
    ("scenario", "summary"): "another summary",
    ("scenario", "marking"): "another marking",
    ("case", "id"): "another id of the case",
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
    lines = [
        line
        for issue in _issues(case, before, after)
        for line in (*_pick(case, issue, before, after), *_note(case, issue, before, after))
    ]
    if (before.reading or case.reading) != (after.reading or case.reading):
        readings = [each.reading or case.reading for each in (before, after)]
        lines.append(f"reading: {' → '.join(readings)}")
    if before.as_of != after.as_of:
        days = [day_words(each.as_of) for each in (before, after)]
        lines.append(f"judged by: {' → '.join(days)}")
    if set(before.set_aside) != set(after.set_aside):
        lines.append(f"red lines set aside: {', '.join(after.set_aside) or 'none'}")
    lines += comment_differences(case, before.comments, after.comments)
    return lines + [
        words
        for path in differing
        if path[0] not in {"choices", "check", "comments"} and path != ("scenario", "as_of")
        for words in _rest(path, before, after)
    ]


def _issues(case: Case, *scenarios: Scenario) -> list[str]:
    """The issues in the case's order, then those that it no longer has."""
    return list(dict.fromkeys([*case.issues_by_id, *(i for s in scenarios for i in s.choices)]))


def _name(case: Case, issue_id: str) -> str:
    issue = case.issues_by_id.get(issue_id)
    return issue.title if issue is not None else issue_id


def _note(case: Case, issue_id: str, before: Scenario, after: Scenario) -> Iterator[str]:
    if before.note(issue_id) != after.note(issue_id):
        yield f"{_name(case, issue_id)}: another note"


def _pick(case: Case, issue_id: str, before: Scenario, after: Scenario) -> Iterator[str]:
    issue, name = case.issues_by_id.get(issue_id), _name(case, issue_id)
    gone = [vanished(each, case).choices.get(issue_id) for each in (before, after)]
    held = after.pick(issue_id)
    if before.pick(issue_id) == held:
        return
    if any(gone):
        words = f"now “{'undecided' if held is None else raw_pick(held)}”"
        yield f"{name}: what is gone from the case: {'dropped' if gone[1] is None else words}"
        if issue is not None and gone[1] is None and held is not None:
            yield f"{name}: undecided → {written_words(issue, held)}"
    elif issue is not None:
        picks = (before.pick(issue_id), held)
        yield f"{name}: {' → '.join(written_words(issue, pick) for pick in picks)}"


def _rest(path: Path, before: Scenario, after: Scenario) -> Iterator[str]:
    if path in _REWRITTEN:
        yield _REWRITTEN[path]
    elif path[0] == "set_aside":
        if path[1] in before.set_aside and path[1] in after.set_aside:
            yield f"another reason for setting {path[1]} aside"
    elif path != ("format",):
        yield f"another {path_words(path)}"
