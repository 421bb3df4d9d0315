"""Two sides' changes to one scenario in words: who changed what, and what clashes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from planner.files.toml.leaves import TABLE, Path
from planner.files.toml.merging import Clash, Merge
from planner.files.toml.writing import inline
from planner.model.case import Case, Issue
from planner.model.conditions import Pick
from planner.model.scenario import Scenario
from planner.reports.words.choices import raw_pick, written_words
from planner.reports.words.comments import moment_words
from planner.reports.words.days import day_words
from planner.reports.words.differences import differences
from planner.visible import path_words, visible

__all__ = ["change_lines", "clash_lines", "conflict_words", "merge_sentence", "part_words"]

_NAMES: dict[Path, str] = {
    ("scenario", "title"): "title",
    ("scenario", "authors"): "authors",
    ("scenario", "summary"): "summary",
    ("scenario", "marking"): "marking",
    ("scenario", "as_of"): "day as of which it is judged",
    ("case", "id"): "id of the case",
    ("check", "reading"): "reading",
    ("check", "set_aside"): "red lines set aside",
}
_PICKS = ("option", "options", "value")
"""What is chosen, by the kind of the issue."""
_COMMENT_PARTS = {
    "text": "the text of",
    "author": "the author of",
    "resolved": "whether settled:",
    "on": "what it is about:",
    "at": "the time of",
    "reply_to": "what it answers:",
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
    for paths, words in ((merge.from_theirs, "theirs"), (merge.from_mine, "yours")):
        if paths:
            parts.append(f"takes {words} on {_names(case, paths)}")
    if merge.clashes:
        parts.append(f"asks on {_names(case, [clash.path for clash in merge.clashes])}")
    return f"merging {'; '.join(parts)}" if parts else "both say the same"


def _names(case: Case, paths: Iterable[Path]) -> str:
    """The parts, each once: a choice may be written under another name than it was."""
    return ", ".join(dict.fromkeys(part_words(case, path) for path in paths))


def part_words(case: Case, path: Path) -> str:
    """The part by its name: an issue's title, ``note on Territory``, ``summary``."""
    match path:
        case ("choices", issue_id, field):
            issue = case.issues_by_id.get(issue_id)
            title = issue.title if issue is not None else f"{issue_id} (gone from the case)"
            return title if field in _PICKS else f"{field} on {title}"
        case ("set_aside", line):
            return f"{line} set aside"
        case ("set_aside", line, _):
            return f"the reason for setting {line} aside"
        case ("comments", _):
            return "comments"
        case ("comments", comment, field):
            return f"{_COMMENT_PARTS.get(field, field)} comment {comment}"
        case _:
            return _NAMES.get(path) or path_words(path)


def clash_lines(case: Case, clash: Clash) -> list[str]:
    """What each side says, and what stood there before if that is known."""
    lines = [
        f"You: {_value_words(case, clash.path, clash.mine)}",
        f"They: {_value_words(case, clash.path, clash.theirs)}",
    ]
    if clash.base is not None:
        lines.append(f"Before: {_value_words(case, clash.path, clash.base)}")
    return lines


def conflict_words(clash: Clash) -> str:
    """A clash where no case is at hand, by the names of the file: ``... ours "x"; theirs "y"``."""
    said = [("ours", clash.mine), ("theirs", clash.theirs)]
    if clash.base is not None:
        said.append(("before", clash.base))
    return f"{path_words(clash.path)}: " + "; ".join(f"{who} {_raw(v)}" for who, v in said)


def _raw(value: Any) -> str:
    if value is TABLE:
        return "has it"
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, str):
        return f'"{visible(value, _SHOWN)}"'
    return visible(inline(value), _SHOWN)


def _pick_words(issue: Issue | None, pick: Pick | None) -> str:
    if issue is not None or pick is None:
        return "undecided" if issue is None else written_words(issue, pick)
    return f"{raw_pick(pick)} (gone from the case)"


def _value_words(case: Case, path: Path, value: Any) -> str:
    match path:
        case ("choices", issue_id, field) if field in _PICKS:
            # An empty option is none; an empty list of options says that none of them holds.
            return _pick_words(case.issues_by_id.get(issue_id), None if value == "" else value)
        case ("scenario", "as_of"):
            return day_words(value)
        case ("check", "reading"):
            return str(value or case.reading)
        case ("set_aside", _):
            return "set aside" if value is TABLE else "counted"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if isinstance(value, bool):  # whether a comment is resolved
        value = "resolved" if value else "not resolved"
    elif isinstance(value, dt.datetime):
        value = moment_words(value)
    text = " ".join((value or "").split())
    cut = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
    return f"“{cut}”" if text else "nothing"
