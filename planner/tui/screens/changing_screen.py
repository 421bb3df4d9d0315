"""What is done to the thing under the cursor of a case: moved, reviewed, renamed, taken out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.widgets import Input

from planner.editing.case_edits import CaseTable, Ref, users
from planner.editing.case_forms import DETAILS
from planner.editing.case_session import CaseSession
from planner.editing.history import Step
from planner.errors import PlannerError
from planner.files.toml.single_values import IDENTIFIER
from planner.model.case import Case
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import sentence
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.large_case import JUDGING, is_large
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.signing import signed
from planner.tui.undoing import beside_files, redo, undo
from planner.tui.users_asked import removal_confirmed, rename_asking
from planner.tui.waiting import GivenUpError
from planner.tui.widgets.case_outline import CaseOutline
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.search_field import SearchField

__all__ = ["ChangingScreen"]


class ChangingScreen(CommandScreen[None]):
    """A screen with the outline of an open case, in which each edit is one step."""

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._outline = CaseOutline()
        self._field = LineField(
            "new id", id="new-id", keys="Enter takes it · Esc leaves", hidden=True
        )
        self._search = SearchField("filter what the case holds", id="search", hidden=True)

    @abstractmethod
    def show_all(self, at: Ref | None = None) -> None:
        """Show the case as it stands by now, with the cursor on that thing."""

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self._session.case

    def command_review(self) -> None:
        """Say that you have reviewed the statement or red line, or take that back."""
        ref = self._outline.row.ref
        if ref is None or ref.table not in (CaseTable.STATEMENTS, CaseTable.RED_LINES):
            says = f"{self.key_of('review')} says you reviewed it"
            self.notify(f"Move to a statement or a red line; {says}.", markup=False)
            return

        def keep(name: str) -> None:
            below = self._outline.below if self._outline.unreviewed else ref
            self._edit(lambda: self._session.review(ref, name), below)

        signed(self.app, keep, nameless=False)

    def command_move_up(self) -> None:
        """Put the thing before the one above it."""
        self._move(-1)

    def command_move_down(self) -> None:
        """Put the thing behind the one below it."""
        self._move(1)

    def _move(self, steps: int) -> None:
        ref = self._outline.row.ref
        if ref is not None and ref is not DETAILS:
            self._edit(lambda: self._session.move(ref, steps), ref)

    def command_remove(self) -> None:
        """Take the thing out, after a question; what others name stays."""
        ref = self._outline.row.ref
        if ref is None or ref is DETAILS:
            return

        def remove(session: CaseSession) -> Step[Case] | None:
            return session.remove(ref)

        make = partial(self._edit, partial(remove, self._session))

        async def ask() -> None:
            looking = partial(users, self.case, ref)
            if await at_once_or_waited(self.app, f"Looking for what names {ref.words}", looking):
                make()
            elif await removal_confirmed(self.app, self._session, ref):
                if is_large(self.case):
                    await self._once_judged(remove, make)
                else:
                    make()

        beside_files(self, ask)

    async def _once_judged(
        self, edit: Callable[[CaseSession], object], make: Callable[[], None]
    ) -> None:
        """Make an edit of a large case once it is judged beside the keys, which wait; Esc stops."""
        try:
            await at_once_or_waited(self.app, JUDGING, self._session.judging(edit))
        except GivenUpError:
            self.notify("Stopped: nothing was changed.", markup=False)
        except PlannerError as error:
            self._warn(str(error))
        else:
            make()

    def command_rename(self) -> None:
        """Type another id for the thing under the cursor."""
        ref = self._outline.row.ref
        if ref is not None and ref is not DETAILS:
            self._field.entitle(f"new id of {ref.words}")
            self._field.begin()

    def command_search(self) -> None:
        """Type words that what is listed must hold."""
        self._search.begin()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        if event.input is self._search:
            self._outline.filter_by(event.value, self.case)

    def on_search_field_stepped(self, event: SearchField.Stepped) -> None:
        """Move in what was found."""
        self._outline.cursor += event.step

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the id that was typed, or go to what was found."""
        if event.input is self._search:
            event.stop()
            self._outline.focus()
        ref = self._outline.row.ref
        if event.input is not self._field or ref is None:
            return
        event.stop()
        new = event.value.strip()
        self._end_field()
        if not IDENTIFIER.fullmatch(new):
            self._warn(f'"{new}" is no id: letters, digits, - and _, the first a letter or digit')
        elif new != ref.id:
            self._rename(ref, new)

    def _rename(self, ref: Ref, new: str) -> None:
        def done() -> None:
            self._tell_last(Ref(ref.table, new, ref.issue))

        async def rename() -> None:
            try:
                await rename_asking(self.app, self._session, ref, new, done)
            except PlannerError as error:
                self._warn(str(error))

        beside_files(self, rename)

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Leave the id as it is, or list all again."""
        if event.field is self._search:
            self.end_search()
        else:
            self._end_field()

    def end_search(self) -> bool:
        """List all again; whether the list was filtered."""
        was = bool(self._search.display)
        if was:
            self._search.end()
            self._outline.filter_by("", self.case)
            self._outline.focus()
        return was

    def _end_field(self) -> None:
        self._field.end()
        self._outline.focus()

    def command_undo(self) -> None:
        """Take the last edit back."""
        undo(self, self._session, partial(self._tell_step, "Undid", "Nothing is left to undo."))

    def command_redo(self) -> None:
        """Make the edit again that was undone last."""
        redo(self, self._session, partial(self._tell_step, "Redid", "Nothing is left to redo."))

    def _tell_step(self, verb: str, nothing: str, step: Step[Any] | None) -> None:
        number = step.outside.files if step is not None and step.outside is not None else 0
        more = f", in {counted(number, 'scenario')} too" if number else ""
        self._tell(f"{verb} “{step.name}”{more}." if step else nothing)

    def _edit(self, edit: Callable[[], Step[Case] | None], at: Ref | None = None) -> None:
        """Make an edit, and tell it where it changed anything; where it is refused, say why."""
        try:
            step = edit()
        except PlannerError as error:
            self._warn(str(error))
        else:
            if step is not None:
                self._tell(sentence(step.name), at)

    def _tell_last(self, at: Ref) -> None:
        step = self._session.document.history.last_done
        if step is not None:
            self._tell(sentence(step.name), at)

    def _tell(self, words: str, at: Ref | None = None) -> None:
        self.notify(words, markup=False)
        self.show_all(at if at is not None else self._outline.row.ref)

    def _warn(self, words: str) -> None:
        self.notify(sentence(words), severity="warning", timeout=12, markup=False)
