"""On which issues it depends whether an issue applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.model.case import Case

__all__ = ["behind", "with_those_behind"]


def behind(case: Case) -> Mapping[str, frozenset[str]]:
    """By issue all those on which it depends, directly or not, whether the issue applies.

    Each issue comes after those behind it. Raises :class:`graphlib.CycleError` where whether an
    issue applies depends on itself, as in no case that was read from a file.
    """
    named = {
        issue.id: dict.fromkeys(name for term in issue.applies_when for name in term.issues)
        for issue in case.issues
    }
    found: dict[str, frozenset[str]] = {}
    for issue in TopologicalSorter(named).static_order():
        found[issue] = frozenset(named[issue]).union(*(found[other] for other in named[issue]))
    return found


def with_those_behind(
    issues: Iterable[str], behind_each: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The issues and all those on which it depends whether any of them applies."""
    named = frozenset(issues)
    return named.union(*(behind_each[issue] for issue in named))
