"""Scenarios grouped by the counted lines that they cross: who shares which crossings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from planner.by_fields import Compared
from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.red_lines import RedLine

__all__ = ["Crossed", "Group", "crossed_by", "groups", "in_groups"]


@frozen(eq=False, repr=False)
class Crossed(Compared):
    """Which counted lines of which case a scenario crosses: by ids, and by places in the case."""

    case: str
    places: tuple[int, ...]
    lines: tuple[str, ...]


@frozen(eq=False, repr=False)
class Group(Compared):
    """Scenarios of one case that cross the same counted lines.

    ``crossed`` stands in the case's order and is empty where they cross none. ``members`` are the
    places of their verdicts in what was grouped.
    """

    case: Case
    crossed: tuple[RedLine, ...]
    members: tuple[int, ...]


def crossed_by(verdict: Verdict) -> Crossed:
    """The counted lines that the scenario of this verdict crosses."""
    crossed = {held.line.id for held in verdict.crossed}
    lines = verdict.case.red_lines
    places = tuple(place for place, line in enumerate(lines) if line.id in crossed)
    return Crossed(verdict.case.id, places, tuple(lines[place].id for place in places))


def in_groups(found: Iterable[Crossed]) -> list[tuple[Crossed, tuple[int, ...]]]:
    """What is crossed with the places of those that cross just that, case by case.

    Those that cross the fewest lines come first, those that cross equally many in the order in
    which the case has the lines. Cases are told apart by their ids: of one case as of several days
    there is one group.
    """
    cases: dict[str, int] = {}
    members: dict[tuple[str, tuple[str, ...]], tuple[Crossed, list[int]]] = {}
    for n, crossed in enumerate(found):
        cases.setdefault(crossed.case, len(cases))
        members.setdefault((crossed.case, crossed.lines), (crossed, []))[1].append(n)
    ordered = sorted(
        members.values(), key=lambda held: (cases[held[0].case], len(held[0].lines), held[0].places)
    )
    return [(crossed, tuple(places)) for crossed, places in ordered]


def groups(verdicts: Sequence[Verdict]) -> tuple[Group, ...]:
    """The groups; each verdict is taken as it is, whatever it was judged by."""
    result = []
    for crossed, members in in_groups(map(crossed_by, verdicts)):
        case = verdicts[members[0]].case
        lines = tuple(line for line in case.red_lines if line.id in crossed.lines)
        result.append(Group(case, lines, members))
    return tuple(result)
