"""The case: all that it holds in an outline, each thing in full or as a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from planner.editing.case_edits import CaseTable, Ref, found, users
from planner.editing.case_forms import DETAILS, fields_of, new_id
from planner.editing.case_session import CaseSession
from planner.editing.desk import Move
from planner.editing.history import Step, Written
from planner.editing.pointing import zones_of
from planner.editing.source_texts import texts_beside
from planner.errors import PlannerError
from planner.files.places import places
from planner.files.toml.single_values import IDENTIFIER
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.case import CASE
from planner.model.case import Case, IssueKind, Party
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.reports.content.case_items import case_blocks, item_blocks
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import sentence
from planner.sources.coding import Passage
from planner.tui.bindings import bindings
from planner.tui.coding import fields_from, read_source
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.pointing_out import give_points, point_out
from planner.tui.quote_marking import quote_mark
from planner.tui.said_of_deal import saving_words
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.working import GivenUpError
from planner.tui.signing import signed
from planner.tui.undoing import beside_files, move_history
from planner.tui.users_asked import removal_confirmed, rename_asking
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.case_form import CaseForm
from planner.tui.widgets.case_outline import CaseOutline
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.passages import PassagePane
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
    CaseScreen #beside { width: 3fr; border-left: solid $foreground 30%; padding: 0 1; }
    CaseScreen #item { height: 1fr; }
    CaseScreen.-zoomed #beside { border-left: none; }
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

    class NewsAsked(Message):
        """The planner wants to deal with what happened to the files elsewhere."""

    class EditorAsked(Message):
        """The planner wants the case's file in an editor, at that thing."""

        def __init__(self, ref: Ref | None) -> None:
            super().__init__()
            self.ref = ref

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._title = TitleBar()
        self._outline = CaseOutline()
        self._pane = PassagePane(id="item")
        self._beside = Vertical(self._pane, id="beside")
        self._form: CaseForm | None = None
        self._reading_on: tuple[str, int] | None = None
        self._field = LineField("new id", id="new-id", keys="Enter takes it · Esc", hidden=True)

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
        if self._form is not None:
            self._mark_quote(self._form)

    def _mark_quote(self, form: CaseForm) -> None:
        """Say beside the quote that is typed whether it stands in the text."""
        mark = quote_mark(self.app, form.wanted.id, form.texts.get("quote", ""))
        form.remark("quote", "" if mark is None else mark.words)

    def show_title(self) -> None:
        """Say which case is open, whether it is saved and protected, and that there are news."""
        unsaved = "unsaved changes" if self._session.document.unfiled else "saved"
        unsaved = saving_words(self._session.document.being_saved) or unsaved
        if self._session.document.at_risk:
            unsaved += " · not protected"
        path = self._session.path
        where = path.name if path is not None else "bundled, or without a file: S saves it"
        state = unsaved if path is not None else where
        key: str = getattr(self.app, "news_key", "")
        long, short = (f"changed elsewhere: {key} · ", f"news: {key} · ") if key else ("", "")
        rights = (f"{long}{where} · {unsaved}", f"{long}{state}", f"{short}{state}")
        self._title.show(f"Case: {self.case.title}", *rights)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the thing under the cursor."""
        if event.rows is self._outline:
            self._show_item()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Show the thing that was clicked; a second click on it is the key Enter."""
        event.stop()
        self._show_item()

    def command_open_form(self) -> None:
        """Open the form of the thing under the cursor; on a heading that of a new one."""
        row = self._outline.row
        if row.ref is None:
            self.command_add()
        else:
            self._open_form(row.ref, None)

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
        if line is None:
            return
        if line.points is not None:
            give_points(self.app, self.case, line, self._put_line)
            return
        zones = zones_of(line)
        if zones is None:
            words = "This rule combines issues or bounds a number: edit it in words, with Enter."
            self.notify(words, severity="warning", markup=False)
            return
        point_out(self.app, self.case, line, zones, self._put_line)

    def command_points(self) -> None:
        """Give the red line under the cursor points, in a column beside the options."""
        line = self._line_here("# gives points to its options")
        if line is not None:
            give_points(self.app, self.case, line, self._put_line)

    def _line_here(self, what: str) -> RedLine | None:
        ref = self._outline.row.ref
        line = found(self.case, ref) if ref is not None and ref is not DETAILS else None
        if isinstance(line, RedLine):
            return line
        self.notify(f"Move to a red line; {what}.", markup=False)
        return None

    def _put_line(self, line: RedLine) -> None:
        self._edit(lambda: self._session.put(line), Ref.of(line))

    def on_case_form_rule_wanted(self, event: CaseForm.RuleWanted) -> None:
        """Go on from the form of a new red line to its rule, which is pointed out."""
        event.stop()
        form = self._form
        line = form.line_without_rule(self.case) if form is not None else None
        if line is None:
            return

        def keep(pointed: RedLine) -> None:
            if pointed.crossed_when or pointed.points is not None:
                self._close_form()
                self._put_line(pointed)

        point_out(self.app, self.case, line, {}, keep)

    def command_source(self) -> None:
        """Read the text of the source under the cursor, or of the statement there."""
        ref = self._outline.row.ref
        item = found(self.case, ref) if ref is not None and ref is not DETAILS else None
        statement = item if isinstance(item, Statement) else None
        wanted = statement.source if statement is not None else getattr(item, "id", "")
        source = self.case.sources_by_id.get(wanted)
        source = source or next((each for each in self.case.sources if each.text), None)
        if source is None or not source.text or self._session.folder is None:
            words = "No text is at hand: name one in the source's field Text, beside the case."
            self.notify(words, severity="warning", markup=False)
            return
        self._read_source(source.id, statement or 0)

    def _read_source(self, source_id: str, at: Statement | int) -> None:
        def code(passage: Passage, read_to: int) -> None:
            self._reading_on = (source_id, read_to)
            fields = fields_from(self.case, source_id, passage)
            self._open_new_form(CaseTable.STATEMENTS, "", fields)

        folder = self._session.folder or places().working

        async def read() -> None:
            with suppress(GivenUpError):
                await read_source(
                    self.app, self.case, source_id, folder, at=at, warn=self._warn, take=code
                )

        beside_files(self, read)

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
        named = users(self.case, ref)
        if named:
            self._edit(lambda: self._session.remove(ref))
            return

        async def ask() -> None:
            if await removal_confirmed(self.app, self._session, ref):
                self._edit(lambda: self._session.remove(ref))

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
        async def rename() -> None:
            try:
                done = await rename_asking(self.app, self._session, ref, new)
            except PlannerError as error:
                self._warn(str(error))
            else:
                if done:
                    self._tell_last(Ref(ref.table, new, ref.issue))

        beside_files(self, rename)

    def on_line_field_left(self) -> None:
        """Leave the id as it is."""
        self._end_field()

    def on_case_form_typed(self, event: CaseForm.Typed) -> None:
        """Say what is wrong with the form, at each letter."""
        event.stop()
        if self._form is not None:
            filled = self._form.filled(self.case)
            self._form.show(filled)
            if filled.case is not None and not self._form.untouched:
                self._session.document.typing(filled.case)
                self.show_title()
                self.post_message(self.Changed())
            self._mark_quote(self._form)

    def on_case_form_closed(self, event: CaseForm.Closed) -> None:
        """Make one step of what was typed, or drop it."""
        event.stop()
        form = self._form
        if form is None:
            return
        self._end_form(form, kept=event.kept)
        if self._reading_on is not None:
            source, at = self._reading_on
            self._reading_on = None
            self._read_source(source, at)

    def keep_form(self) -> bool:
        """Make a step of what stands in an open form; false, with a word, where it has mistakes."""
        form = self._form
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
        after, item = filled.case, filled.item
        if not kept or after is None or after == self.case:
            self.show_title()
            return
        if item is None:
            self._edit(lambda: self._session.change("details of the case changed", after))
        elif isinstance(item, Party):
            self._edit(lambda: self._session.put_party(item, after), ref)
        else:
            self._edit(lambda: self._session.put(item, issue=ref.issue), ref)

    def command_undo(self) -> None:
        """Take the last edit back."""
        session = self._session
        self._go("Undid", session.desk.coming_undo(), session.undo, "Nothing is left to undo.")

    def command_redo(self) -> None:
        """Make the edit again that was undone last."""
        session = self._session
        self._go("Redid", session.desk.coming_redo(), session.redo, "Nothing is left to redo.")

    def _go(
        self,
        verb: str,
        coming: Move | None,
        move: Callable[[Written | None], Step[Any] | None],
        nothing: str,
    ) -> None:
        def tell(step: Step[Any] | None) -> None:
            number = step.outside.files if step is not None and step.outside is not None else 0
            more = f", in {counted(number, 'scenario')} too" if number else ""
            self._tell(f"{verb} “{step.name}”{more}." if step else nothing)

        move_history(self, coming, move, tell, self._warn)

    def command_save(self) -> None:
        """Save the case."""
        self.post_message(self.SaveAsked(elsewhere=False))

    def command_save_as(self) -> None:
        """Save the case under another name."""
        self.post_message(self.SaveAsked(elsewhere=True))

    def command_new(self) -> None:
        """Begin another case."""
        self.post_message(self.NewAsked())

    def command_news(self) -> None:
        """Deal with what somebody else made of the file."""
        self.post_message(self.NewsAsked())

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
        if self._form is not None:
            self._form.action_close()
        else:
            self.dismiss(None)

    def _show_item(self) -> None:
        if self._form is not None:
            return
        ref = self._outline.row.ref
        item = found(self.case, ref) if ref is not None and ref is not DETAILS else None
        self._pane.show(case_blocks(self.case) if item is None else item_blocks(self.case, item))

    def _open_new_form(
        self, table: CaseTable, issue: str, given: Mapping[str, str] | None = None
    ) -> None:
        def proposed(words: str) -> str:
            return new_id(self.case, table, words, issue)

        ref = Ref(table, "", issue if table is CaseTable.OPTIONS else "")
        self._open_form(ref, proposed, given)

    def _open_form(
        self,
        ref: Ref,
        proposed: Callable[[str], str] | None,
        given: Mapping[str, str] | None = None,
    ) -> None:
        folder = self._session.folder
        if self._form is not None:
            return
        if ref.table is not CaseTable.SOURCES or folder is None:
            self._show_form(ref, proposed, given, ())
            return

        async def look() -> None:
            texts: tuple[str, ...] = ()
            with suppress(GivenUpError):
                looking = partial(texts_beside, folder)
                texts = await at_once_or_waited(self.app, "Looking for texts", looking)
            self._show_form(ref, proposed, given, texts)

        beside_files(self, look)

    def _show_form(
        self,
        ref: Ref,
        proposed: Callable[[str], str] | None,
        given: Mapping[str, str] | None,
        texts: Sequence[str],
    ) -> None:
        if self._form is not None:
            return
        if ref is DETAILS:
            what = "The case"
        else:
            what = sentence(ref.words if proposed is None else f"new {ref.table.noun}")[:-1]
        fields = fields_of(self.case, ref)
        if given is not None:
            fields = tuple(evolve(f, text=given.get(f.name, f.text)) for f in fields)
        if texts:
            known = (*texts,)
            fields = tuple(evolve(f, known=known) if f.name == "text" else f for f in fields)
        self._form = CaseForm(what, ref, fields, proposed)
        self._pane.display = False
        self._outline.can_focus = False  # the last field leads to the first, not out of the form
        self.add_class("-editing")
        self.set_class(self.size.width < 100, "-narrow")
        self._beside.mount(self._form)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.remove()
            self._form = None
            self._session.document.typing(None)
        self._pane.display = True
        self.remove_class("-editing")
        self._outline.can_focus = True
        self._outline.focus()
        self._show_item()

    def _move(self, steps: int) -> None:
        ref = self._outline.row.ref
        if ref is not None and ref is not DETAILS:
            self._edit(lambda: self._session.move(ref, steps), ref)

    def _edit(self, edit: Callable[[], object], at: Ref | None = None) -> None:
        """Make an edit; where it is refused, say why."""
        try:
            edit()
        except PlannerError as error:
            self._warn(str(error))
        else:
            self._tell_last(at)

    def _tell_last(self, at: Ref | None) -> None:
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
