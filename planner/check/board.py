"""The deal as a board: what stands in the cell of each issue and party, as the choices are now.

A line stands in the row of every issue that it depends on, so that no part of its cause is hidden,
and in the column of its party, a member's line too.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING

from attrs import frozen

from planner.by_fields import Printed
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.case import Issue
from planner.model.red_lines import RedLine

if TYPE_CHECKING:
    from planner.check.checker import Checker
    from planner.model.reading import Reading

__all__ = ["Board", "Cell", "Mark", "Row", "Sign"]


class Sign(StrEnum):
    """What a cell says, the gravest first.

    The first five are said of lines, ``speaks`` and ``silent`` where no line says anything: that
    the party states a position on the issue without a line that counts, or states none.
    """

    CROSSED = "crossed"
    CONTESTED = "contested"
    DEPENDS = "depends"
    SET_ASIDE = "set_aside"
    NOT_CROSSED = "not_crossed"
    SPEAKS = "speaks"
    SILENT = "silent"


_SIGNS = {
    LineStatus.CROSSED: Sign.CROSSED,
    LineStatus.CONTESTED: Sign.CONTESTED,
    LineStatus.UNDECIDED: Sign.DEPENDS,
    LineStatus.RESPECTED: Sign.NOT_CROSSED,
}
_SAID_EVERYWHERE = frozenset({Sign.CROSSED, Sign.CONTESTED, Sign.DEPENDS, Sign.SET_ASIDE})
_GRAVITY = {sign: n for n, sign in enumerate(Sign)}


@frozen(eq=False, repr=False)
class Mark(Printed):
    """A line in a cell with its sign: a counted one, or one set aside that would be crossed."""

    sign: Sign
    line: RedLine


@frozen(eq=False, repr=False)
class Cell(Printed):
    """What one party's lines about one issue come to: its gravest sign, and all marks by gravity.

    ``set_aside`` is said of lines that the planner left out and the choices cross.
    """

    sign: Sign
    marks: tuple[Mark, ...] = ()

    @property
    def lines(self) -> tuple[RedLine, ...]:
        """The lines that have the cell's sign."""
        return tuple(mark.line for mark in self.marks if mark.sign is self.sign)


@frozen(eq=False, repr=False)
class Row(Printed):
    """An issue with a cell for each party, in the case's order.

    ``applies`` is ``None`` where that depends on what is undecided. ``silent`` says that no party
    states a position on the issue and none has a line about it.
    """

    issue: Issue
    cells: tuple[Cell, ...]
    applies: bool | None
    silent: bool


class Board:
    """A row for each issue of the case, each worked out when it is asked for, and once.

    Where an issue decides whether another one applies, its row also shows the lines about that one
    that are crossed, contested, depend on a choice or are set aside.
    """

    def __init__(self, checker: Checker, verdict: Verdict, before: Board | None = None) -> None:
        """The board of a scenario, by its ``verdict`` and what gave it.

        ``before`` is that of any other scenario: its rows are taken over where all that they are
        made of is the same here, so that who has drawn such a row need not look at it again.
        """
        self._checker = checker
        self._verdict = verdict
        self._made: dict[str, Row] = {} if before is None else before.still_so(checker, verdict)

    @property
    def verdict(self) -> Verdict:
        """By which the cells stand."""
        return self._verdict

    @property
    def crossed_parties(self) -> frozenset[str]:
        """The ids of the parties in whose column something is crossed."""
        return frozenset(held.line.party for held in self._verdict.crossed)

    def row(self, issue: str) -> Row:
        """The row of the issue of that id. Raises ``KeyError``."""
        found = self._made.get(issue)
        if found is None:
            asked = self._verdict.case.issues_by_id[issue]
            found = self._made[issue] = _row(self._checker, self._verdict, asked)
        return found

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the case's order."""
        return tuple(self.row(issue.id) for issue in self._verdict.case.issues)

    def still_so(self, checker: Checker, then: Verdict) -> dict[str, Row]:
        """The rows made so far that a board by another verdict has just so."""
        now = self._verdict
        if checker is not self._checker or _counting(then) != _counting(now):
            return {}
        others = frozenset(compress(count(), map(is_not, now.statuses, then.statuses)))
        return {
            issue: row
            for issue, row in self._made.items()
            if row.applies is then.applies(issue)
            and others.isdisjoint(checker.places_of_lines_on(issue))
        }


def _counting(verdict: Verdict) -> tuple[Reading, frozenset[str]]:
    """What says of each line whether it counts."""
    return verdict.reading, verdict.set_aside


def _row(checker: Checker, verdict: Verdict, issue: Issue) -> Row:
    held: dict[str, list[Mark]] = {}
    about = set()
    for of_line in verdict.lines_at(checker.places_of_lines_on(issue.id)):
        line, mark = of_line.line, _mark(of_line)
        itself = issue.id in line.issues
        if itself:
            about.add(line.party)
        if mark is not None and (itself or mark.sign in _SAID_EVERYWHERE):
            held.setdefault(line.party, []).append(mark)
    cells = []
    for party in verdict.case.parties:
        if party.id in held:
            found = sorted(held[party.id], key=lambda mark: _GRAVITY[mark.sign])
            cells.append(Cell(found[0].sign, tuple(found)))
        else:
            speaks = party.id in about or (party.id, issue.id) in verdict.case.positions
            cells.append(Cell(Sign.SPEAKS if speaks else Sign.SILENT))
    silent = all(cell.sign is Sign.SILENT for cell in cells)
    return Row(issue, tuple(cells), verdict.applies(issue.id), silent)


def _mark(held: LineVerdict) -> Mark | None:
    """How the line stands in its cells; not at all where it says nothing."""
    if held.counted:
        return Mark(_SIGNS[held.status], held.line)
    return Mark(Sign.SET_ASIDE, held.line) if held.crossed_aside else None
