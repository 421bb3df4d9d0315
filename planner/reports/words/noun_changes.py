"""What differs between two states of an issue, a red line, a party or a statement, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from planner.model.case import Case, Issue, IssueKind
from planner.model.points import Points
from planner.model.red_lines import RedLine
from planner.reports.words.rules import applies_words

__all__ = ["issue_changes", "line_changes", "names_of_changes"]

_KINDS = {
    IssueKind.ONE: "one option",
    IssueKind.ANY: "any of its options",
    IssueKind.NUMBER: "a number",
}
_HOW_MANY = {"at_least", "at_most"}
_VALUES = {"minimum", "maximum", "step", "unit"}
_NAMES = {
    "crossed_when": "when it is crossed",
    "contested_when": "when it is contested",
    "at_least": "how many options hold",
    "at_most": "how many options hold",
    "members": "its members",
    "superseded_by": "what supersedes it",
    "strength_left_out": "whether its strength follows its evidence",
}


def issue_changes(before: Case, after: Case, issue: str, what: Iterable[str]) -> list[str]:
    """What of the issue differs, a clause each: ``kind (one option → any of its options)``."""
    then, now = before.issues_by_id[issue], after.issues_by_id[issue]
    names = set(what)
    words = []
    if "kind" in names:
        words.append(_arrow("kind", _KINDS[then.kind], _KINDS[now.kind]))
    if names & _HOW_MANY and "kind" not in names:
        words.append(_arrow("how many options hold", _how_many(then), _how_many(now)))
    if names & _VALUES and "kind" not in names:
        words.append(_arrow("its values", _values(then), _values(now)))
    if "applies_when" in names:
        always = "always asked"
        said = (applies_words(case, i) or always for case, i in ((before, then), (after, now)))
        words.append(_arrow("when it applies", *said))
    if "title" in names:
        words.append(_arrow("title", then.title, now.title))
    return words + (["another question"] if "question" in names else [])


def line_changes(before: RedLine, after: RedLine, what: Iterable[str]) -> list[str]:
    """What of the red line differs, a clause each: ``strength (declared → preference)``."""
    said: Mapping[str, Any] = {
        "strength": (before.strength, after.strength),
        "member": (before.member or "the party's", after.member or "the party's"),
        "date": (before.date or "none", after.date or "none"),
        "superseded_by": (before.superseded_by or "nothing", after.superseded_by or "nothing"),
    }
    return [
        _points_changes(before.points, after.points)
        if name == "points"
        else _arrow(_NAMES.get(name, name), *map(str, said[name]))
        if name in said
        else _NAMES.get(name, name)
        for name in what
    ]


def names_of_changes(what: Iterable[str]) -> list[str]:
    """The names of what differs, as one would say them, each once."""
    return list(dict.fromkeys(_NAMES.get(name, name.replace("_", " ")) for name in what))


def _points_changes(before: Points | None, after: Points | None) -> str:
    if before is None or after is None:
        return "a line by points now" if before is None else "no line by points any more"
    bounds = [
        _arrow(name, _points(then), _points(now))
        for name, then, now in (
            ("minimum", before.minimum, after.minimum),
            ("contested below", before.contested_below, after.contested_below),
        )
        if then != now
    ]
    scored = (before.of_options, before.steps) != (after.of_options, after.steps)
    given = ["what gives how many points"] if scored else []
    by = [] if before.scored_by == after.scored_by else ["whose points these are"]
    return "; ".join([*bounds, *given, *by])


def _points(points: Decimal | None) -> str:
    return "none" if points is None else f"{points:,f}"


def _how_many(issue: Issue) -> str:
    return f"{issue.at_least:,} to {issue.most:,}"


def _values(issue: Issue) -> str:
    values = f"{issue.minimum:,} to {issue.maximum:,} {issue.unit}".rstrip()
    return f"{values} in steps of {issue.step:,}"


def _arrow(what: str, before: str, after: str) -> str:
    return f"{what} ({before} → {after})"
