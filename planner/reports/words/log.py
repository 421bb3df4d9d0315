"""What is said of a file's history: who committed what when, and what it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from planner.files.cases.kind import case_kind
from planner.files.cases.reading import LoadedCase
from planner.files.commits import Commit, Recorded
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

T = TypeVar("T")


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


def change_lines(
    before: Sequence[Recorded[LoadedScenario]], now: Recorded[LoadedScenario]
) -> list[str]:
    """What the commit changed in the scenario, choice by choice.

    ``before`` are the states that it went on from, as far as they can be read. Of a merge it is
    what neither side said.
    """
    return _lines(before, now, _in_scenario)


def case_change_lines(
    before: Sequence[Recorded[LoadedCase]], now: Recorded[LoadedCase]
) -> list[str]:
    """What the commit changed in the case; ``before`` as in :func:`change_lines`."""
    return _lines(before, now, _in_case)


def before_its_author(sides: Sequence[LoadedScenario], now: LoadedScenario) -> Scenario:
    """The state that the commit's author found: of a merge, what came of the sides by itself."""
    if len(sides) == 1:
        return sides[0].written
    return scenario_kind(now.case).untouched([each.written for each in sides], now.written)


def _lines(
    before: Sequence[Recorded[T]],
    now: Recorded[T],
    between: Callable[[Sequence[T], T], list[str]],
) -> list[str]:
    """Where it came from, and what is said ``between`` the states before and this one."""
    lines = _came_from(now.commit)
    if now.loaded is None:
        return lines
    held = [each.loaded for each in before if each.loaded is not None]
    return lines + (between(held, now.loaded) if held else ["the first state that can be read"])


def _in_scenario(held: Sequence[LoadedScenario], now: LoadedScenario) -> list[str]:
    case, first = now.case, held[0]
    if any(each.case.id != case.id for each in held):
        return [f"another case: {first.case.id} → {case.id}"]
    lines = []
    if all(each.of_case.digest != now.of_case.digest for each in held):
        lines.append("the case is another state than at the commit before")
    changes = differences(case, before_its_author(held, now), now.written)
    return lines + _changes_or(len(held), changes, "no choice, note or comment changed")


def _in_case(held: Sequence[LoadedCase], now: LoadedCase) -> list[str]:
    cases = [each.case for each in held]
    before = cases[0] if len(cases) == 1 else case_kind().untouched(cases, now.case)
    changes = between_cases(before, now.case)
    return _changes_or(len(cases), changes, "nothing that is coded changed")


def _came_from(commit: Commit) -> list[str]:
    if commit.copied_from:
        return [f"copied from {commit.copied_from}"]
    return [f"renamed from {commit.renamed_from}"] if commit.renamed_from else []


def _changes_or(number: int, changes: list[str], none: str) -> list[str]:
    """The changes since that number of states; of one that changed nothing, that it did so."""
    if number == 1:
        return changes or [none]
    return [f"merges {number} states{', and changes more' if changes else ''}", *changes]
