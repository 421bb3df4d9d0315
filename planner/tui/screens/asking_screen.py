"""What is asked or typed on the deal, in the place of the reasons: the board stays in sight."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events, on

from planner.editing.scenario_session import Change, Session
from planner.model.reading import Reading
from planner.reports.words.verdicts import reading_verdict
from planner.tui.screens.deciding_screen import DecidingScreen
from planner.tui.undoing import beside_files
from planner.tui.widgets.board import Board
from planner.tui.widgets.headed_pane import HeadedPane

if TYPE_CHECKING:
    from textual.css.query import DOMQuery
    from textual.widgets import Input

    from planner.tui.widgets.ask_list import AskList, AskRow
    from planner.tui.widgets.details_form import DetailsForm
    from planner.tui.widgets.line_field import LineField
    from planner.tui.widgets.note_editor import NoteEditor
    from planner.tui.widgets.question_fields import DayField, WhyField

__all__ = ["AskingScreen"]

_READINGS = "readings"
_LINES = "lines"
_ASKED = "-asked"
"""The class of what is asked for, until it ends: it goes a little later, and ends only once."""
_ASKING = "-asking"
"""The class of its place meanwhile: on a low screen the words that are found give it their rows."""


class AskingScreen(DecidingScreen):
    """Readings, lines, notes, details, a day, words to find: each asked for below the board."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._board = Board(session)
        self._why = HeadedPane(id="why")
        self._line = ""  # that one went to by the brackets, or set aside last
        self._of_day = False

    @abstractmethod
    def show_all(self) -> None:
        """Show the scenario as it stands now."""

    @abstractmethod
    def show_said(self) -> None:
        """Say anew in the panes what is to be said of what the cursor stands on."""

    @abstractmethod
    def command_back(self) -> None:
        """End what can be ended, one step."""

    @abstractmethod
    def show_title(self) -> None:
        """Say anew what is open, and whether it is saved."""

    def command_readings(self) -> None:
        """List the five readings with their verdicts; moving looks through them."""
        self._list_readings(1)

    def command_next_reading(self) -> None:
        """List the readings, or look through the next one."""
        self._list_readings(1)

    def command_previous_reading(self) -> None:
        """List the readings, or look through the one before."""
        self._list_readings(-1)

    def _list_readings(self, step: int) -> None:
        listed = self._lists
        if listed and listed.first().id == _READINGS:
            self._make_room()
            listed.first().step(step)
            return
        from planner.tui.widgets.ask_list import AskList  # noqa: PLC0415 (when asked)

        at = [*Reading].index(self._session.lens)
        sets, leaves = self.key_of("set_reading"), self.key_of("back")
        head = f"Readings · moving looks · {sets} sets · {leaves} leaves"
        self._ask(AskList(_READINGS, head, self._reading_rows(), at))

    def command_set_reading(self) -> None:
        """Make the reading and the day that are looked at those of the scenario's file."""
        super().command_set_reading()
        self._end_asking()

    def _reading_rows(self) -> list[AskRow]:
        from planner.tui.widgets.ask_list import AskRow  # noqa: PLC0415 (when asked)

        session = self._session
        return [
            AskRow(
                reading,
                str(reading),
                reading_verdict(session.verdict_under(reading)),
                marked=reading is session.reading,
            )
            for reading in Reading
        ]

    def _show_asked(self) -> None:
        """Say anew what is asked for, and speak of no line that the case has lost."""
        lines = self._session.case.red_lines_by_id
        if self._line not in lines:
            self._line = ""
        for listed in self._lists:
            if listed.id == _READINGS:
                listed.show(self._reading_rows())
            elif lines.keys() >= set(listed.answers):
                from planner.tui.setting_aside import row_of_line  # noqa: PLC0415 (when asked)

                listed.show([row_of_line(self._session, line) for line in listed.answers])
            else:
                self._end_asking()

    def on_ask_list_looked(self, event: AskList.Looked) -> None:
        """Look through the reading under the cursor."""
        if event.asked == _READINGS:
            self.look_through(Reading(event.answer))
            self.show_change()

    def on_ask_list_taken(self, event: AskList.Taken) -> None:
        """Go on looking through the reading, or set the line aside or count it again."""
        self._end_asking()
        if event.asked == _LINES:
            self._set_aside_or_count(event.answer)
        else:
            self.notify("Looking only: = makes it the reading of this file.", markup=False)

    def on_ask_list_left(self, event: AskList.Left) -> None:
        """Leave it as it was."""
        self._end_asking()
        if event.asked == _READINGS:
            self.end_lens()

    @property
    def _lists(self) -> DOMQuery[AskList]:
        """The list that is asked for, if any; found by name, so that nobody need load it."""
        return cast("DOMQuery[AskList]", self.query(f"AskList.{_ASKED}"))

    def _ask(self, listed: AskList) -> None:
        self._close_editors()
        self._put_alone("AskList", partial(self._put_list, listed))

    def _put_alone(self, kind: str, put: Callable[[], None]) -> None:
        """Put there what is asked for, once what has the same name has gone."""
        if self.query(kind):
            beside_files(self, partial(self._put_when_gone, kind, put))
        else:
            put()

    async def _put_when_gone(self, kind: str, put: Callable[[], None]) -> None:
        while there := self.query(kind):
            await there.remove()
        put()

    def _make_room(self) -> None:
        """End the zoom of a pane that hides the place of what is asked for."""
        if not self.query_one("#said").display:
            self.command_zoom()

    def _share_room(self) -> None:
        """End the zoom of any pane, for what is shown on the board."""
        if self.zoomed:
            self.command_zoom()

    def _put_list(self, listed: AskList) -> None:
        self._make_room()
        self._why.display = False
        self.query_one("#said").add_class(_ASKING).mount(listed.add_class(_ASKED))
        self.set_focus(listed)

    def _end_asking(self) -> bool:
        """Take the list away that was asked for; whether there was one."""
        listed = self._lists
        if not listed:
            return False
        listed.remove_class(_ASKED).remove()
        self.query_one("#said").remove_class(_ASKING)
        self._why.styles.display = None
        if self.focused is not self._board:
            self.focus_rows()
        return True

    @property
    def _line_meant(self) -> str:
        """The line under the cursor of the list of lines, else that one went to; empty for none."""
        asked = (listed.answers[listed.cursor] for listed in self._lists if listed.id == _LINES)
        return next(asked, self._line)

    def command_set_aside(self) -> None:
        """Leave the red line that the row crosses out of the count, or count it again."""
        from planner.tui.setting_aside import lines_to_set_aside, row_of_line  # noqa: PLC0415 (when asked)

        session = self._session
        lines = [self._line] if self._line else lines_to_set_aside(session, self._board.row)
        if not lines:
            self.notify("No counted line is about this issue.", markup=False)
        elif len(lines) == 1:
            self._set_aside_or_count(lines[0])
        else:
            from planner.tui.widgets.ask_list import AskList  # noqa: PLC0415 (when asked)

            rows = [row_of_line(session, line) for line in lines]
            takes, leaves = self.key_of("go_in"), self.key_of("back")
            head = f"Which line? {takes} sets it aside or counts it again · {leaves} leaves"
            self._ask(AskList(_LINES, head, rows))

    def _set_aside_or_count(self, line: str) -> None:
        from planner.tui.setting_aside import set_aside_or_count  # noqa: PLC0415 (when asked)

        aside = line not in self._session.scenario.set_aside
        words = set_aside_or_count(self._session, line, aside=aside)
        if words:
            self._line = line if aside else ""
            self.show_all()
            self.notify(words, markup=False)

    def command_note(self) -> None:
        """Write a note on the issue under the cursor, or why the line set aside last is."""
        if (line := self._line_meant) in self._session.written.set_aside:
            self._ask_why(line)
            return
        from planner.tui.widgets.note_editor import NoteEditor  # noqa: PLC0415 (when asked)

        issue = self._board.row.issue
        self._edit(NoteEditor(issue.id, issue.title, self._session.scenario.note(issue.id)))

    def command_as_of(self) -> None:
        """Ask as of which day to look at the case."""
        from planner.tui.widgets.question_fields import DayField  # noqa: PLC0415 (when asked)

        self.ask_line(DayField(self._session.day, self._session.case.as_of))

    def command_details(self) -> None:
        """Edit title, authors and summary."""
        from planner.tui.widgets.details_form import DetailsForm  # noqa: PLC0415 (when asked)

        self._edit(DetailsForm(self._session.scenario))

    def ask_line(self, field: LineField) -> None:
        """Have a line typed in the place of the reasons, with the board in sight."""
        self._end_asking()
        self._put_alone("LineField", partial(self._put_line, field))

    def _put_line(self, field: LineField) -> None:
        self._make_room()
        self.query_one("#said").mount(field, before=0)
        field.begin()

    def command_search(self) -> None:
        """Type words that the issues must hold."""
        from planner.tui.widgets.search_field import SearchField  # noqa: PLC0415 (when asked)

        self._share_room()
        fields = self.query(SearchField)
        if fields:
            field = fields.first()
        else:
            field = SearchField("find in issues, options, red lines", id="search")
            self.query_one("#said").mount(field, before=0)
        self.query_one("#said").remove_class(_ASKING)  # it is in sight while one types
        self.call_after_refresh(field.begin)  # which may have been left by then

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        if event.input.id == "search":
            self._board.filter_by(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        if event.input.id == "search":
            self.focus_rows()

    def on_line_field_left(self) -> None:
        """Show all issues again, or leave as it is what was asked for."""
        self.command_back()

    def on_note_editor_written(self, event: NoteEditor.Written) -> None:
        """Keep the note."""
        if self._session.write_note(event.issue, event.text):
            self._board.show_changes()
            self.show_title()

    def on_details_form_written(self, event: DetailsForm.Written) -> None:
        """Keep the field."""
        if event.field == "authors":
            names = (name.strip() for name in event.text.split("\n"))
            self._session.set_authors(tuple(filter(None, names)))
        elif event.field == "summary":
            self._session.set_summary(event.text)
        else:
            self._session.set_title(event.text)
        self.show_title()

    def on_note_editor_closed(self) -> None:
        """Back to the board."""
        self._close_editors()

    def on_details_form_closed(self) -> None:
        """Back to the board."""
        self._close_editors()

    def _edit(self, editor: NoteEditor | DetailsForm) -> None:
        self._close_editors()
        self._end_asking()
        self._make_room()
        self._why.display = False
        self.query_one("#said").add_class(_ASKING).mount(editor.add_class(_ASKED))

    @on(events.DescendantBlur)
    def leave_editor(self, event: events.DescendantBlur) -> None:
        """Who goes back to the board is done with what was written below it: all is kept."""
        if self.focused is self._board and any(
            editor in event.widget.ancestors for editor in self._editors
        ):
            self._close_editors()

    def command_undo(self) -> None:
        """Take the last change back, an open editor closed: it would go on showing that change."""
        self._close_editors(super().command_undo)

    def command_redo(self) -> None:
        """Make the last undone change again, an open editor closed."""
        self._close_editors(super().command_redo)

    @property
    def _editors(self) -> DOMQuery[NoteEditor | DetailsForm]:
        """The editor that is open, if any; found by name, as the list that is asked for."""
        found = self.query(f"NoteEditor.{_ASKED}, DetailsForm.{_ASKED}")
        return cast("DOMQuery[NoteEditor | DetailsForm]", found)

    def _close_editors(self, then: Callable[[], None] = lambda: None) -> bool:
        """Take the editor away that is open, with all that was written; whether there was one.

        ``then`` is called once all is kept, for which a planner may be asked for a name.
        """
        editors = self._editors
        if not editors:
            then()
            return False
        comments = [(editor.about, text) for editor in editors if (text := editor.end())]
        editors.remove_class(_ASKED).remove()
        self.query_one("#said").remove_class(_ASKING)
        self._session.end_merging()
        self._why.styles.display = None
        self.focus_rows()
        self.show_all()
        for about, text in comments:
            self.keep_comment(about, text, then)
        if not comments:
            then()
        return True

    def on_why_field_taken(self, event: WhyField.Taken) -> None:
        """Say why the line is set aside."""
        self.end_line()
        if event.line in self._session.written.set_aside:
            self._changed(self._session.write_why(event.line, event.why))
            self._session.end_merging()

    def on_day_field_taken(self, event: DayField.Taken) -> None:
        """Look at the case as of that day, and say what flipped since."""
        self.end_line()
        self._session.look_as_of(event.day)
        self._of_day = True
        with self.prevent(Board.Moved):  # to what the row has become on that day
            self.show_all()

    def _ask_why(self, line: str) -> None:
        from planner.tui.widgets.question_fields import WhyField  # noqa: PLC0415 (when asked)

        why = self._session.written.set_aside.get(line, "")
        self.ask_line(WhyField(line, why, aside=True))

    def _changed(self, change: Change | None) -> None:
        if change is not None:
            self.show_all()
