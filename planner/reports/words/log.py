"""What is said of a scenario's history: who committed what when, and what it changed."""

from __future__ import annotations

from planner.files.git_history import Commit, Recorded
from planner.reports.words.comments import moment_words
from planner.reports.words.differences import differences
from planner.reports.words.numbers import counted

__all__ = ["change_lines", "commit_words", "log_title"]


def log_title(number: int) -> str:
    """How many commits there are."""
    return f"{counted(number, 'commit')}, the newest first"


def commit_words(commit: Commit) -> str:
    """The commit in a line: ``2f3a91c, 2025-11-27 10:15 UTC, Ann: subject``."""
    return f"{commit.short_id}, {moment_words(commit.at)}, {commit.author}: {commit.subject}"


def change_lines(before: Recorded | None, now: Recorded) -> list[str]:
    """What the commit changed in the scenario, choice by choice.

    ``before`` is the state that the file had until then, as far as it can be read; ``None`` where
    there is none.
    """
    lines = []
    if now.commit.renamed_from:
        lines.append(f"renamed from {now.commit.renamed_from}")
    if now.loaded is None:
        return lines
    if before is None or before.loaded is None:
        return [*lines, "the first state that can be read"]
    if before.loaded.case.id != now.loaded.case.id:
        return [*lines, f"another case: {before.loaded.case.id} → {now.loaded.case.id}"]
    if before.loaded.of_case.digest != now.loaded.of_case.digest:
        lines.append("the case is another state than at the commit before")
    changes = differences(now.loaded.case, before.loaded.written, now.loaded.written)
    return lines + (changes or ["no choice, note or comment changed"])
