"""The deal as a board: what stands in the cell of each issue and party, as the choices are now.

A line stands in the row of every issue that it depends on, so that no part of its cause is hidden,
and in the column of its party, a member's line too.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.case import Issue
from planner.model.red_lines import RedLine

if TYPE_CHECKING:
    from planner.check.checker import Checker

__all__ = ["Board", "Cell", "Mark", "Row", "Sign", "board"]


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
_SAID_EVERYWHERE = frozenset({Sign.CROSSED, Sign.CONTESTED, Sign.DEPENDS})
_GRAVITY = {sign: n for n, sign in enumerate(Sign)}


@frozen(eq=False)
class Mark:
    """A line in a cell with its sign: a counted one, or one set aside that would be crossed."""

    sign: Sign
    line: RedLine


@frozen(eq=False)
class Cell:
    """What one party's lines about one issue come to: its gravest sign, and all marks by gravity.

    ``set_aside`` is said of lines that the planner left out and the choices cross.
    """

    sign: Sign
    marks: tuple[Mark, ...] = ()

    @property
    def lines(self) -> tuple[RedLine, ...]:
        """The lines that have the cell's sign."""
        return tuple(mark.line for mark in self.marks if mark.sign is self.sign)


@frozen(eq=False)
class Row:
    """An issue with a cell for each party, in the case's order.

    ``applies`` is ``None`` where that depends on what is undecided. ``silent`` says that no party
    states a position on the issue and none has a line about it.
    """

    issue: Issue
    cells: tuple[Cell, ...]
    applies: bool | None
    silent: bool


@frozen(eq=False)
class Board:
    """A row for each issue of the case, each worked out when it is asked for, and once.

    ``crossed_parties`` are the ids of the parties in whose column something is crossed.
    """

    issues: tuple[Issue, ...]
    crossed_parties: frozenset[str]
    _row: Callable[[str], Row]

    def row(self, issue: str) -> Row:
        """The row of the issue of that id. Raises ``KeyError``."""
        return self._row(issue)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the case's order."""
        return tuple(self._row(issue.id) for issue in self.issues)


def board(checker: Checker, verdict: Verdict) -> Board:
    """The board of a scenario, by its verdict and what gave it.

    Where an issue decides whether another one applies, its row also shows the lines about that one
    that are crossed, contested or depend on a choice.
    """
    crossed_parties = frozenset(held.line.party for held in verdict.crossed)
    issues = verdict.case.issues_by_id

    @cache
    def row(issue: str) -> Row:
        return _row(checker, verdict, issues[issue])

    return Board(verdict.case.issues, crossed_parties, row)


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
