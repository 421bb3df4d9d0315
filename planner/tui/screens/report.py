"""Reports of the open scenario: which one, how it is written, without what; with a preview."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import ClassVar

from attrs import evolve
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from planner.analysis.engine.limits import Limit
from planner.editing.quote_checks import QuoteChecks
from planner.editing.scenario_session import Session
from planner.errors import PlannerError
from planner.files.shelf import file_name
from planner.files.toml.typed_texts import unfit_line
from planner.keys.command import Command
from planner.keys.rebinding import own_key
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.library import LIBRARY
from planner.keys.tables.sharing import REPORT
from planner.reports.content.report import Given, Wish, report_of
from planner.reports.content.withheld import NOTHING_WITHHELD
from planner.reports.page import Paragraph, Tone
from planner.reports.report import Report
from planner.reports.words.verdicts import sentence
from planner.tui.bindings import bindings
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.files.reported_scenarios import all_given, open_one, with_doubts_afresh
from planner.tui.files.writing_report import report_path, suggested_path, write_report
from planner.tui.in_thread import beside
from planner.tui.look.sizes import ANALYSIS_WIDE
from planner.tui.said_of_report import preview_blocks, title_of_report
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.waiting import GivenUpError, waited
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.report_choices import ChosenReport, ReportChoices
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.tab_bar import TabBar
from planner.tui.widgets.title_bar import TitleBar

__all__ = ["ReportScreen"]

_SECONDS = 5.0
"""What may be spent on the numbers of a preview."""


class ReportScreen(ScenarioScreen):
    """What the report is to be at the left, and at the right what it says.

    The preview holds what the file will: what is left out there is gone from here too.
    """

    tab = "report"
    wide_from = ANALYSIS_WIDE
    commands_here: ClassVar[tuple[Command, ...]] = (*REPORT, *ANYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(commands_here)
    DEFAULT_CSS = """
    ReportScreen #panes { height: 1fr; layout: vertical; }
    ReportScreen #choices, ReportScreen #preview {
        height: 1fr; width: 1fr; border-top: solid $foreground 30%; border-title-color: $text;
    }
    ReportScreen #preview { padding: 0 1; }
    ReportScreen #choices:focus, ReportScreen #preview:focus {
        border-top: heavy $accent; border-title-style: bold;
    }
    ReportScreen.-wide #panes { layout: horizontal; }
    ReportScreen.-wide #choices { width: 2fr; }
    ReportScreen.-wide #preview { width: 3fr; border-left: solid $foreground 30%; }
    """

    class Made(Message):
        """The report of a run is there, and what it was made of; or why there is none."""

        def __init__(
            self, run: int, report: Report | None, given: Sequence[Given] = (), refused: str = ""
        ) -> None:
            super().__init__()
            self.run = run
            self.report = report
            self.given = given
            self.refused = refused

    def __init__(
        self,
        session: Session,
        marks: Sequence[Path] = (),
        checks: Callable[[], QuoteChecks | None] = lambda: None,
    ) -> None:
        super().__init__()
        self._checks = checks
        self._session = session
        self._marks = [path for path in marks if path != session.path]
        self._title = TitleBar()
        self._choices = ReportChoices(session.whole_case, ChosenReport(), id="choices")
        self._preview = PassagePane(id="preview")
        self._choices.border_title = "What it is to be"
        keys = "Enter writes · Esc cancels"
        self._path = LineField("the file to write", id="report-path", keys=keys, hidden=True)
        keys = "Enter takes it · Esc cancels"
        what = "how far it may be handed on"
        self._marking = LineField(what, id="marking", keys=keys, hidden=True)
        self._report: Report | None = None
        self._working = False
        self._given_made: Sequence[Given] = ()
        self._made_of = ("", NOTHING_WITHHELD, False)
        self._run = 0
        self._stop = Event()

    def compose(self) -> ComposeResult:
        """The bars, the choices and the preview."""
        yield TabBar(self.tab, self.commands_here)
        yield self._title
        with Container(id="panes"):
            yield self._choices
            yield self._preview
        yield self._path
        yield self._marking
        yield KeyBar(self.commands_here)

    @property
    def open_scenario(self) -> Session:
        """The session that is reported on."""
        return self._session

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The choices and the preview."""
        return self._choices, self._preview

    def show_change(self) -> None:
        """Make the report anew."""
        self._make()

    def show_quotes(self) -> None:
        """Mark what is known of the quotes by now."""
        self._make()

    def on_mount(self) -> None:
        """Make the first one."""
        self._preview.mark_quotes({})  # the report marks them itself
        self._choices.focus()
        self._make()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stop.set()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click chooses."""
        event.stop()
        self.command_choose()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Moving chooses nothing."""
        event.stop()

    def command_choose(self) -> None:
        """Choose the row: the report, its format, or what is left out."""
        if not self._choices.choose():
            return
        if self._report is not None and self._same_words():
            self._entitle()
        else:
            self._make()

    def _same_words(self) -> bool:
        """Whether only the format was chosen anew: then the report says what it said."""
        chosen = self._choices.chosen
        return self._made_of == (chosen.kind, chosen.withheld, chosen.private)

    def command_read(self) -> None:
        """Go to the preview."""
        self._preview.focus()

    def command_next_group(self) -> None:
        """Go to the next heading of the choices."""
        self._choices.go_to_group(1)

    def command_previous_group(self) -> None:
        """Go to the heading before."""
        self._choices.go_to_group(-1)

    def command_save(self) -> None:
        """Ask for the name of the file, with one that fits."""
        if self._report is None:
            self.notify("There is no report to write yet.", markup=False)
            return
        chosen = self._choices.chosen
        self._path.value = suggested_path(self._session, chosen.kind, chosen.form)
        self._path.begin()

    def command_marking(self) -> None:
        """Ask how far the scenario may be handed on: it stands on every page."""
        self._marking.value = self._session.written.marking
        self._marking.begin()

    def command_back(self) -> None:
        """Leave the field, the zoom, the preview, the lens, the screen."""
        if self._path.display or self._marking.display:
            self._end_fields()
        elif self.zoomed:
            self.command_zoom()
        elif self._preview.has_focus:
            self._choices.focus()
        elif not self.end_lens():
            self.dismiss(None)

    def on_line_field_left(self) -> None:
        """Write nothing."""
        self._end_fields()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the marking, or write the report."""
        event.stop()
        if event.input is self._marking:
            marking = event.value.strip()
            if unfit := unfit_line(marking):
                self.notify(f"The marking {unfit}.", severity="warning", markup=False)
                return
            changed = self._session.set_marking(marking)
            self._end_fields()
            if changed is not None:
                self._make()
            return
        form = self._choices.chosen.form
        path = report_path(event.value, form)
        if path is None:
            self.notify("Type the name of a file.", markup=False)
            return
        self._end_fields()
        self._write(form, path)

    def _end_fields(self) -> None:
        self._path.end()
        self._marking.end()
        self._choices.focus()

    @work
    async def _write(self, form: str, path: Path) -> None:
        """Write the report, and say so where it was given up."""
        stop = Event()
        try:
            report = await self._as_texts_are(stop)
            await write_report(self.app, report, form, path)
        except GivenUpError:
            self.notify(f"Not written: {file_name(path)}", markup=False)
        except PlannerError as error:
            self.notify(sentence(str(error)), severity="warning", markup=False)
        finally:
            stop.set()  # the end of the app would wait for what is still made

    async def _as_texts_are(self, stop: Event) -> Report:
        """The report of the preview; another one where a text is another by now.

        Raises :class:`~planner.tui.waiting.GivenUpError` after Esc.
        """
        session, report, made, run = self._session, self._report, self._given_made, self._run
        own, wish = open_one(session, self._checks()), self._wish(stop)
        case, file, key = session.whole_case, session.case_file, self._marking_key

        def reading() -> list[Given]:
            own_now = with_doubts_afresh(own, case, file)
            return all_given(own_now, self._marks, wish, key)

        given = await at_once_or_waited(self.app, "Looking for the quotes", reading)
        if report is not None and given == made:
            return report
        wish = evolve(wish, limit=wish.limit.from_now())
        # Not in a thread for disks: it may compute in a library that is not Python's.
        making = asyncio.create_task(asyncio.to_thread(report_of, given, wish))
        try:
            if not await waited(self.app, "Making the report", making):
                raise GivenUpError
            report = await making
        finally:
            making.cancel()
        if run == self._run:  # else another one was asked for meanwhile
            self._stop.set()
            self._run += 1
            self.post_message(self.Made(self._run, report, given))
        return report

    def _make(self) -> None:
        """Make the report beside the interface; what was asked before is given up."""
        self._stop.set()
        self._stop = stop = Event()
        self._run = run = self._run + 1
        chosen = self._choices.chosen
        self._made_of = (chosen.kind, chosen.withheld, chosen.private)
        self._report, self._working = None, True
        self._entitle()
        own = open_one(self._session, self._checks())
        self.run_worker(self._work(run, own, self._wish(stop)), group="report")

    def _wish(self, stop: Event) -> Wish:
        session, chosen = self._session, self._choices.chosen
        return Wish(
            chosen.kind,
            chosen.withheld,
            session.lens,
            (session.day,),
            Limit(seconds=_SECONDS, cancelled=stop).from_now(),
            private=chosen.private,
        )

    @property
    def _marking_key(self) -> str:
        return own_key(self.app, LIBRARY, "mark")

    async def _work(self, run: int, own: Given, wish: Wish) -> None:
        try:
            given = await beside(partial(all_given, own, self._marks, wish, self._marking_key))
            report = await asyncio.to_thread(report_of, given, wish)
        except PlannerError as error:
            self.post_message(self.Made(run, None, refused=str(error)))
        else:
            self.post_message(self.Made(run, report, given))

    def on_report_screen_made(self, event: Made) -> None:
        """Show it."""
        event.stop()
        if event.run != self._run:
            return
        self._report, self._given_made, self._working = event.report, event.given, False
        if event.report is None:
            self._preview.show([Paragraph(sentence(event.refused), tone=Tone.CONTESTED)])
        else:
            blocks = [*preview_blocks(event.report, self._marks)]
            self._preview.show(blocks, keep_place=True)
        self._entitle()

    def _entitle(self) -> None:
        chosen = self._choices.chosen
        self._title.show(*title_of_report(self._session))
        state = " · working ..." if self._working else ""
        self._preview.entitle(f"Preview of the {chosen.kind}, written as {chosen.form}{state}")
