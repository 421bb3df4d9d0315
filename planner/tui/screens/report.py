"""Reports of the open scenario: which one, how it is written, without what; with a preview."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from planner.editing.quote_checks import QuoteChecks, check_quotes
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError, PlannerError
from planner.files.scenarios.reading import read_scenario
from planner.files.shelf import file_name
from planner.files.toml.typed_texts import unfit_line
from planner.keys.command import Command
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.sharing import REPORT
from planner.model.case import Case
from planner.reports.content.quote_marks import Mark
from planner.reports.content.quotes import doubts_of
from planner.reports.content.report import REPORTS, Given, Wish, report_of
from planner.reports.content.withheld import NOTHING_WITHHELD
from planner.reports.page import GAP, Block, Heading, Paragraph, Tone
from planner.reports.report import Report
from planner.reports.words.lenses import as_of_words
from planner.reports.words.verdicts import lens_words, listed, sentence
from planner.tui.bindings import bindings
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.files.writing_report import report_path, suggested_path, write_report
from planner.tui.in_thread import beside
from planner.tui.look.sizes import ANALYSIS_WIDE
from planner.tui.said_of_deal import title_of_what_if
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.screens.working import GivenUpError, waited
from planner.tui.widgets.bars import KeyBar, TitleBar
from planner.tui.widgets.line_field import LineField
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.report_choices import ChosenReport, ReportChoices
from planner.tui.widgets.row_list import RowList
from planner.tui.widgets.tab_bar import TabBar

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

        Raises :class:`~planner.tui.screens.working.GivenUpError` after Esc.
        """
        session, report, made, run = self._session, self._report, self._given_made, self._run
        own, wish = self._own(), self._wish(stop)
        reading = partial(self._given_afresh, own, wish, session.whole_case, session.case_file)
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
        self.run_worker(self._work(run, self._own(), self._wish(stop)), group="report")

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

    def _own(self) -> Given:
        """The open scenario, with what is known of its quotes."""
        session, checks = self._session, self._checks()
        name = session.path.name if session.path else ""
        tried = title_of_what_if(session.what_if)
        doubts = doubts_of(checks.quotes.values()) if checks is not None else {}
        return Given(name, session.written, session.whole_case_shown, tried, doubts)

    async def _work(self, run: int, own: Given, wish: Wish) -> None:
        try:
            given = await beside(partial(self._given, own, wish))
            report = await asyncio.to_thread(report_of, given, wish)
        except PlannerError as error:
            self.post_message(self.Made(run, None, refused=str(error)))
        else:
            self.post_message(self.Made(run, report, given))

    def _given_afresh(self, own: Given, wish: Wish, case: Case, file: Path | None) -> list[Given]:
        """The same, marked by the texts of the case as they are."""
        return self._given(evolve(own, doubts=_doubts(case, file)), wish)

    def _given(self, own: Given, wish: Wish) -> list[Given]:
        """The open scenario, and where several stand together those that are marked."""
        kind, known = wish.name, REPORTS[wish.name]
        if not known.together or known.most is None:
            return [own]
        marked = [_given(path, private=wish.private) for path in self._marks]
        given = [own, *marked][: known.most]
        if len(given) < known.least:
            raise FewScenariosError(
                f"{kind} needs {known.least} scenarios: mark others with Space in the library"
            )
        return given

    def on_report_screen_made(self, event: Made) -> None:
        """Show it."""
        event.stop()
        if event.run != self._run:
            return
        self._report, self._given_made, self._working = event.report, event.given, False
        if event.report is None:
            self._preview.show([Paragraph(sentence(event.refused), tone=Tone.CONTESTED)])
        else:
            blocks = [*self._left_out(event.report), *_blocks(event.report)]
            self._preview.show(blocks, keep_place=True)
        self._entitle()

    def _left_out(self, report: Report) -> Iterator[Block]:
        """Which of those that are marked the report has no room for."""
        known = REPORTS[report.name]
        if known.together and known.most is not None and len(self._marks) >= known.most:
            names = listed([file_name(path) for path in self._marks[known.most - 1 :]], "and")
            words = f"This report takes {known.most} scenarios. Marked, and not in it: {names}."
            yield Paragraph(words, tone=Tone.CONTESTED)
            yield GAP

    def _entitle(self) -> None:
        session, chosen = self._session, self._choices.chosen
        title = session.scenario.title or (session.path.name if session.path else "New scenario")
        looking = lens_words(session.lens, session.reading)
        day = as_of_words(session.day, session.own_day)
        reading = " · ".join(filter(None, (day, looking or f"{session.reading} reading")))
        self._title.show(f"Report · {title}", f"{session.case.title} · {reading}", reading)
        state = " · working ..." if self._working else ""
        self._preview.entitle(f"Preview of the {chosen.kind}, written as {chosen.form}{state}")


class FewScenariosError(PlannerError):
    """The report needs more scenarios than there are."""


def _given(path: Path, *, private: bool) -> Given:
    try:
        loaded = read_scenario(path, private=private)
    except FileProblemError as error:
        raise FewScenariosError(f"it cannot be reported on: {error.problems[0]}") from None
    doubts = _doubts(loaded.case, loaded.case_file)
    return Given(path.name, loaded.written, loaded.case, doubts=doubts)


def _doubts(case: Case, file: Path | None) -> Mapping[tuple[str, str], Mark]:
    """The marks of the quotes, by the texts as they are; takes its time."""
    return doubts_of(check_quotes(case, file).quotes.values())


def _blocks(report: Report) -> Iterable[Block]:
    """All pages one after the other, under the marking."""
    if report.marking:
        yield Paragraph(report.marking, tone=Tone.CONTESTED)
        yield GAP
    for number, page in enumerate(report.pages):
        if number:
            yield GAP
        for block in page.blocks:
            if isinstance(block, Heading) and block is not page.heading:
                yield GAP
            yield block
