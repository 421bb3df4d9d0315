"""What any screen with rows of issues can do: choose by kind, move numbers, have lines typed."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import events

from planner.model.case import Issue, IssueKind
from planner.tui.deciding import (
    Decided,
    choose_row,
    free,
    move_number,
    numbered_row,
    take_value,
    why_not,
)
from planner.tui.screens.scenario_screen import ScenarioScreen

if TYPE_CHECKING:
    from planner.tui.widgets.board import Board
    from planner.tui.widgets.line_field import LineField
    from planner.tui.widgets.number_field import NumberField

__all__ = ["DecidingScreen"]


class DecidingScreen(ScenarioScreen):
    """Runs the commands on the issue under the cursor, whatever its kind."""

    def __init__(self) -> None:
        super().__init__()
        self._stepping = ""  # the number that quick steps move

    @property
    @abstractmethod
    def issues(self) -> Board:
        """The rows of the issues."""

    @property
    def subject_here(self) -> str:
        """The issue under the cursor."""
        return self.issues.row.issue.id

    @abstractmethod
    def focus_rows(self) -> None:
        """Give the focus back to the rows that had it before a line was typed."""

    def command_choose(self) -> None:
        """Choose what is under the cursor; from an issue, go to its options or type its value."""
        row = self.issues.row
        if row.chooses:
            self.show_decided(choose_row(self._session_here, row))
        elif row.issue.kind is IssueKind.NUMBER:
            self._type_value(row.issue)
        else:
            self.issues.go_to_choice(row.issue.id)

    def command_digit(self, key: str) -> None:
        """Choose by its number on the issue, or begin to type a value."""
        issue = self.issues.row.issue
        if issue.kind is IssueKind.NUMBER:
            self._type_value(issue, key)
        elif (row := numbered_row(issue, int(key))) is not None:
            self.issues.go_to(issue.id, row.name)
            self.show_decided(choose_row(self._session_here, row))

    def on_key(self, event: events.Key) -> None:
        """Begin to type a value with its sign; a planner's own key is that."""
        issue = self.issues.row.issue
        if issue.kind is not IssueKind.NUMBER or self.query("LineField"):
            return
        if sign := self.taken(event, "-+"):
            self._type_value(issue, sign)

    def command_clear(self) -> None:
        """Leave the issue undecided."""
        self.show_decided(free(self._session_here, self.issues.row.issue))

    def command_step_up(self) -> None:
        """Move the number under the cursor a step up."""
        self._move_number(steps=1)

    def command_step_down(self) -> None:
        """Move the number under the cursor a step down."""
        self._move_number(steps=-1)

    def command_next_threshold(self) -> None:
        """Move the number under the cursor to where a rule says something else."""
        self._move_number(thresholds=1)

    def command_previous_threshold(self) -> None:
        """Move the number under the cursor back to where a rule says something else."""
        self._move_number(thresholds=-1)

    def on_number_field_taken(self, event: NumberField.Taken) -> None:
        """Choose the value."""
        self.end_line()
        self.show_decided(take_value(self._session_here, event.issue, event.value))

    def show_decided(self, decided: Decided) -> None:
        """Show what came of a choice."""
        if decided.words:
            self.notify(decided.words, markup=False)
        if decided.change is not None:
            self.show_change()

    def ask_line(self, field: LineField) -> None:
        """Have a line typed at the foot, with all else in sight."""
        self.query("LineField").remove()
        self.mount(field, before="#keys")
        field.begin()

    def end_line(self) -> None:
        """Take the line away that was asked for."""
        self.query("LineField").remove()
        self.focus_rows()

    def end_steps(self) -> None:
        """Let the next quick steps of a number be others, if the cursor has left it."""
        if self._stepping not in ("", self.issues.row.issue.id):
            self._stepping = ""
            self._session_here.end_merging()

    def _move_number(self, *, steps: int = 0, thresholds: int = 0) -> None:
        issue = self.issues.row.issue
        if issue.kind is not IssueKind.NUMBER:
            self.notify(f"{issue.title} is no number: choose one of its options.", markup=False)
            return
        self._stepping = issue.id
        moved = move_number(self._session_here, issue, steps=steps, thresholds=thresholds)
        self.show_decided(moved)

    def _type_value(self, issue: Issue, typed: str = "") -> None:
        """Ask for the value of a number, of which something may have been typed."""
        from planner.tui.widgets.number_field import NumberField  # noqa: PLC0415 (when asked)

        session = self._session_here
        if refused := why_not(session, issue):
            self.notify(refused, markup=False)
            return
        picked = session.picked(issue.id)
        value = picked if isinstance(picked, int) else None
        self.ask_line(NumberField(issue, session.stretches(issue.id), value, typed))
