"""A red line by points: a column of numbers beside the options, with what it does as one types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import evolve
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planner.editing.points_column import (
    PointsCell,
    PointsKind,
    begun_points,
    cells_of,
    text_of,
    with_text,
)
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import POINTS
from planner.model.case import Case
from planner.model.points import Points
from planner.model.red_lines import RedLine
from planner.reports.words.verdicts import sentence
from planner.tui.bindings import bindings
from planner.tui.screens.rule_screen import RuleScreen
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.row_list import Cell, RowList

__all__ = ["PointsScreen"]

_NUMBER = 12
"""Columns of the numbers."""
_BEGINNINGS = "0-+."
"""What a number may begin with besides a digit that is a key of its own."""
_BOUNDS = {
    PointsKind.MINIMUM: "Minimum: crossed below",
    PointsKind.CONTESTED_BELOW: "Contested below",
    PointsKind.SCORED_BY: "Scored by",
}


class _Column(RowList):
    """The bounds, then the issues with their options or steps, each with its number."""

    def __init__(self, case: Case, points: Points) -> None:
        super().__init__(id="column")
        self._case = case
        self._rows: list[PointsCell | str] = []
        self.points = points
        self.show(points)

    @property
    def cell(self) -> PointsCell | None:
        """The place under the cursor; ``None`` on the title of an issue."""
        at = self._rows[self.cursor]
        return at if isinstance(at, PointsCell) else None

    def show(self, points: Points) -> None:
        """Show these points; the cursor stays."""
        self.points = points
        rows: list[PointsCell | str] = []
        issue = ""
        for cell in cells_of(self._case, points):
            if cell.issue != issue:
                issue = cell.issue
                rows.append(issue)
            rows.append(cell)
        self._rows = rows
        self.set_row_count(len(rows))

    def go_on(self) -> None:
        """Move to the next place of a number."""
        later = range(self.cursor + 1, len(self._rows))
        self.cursor = next((n for n in later if isinstance(self._rows[n], PointsCell)), self.cursor)

    def words(self, cell: PointsCell) -> str:
        """What the number of that place is of."""
        if cell.kind in _BOUNDS:
            return _BOUNDS[cell.kind]
        issue = self._case.issues_by_id[cell.issue]
        if cell.kind is PointsKind.OPTION:
            return issue.option(cell.option).title
        if cell.kind is PointsKind.STEP:
            return f"from {cell.first:,} {issue.unit}".strip()
        return "another step: FROM POINTS"

    def cells(self, row: int, width: int) -> Iterable[Cell]:
        """The title of an issue, or what the number is of, and the number."""
        at = self._rows[row]
        if isinstance(at, str):
            return [Cell(self._case.issues_by_id[at].title, "title")]
        text = text_of(self.points, at)
        look = "muted" if at.kind is PointsKind.NEW_STEP else "text"
        if at.kind is PointsKind.SCORED_BY:
            return [Cell(self.words(at), look, 11, 2), Cell(text)]
        if at.kind is PointsKind.NEW_STEP and not text:
            return [Cell(self.words(at), look, before=2)]
        room, gap = max(4, width - _NUMBER - 2), max(1, _NUMBER - 1 - len(text))
        return [Cell(self.words(at), look, room, 2), Cell(text, before=gap)]


class PointsScreen(RuleScreen):
    """Gives the line with its points, or ``None`` where nothing was changed or it was dropped."""

    commands_here: ClassVar[tuple[Command, ...]] = (*POINTS, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    missing = "No option gives points yet."
    dropping = "Esc once more drops the points."

    def __init__(self, case: Case, line: RedLine) -> None:
        self._before = begun_points(line)
        self._column = _Column(case, self._before)
        super().__init__(case, line, self._column, "Red line by points")
        self._field = LineField(
            "points", id="points", keys="Enter takes it · Esc leaves", hidden=True
        )

    def fields(self) -> ComposeResult:
        """The number under the cursor, while it is typed."""
        yield self._field

    @property
    def pointed(self) -> RedLine:
        """The line with the points typed so far, in place of any rule."""
        points = self._column.points
        return evolve(self._line, points=points, crossed_when=(), contested_when=())

    @property
    def changed(self) -> bool:
        """Whether any number is another by now."""
        return self._column.points != self._before

    @property
    def says_something(self) -> bool:
        """Whether an option gives points."""
        return bool(self._column.points.issues)

    def remarks(self) -> list[str]:
        """That no option gives points yet, and that points take the place of a rule."""
        said = []
        if not self.says_something:
            said.append("No option gives points yet: move to one and type its number.")
        if self._line.crossed_when and self._line.points is None:
            said.append("The points take the place of the rule by options.")
        return said

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on a number does what Enter does."""
        event.stop()
        self.command_type()

    def command_type(self) -> None:
        """Type the number under the cursor."""
        self._begin(None)

    def command_digit(self, key: str) -> None:
        """Begin to type with this digit, or go on where digits came before the field was there."""
        if self._field.display:
            self._field.insert_text_at_cursor(key)
        else:
            self._begin(key)

    def on_key(self, event: events.Key) -> None:
        """Begin to type with what a number may begin with besides; a planner's own key is that."""
        if not self._field.display and (begun := self.taken(event, _BEGINNINGS)):
            self._begin(begun)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed, and go on to the next number."""
        event.stop()
        cell = self._column.cell
        if cell is None:
            return
        try:
            points = with_text(self._column.points, cell, event.value)
        except ValueError as error:
            self.notify(sentence(str(error)), severity="warning", markup=False)
            return
        self._column.show(points)
        self._column.go_on()
        self.show_rule()
        following = self._column.cell
        if following is not None and following != cell and following.kind is PointsKind.SCORED_BY:
            self._begin(None)  # a name begins with a letter, which would be a command here
        else:
            self._end_field()

    def on_line_field_left(self) -> None:
        """Leave the number as it is."""
        self._end_field()

    def _begin(self, digit: str | None) -> None:
        cell = self._column.cell
        if cell is None:
            self.notify("Move to an option; its number is typed there.", markup=False)
            return
        self._field.entitle(self._column.words(cell))
        self._field.value = text_of(self._column.points, cell) if digit is None else digit
        self._field.select_on_focus = digit is None  # else the next digit would replace the first
        self._field.begin()
        self._field.cursor_position = len(self._field.value)

    def _end_field(self) -> None:
        self._field.end()
        self._column.focus()
