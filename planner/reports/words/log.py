"""What is said of a file's history: who committed what when, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from planner.files.cases.kind import case_kind
from planner.files.commits import Commit
from planner.files.git_history import Recorded, RecordedCase
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import LoadedScenario
from planner.model.scenario import Scenario
from planner.reports.words.case_changes import between_cases
from planner.reports.words.comments import moment_words
from planner.reports.words.differences import differences
from planner.reports.words.numbers import counted

__all__ = [
    "before_its_author",
    "case_change_lines",
    "change_lines",
    "commit_words",
    "log_title",
    "more_words",
]


def log_title(number: int, *, kept: bool = False) -> str:
    """How many commits there are; with ``kept`` how many states without git."""
    said = counted(number, "state", "states") + " at hand without git"
    return f"{said if kept else counted(number, 'commit')}, the newest first"


def more_words(number: int) -> str:
    """How many earlier commits there are besides those that are listed."""
    return f"{counted(number, 'earlier commit')} not listed"


def commit_words(commit: Commit) -> str:
    """The commit in a line: ``2f3a91c, 2025-11-27 10:15 UTC, Ann: subject``."""
    return f"{commit.short_id}, {moment_words(commit.at)}, {commit.author}: {commit.subject}"


def change_lines(before: Sequence[Recorded], now: Recorded) -> list[str]:
    """What the commit changed in the scenario, choice by choice.

    ``before`` are the states that it went on from, as far as they can be read. Of a merge it is
    what neither side said.
    """
    lines = _came_from(now.commit)
    if now.loaded is None:
        return lines
    held = [each.loaded for each in before if each.loaded is not None]
    if not held:
        return [*lines, _FIRST]
    case, first = now.loaded.case, held[0]
    if any(each.case.id != case.id for each in held):
        return [*lines, f"another case: {first.case.id} → {case.id}"]
    if all(each.of_case.digest != now.loaded.of_case.digest for each in held):
        lines.append("the case is another state than at the commit before")
    changes = differences(case, before_its_author(held, now.loaded), now.loaded.written)
    if len(held) > 1:
        return [*lines, _merge(len(held), changes), *changes]
    return lines + (changes or ["no choice, note or comment changed"])


def before_its_author(sides: Sequence[LoadedScenario], now: LoadedScenario) -> Scenario:
    """The state that the commit's author found: of a merge, what came of the sides by itself."""
    if len(sides) == 1:
        return sides[0].written
    return scenario_kind(now.case).untouched([each.written for each in sides], now.written)


def case_change_lines(before: Sequence[RecordedCase], now: RecordedCase) -> list[str]:
    """What the commit changed in the case; ``before`` as in :func:`change_lines`."""
    lines = _came_from(now.commit)
    if now.loaded is None:
        return lines
    held = [each.loaded.case for each in before if each.loaded is not None]
    if not held:
        return [*lines, _FIRST]
    if len(held) == 1:
        changes = between_cases(held[0], now.loaded.case)
        return lines + (changes or ["nothing that is coded changed"])
    changes = between_cases(case_kind().untouched(held, now.loaded.case), now.loaded.case)
    return [*lines, _merge(len(held), changes), *changes]


_FIRST = "the first state that can be read"


def _came_from(commit: Commit) -> list[str]:
    if commit.copied_from:
        return [f"copied from {commit.copied_from}"]
    return [f"renamed from {commit.renamed_from}"] if commit.renamed_from else []


def _merge(number: int, changes: Sequence[str]) -> str:
    return f"merges {number} states{', and changes more' if changes else ''}"
