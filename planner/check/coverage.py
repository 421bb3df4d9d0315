"""Coverage: on which issues which party states a position, how strongly, and where nobody does.

Silence is shown as silence: a pair of party and issue without a position is a gap, never a tick. Of
a party's members the case says only whose red line is whose: no statement names one.
"""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared
from planner.check.said_once import said_once
from planner.model.case import Case, Issue, Party
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength

__all__ = ["Coverage", "MemberLines", "Stated"]

_ORDER = {strength: n for n, strength in enumerate(Strength)}


@frozen(eq=False, repr=False)
class Stated(Compared):
    """What one party states on one issue; nothing where ``statements`` is empty.

    ``number`` counts what repeats another of them not again.
    """

    statements: tuple[Statement, ...]
    number: int = 0

    @property
    def strongest_first(self) -> list[Statement]:
        """The statements from strong to weak."""
        return sorted(self.statements, key=lambda statement: _ORDER[statement.strength])

    @property
    def strongest(self) -> Strength | None:
        """The strongest of the statements; ``None`` for a gap."""
        strengths = (statement.strength for statement in self.statements)
        return min(strengths, key=_ORDER.__getitem__, default=None)


@frozen(eq=False, repr=False)
class MemberLines(Compared):
    """The red lines of one of a party's members; none where ``lines`` is empty."""

    member: str
    lines: tuple[RedLine, ...]

    def on(self, issue: Issue) -> tuple[RedLine, ...]:
        """Those that depend on the issue."""
        return tuple(line for line in self.lines if issue.id in line.issues)


_SILENCE = Stated(())


class Coverage:
    """The coverage matrix of a case: parties by issues."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._cells = {
            cell: Stated(held, len(said_once(case, held))) for cell, held in case.positions.items()
        }

    def cell(self, party: Party, issue: Issue) -> Stated:
        """What the party states on the issue."""
        return self._cells.get((party.id, issue.id), _SILENCE)

    def members(self, party: Party) -> tuple[MemberLines, ...]:
        """The party's members with the red lines that are theirs alone."""
        return tuple(
            MemberLines(
                member,
                tuple(
                    line
                    for line in self.case.red_lines
                    if (line.party, line.member) == (party.id, member)
                ),
            )
            for member in party.members
        )

    @property
    def documented(self) -> int:
        """How many pairs of party and issue hold a position."""
        return len(self._cells)

    @property
    def pairs(self) -> int:
        """How many pairs of party and issue there are."""
        return len(self.case.parties) * len(self.case.issues)

    def issues_of(self, party: Party) -> tuple[Issue, ...]:
        """The issues on which the party states a position."""
        return tuple(i for i in self.case.issues if (party.id, i.id) in self._cells)

    @property
    def silent_issues(self) -> tuple[Issue, ...]:
        """The issues on which no party states a position."""
        heard = {issue for _, issue in self._cells}
        return tuple(issue for issue in self.case.issues if issue.id not in heard)
