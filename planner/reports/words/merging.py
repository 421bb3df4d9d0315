"""Two sides' changes to one scenario in words: who changed what, and what clashes."""

from __future__ import annotations

from planner.files.merging import Clash, Merge, Part, Value
from planner.model import Case, Scenario
from planner.reports.words.differences import differences

__all__ = ["change_lines", "clash_lines", "merge_sentence", "part_words"]

_NAMES = {
    "title": "title",
    "authors": "authors",
    "summary": "summary",
    "reading": "reading",
    "set_aside": "red lines set aside",
}
_SHOWN = 240


def change_lines(case: Case, base: Scenario | None, mine: Scenario, theirs: Scenario) -> list[str]:
    """Who changed what since ``base``, choice by choice; without a base, what differs."""
    if base is None:
        return [f"Mine → theirs: {line}" for line in differences(case, mine, theirs)]
    return [
        *(f"They: {line}" for line in differences(case, base, theirs)),
        *(f"You: {line}" for line in differences(case, base, mine)),
    ]


def merge_sentence(case: Case, merge: Merge) -> str:
    """What merging would do, without a full stop."""
    parts = []
    for parts_of, words in ((merge.from_theirs, "theirs"), (merge.from_mine, "yours")):
        if parts_of:
            names = ", ".join(part_words(case, part) for part in parts_of)
            parts.append(f"takes {words} on {names}")
    if merge.clashes:
        names = ", ".join(part_words(case, clash.part) for clash in merge.clashes)
        parts.append(f"asks on {names}")
    return f"merging {'; '.join(parts)}" if parts else "both say the same"


def part_words(case: Case, part: Part) -> str:
    """The part by its name: an issue's title, ``note on Territory``, ``summary``."""
    if not part.issue:
        return _NAMES[part.kind]
    issue = case.issues_by_id.get(part.issue)
    title = issue.title if issue is not None else f"{part.issue} (gone from the case)"
    return title if part.kind == "option" else f"note on {title}"


def clash_lines(case: Case, clash: Clash) -> list[str]:
    """What each side says, and what stood there before if that is known."""
    lines = [
        f"You: {_value_words(case, clash.part, clash.mine)}",
        f"They: {_value_words(case, clash.part, clash.theirs)}",
    ]
    if clash.base is not None:
        lines.append(f"Before: {_value_words(case, clash.part, clash.base)}")
    return lines


def _value_words(case: Case, part: Part, value: Value) -> str:
    if part.kind == "option":
        if value is None:
            return "undecided"
        issue = case.issues_by_id.get(part.issue)
        option = issue.by_id.get(str(value)) if issue is not None else None
        return option.title if option is not None else f"{value} (gone from the case)"
    if part.kind == "reading":
        return str(value or case.reading)
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    text = " ".join((value or "").split())
    cut = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
    return f"“{cut}”" if text else "nothing"
