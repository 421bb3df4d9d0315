"""The case: all that it holds in an outline, each thing in full or as a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from planner.editing.case_edits import CaseTable, Item, Ref, found, put, users
from planner.editing.case_forms import DETAILS, Filled
from planner.editing.case_session import CaseSession
from planner.editing.history import Step
from planner.editing.source_texts import texts_beside
from planner.errors import PlannerError
from planner.files.toml.single_values import IDENTIFIER
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import CASE
from planner.model.case import Case, IssueKind, following_evidence
from planner.model.private import Overlay
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import sentence
from planner.tui.bindings import bindings
from planner.tui.coding import Coding
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.form_judging import FormJudging, is_large
from planner.tui.pointing_out import give_points, point_out, point_out_new
from planner.tui.said_of_case import title_of_case
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.working import GivenUpError
from planner.tui.signing import signed
from planner.tui.undoing import beside_files, redo, undo
from planner.tui.users_asked import removal_confirmed, rename_asking
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.case_form import CaseForm
from planner.tui.widgets.case_outline import CaseOutline
from planner.tui.widgets.case_pane import CasePane
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.row_list import RowList

__all__ = ["CaseScreen"]


class CaseScreen(CommandScreen[None]):
    """Every part of a case can be added, edited, moved, renamed and removed here.

    Each edit is one step of the case's history; nothing is written but by a save, or by a new id
    that scenarios beside the case have to follow.
    """

    tab = "case"
    commands_here: ClassVar[tuple[Command, ...]] = (*CASE, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    CaseScreen #outline { width: 2fr; }
    CaseScreen.-zoomed CasePane { border-left: none; }
    CaseScreen.-editing.-narrow #outline { display: none; }
    """

    class SaveAsked(Message):
        """The planner wants the case saved; ``elsewhere``: under another name."""

        def __init__(self, *, elsewhere: bool) -> None:
            super().__init__()
            self.elsewhere = elsewhere

    class NewAsked(Message):
        """The planner wants to begin another case."""

    class Changed(Message):
        """The case is another by now, or what is typed of it: its quotes may be."""

    class HistoryAsked(Message):
        """The planner wants the states of the case's file."""

        def __init__(self, file: Path) -> None:
            super().__init__()
            self.file = file

    class EditorAsked(Message):
        """The planner wants the case's file in an editor, at that thing."""

        def __init__(self, ref: Ref | None) -> None:
            super().__init__()
            self.ref = ref

    def __init__(self, session: CaseSession, overlay: Overlay | None) -> None:
        super().__init__()
        self._session = session
        self._title = TitleBar()
        self._outline = CaseOutline()
        self._beside = CasePane(session, overlay)
        self._judging = FormJudging(self, self._show_judged)
        self._coding = Coding(self, session, self._code, self.show_all)
        self._field = LineField(
            "new id", id="new-id", keys="Enter takes it · Esc leaves", hidden=True
        )

    def compose(self) -> ComposeResult:
        """The title, the outline with what stands beside it, a line to type ids in, the keys."""
        yield self._title
        with Horizontal():
            yield self._outline
            yield self._beside
        yield self._field
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin in the outline."""
        self._outline.focus()
        self.show_all()

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The outline, and what stands beside it."""
        return (self._outline, self._beside)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self._session.case

    def show_all(self, at: Ref | None = None) -> None:
        """Show the case as it stands by now."""
        self.show_title()
        self._outline.show(self.case, at)
        self.post_message(self.Changed())

    def show_quotes(self) -> None:
        """Mark what is known of the quotes by now."""
        self._outline.refresh()
        self._beside.show_quotes()

    def show_title(self) -> None:
        """Say which case is open, whether it is saved and protected, and that there are news."""
        self._title.show(*title_of_case(self._session, getattr(self.app, "news_signs", ())))

    @property
    def _item_here(self) -> Item | None:
        """The thing under the cursor; ``None`` on a heading, and on the case itself."""
        ref = self._outline.row.ref
        return found(self.case, ref) if ref is not None and ref is not DETAILS else None

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the thing under the cursor."""
        if event.rows is self._outline:
            self._beside.show(self._outline.row.ref)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Show the thing that was clicked; a second click on it is the key Enter."""
        event.stop()
        self._beside.show(self._outline.row.ref)

    def command_open_form(self) -> None:
        """Open the form of the thing under the cursor; on a heading that of a new one."""
        row = self._outline.row
        if row.ref is None:
            self.command_add()
        else:
            self._open_form(row.ref)

    def command_add(self) -> None:
        """Open an empty form for another thing of that kind; on an issue for an option."""
        row = self._outline.row
        if row.ref is DETAILS:
            self.notify("Move to what you want another one of; I adds it.", markup=False)
        elif row.ref is not None and row.table is CaseTable.ISSUES:
            issue = self.case.issues_by_id[row.ref.id]
            kind = CaseTable.ISSUES if issue.kind is IssueKind.NUMBER else CaseTable.OPTIONS
            self._open_new_form(kind, issue.id)
        else:
            self._open_new_form(row.table, row.issue)

    def command_point(self) -> None:
        """Mark on the list of options what crosses the red line under the cursor."""
        line = self._line_here("Space marks what crosses it")
        if line is not None:
            point_out(self.app, self.case, line, partial(self._put_line, self.case))

    def command_points(self) -> None:
        """Give the red line under the cursor points, in a column beside the options."""
        line = self._line_here("# gives points to its options")
        if line is not None:
            give_points(self.app, self.case, line, partial(self._put_line, self.case))

    def _line_here(self, what: str) -> RedLine | None:
        line = self._item_here
        if isinstance(line, RedLine):
            return line
        self.notify(f"Move to a red line; {what}.", markup=False)
        return None

    def _put_line(self, case: Case, line: RedLine) -> None:
        """Keep a line with which a file can hold that case."""
        sound = following_evidence(put(case, line))
        self._edit(lambda: self._session.put(line, sound=sound), Ref.of(line))

    async def _once_judged(
        self, edit: Callable[[CaseSession], object], make: Callable[[], None]
    ) -> None:
        """Make an edit of a large case once it is judged beside the keys, which wait; Esc stops."""
        try:
            await at_once_or_waited(self.app, "Judging the case", self._session.judging(edit))
        except GivenUpError:
            self.notify("Stopped: nothing was changed.", markup=False)
        except PlannerError as error:
            self._warn(str(error))
        else:
            make()

    def on_case_form_rule_wanted(self, event: CaseForm.RuleWanted) -> None:
        """Go on from the form of a new red line to its rule, which is pointed out."""
        event.stop()
        form, case = self._beside.form, self.case
        if form is None:
            return

        def keep(pointed: RedLine) -> None:
            if pointed.crossed_when or pointed.points is not None:
                self._close_form()
                self._put_line(case, pointed)

        point_out_new(self, case, form, keep)

    def command_source(self) -> None:
        """Read the text of the source under the cursor, or of the statement there."""
        self._coding.read(self._item_here)

    def _code(self, given: Mapping[str, str]) -> None:
        self._open_new_form(CaseTable.STATEMENTS, given=given)

    def command_review(self) -> None:
        """Say that you have reviewed the statement or red line, or take that back."""
        ref = self._outline.row.ref
        if ref is None or ref.table not in (CaseTable.STATEMENTS, CaseTable.RED_LINES):
            self.notify("Move to a statement or a red line; ! says you reviewed it.", markup=False)
            return

        def keep(name: str) -> None:
            below = self._outline.below if self._outline.unreviewed else ref
            self._edit(lambda: self._session.review(ref, name), below)

        signed(self.app, keep, nameless=False)

    def command_unreviewed(self) -> None:
        """Show only what nobody has reviewed, or all again."""
        here = self._outline.row.ref
        self._outline.unreviewed = not self._outline.unreviewed
        self.show_all(here)
        if self._outline.unreviewed:
            words = "Only what nobody has reviewed. - shows all again."
            self.notify(words, markup=False)

    def command_move_up(self) -> None:
        """Put the thing before the one above it."""
        self._move(-1)

    def command_move_down(self) -> None:
        """Put the thing behind the one below it."""
        self._move(1)

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

    def command_rename(self) -> None:
        """Type another id for the thing under the cursor."""
        ref = self._outline.row.ref
        if ref is not None and ref is not DETAILS:
            self._field.entitle(f"new id of {ref.words}")
            self._field.begin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the id that was typed."""
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

    def on_line_field_left(self) -> None:
        """Leave the id as it is."""
        self._end_field()

    def on_case_form_typed(self, event: CaseForm.Typed) -> None:
        """Say what is wrong with the form, at each letter."""
        event.stop()
        if (form := self._beside.form) is not None:
            self._judging.judge(form, self.case)

    def _show_judged(self, form: CaseForm, filled: Filled) -> None:
        if self._beside.show_judged(form, filled):
            self.show_title()
            self.post_message(self.Changed())

    def on_case_form_closed(self, event: CaseForm.Closed) -> None:
        """Make one step of what was typed, or drop it."""
        event.stop()
        form = self._beside.form
        if form is not None:
            self._end_form(form, kept=event.kept)
            self._coding.go_on()

    def keep_form(self) -> bool:
        """Make a step of what stands in an open form; false, with a word, where it has mistakes."""
        form = self._beside.form
        if form is None:
            return True
        if not form.untouched and form.filled(self.case).case is None:
            self._warn("the open form is not right yet (✗): mend it, or drop it with Esc")
            return False
        self._end_form(form, kept=not form.untouched)
        return True

    def _end_form(self, form: CaseForm, *, kept: bool) -> None:
        ref, filled = form.wanted, form.filled(self.case)
        self._close_form()
        if kept and filled.case not in (None, self.case):
            self._edit(lambda: self._session.keep_form(ref, filled), ref)
        else:
            self.show_title()

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

    def command_save(self) -> None:
        """Save the case."""
        self.post_message(self.SaveAsked(elsewhere=False))

    def command_save_as(self) -> None:
        """Save the case under another name."""
        self.post_message(self.SaveAsked(elsewhere=True))

    def command_new(self) -> None:
        """Begin another case."""
        self.post_message(self.NewAsked())

    def command_history(self) -> None:
        """Show the states of the file."""
        if self._session.path is None:
            self.notify("The case has no file yet.", markup=False)
        else:
            self.post_message(self.HistoryAsked(self._session.path))

    def command_edit(self) -> None:
        """Edit the file in the planner's own editor, at what the cursor is on."""
        ref = self._outline.row.ref
        self.post_message(self.EditorAsked(None if ref is DETAILS else ref))

    def command_next_table(self) -> None:
        """Go to the next kind of things."""
        self._outline.go_to_table(1)

    def command_previous_table(self) -> None:
        """Go to the kind of things before."""
        self._outline.go_to_table(-1)

    def command_back(self) -> None:
        """End the form that is open, or go back to the deal."""
        if self._beside.form is not None:
            self._beside.form.action_close()
        else:
            self.dismiss(None)

    def _open_new_form(
        self, table: CaseTable, issue: str = "", given: Mapping[str, str] | None = None
    ) -> None:
        self._open_form(Ref(table, "", issue if table is CaseTable.OPTIONS else ""), given)

    def _open_form(self, ref: Ref, given: Mapping[str, str] | None = None) -> None:
        folder = self._session.folder
        if self._beside.form is not None:
            return
        if ref.table is not CaseTable.SOURCES or folder is None:
            self._show_form(ref, given or {})
            return

        async def look() -> None:
            texts: tuple[str, ...] = ()
            with suppress(GivenUpError):
                looking = partial(texts_beside, folder)
                texts = await at_once_or_waited(self.app, "Looking for texts", looking)
            if self._beside.form is None:
                self._show_form(ref, given or {}, texts)

        beside_files(self, look)

    def _show_form(self, ref: Ref, given: Mapping[str, str], texts: tuple[str, ...] = ()) -> None:
        if self.zoomed:
            self.command_zoom()  # of the outline alone it would be out of sight
        self._beside.open_form(ref, given, texts)
        self._outline.can_focus = False  # the last field leads to the first, not out of the form
        self.add_class("-editing")
        self.set_class(self.size.width < 100, "-narrow")

    def _close_form(self) -> None:
        self._beside.close_form()
        self.remove_class("-editing")
        self._outline.can_focus = True
        self._outline.focus()
        self._beside.show(self._outline.row.ref)

    def _move(self, steps: int) -> None:
        ref = self._outline.row.ref
        if ref is not None and ref is not DETAILS:
            self._edit(lambda: self._session.move(ref, steps), ref)

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

    def _end_field(self) -> None:
        self._field.end()
        self._outline.focus()
