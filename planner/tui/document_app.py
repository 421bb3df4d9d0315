"""What is open in the app, and how it comes and goes, so that no unsaved work is lost."""

from __future__ import annotations

import asyncio
import time
from abc import abstractmethod
from collections.abc import Mapping
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from planner.editing.overlays import overlay_with_warnings
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.catalogue import first_case
from planner.files.cases.reading import is_case_file, read_case
from planner.files.places import places
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import Settings
from planner.own_thread import in_own_thread
from planner.tui.base_app import BaseApp
from planner.tui.ending import Ending
from planner.tui.engine_doubts import decide_for
from planner.tui.files.disk_work import DiskWork
from planner.tui.files.draft_keeping import DraftKeeping
from planner.tui.files.open_scenario import OpenScenario
from planner.tui.files.telling_news import TellingNews
from planner.tui.letting_go import let_go
from planner.tui.quote_marking import QuoteMarking
from planner.tui.screens.workbench import Workbench
from planner.tui.waiting import waited
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.case_session import CaseSession
    from planner.editing.scenario_states import MarkedState
    from planner.reports.content.quote_marks import Mark
    from planner.tui.files.news import News
    from planner.tui.files.open_case import OpenCase

__all__ = ["DocumentApp"]

_SOON = 0.3
"""Seconds until it is said that what was named is read: most is open by then, and drawn once."""
_DRAFT_SECONDS = 1.0
_FORGET_SECONDS = 2.0


