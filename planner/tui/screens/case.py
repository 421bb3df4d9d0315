"""The case: all that it holds in an outline, each thing in full or as a form beside it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from planner.editing.case_edits import CaseTable, Item, Ref, found, put
from planner.editing.case_forms import DETAILS, Filled
from planner.editing.case_session import CaseSession
from planner.editing.source_texts import texts_beside
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import CASE
from planner.model.case import Case, IssueKind, following_evidence
from planner.model.private import Overlay
from planner.model.red_lines import RedLine
from planner.tui.bindings import bindings
from planner.tui.coding import Coding
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.form_judging import FormJudging
from planner.tui.pointing_out import give_points, point_out, point_out_new
from planner.tui.said_of_case import title_of_case
from planner.tui.screens.changing_screen import ChangingScreen
from planner.tui.undoing import beside_files
from planner.tui.waiting import GivenUpError
from planner.tui.widgets.case_form import CaseForm
from planner.tui.widgets.case_pane import CasePane
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.title_bar import TitleBar

__all__ = ["CaseScreen"]


class CaseScreen(ChangingScreen):
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

    def __init__(
        self, session: CaseSession, overlay: Overlay | None, begin_at: Ref | None = None
    ) -> None:
        super().__init__(session)
        self._begin_at = begin_at
        self._title = TitleBar()
        self._beside = CasePane(session, overlay)
        self._judging = FormJudging(self, self._show_judged)
        self._coding = Coding(self, session, self._code, self.show_all)

    def compose(self) -> ComposeResult:
        """The title, the outline with what stands beside it, lines to type in, the keys."""
        yield self._title
        with Horizontal():
            yield self._outline
            yield self._beside
        yield self._field
        yield self._search
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Begin in the outline."""
        self._outline.focus()
        self.show_all(self._begin_at)

    @property
    def here(self) -> Ref | None:
        """The thing under the cursor; ``None`` on a heading, and before anything is shown."""
        return self._outline.here

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The outline, and what stands beside it."""
        return (self._outline, self._beside)

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
        self._title.show(
            *title_of_case(
                self._session, self.key_of("save_as"), getattr(self.app, "news_signs", ())
            )
        )

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
            words = f"Move to what you want another one of; {self.key_of('add')} adds it."
            self.notify(words, markup=False)
        elif row.ref is not None and row.table is CaseTable.ISSUES:
            issue = self.case.issues_by_id[row.ref.id]
            kind = CaseTable.ISSUES if issue.kind is IssueKind.NUMBER else CaseTable.OPTIONS
            self._open_new_form(kind, issue.id)
        else:
            self._open_new_form(row.table, row.issue)

    def command_point(self) -> None:
        """Mark on the list of options what crosses the red line under the cursor."""
        line = self._line_here(f"{self.key_of('point')} marks what crosses it")
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

    def command_unreviewed(self) -> None:
        """Show only what nobody has reviewed, or all again."""
        here = self._outline.row.ref
        self._outline.unreviewed = not self._outline.unreviewed
        self.show_all(here)
        if self._outline.unreviewed:
            shows = f"{self.key_of('unreviewed')} shows all again"
            words = f"Only what nobody has reviewed. {shows}."
            self.notify(words, markup=False)

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
            if not event.kept and not form.untouched:
                self.notify("What was typed is dropped.", markup=False)
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
        """End the form that is open, or the filter, or go back to the deal."""
        if self._beside.form is not None:
            self._beside.form.action_close()
        elif not self.end_search():
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
