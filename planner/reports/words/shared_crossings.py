"""How groups of scenarios that cross the same lines are called."""

from __future__ import annotations

from collections.abc import Sequence

from planner.check.shared_crossings import Group
from planner.check.verdict import Verdict
from planner.model.case import Case
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import CONTRADICTS, holder_name, listed

__all__ = [
    "crossing_words",
    "group_words",
    "named_lines",
    "share_words",
    "short_group_words",
    "state_words",
]


def named_lines(case: Case, lines: Sequence[str]) -> tuple[str, ...]:
    """``RU-1 Russia (Putin)`` for each of the lines."""
    named = []
    for line_id in lines:
        line = case.red_lines_by_id[line_id]
        holder = holder_name(case.parties_by_id[line.party], line.scope, line.member)
        named.append(f"{id_words(line)} {holder}")
    return tuple(named)


def crossing_words(lines: Sequence[str], number: int) -> str:
    """``Crosses RU-1`` for one scenario, ``Cross no counted line`` for several."""
    verb = agreeing(number, "Crosses", "Cross")
    return f"{verb} {listed(lines, 'and')}" if lines else f"{verb} no counted line"


def group_words(group: Group) -> str:
    """The lines that a group crosses, with whose they are."""
    lines = named_lines(group.case, [line.id for line in group.crossed])
    return crossing_words(lines, len(group.members))


def short_group_words(group: Group) -> str:
    """The same by ids alone."""
    return crossing_words([id_words(line) for line in group.crossed], len(group.members))


def share_words(line: str, crossed: int, of_all: int) -> str:
    """``RU-1: crossed by 3 of 9 scenarios``."""
    return f"{line}: crossed by {crossed:,} of {counted(of_all, 'scenario')}"


def state_words(verdict: Verdict) -> str:
    """What a scenario leaves besides its crossings, in short; empty where that is nothing."""
    parts = []
    if verdict.incoherent:
        parts.append(f"{CONTRADICTS}: {', '.join(verdict.incoherent)}")
    if verdict.contested:
        parts.append(f"contested: {', '.join(id_words(held.line) for held in verdict.contested)}")
    if not verdict.complete:
        parts.append(f"{counted(len(verdict.undecided), 'issue')} undecided")
    if aside := [id_words(held.line) for held in verdict.lines if held.set_aside]:
        parts.append(f"set aside: {', '.join(aside)}")
    return "; ".join(parts)