class DocumentApp(BaseApp):
    """Shows one session at a time on the workbench, and takes it to and from files."""

    def __init__(
        self,
        path: Path | None = None,
        settings: Settings | None = None,
        *,
        private: bool = True,
    ) -> None:
        super().__init__(settings)
        self.private = private
        self._path = None if path is None else places().absolute(path)
        self.ending = Ending(self, self.keep_draft)
        self._scenario: OpenScenario | None = None
        self._workbench: Workbench | None = None
        self._refused: FileProblemError | None = None
        self._blank = False
        self._being_read: tuple[Future[Session], float] | None = None
        self._disk = DiskWork(self, self._show_states)
        self._drafts = DraftKeeping(self, self._open_documents, self._show_states)
        self._leaving = False
        self._news = TellingNews(
            self, lambda: self.session, lambda: self._case_on_desk, lambda: self._workbench
        )
        self._marks: list[Path | MarkedState] = []
        self._quotes = QuoteMarking(self)
        self._case_on_desk: OpenCase | None = None

    @property
    def quote_marks(self) -> Mapping[tuple[str, str], Mark]:
        """What is doubtful of the open case's quotes: panes of text say it wherever they stand."""
        return self._quotes.marks

    @property
    def news(self) -> News | None:
        """What happened to the file elsewhere and is not dealt with; ``None`` for nothing."""
        return self._news.now

    @property
    def news_signs(self) -> tuple[str, ...]:
        """What titles say of the news, from long to short; empty where there are none."""
        return self._news.signs

    @property
    def session(self) -> Session | None:
        """What is open; ``None`` before anything could be opened."""
        return None if self._scenario is None else self._scenario.session

    def get_default_screen(self) -> Screen[None]:
        """The workbench on what was named; a blank screen if that leads to another one first."""
        if self._path is None and self.settings.start_page:
            return self._blank_screen()
        begun, reading = time.monotonic(), in_own_thread(self._first_session)
        wait([reading], timeout=_SOON)
        if not reading.done():
            self._being_read = reading, begun
            return self._blank_screen()
        try:
            session = reading.result()
        except FileProblemError as error:
            self._refused = error
            return self._blank_screen()
        return self._show(session)

    async def show_once_read(self) -> None:
        """Show what was named, which takes its time to be read; Esc leads to the start page."""
        if self._being_read is None:
            return
        (reading, begun), self._being_read = self._being_read, None
        name = "the case" if self._path is None else shown_path(self._path.name)
        work = asyncio.wrap_future(reading)
        with self.turns.between_screens():
            if not await waited(self, f"Reading {name}", work, since=begun):
                work.cancel()
                self.notify(f"Not opened: {name}", markup=False)
                return
            try:
                self._show(await work)
            except FileProblemError as error:
                self._refused = error

    def _blank_screen(self) -> Screen[None]:
        """What lies below the first screens until a document is open."""
        self._blank = True
        return Screen()

    def on_mount(self) -> None:
        """Look for unsaved work of earlier days, and keep today's."""
        self.ending.watch_signals()
        decide_for(self)
        self.set_interval(_DRAFT_SECONDS, self._drafts.keep_beside)
        self.set_interval(_FORGET_SECONDS, let_go)
        self.call_after_refresh(self.begin)

    def on_unmount(self) -> None:
        """Signals go to the process again."""
        self.ending.watch_no_longer()

    def on_terminal_driver_hung_up(self) -> None:
        """The terminal has gone, whether a signal says so or not."""
        self.ending.hang_up()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Writes nothing: in an app whose files are precious no action may write one by itself."""

    async def action_quit(self) -> None:
        """Leave; with unsaved changes ask first."""
        self._leave()

    def keep_draft(self) -> None:
        """Keep unsaved work where it survives a crash; waits for the disk."""
        self._drafts.keep()

    def _show_states(self) -> None:
        """Say anew in the titles whether what is open is saved, being saved or not protected."""
        if not self.is_running:
            return
        if self._workbench is not None and self._workbench.is_mounted:
            self._workbench.show_title()
        if self._case_on_desk is not None:
            self._case_on_desk.show_title()

    def kept_at_end(self) -> list[str]:
        """Keep unsaved work; what became of it, in plain lines."""
        return self._drafts.kept_at_end()

    def _open_documents(self) -> list[Session | CaseSession]:
        """The scenario, and the case where it was opened."""
        found: list[Session | CaseSession] = []
        if self.session is not None:
            found.append(self.session)
        if self._case_on_desk is not None and self._case_on_desk.session is not None:
            found.append(self._case_on_desk.session)
        return found

    def on_workbench_save_asked(self, event: Workbench.SaveAsked) -> None:
        """Save the scenario."""
        self._save_from_key(elsewhere=event.elsewhere)

    def _open_case(self) -> OpenCase:
        """The case of what is open, as a document."""
        if self._case_on_desk is None:
            from planner.tui.files.open_case import OpenCase  # noqa: PLC0415 (when asked)

            self._case_on_desk = OpenCase(self, self._disk, self.settings.case_schema)
        return self._case_on_desk

    async def _deal_with_news(self) -> None:
        if await self._news.deal() == "elsewhere":
            await self._save(elsewhere=True)
        elif self._workbench is not None:
            self._workbench.show_all()

    @work
    async def _leave(self) -> None:
        if self._leaving and not self._disk.given_up:
            return  # the question is on the screen
        self._leaving = True
        try:
            if self._disk.busy and not await self._disk.over():
                from planner.tui.files.closing import leaves_while_saving  # noqa: PLC0415 (hardly ever)

                if await leaves_while_saving(self):
                    self.ending.end(0)
            elif await self.may_close():
                self._let_go()
                self._scenario = None
                self.exit(0)
        finally:
            self._leaving = False

    @work
    async def _save_from_key(self, *, elsewhere: bool) -> None:
        await self._save(elsewhere=elsewhere)

    async def _save(self, *, elsewhere: bool) -> None:
        if self._scenario is not None:
            await self._scenario.save(elsewhere=elsewhere)

    def _saved(self) -> None:
        """The scenario stands in its file now."""
        self._news.saved()
        if self._workbench is not None:
            self._workbench.show_all()

    def session_of(self, path: Path) -> Session:
        """The file as a session. Raises :class:`~planner.errors.FileProblemError`."""
        session = _session_of(path)
        self._lay_over(session)
        return session

    def _note(self) -> None:
        if self._scenario is not None:
            self._scenario.note()

    async def may_close(self) -> bool:
        """Whether what is open may go: saved, or given up by the planner's own word.

        It is still there: what comes in its place may be unreadable.
        """
        if not await self._disk.over():
            return False
        scenario = self._scenario
        if scenario is None:
            return True
        forms = any(screen.query("FormPrompt CaseForm") for screen in self.screen_stack)
        if forms or scenario.session.what_if is not None:
            from planner.tui import trying_out  # noqa: PLC0415 (only then)

            if not await trying_out.may_close(self, scenario.session, self._open_case()):
                return False
        case = self._case_on_desk
        if case is not None and not await case.may_close(scenario.session):
            return False
        return await scenario.may_close()

    async def _go_to_deal(self) -> None:
        """Leave what lies over the deal."""
        while self._workbench in self.screen_stack and self.screen is not self._workbench:
            await self.screen.dismiss(None)

    def _let_go(self) -> None:
        """Know no longer what was open: something else is, or the app is left."""
        if self.session is not None:
            self.session.document.drop_draft()
        if self._case_on_desk is not None:
            self._case_on_desk.forget()

    def _show(self, session: Session) -> Workbench:
        self._scenario = OpenScenario(self, self._disk, session, self._saved)
        session.document.schema = self.settings.scenario_schema
        if self._workbench is None:
            self._workbench = Workbench(session)
            if self._blank:
                self.push_screen(self._workbench)
        else:
            self._workbench.open_session(session)
        if self.is_running:
            self._quotes.look(session)
        return self._workbench

    def _lay_over(self, session: Session) -> None:
        """Judge with the private overlay beside the case, or say what is wrong with that.

        In any thread.
        """
        if not self.private:
            return
        try:
            overlay, session.overlay_warnings = overlay_with_warnings(session.case_file)
            session.lay_over(overlay)
        except FileProblemError as error:
            words = f"The private overlay is left out. {error.problems[0]}"
            self.call_later(self.notify, words, severity="error", timeout=20, markup=False)

    def _first_session(self) -> Session:
        if self._path is not None:
            return self.session_of(self._path)
        session = Session.of_case(first_case())
        self._lay_over(session)
        return session

    @abstractmethod
    def begin(self) -> None:
        """Go on from the first screen, once it is drawn."""

    @abstractmethod
    async def show_tab(self, tab: str, session: Session) -> None:
        """Show the screen of that name over what is open."""


def _session_of(path: Path) -> Session:
    if is_case_file(path):
        return Session.of_case(read_case(path))
    return Session.of_file(read_scenario(path))
