"""How groups of scenarios that cross the same lines are called."""

from __future__ import annotations

from planner.check.shared_crossings import Group, LineShare
from planner.check.verdict import Verdict
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.verdicts import holder_name, listed

__all__ = ["group_words", "share_words", "short_group_words", "state_words"]


def group_words(group: Group) -> str:
    """``Crosses RU-1 Russia (Putin)`` for one scenario, ``Cross no counted line`` for several."""
    verb = agreeing(len(group.members), "crosses", "cross")
    if not group.crossed:
        return f"{verb.capitalize()} no counted line"
    named = [
        f"{line.id} {holder_name(group.case.parties_by_id[line.party], line.scope, line.member)}"
        for line in group.crossed
    ]
    return f"{verb.capitalize()} {listed(named, 'and')}"


def short_group_words(group: Group) -> str:
    """The same by ids alone."""
    verb = agreeing(len(group.members), "crosses", "cross").capitalize()
    ids = listed([line.id for line in group.crossed], "and")
    return f"{verb} {ids}" if ids else f"{verb} no counted line"


def share_words(share: LineShare, of_all: int) -> str:
    """``RU-1: 3 of 9 scenarios cross it``, with for how many it counts where that is fewer."""
    number = agreeing(share.crossed, "crosses", "cross")
    counts = "" if share.counted == of_all else f"; it counts for {share.counted:,}"
    return (
        f"{share.line.id}: {share.crossed:,} of {counted(of_all, 'scenario')} {number} it{counts}"
    )


def state_words(verdict: Verdict) -> str:
    """What a scenario leaves besides its crossings, in short; empty where that is nothing."""
    parts = []
    if verdict.incoherent:
        parts.append(f"contradicts itself: {', '.join(verdict.incoherent)}")
    if verdict.contested:
        parts.append(f"contested: {', '.join(held.line.id for held in verdict.contested)}")
    if not verdict.complete:
        parts.append(f"{counted(len(verdict.undecided), 'issue')} undecided")
    if aside := [held.line.id for held in verdict.lines if held.set_aside]:
        parts.append(f"set aside: {', '.join(aside)}")
    return "; ".join(parts)
