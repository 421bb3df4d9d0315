"""The matrix of the evidence: what each party states on each issue, and how strongly."""

from __future__ import annotations

from rich.cells import cell_len

from planner.check.coverage import Coverage, Stated
from planner.reports.words.coverage import STRENGTH_SHORT, stated_words
from planner.reports.words.private import PRIVATE_SIGN
from planner.tui.widgets.column_list import ColumnCell, ColumnList
from planner.tui.widgets.row_list import Cell

__all__ = ["EvidenceMatrix"]

_TOTALS = "Issues stated on"

_ABBREVIATED = 2
"""The level of detail from which on the strengths are abbreviated."""


def _texts(stated: Stated) -> tuple[str, ...]:
    """What stands in a cell, in less and less room."""
    if stated.strongest is None:
        return ("-", "-", "-", "-")
    number = f"({stated.number:,})"
    short = STRENGTH_SHORT[stated.strongest]
    sign = f" {PRIVATE_SIGN}" if any(each.private for each in stated.statements) else ""
    less = (stated.strongest, f"{short} {number}", short)
    return (stated_words(stated), *(f"{words}{sign}" for words in less))


class EvidenceMatrix(ColumnList):
    """An issue a row, a party a column; the last row counts the issues of each party."""

    def __init__(self, coverage: Coverage) -> None:
        super().__init__(id="matrix")
        self._coverage = coverage
        case = coverage.case
        self.parties, self.issues = case.parties, case.issues
        stated = [coverage.cell(p, i) for p in self.parties for i in self.issues]
        levels = zip(*map(_texts, stated), strict=True)
        self.set_columns(
            [party.name for party in self.parties],
            max(map(cell_len, (*(issue.title for issue in self.issues), _TOTALS))),
            [max(map(cell_len, texts)) for texts in levels],
        )
        self.set_row_count(len(self.issues) + 1)

    @property
    def on_totals(self) -> bool:
        """Whether the cursor stands on the last row."""
        return self.cursor >= len(self.issues)

    @property
    def abbreviated(self) -> bool:
        """Whether the strengths are abbreviated, for want of room."""
        return self.level >= _ABBREVIATED

    def label(self, row: int) -> Cell:
        """The issue's title."""
        if row < len(self.issues):
            return Cell(self.issues[row].title, "title")
        return Cell(_TOTALS, "muted")

    def column_cell(self, row: int, column: int) -> ColumnCell:
        """The strongest strength with the number of statements, or how many issues."""
        party = self.parties[column]
        if row == len(self.issues):
            number, issues = len(self._coverage.issues_of(party)), len(self.issues)
            words, short = f"{number:,} of {issues:,}", f"{number:,}/{issues:,}"
            return ColumnCell((words,) * _ABBREVIATED + (short,), "muted")
        stated = self._coverage.cell(party, self.issues[row])
        return ColumnCell(_texts(stated), "text" if stated.statements else "muted")

    def go_to_stated(self, step: int) -> bool:
        """Move to the next cell that holds a position; whether there is any."""
        columns = len(self.parties)
        number = len(self.issues) * columns
        here = self.cursor * columns + self.column
        for offset in range(1, number + 1):
            row, column = divmod((here + step * offset) % number, columns)
            if self._coverage.cell(self.parties[column], self.issues[row]).statements:
                self.cursor, self.column = row, column
                return True
        return False
