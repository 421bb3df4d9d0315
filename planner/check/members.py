"""The verdicts of members: a line of one member gives that member a verdict of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from planner.check.verdict import LineVerdict, PartyStatus
    from planner.model.case import Party

__all__ = ["MemberVerdict", "by_members_alone", "member_verdicts"]


@frozen
class MemberVerdict:
    """A member of a party with its status over its own counted lines; ``lines`` holds them all."""

    name: str
    status: PartyStatus
    lines: tuple[LineVerdict, ...]


def member_verdicts(
    lines: Sequence[LineVerdict], statuses: Mapping[str, PartyStatus]
) -> tuple[MemberVerdict, ...]:
    """The verdicts of a party's members, who have those statuses, over its lines."""
    return tuple(
        MemberVerdict(name, status, tuple(each for each in lines if each.line.member == name))
        for name, status in statuses.items()
    )


def by_members_alone(
    party: Party, lines: Sequence[LineVerdict], status: PartyStatus
) -> tuple[str, ...]:
    """The members by whose lines alone a party has its status.

    Empty where a line of the party itself is among them, and where no line makes it so: nothing is
    crossed, contested or undecided, nor was set aside though it would be crossed.
    """
    held = {
        each.line.member
        for each in lines
        if (
            each.crossed_aside
            if status == "set_aside"
            else each.counted and str(each.status) == status
        )
    }
    if not held or "" in held or status == "clear":
        return ()
    known = [*party.members, *(each.line.member for each in lines)]
    return tuple(name for name in dict.fromkeys(known) if name in held)
