"""Twins in a case: names beside each other that look alike, warned of and told apart by ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from planner.files.cases.tables import CaseFile
from planner.files.toml.findings import Findings
from planner.files.toml.look_alikes import look_alikes
from planner.files.toml.values import Identifier, Name
from planner.model.case import Case, Issue, Option, Party

if TYPE_CHECKING:
    from planner.files.toml.positions import Path

__all__ = ["check_twins", "told_apart"]

_Named = TypeVar("_Named", Party, Issue, Option)

Group = tuple[int, ...]
"""The places of names that look alike."""


def check_twins(case: CaseFile, findings: Findings) -> None:
    """Warns of names and ids of a case that look alike where they stand side by side.

    Each of them gets a warning at its own place that names the other.
    """
    parties, issues = case.parties, case.issues
    _names(("parties",), "name", {key: party.name for key, party in parties.items()}, findings)
    for key, party in parties.items():
        _members(("parties", key, "members"), party.members, findings)
    _names(("issues",), "title", {key: issue.title for key, issue in issues.items()}, findings)
    for key, issue in issues.items():
        options = {option: table.title for option, table in issue.options.items()}
        _names(("issues", key, "options"), "title", options, findings)
        _ids(("issues", key, "options"), issue.options, findings)
    titled: dict[str, dict[Identifier, Name]] = {}
    for line_id, line in case.red_lines.items():
        titled.setdefault(line.party, {})[line_id] = line.title
    for titles in titled.values():
        _names(("red_lines",), "title", titles, findings)
    for table in ("parties", "issues", "sources", "statements", "red_lines", "coherence"):
        _ids((table,), getattr(case, table), findings)


def told_apart(case: Case) -> Case:
    """The case as it is shown: who looks like another carries its id, as in "Geneva (geneva-2)".

    The case itself where nobody does. Red lines are shown with their ids in any case.
    """
    parties = _with_ids(case.parties, "name")
    issues = tuple(map(_with_options_told_apart, _with_ids(case.issues, "title")))
    same = all(
        one is other
        for one, other in zip((*case.parties, *case.issues), (*parties, *issues), strict=True)
    )
    return case if same else evolve(case, parties=parties, issues=issues)


@lru_cache(maxsize=1024)
def _alike(names: tuple[str, ...]) -> tuple[Group, ...]:
    """Which of them look alike: asked to warn of a case, and again each time it is to be shown."""
    return look_alikes(names)


def _names(path: Path, field: str, names: Mapping[Identifier, Name], findings: Findings) -> None:
    ids = tuple(names)
    for one, other in _pairs(_alike(tuple(names.values()))):
        findings.warning(
            (*path, ids[one], field),
            f'the {field} of "{ids[one]}" looks like the {field} of "{ids[other]}"',
            f"{field}s that a reader can tell apart",
            "until then both are shown with their ids",
        )


def _members(path: Path, members: tuple[str, ...], findings: Findings) -> None:
    for one, other in _pairs(look_alikes(members)):
        if members[one] != members[other]:  # the same name twice is an error of its own
            message = f"member {one + 1} looks like member {other + 1} of the party"
            findings.warning((*path, one), message, "names that a reader can tell apart")


def _ids(path: Path, ids: Collection[str], findings: Findings) -> None:
    listed = tuple(ids)
    for one, other in _pairs(look_alikes(listed)):
        message = f'the id "{listed[one]}" looks like the id "{listed[other]}"'
        findings.warning((*path, listed[one]), message, "ids that a reader can tell apart")


def _pairs(groups: Iterable[Group]) -> Iterator[tuple[int, int]]:
    """Each name that looks like another, with the first other one of its group."""
    for group in groups:
        for place in group:
            yield place, group[0] if place != group[0] else group[1]


def _with_ids(nouns: tuple[_Named, ...], field: str) -> tuple[_Named, ...]:
    names = tuple(getattr(noun, field) for noun in nouns)
    found = list(nouns)
    for place in (place for group in _alike(names) for place in group):
        shown: Any = {field: f"{names[place]} ({nouns[place].id})"}
        found[place] = evolve(nouns[place], **shown)
    return tuple(found)


def _with_options_told_apart(issue: Issue) -> Issue:
    options = _with_ids(issue.options, "title")
    same = all(one is other for one, other in zip(issue.options, options, strict=True))
    return issue if same else evolve(issue, options=options)
