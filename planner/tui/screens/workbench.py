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

from planner.check.verdict import LineStatus, PartyVerdict
from planner.editing.scenario_session import Change, Session
from planner.keys.commands import ANYWHERE, WORKBENCH, Command
from planner.model.reading import Reading
from planner.reports.content.explain import (
    explain_issue,
    explain_left,
    explain_line,
    explain_option,
    explain_party,
    explain_readings,
)
from planner.reports.formats.text import inline
from planner.reports.page import Page
from planner.reports.words.counts import open_sentences
from planner.reports.words.verdicts import lens_words, verdict_sentence
from planner.tui.bindings import bindings
from planner.tui.live_counts import LiveCounts, WhatIsLeft
from planner.tui.look.sizes import DEAL_WIDE
from planner.tui.plain import plain
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.issue_list import IssueList
from planner.tui.widgets.party_list import PartyList
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.widgets import Input

    from planner.tui.widgets.details_form import DetailsForm
    from planner.tui.widgets.news_bar import News
    from planner.tui.widgets.note_editor import NoteEditor

__all__ = ["Workbench"]


class Workbench(ScenarioScreen):
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

    class OpenAsked(Message):
        """The planner wants another scenario."""

    class NewAsked(Message):
        """The planner wants a new scenario."""

    class CompareAsked(Message):
        """The planner wants the scenario beside others."""

    class NewsAsked(Message):
        """The planner wants to deal with what happened to the file elsewhere."""

    class EvidenceAsked(Message):
        """The planner wants to see who states what, from an issue on."""

        def __init__(self, issue: str) -> None:
            super().__init__()
            self.issue = issue

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._issues = IssueList(session)
        self._parties = PartyList(session)
        self._why = PassagePane(id="why")
        self._title = TitleBar()
        self._verdict = Static(id="verdict", markup=False)
        self._asked: RowList = self._issues
        self._about_readings = False
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
    def open_scenario(self) -> Session:
        """The session that is shown."""
        return self._session

    def show_change(self) -> None:
        """Show the scenario as it stands now."""
        self.show_all()

    def look_through(self, reading: Reading | None) -> None:
        """Judge through that reading, and compare the readings in the pane of reasons."""
        super().look_through(reading)
        self._about_readings = reading is not None

    def show_news(self, news: News | None) -> None:
        """Show what happened to the file elsewhere, until it is dealt with."""
        from planner.tui.widgets.news_bar import NewsBar  # noqa: PLC0415 (only then)

        bars = self.query(NewsBar)
        bar = bars.first() if bars else NewsBar()
        if not bars:
            self.mount(bar, before=self.query_one(KeyBar))
        bar.show(news)

    def on_news_bar_clicked(self) -> None:
        """A click on the news deals with them."""
        self.command_news()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Explain what the cursor stands on."""
        self._ask_about(event.rows)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on an option chooses it."""
        self._ask_about(event.rows)
        if event.rows is self._issues and self._issues.row.option is not None:
            self.command_choose()

    def on_unmount(self) -> None:
        """Work out nothing any more."""
        self._live.stop()

    def on_issue_list_seen(self) -> None:
        """Other issues have come in sight."""
        self._live.see()

    def on_descendant_focus(self) -> None:
        """Explain what the cursor of the list stands on that has the focus now."""
        if isinstance(self.focused, RowList) and self.focused is not self._asked:
            self._ask_about(self.focused)

    def command_choose(self) -> None:
        """Choose the option under the cursor; from an issue, go to its options."""
        row = self._issues.row
        if self._asked is not self._issues:
            return
        if row.option is None:
            chosen = self._session.scenario.option(row.issue.id)
            self._issues.go_to(row.issue.id, chosen or row.issue.options[0].id)
        else:
            self._changed(self._session.choose(row.issue.id, row.option.id))

    def command_digit(self, key: str) -> None:
        """Choose an option of the issue by its number."""
        issue = self._issues.row.issue
        if int(key) <= len(issue.options):
            option = issue.options[int(key) - 1]
            self._issues.go_to(issue.id, option.id)
            self._changed(self._session.choose(issue.id, option.id))

    def command_clear(self) -> None:
        """Leave the issue undecided."""
        self._changed(self._session.choose(self._issues.row.issue.id, None))

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
        """Leave the red line under the cursor out of the count, or count it again."""
        row = self._parties.row
        if self._asked is not self._parties or isinstance(row, PartyVerdict):
            self.notify("Move to a red line in the parties' pane first (Tab).", markup=False)
            return
        self._changed(self._session.set_aside(row.line.id, aside=not row.set_aside))

    def command_note(self) -> None:
        """Write a note on the issue that the cursor is on."""
        from planner.tui.widgets.note_editor import NoteEditor  # noqa: PLC0415 (when asked)

        issue = self._issues.row.issue
        self._edit(NoteEditor(issue.id, issue.title, self._session.scenario.note(issue.id)))

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

    def on_search_field_left(self) -> None:
        """Show all issues again."""
        self.command_back()

    def command_back(self) -> None:
        """End the filter, the tour, the zoom, the lens or the counting, whichever there is."""
        from planner.tui.tour import end_tour  # noqa: PLC0415 (when asked)

        if self.query("#search"):
            self.query("#search").remove()
            self._issues.filter_by("")
            self._issues.focus()
        elif end_tour(self):
            pass
        elif self.zoomed:
            self.command_zoom()
        elif self.end_lens():
            pass
        elif self._left.working:
            self._live.stop()
            self._show_left(evolve(self._left, working=False))
            self.notify("Stopped counting; the next change counts again.", markup=False)

    def command_tour(self) -> None:
        """Begin the tour, or go on with it."""
        from planner.tui.tour import go_on  # noqa: PLC0415 (when asked)

        go_on(self)

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

    def command_open(self) -> None:
        """Go to the list of scenarios."""
        self.post_message(self.OpenAsked())

    def command_new(self) -> None:
        """Go to the list of cases."""
        self.post_message(self.NewAsked())

    def command_compare(self) -> None:
        """Go to the scenario beside those marked in the library."""
        self.post_message(self.CompareAsked())

    def command_evidence(self) -> None:
        """Go to who states what, beginning with the issue under the cursor."""
        self.post_message(self.EvidenceAsked(self._issues.row.issue.id))

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

    def _changed(self, change: Change | None) -> None:
        if change is not None:
            self.show_all()

    def _go_to_undecided(self, step: int) -> None:
        issues = [issue.id for issue in self._session.case.issues]
        here = issues.index(self._issues.row.issue.id)
        for offset in range(1, len(issues) + 1):
            issue = issues[(here + step * offset) % len(issues)]
            if self._session.scenario.option(issue) is None:
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
            session.case,
            session.lens,
            known.whole,
            known.chosen,
            lines=lines,
            working=known.working,
        )
        rights = [f"{session.case.title} · {left[0]}", *left]
        if looking := lens_words(session.lens, session.reading):
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
        self._about_readings = False
        self._show_why()

    def _show_why(self, *, keep_place: bool = False) -> None:
        page = self._explanation()
        self._why.entitle(f"Why · {inline(page.heading.runs)}")
        self._why.show(page.body, keep_place=keep_place)

    def _explanation(self) -> Page:
        """What is to be said on what was asked about last."""
        verdict = self._session.verdict
        if self._about_readings:
            return explain_readings(verdict, map(self._session.verdict_under, Reading))
        if self._asked is self._parties:
            held = self._parties.row
            if isinstance(held, PartyVerdict):
                return explain_party(verdict, held.party.id)
            return explain_line(verdict, held.line)
        issue, option = self._issues.row.issue, self._issues.row.option
        scenario = self._session.scenario
        chosen = scenario.option(issue.id)
        if option is None:
            return explain_issue(verdict, issue, chosen, scenario.note(issue.id))
        consequence = self._session.consequences(issue.id)[option.id]
        page = explain_option(verdict, issue, option, consequence, chosen=chosen == option.id)
        left = self._left.tally(issue.id, option.id)
        why = self._left.why.get((issue.id, option.id))
        said_already = consequence.crossed and left is not None and left.open == 0
        if said_already or not any(line.counted for line in verdict.lines):
            left = None  # a reading that counts no line says nothing of how many are left
        return Page(page.heading, (*explain_left(verdict.case, left, why), *page.body))
