"""Scenarios grouped by the counted lines that they cross: who shares which crossings."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.model.red_lines import RedLine

__all__ = ["Group", "LineShare", "groups", "line_shares"]


@frozen
class Group:
    """Scenarios of one case that cross the same counted lines.

    ``crossed`` stands in the case's order and is empty where they cross none. ``members`` are the
    places of their verdicts in what was grouped.
    """

    case: Case
    crossed: tuple[RedLine, ...]
    members: tuple[int, ...]


@frozen
class LineShare:
    """How many of the scenarios of a case cross a line, and for how many it counts."""

    case: Case
    line: RedLine
    crossed: int
    counted: int


def groups(verdicts: Sequence[Verdict]) -> tuple[Group, ...]:
    """The groups, case by case in the order of the verdicts.

    Those that cross the fewest lines come first, those that cross equally many in the order in
    which the case has the lines. Each verdict is taken as it is, whatever it was judged by. Cases
    are told apart by their ids: of one case as of several days there is one group.
    """
    cases: dict[str, int] = {}
    found: dict[tuple[int, int, tuple[int, ...], tuple[str, ...]], list[int]] = {}
    for n, verdict in enumerate(verdicts):
        crossed = {held.line.id for held in verdict.crossed}
        places = tuple(p for p, line in enumerate(verdict.case.red_lines) if line.id in crossed)
        ids = tuple(verdict.case.red_lines[place].id for place in places)
        case = cases.setdefault(verdict.case.id, len(cases))
        known = next((key for key in found if (key[0], key[3]) == (case, ids)), None)
        found.setdefault(known or (case, len(ids), places, ids), []).append(n)
    result = []
    for (_, _, _, ids), members in sorted(found.items()):
        of = verdicts[members[0]].case
        lines = tuple(line for line in of.red_lines if line.id in ids)
        result.append(Group(of, lines, tuple(members)))
    return tuple(result)


def line_shares(verdicts: Sequence[Verdict]) -> tuple[LineShare, ...]:
    """The lines that at least one of the scenarios crosses, those that most cross first."""
    cases: dict[str, int] = {}
    counts: dict[tuple[int, str], tuple[Case, RedLine, int, int]] = {}
    for verdict in verdicts:
        case = cases.setdefault(verdict.case.id, len(cases))
        crossed = {held.line.id for held in verdict.crossed}
        for held in verdict.lines:
            if held.counted:
                key = case, held.line.id
                _, _, crossing, counting = counts.get(key, (verdict.case, held.line, 0, 0))
                crossing += held.line.id in crossed
                counts[key] = verdict.case, held.line, crossing, counting + 1
    shares = [(case, LineShare(*count)) for (case, _), count in counts.items() if count[2]]
    return tuple(share for _, share in sorted(shares, key=lambda held: (held[0], -held[1].crossed)))
