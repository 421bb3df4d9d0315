"""The main screen: choose options, see at once whose red lines they cross, and read why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from planner.check.verdict import LineStatus, LineVerdict
from planner.editing.scenario_session import Change, Session
from planner.keys.commands import ANYWHERE, WORKBENCH, Command
from planner.model.reading import Reading
from planner.reports.formats.text import inline
from planner.reports.page import Page
from planner.reports.words.counts import open_sentences
from planner.reports.words.lenses import as_of_words
from planner.reports.words.verdicts import lens_words, verdict_sentence
from planner.tui.bindings import bindings
from planner.tui.live_counts import LiveCounts, WhatIsLeft
from planner.tui.look.sizes import DEAL_WIDE
from planner.tui.plain import plain
from planner.tui.reasons import (
    reasons_for_day,
    reasons_for_issue_row,
    reasons_for_party_row,
    reasons_for_readings,
)
from planner.tui.screens.deciding_screen import DecidingScreen
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.issue_list import IssueList
from planner.tui.widgets.party_list import PartyList
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.widgets import Input

    from planner.tui.widgets.details_form import DetailsForm
    from planner.tui.widgets.note_editor import NoteEditor
    from planner.tui.widgets.question_fields import DayField, WhyField

__all__ = ["Workbench"]


class Workbench(DecidingScreen):
    """Issues at the left; parties and the reasons at the right; the verdict above all."""

    commands_here: ClassVar[tuple[Command, ...]] = (*WORKBENCH, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    Workbench #verdict { height: 2; padding: 0 1; }
    Workbench #panes { height: 1fr; }
    Workbench #issues {
        width: 57%;
        height: 1fr;
        border-top: solid $foreground 30%;
        border-title-color: $text;
    }
    Workbench #side { width: 1fr; height: 1fr; border-left: solid $foreground 30%; }
    Workbench #parties {
        height: auto;
        max-height: 46%;
        border-top: solid $foreground 30%;
        border-title-color: $text;
    }
    Workbench #why { height: 1fr; border-top: solid $foreground 30%; border-title-color: $text; }
    Workbench #issues:focus, Workbench #parties:focus, Workbench #why:focus {
        border-top: heavy $accent; border-title-style: bold;
    }
    Workbench #issues.-pointed, Workbench #parties.-pointed, Workbench #why.-pointed {
        border-top: double $warning;
    }
    Workbench #verdict.-pointed, Workbench #keys.-pointed { text-style: reverse; }
    Workbench.-zoomed #issues { width: 1fr; }
    Workbench.-zoomed #parties { max-height: 100%; }
    Workbench.-narrow #panes { layout: vertical; }
    Workbench.-narrow #issues { width: 1fr; height: 1fr; }
    Workbench.-narrow #side { width: 1fr; height: 1fr; border-left: none; }
    """

    class SaveAsked(Message):
        """The planner wants the scenario saved; ``elsewhere`` under another name."""

        def __init__(self, *, elsewhere: bool) -> None:
            super().__init__()
            self.elsewhere = elsewhere

    class NewAsked(Message):
        """The planner wants a new scenario."""

    class NewsAsked(Message):
        """The planner wants to deal with what happened to the file elsewhere."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._issues = IssueList(session)
        self._parties = PartyList(session)
        self._why = PassagePane(id="why")
        self._title = TitleBar()
        self._verdict = Static(id="verdict", markup=False)
        self._asked: RowList = self._issues
        self._about = ""  # "readings" or "days" where these are explained instead of a row
        self._left = WhatIsLeft()
        self._counted_for: tuple[object, ...] = ()
        self._live = LiveCounts(self, self._show_left, lambda: self._issues.in_sight)
        self._parties.border_title = "Parties and their stated red lines"
        self._show_verdict()
        self._show_why()

    def compose(self) -> ComposeResult:
        """The bars and the three panes."""
        yield self._title
        yield self._verdict
        with Horizontal(id="panes"):
            yield self._issues
            with Vertical(id="side"):
                yield self._parties
                yield self._why
        yield KeyBar(self.commands_here)

    def on_mount(self) -> None:
        """Count once the first screen is drawn."""
        self.call_after_refresh(self._count)

    def on_resize(self, event: events.Resize) -> None:
        """Put the panes below each other where they do not fit side by side."""
        self.set_class(event.size.width < DEAL_WIDE, "-narrow")

    def open_session(self, session: Session) -> None:
        """Show another scenario."""
        self._close_editors()
        self._session = session
        self._issues.open_session(session)
        self._parties.open_session(session)
        self._asked = self._issues
        self._issues.focus()
        self.show_all()

    def show_all(self) -> None:
        """Show the scenario as it stands now."""
        self._count()
        self._issues.show_left(self._left)
        self._parties.refresh_rows()
        self._show_verdict()
        self._show_why()

    @property
    def issues(self) -> IssueList:
        """The list of the issues."""
        return self._issues

    def focus_rows(self) -> None:
        """Give the focus back to the list that is asked about."""
        self._asked.focus()

    @property
    def open_scenario(self) -> Session:
        """The session that is shown."""
        return self._session

    def show_change(self) -> None:
        """Show the scenario as it stands now."""
        self.show_all()

    def look_through(self, reading: Reading | None) -> None:
        """Judge through that reading, and compare the readings in the pane of reasons."""
        super().look_through(reading)
        self._about = "readings" if reading is not None else ""

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Explain what the cursor stands on."""
        self.end_steps()
        self._ask_about(event.rows)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on what can be chosen chooses it; one on a number's button runs it."""
        self._ask_about(event.rows)
        if event.rows is not self._issues:
            return
        if self._issues.row.chooses:
            self.command_choose()
        elif button := self._issues.button_at(event.column):
            self.action_command(button)

    def on_unmount(self) -> None:
        """Work out nothing any more."""
        self._live.stop()

    def on_issue_list_seen(self) -> None:
        """Other issues have come in sight."""
        self._live.see()

    def on_descendant_focus(self) -> None:
        """Explain what the cursor of the list stands on that has the focus now."""
        if isinstance(self.focused, RowList):
            if fields := self.query("NumberField, WhyField, DayField"):
                fields.remove()  # left for the list
            if self.focused is not self._asked:
                self._ask_about(self.focused)

    def command_choose(self) -> None:
        """Choose what is under the cursor of the issues."""
        if self._asked is self._issues:
            super().command_choose()

    def command_go_in(self) -> None:
        """Go from an issue to its options or its value, from anything else to the reasons."""
        row = self._issues.row
        if self._asked is self._issues and not row.chooses:
            super().command_choose()
        else:
            self._why.focus()

    def command_next_undecided(self) -> None:
        """Go to the next issue without a choice."""
        self._go_to_undecided(1)

    def command_previous_undecided(self) -> None:
        """Go to the previous issue without a choice."""
        self._go_to_undecided(-1)

    def command_next_line(self) -> None:
        """Go to the next red line that is crossed or contested."""
        self._go_to_line(1)

    def command_previous_line(self) -> None:
        """Go to the previous red line that is crossed or contested."""
        self._go_to_line(-1)

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The issues, and beside them the parties and the reasons."""
        return self._issues, self._parties, self._why

    def command_zoom(self) -> None:
        """Give the pane with the focus the whole room, or share it again."""
        super().command_zoom()
        self.query_one("#side").display = not self.zoomed or not self._issues.display

    def command_set_aside(self) -> None:
        """Ask why and leave the red line under the cursor out of the count, or count it again."""
        held = self._line_here
        if held is None:
            self.notify("Move to a red line in the parties' pane first (Tab).", markup=False)
        elif held.set_aside:
            self._changed(self._session.set_aside(held.line.id, aside=False))
        else:
            self._ask_why(held)

    def command_note(self) -> None:
        """Write a note on the issue under the cursor, or why the red line there is set aside."""
        held = self._line_here
        if held is not None and held.set_aside:
            self._ask_why(held)
            return
        from planner.tui.widgets.note_editor import NoteEditor  # noqa: PLC0415 (when asked)

        issue = self._issues.row.issue
        self._edit(NoteEditor(issue.id, issue.title, self._session.scenario.note(issue.id)))

    def command_as_of(self) -> None:
        """Ask as of which day to look at the case."""
        from planner.tui.widgets.question_fields import DayField  # noqa: PLC0415 (when asked)

        self.ask_line(DayField(self._session.day))

    def command_details(self) -> None:
        """Edit title, authors and summary."""
        from planner.tui.widgets.details_form import DetailsForm  # noqa: PLC0415 (when asked)

        self._edit(DetailsForm(self._session.scenario))

    def command_search(self) -> None:
        """Type words that the issues must hold."""
        from planner.tui.widgets.search_field import SearchField  # noqa: PLC0415 (when asked)

        fields = self.query(SearchField)
        if fields:
            field = fields.first()
        else:
            field = SearchField("filter issues, options, red lines", id="search")
            self.mount(field, before="#keys")
        self.call_after_refresh(field.begin)  # which may have been left by then

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        if event.input.id == "search":
            self._issues.filter_by(event.value)
            self._ask_about(self._issues)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        if event.input.id == "search":
            self._issues.focus()

    def on_line_field_left(self) -> None:
        """Show all issues again, or leave as it is what was asked for."""
        self.command_back()

    def command_back(self) -> None:
        """End the filter, the tour, the zoom, the lens or the counting, whichever there is."""
        from planner.tui.tour import end_tour  # noqa: PLC0415 (when asked)

        if self.query("#search"):
            self.query("#search").remove()
            self._issues.filter_by("")
            self._issues.focus()
        elif self.query("LineField"):
            self.end_line()
        elif end_tour(self):
            pass
        elif self.zoomed:
            self.command_zoom()
        elif self.end_lens() or self._end_day():
            pass
        elif self._left.working:
            self._live.stop()
            self._show_left(evolve(self._left, working=False))
            self.notify("Stopped counting; the next change counts again.", markup=False)

    def _end_day(self) -> bool:
        """Go back to the day of the file; whether another was looked at."""
        session = self._session
        if session.day == session.own_day:
            return False
        session.look_as_of(session.own_day)
        self._about = ""
        self.show_all()
        return True

    def command_tour(self) -> None:
        """Begin the tour, or go on with it."""
        from planner.tui.tour import go_on  # noqa: PLC0415 (when asked)

        go_on(self, self._session)

    def on_tour_bar_clicked(self) -> None:
        """Go on with the tour."""
        self.command_tour()

    def command_copy_verdict(self) -> None:
        """Copy the verdict, in a sentence and party by party."""
        from planner.tui.copying import copy_verdict  # noqa: PLC0415 (when asked)

        copy_verdict(self, self._session)

    def command_copy_path(self) -> None:
        """Copy the path of the file."""
        from planner.tui.copying import copy_path  # noqa: PLC0415 (when asked)

        copy_path(self, self._session.path)

    def command_save(self) -> None:
        """Save, asking for a name if there is none yet."""
        self.post_message(self.SaveAsked(elsewhere=False))

    def command_save_as(self) -> None:
        """Save under another name."""
        self.post_message(self.SaveAsked(elsewhere=True))

    def command_news(self) -> None:
        """Deal with what happened to the file elsewhere."""
        self.post_message(self.NewsAsked())

    def command_new(self) -> None:
        """Go to the list of cases."""
        self.post_message(self.NewAsked())

    def on_note_editor_written(self, event: NoteEditor.Written) -> None:
        """Keep the note."""
        if self._session.write_note(event.issue, event.text):
            self._issues.refresh()
            self._show_title()

    def on_details_form_written(self, event: DetailsForm.Written) -> None:
        """Keep the field."""
        if event.field == "authors":
            names = (name.strip() for name in event.text.split("\n"))
            self._session.set_authors(tuple(filter(None, names)))
        elif event.field == "summary":
            self._session.set_summary(event.text)
        else:
            self._session.set_title(event.text)
        self._show_title()

    def on_note_editor_closed(self) -> None:
        """Back to the lists."""
        self._close_editors()

    def on_details_form_closed(self) -> None:
        """Back to the lists."""
        self._close_editors()

    def _edit(self, editor: NoteEditor | DetailsForm) -> None:
        self._close_editors()
        self._why.display = False
        self.query_one("#side").mount(editor)

    def _close_editors(self) -> None:
        editors = self.query("NoteEditor, DetailsForm")
        if editors:
            editors.remove()
            self._session.end_merging()
            self._why.display = True
            self._asked.focus()
            self.show_all()

    def on_why_field_taken(self, event: WhyField.Taken) -> None:
        """Set the line aside, or say another why."""
        self.end_line()
        if event.line in self._session.written.set_aside:
            self._changed(self._session.write_why(event.line, event.why))
            self._session.end_merging()
        else:
            self._changed(self._session.set_aside(event.line, aside=True, why=event.why))

    def on_day_field_taken(self, event: DayField.Taken) -> None:
        """Look at the case as of that day, and say what flipped since."""
        self.end_line()
        self._session.look_as_of(event.day)
        self._about = "days"
        self.show_all()

    @property
    def _line_here(self) -> LineVerdict | None:
        """The red line under the cursor, if the cursor of the parties is asked about."""
        row = self._parties.row
        return row if self._asked is self._parties and isinstance(row, LineVerdict) else None

    def _ask_why(self, held: LineVerdict) -> None:
        from planner.tui.widgets.question_fields import WhyField  # noqa: PLC0415 (when asked)

        line = held.line.id
        why = self._session.written.set_aside.get(line, "")
        self.ask_line(WhyField(line, why, aside=held.set_aside))

    def _changed(self, change: Change | None) -> None:
        if change is not None:
            self.show_all()

    def _go_to_undecided(self, step: int) -> None:
        issues = [issue.id for issue in self._session.case.issues]
        here = issues.index(self._issues.row.issue.id)
        undecided = self._session.verdict.undecided
        for offset in range(1, len(issues) + 1):
            issue = issues[(here + step * offset) % len(issues)]
            if issue in undecided:
                self._issues.go_to(issue)
                self._issues.focus()
                return
        self.notify("Every issue is decided.", markup=False)

    def _go_to_line(self, step: int) -> None:
        rows = self._parties.lines_with(LineStatus.CROSSED, LineStatus.CONTESTED)
        if not rows:
            self.notify("No counted line is crossed or contested.", markup=False)
            return
        here = self._parties.cursor
        ahead = [row for row in rows if (row - here) * step > 0]
        self._parties.cursor = (ahead or rows)[0 if step > 0 else -1]
        self._parties.focus()
        self._ask_about(self._parties)

    def _show_verdict(self) -> None:
        self._show_title()
        verdict = self._session.verdict
        sentence = verdict_sentence(verdict)
        style = "$text-error" if verdict.crossed else "$text-warning" if verdict.contested else ""
        words = plain(sentence[0].upper() + sentence[1:], f"bold {style}")
        self._verdict.update(words, layout=False)

    def _show_title(self) -> None:
        session = self._session
        title = session.scenario.title or (session.path.name if session.path else "New scenario")
        unsaved = " • unsaved" if session.unsaved else ""
        known = self._left
        lines = any(line.counted for line in session.verdict.lines)
        left = open_sentences(
            session.scenario_count,
            session.lens,
            known.whole,
            known.chosen,
            lines=lines,
            working=known.working,
        )
        rights = [f"{session.case.title} · {left[0]}", *left]
        day = as_of_words(session.day, session.own_day)
        if looking := " · ".join(filter(None, (day, lens_words(session.lens, session.reading)))):
            rights = [*(f"{looking} · {words}" for words in rights), looking]
        self._title.show(f"{title}{unsaved}", *rights)

    def _count(self) -> None:
        """Begin to count what is left; until it is known, nothing is shown in its place."""
        case, scenario = self._session.case, self._session.scenario
        whole = (case, self._session.lens, scenario.set_aside)
        asked = (*whole, *scenario.chosen())
        if asked == self._counted_for:
            return  # known, or being worked out
        # How many are clear in all does not depend on what is chosen: that number may stay.
        same = whole == self._counted_for[: len(whole)]
        self._left = WhatIsLeft(whole=self._left.whole if same else None)
        self._counted_for = asked
        self._live.ask(self._session)

    def _show_left(self, left: WhatIsLeft) -> None:
        self._left = left
        self._issues.show_left(left)
        self._show_title()
        self._show_why(keep_place=True)

    def _ask_about(self, rows: RowList) -> None:
        self._asked = rows
        self._about = ""
        self._show_why()

    def _show_why(self, *, keep_place: bool = False) -> None:
        page = self._explanation()
        self._why.entitle(f"Why · {inline(page.heading.runs)}")
        self._why.show(page.body, keep_place=keep_place)

    def _explanation(self) -> Page:
        """What is to be said on what was asked about last."""
        if self._about == "readings":
            return reasons_for_readings(self._session)
        if self._about == "days":
            return reasons_for_day(self._session)
        if self._asked is self._parties:
            held = self._line_here
            party = self._parties.party.party.id
            return reasons_for_party_row(self._session, party, held.line if held else None)
        return reasons_for_issue_row(self._session, self._issues.row, self._left)
