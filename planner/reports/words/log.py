"""What is said of a file's history: who committed what when, and what it changed."""

from __future__ import annotations

from planner.files.git_history import Commit, Recorded, RecordedCase
from planner.reports.words.case_changes import between_cases
from planner.reports.words.comments import moment_words
from planner.reports.words.differences import differences
from planner.reports.words.numbers import counted

__all__ = ["case_change_lines", "change_lines", "commit_words", "log_title", "more_words"]


def log_title(number: int) -> str:
    """How many commits there are."""
    return f"{counted(number, 'commit')}, the newest first"


def more_words(number: int) -> str:
    """How many earlier commits there are besides those that are listed."""
    return f"{counted(number, 'earlier commit')} not listed"


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


def case_change_lines(before: RecordedCase | None, now: RecordedCase) -> list[str]:
    """What the commit changed in the case; ``before`` as in :func:`change_lines`."""
    lines = [f"renamed from {now.commit.renamed_from}"] if now.commit.renamed_from else []
    if now.loaded is None:
        return lines
    if before is None or before.loaded is None:
        return [*lines, "the first state that can be read"]
    changes = between_cases(before.loaded.case, now.loaded.case)
    return lines + (changes or ["nothing that is coded changed"])
