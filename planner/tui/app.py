"""The app: which screen is shown, files in and out, and that no unsaved work is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.command import Provider
from textual.screen import Screen

from planner.editing.overlays import overlay_beside
from planner.editing.scenario_session import Session
from planner.editing.way_in import WayIn
from planner.errors import FileProblemError, PlannerError
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.places import places
from planner.files.scenarios.reading import read_scenario
from planner.keys.key_names import key_words
from planner.keys.memory import remember
from planner.keys.rebinding import rebound
from planner.keys.settings import Settings, settings_at_start
from planner.keys.tables.anywhere import ANYWHERE
from planner.keys.tables.deal import WORKBENCH
from planner.model.reading import Reading
from planner.tui.base_app import BaseApp
from planner.tui.engine_doubts import decide_for
from planner.tui.letting_go import forget_closed_drawings, tidy_after_start
from planner.tui.quote_marking import QuoteMarking
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.screens.workbench import Workbench
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.case_session import CaseSession
    from planner.editing.states import MarkedState
    from planner.reports.content.quote_marks import Mark
    from planner.tui.files.news import News
    from planner.tui.files.open_case import OpenCase
    from planner.tui.files.watch import FileWatch
    from planner.tui.screens.case import CaseScreen
    from planner.tui.screens.evidence import Evidence
    from planner.tui.screens.library import Library
    from planner.tui.screens.scenario_screen import ScenarioScreen

__all__ = ["PlannerApp", "run"]

_DRAFT_SECONDS = 1.0
_FORGET_SECONDS = 2.0
_ENDING_SECONDS = 2.0
_CASE_SUFFIX = ".case.toml"


def run(path: str | None, *, mouse: bool = True, private: bool = True) -> int:
    """Run the app in this terminal; the exit code is 0 unless it crashed or was told to end.

    Without ``private`` the private overlays beside cases are left out.
    """
    # The interface's thread asks the counting one for the interpreter; at Python's usual pace it
    # would wait 5 ms each time.
    sys.setswitchinterval(0.001)
    settings = settings_at_start(mouse=mouse)
    app = PlannerApp(
        Path(path) if path is not None else None,
        settings,
        private=private,
        at_first_paint=tidy_after_start,
    )
    signal.signal(signal.SIGINT, app.interrupted)  # asyncio's would end the app without a word
    try:
        code = app.run(mouse=settings.mouse)
    except Exception as error:  # noqa: BLE001 (told below, as a defect of ours)
        app.crash = app.crash or error
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        app.keep_draft()
    kept = app.kept_at_end()
    if app.crash is not None:
        return app.tell_crash(kept)
    with suppress(OSError, ValueError):
        sys.stderr.writelines(f"{line}\n" for line in kept)
    return code if code is not None else (app.return_code or 0)


def _commands_by_name() -> type[Provider]:
    from planner.tui.palette import CommandsByName  # noqa: PLC0415 (when asked)

    return CommandsByName


class PlannerApp(BaseApp):
    """Shows one session at a time on the workbench, and takes it to and from files."""

    TITLE = "planner"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands_by_name}
    # No screen scrolls as a whole: in a window of a few cells its scrollbar would take the room
    # that makes it needless, and come and go for ever.
    # How faint a terminal's own dim is, nobody knows.
    CSS = """
    Screen { overflow: hidden; }
    Input:ansi > .input--placeholder, Input:ansi > .input--suggestion { text-style: italic; }
    """

    def __init__(
        self,
        path: Path | None = None,
        settings: Settings | None = None,
        *,
        private: bool = True,
        at_first_paint: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(settings)
        self.private = private
        self._at_first_paint = at_first_paint
        self._path = None if path is None else places().absolute(path)
        self._session: Session | None = None
        self._workbench: Workbench | None = None
        self._refused: FileProblemError | None = None
        self._blank = False
        self._folder_wanted: Path | None = None
        self.protected = True
        self._leaving = False
        self._watch: FileWatch | None = None
        self._news: News | None = None
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
        return self._news

    @property
    def session(self) -> Session | None:
        """What is open; ``None`` before anything could be opened."""
        return self._session

    def get_default_screen(self) -> Screen[None]:
        """The workbench on what was named; a blank screen if that leads to another one first."""
        if self._path is None and self.settings.start_page:
            return self._blank_screen()
        try:
            session = self._first_session()
        except FileProblemError as error:
            self._refused = error
            return self._blank_screen()
        return self._show(session)

    def _blank_screen(self) -> Screen[None]:
        """What lies below the first screens until a document is open."""
        self._blank = True
        return Screen()

    def on_mount(self) -> None:
        """Look for unsaved work of earlier days, and keep today's."""
        self._watch_signals()
        decide_for(self)
        self.set_interval(_DRAFT_SECONDS, self.keep_draft)
        self.set_interval(_FORGET_SECONDS, forget_closed_drawings)
        self.call_after_refresh(self._begin)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Writes nothing: in an app whose files are precious no action may write one by itself."""

    async def action_quit(self) -> None:
        """Leave; with unsaved changes ask first."""
        self._leave()

    def keep_draft(self) -> None:
        """Keep unsaved work where it survives a crash; say where that cannot be done."""
        troubles = []
        for document in self._open_documents():
            try:
                document.keep_draft()
            except OSError as error:
                troubles.append(error.strerror)
        was_protected, self.protected = self.protected, not troubles
        if was_protected == self.protected or not self.is_running:
            return
        if troubles:
            words = f"Unsaved work cannot be kept as a draft ({troubles[0]}). Save often."
            self.notify(words, severity="warning", timeout=20, markup=False)
        else:
            self.notify("Unsaved work is kept as a draft again.", markup=False)
        if self._workbench is not None:
            self._workbench.show_title()

    def kept_at_end(self) -> list[str]:
        """What became of unsaved work, in plain lines, of which each is true of the disk."""
        lines = []
        for document in self._open_documents():
            if not document.unsaved:
                continue
            path = document.path
            name = (
                shown_path(places().near(path)) if path is not None else "a document without a name"
            )
            kept = document.draft_file
            if kept is not None and kept.exists():
                lines.append(f"Unsaved work on {name} is kept; the next start offers it.")
            else:
                lines.append(f"Unsaved work on {name} is lost: no draft of it could be written.")
        return lines

    def _open_documents(self) -> list[Session | CaseSession]:
        """The scenario, and the case where it was opened."""
        found: list[Session | CaseSession] = []
        if self._session is not None:
            found.append(self._session)
        if self._case_on_desk is not None and self._case_on_desk.session is not None:
            found.append(self._case_on_desk.session)
        return found

    def on_workbench_save_asked(self, event: Workbench.SaveAsked) -> None:
        """Save the scenario."""
        self._save_from_key(elsewhere=event.elsewhere)

    @work
    async def on_workbench_new_asked(self) -> None:
        """Let the planner choose a case, and begin a scenario of it."""
        await self._go_in(self._way.to_cases())

    @work
    async def on_command_screen_recent_asked(self) -> None:
        """Let the planner choose a file or folder that was worked in lately."""
        from planner.tui.entries import recent_entry, recent_named  # noqa: PLC0415 (when asked)
        from planner.tui.screens.chooser import Chooser  # noqa: PLC0415

        await self._go_to_deal()
        entry = partial(recent_entry, private=self.private)
        chooser = Chooser("Recent files and folders", recent_named, entry)
        path = await self.push_screen_wait(chooser)
        if path is not None and path.is_dir():
            await self._open_chosen(folder=path)
        elif path is not None:
            await self._open(path)

    def on_scenario_screen_comments_asked(self, event: ScenarioScreen.CommentsAsked) -> None:
        """Show what colleagues wrote about the open scenario."""
        from planner.tui.screens.comments import CommentsScreen  # noqa: PLC0415 (when asked)

        workbench = self._workbench
        if self._session is not None:
            screen = CommentsScreen(self._session, event.subject)
            self.push_screen(screen, lambda _: workbench.show_all() if workbench else None)

    def on_library_history_asked(self, event: Library.HistoryAsked) -> None:
        """Show what became of that file."""
        from planner.tui.screens.history import HistoryScreen  # noqa: PLC0415 (when asked)

        self.push_screen(HistoryScreen(self._session, event.file, self._marks))

    @work
    async def on_scenario_screen_what_if_asked(self, event: ScenarioScreen.WhatIfAsked) -> None:
        """Try something out on the case, and show what it does."""
        from planner.tui.trying_out import try_out  # noqa: PLC0415 (when asked)

        if self._session is not None and self._workbench is not None:
            await try_out(self, self._session, event.subject, self._open_case())
            self._workbench.show_all()

    def on_scenario_screen_history_asked(self) -> None:
        """Show the earlier states of the open scenario and what became of its file."""
        from planner.tui.screens.history import HistoryScreen  # noqa: PLC0415 (when asked)

        if self._session is not None:
            self.push_screen(HistoryScreen(self._session, self._session.path, self._marks))

    @work
    async def on_command_screen_tab_asked(self, event: CommandScreen.TabAsked) -> None:
        """Show that screen in place of the present one; Esc leads from each to the deal."""
        if event.tab == "deal":
            await self._go_to_deal()
        elif event.tab == "library":
            await self._go_to_deal()
            await self._open_chosen()
        elif event.tab == "compare":
            await self._go_to_comparison(from_library=self._in_library)
        elif self._session is None:
            self.notify("No scenario is open: open one first.", markup=False)
        else:
            await self._go_to_deal()
            self._show_tab(event.tab, self._session)

    def _show_tab(self, tab: str, session: Session) -> None:
        workbench = self._workbench
        if workbench is None:
            return
        if tab == "evidence":
            from planner.tui.screens.evidence import Evidence  # noqa: PLC0415 (when asked)

            evidence = Evidence(
                self._case_on_desk.with_reviews(session.case)
                if self._case_on_desk is not None
                else session.case,
                workbench.issues.row.issue.id,
                folders=self._folders_of_library(),
                checks=lambda: self._quotes.checks,
                private=self.private,
            )
            self.push_screen(evidence, self._open_from_evidence)
            return
        # Changes made there are seen after.
        found = self._tab_of(tab, session)
        if found is not None:
            self.push_screen(found, lambda _: workbench.show_all())

    def _tab_of(self, tab: str, session: Session) -> Screen[None] | None:
        """The screen of that name on what is open; ``None`` where it cannot be shown."""
        if tab == "case":
            return self._open_case().screen_on(session)
        if tab == "report":
            from planner.tui.screens.report import ReportScreen  # noqa: PLC0415 (when asked)

            files = [mark for mark in self._marks if isinstance(mark, Path)]
            return ReportScreen(session, files, lambda: self._quotes.checks)
        from planner.tui.screens.analysis import AnalysisScreen  # noqa: PLC0415 (when asked)

        return AnalysisScreen(session)

    def _open_case(self) -> OpenCase:
        """The case of what is open, as a document."""
        if self._case_on_desk is None:
            from planner.tui.files.open_case import OpenCase  # noqa: PLC0415 (when asked)

            self._case_on_desk = OpenCase(self, self.settings.case_schema)
        return self._case_on_desk

    @work
    async def on_case_screen_save_asked(self, event: CaseScreen.SaveAsked) -> None:
        """Save the case; the scenario is judged by it from then on."""
        if self._session is not None:
            await self._open_case().save(self._session, elsewhere=event.elsewhere)

    def on_evidence_review_asked(self, event: Evidence.ReviewAsked) -> None:
        """Note the review in the case, and show it."""
        session, case = self._session, self._open_case()
        if session is not None:

            def done() -> None:
                event.evidence.show_reviews(case.with_reviews(session.case))

            case.review(session, event.ref, done)

    @work
    async def on_command_screen_codings_asked(self) -> None:
        """Show another coding of the negotiation beside the open case, and merge them."""
        if self._session is None:
            self.notify("Open a scenario of the case first.", markup=False)
        else:
            await self._open_case().compare_codings(self._session)

    @work
    async def on_case_screen_new_asked(self) -> None:
        """Make a new case, begin a scenario of it, and show what the case holds."""
        path = await self._open_case().new_file(self._folders()[0])
        if path is not None:
            await self._go_to_deal()
            await self._open(path)
            if self._session is not None:
                self._show_tab("case", self._session)

    async def _go_to_comparison(self, *, from_library: bool) -> None:
        """Show the scenario beside the marked ones; without any, go and mark some.

        From the library the marked scenarios stand by themselves, where there are two.
        """
        if self._marks or from_library:
            await self._compare(with_open=not from_library or len(self._marks) < 2)
        else:
            await self._go_to_deal()
            self.notify("Mark scenarios with Space; c compares them.", markup=False)
            await self._open_chosen()

    @property
    def _in_library(self) -> bool:
        """Whether what is marked stands by itself, as on the screens that mark."""
        screen = self.screen
        return isinstance(screen, CommandScreen) and screen.tab in ("library", "history")

    @work
    async def on_scenario_screen_proposal_asked(self, event: ScenarioScreen.ProposalAsked) -> None:
        """Show on the board what another screen found."""
        await self._go_to_deal()
        if self._workbench is not None:
            self._workbench.propose(event.what, event.find)

    async def _go_to_deal(self) -> None:
        """Leave what lies over the deal."""
        while self._workbench in self.screen_stack and self.screen is not self._workbench:
            await self.screen.dismiss(None)

    def on_library_renamed(self, event: Library.Renamed) -> None:
        """Save the open scenario where its file is called now."""
        session = self._session
        if session is not None and session.path and session.path == event.old:
            session.renamed(event.new)

    async def _compare(self, *, with_open: bool) -> None:
        from planner.tui.files.comparing import comparison_screen  # noqa: PLC0415 (when asked)

        try:
            screen = comparison_screen(self._session, self._marks, with_open=with_open)
        except PlannerError as error:
            self.notify(str(error), severity="warning", timeout=12, markup=False)
        else:
            workbench = self._workbench
            await self._go_to_deal()
            self.push_screen(screen, lambda _: workbench.show_all() if workbench else None)

    @work
    async def on_command_screen_kept_asked(self) -> None:
        """Look at unsaved work that was kept."""
        await self.look_at_kept()

    @work
    async def on_case_screen_editor_asked(self, event: CaseScreen.EditorAsked) -> None:
        """Open the case's file in the planner's editor, and take in what came of it."""
        if self._session is not None:
            await self._open_case().edit(self._session, event.ref)

    @work
    async def on_case_screen_news_asked(self) -> None:
        """Deal with what happened to the open files elsewhere."""
        await self._deal_with_news()

    @work
    async def on_workbench_news_asked(self) -> None:
        """Likewise."""
        await self._deal_with_news()

    async def _deal_with_news(self) -> None:
        if self._watch is None:
            return
        outcome = await self._watch.deal()
        if outcome == "later" and self._news is not None:
            self._tell_news(self._news)  # the message that told it is gone
        if outcome == "elsewhere":
            await self._save(elsewhere=True)
        elif outcome == "reopen" and self._session is not None and self._session.path is not None:
            await self._open(self._session.path)
        elif self._workbench is not None:
            self._workbench.show_all()

    def _watch_file(self) -> None:
        """Look after the open file from now on; what happens to it is told on the workbench."""
        from planner.tui.files.watch import WATCH_SECONDS, FileWatch  # noqa: PLC0415 (first paint)

        self._watch = FileWatch(
            self, lambda: self._session, self._tell_news, lambda: self._case_on_desk
        )
        self._watch.poll()
        self.set_interval(WATCH_SECONDS, self._watch.poll)

    def _tell_news(self, news: News | None) -> None:
        # An app that ends takes its screens apart while the last look at the file is still on.
        if self.is_running and self._workbench is not None and self._workbench.is_mounted:
            self._news = news
            (command,) = rebound([c for c in WORKBENCH if c.id == "news"], self.keymap)
            key = key_words(command.keys[0])
            self._workbench.show_news(key if news is not None else "")
            if news is not None:
                told = ": ".join(filter(None, (news.heading, "; ".join(news.lines))))
                self.notify(f"{told}. {key} shows it.", severity="warning", markup=False)

    @work
    async def _open_from_evidence(self, path: Path | None) -> None:
        if path is not None:
            await self._open(path)

    @work
    async def _begin(self) -> None:
        if self._at_first_paint is not None:
            self._at_first_paint()
        self._watch_file()
        self._note_recent()
        self._clean_up()
        if self._session is not None:
            self._quotes.look(self._session)
        self.tell_settings()
        self._tell_kept()
        if self._refused is not None and self._path is not None:
            await self._open_chosen(refused=self._path)
        elif self._session is None:
            await self._go_in(self._way)
        wanted = self.settings.tour and not (self._path or self.settings.start_page)
        if wanted and self._workbench is not None:
            self.begin_tour()

    def _tell_kept(self) -> None:
        """Say that unsaved work was kept, in a line that takes no key of what is open."""
        from planner.files.safety.drafts import abandoned_drafts  # noqa: PLC0415 (after the first paint)

        if drafts := abandoned_drafts(*self._folders_of_library()):
            from planner.tui.start_rows import kept_words  # noqa: PLC0415 (hardly ever)

            (command,) = rebound([c for c in ANYWHERE if c.id == "kept"], self.keymap)
            words = f"{kept_words(drafts)}. {key_words(command.keys[0])} looks at it."
            self.notify(words, severity="warning", markup=False)

    def _show_recovered(self, session: Session | CaseSession) -> None:
        if isinstance(session, Session):
            self._show(session)
            return
        # A case lies under a scenario: a new one of the case as its file has it.
        try:
            loaded = _first_case() if session.path is None else read_case(session.path)
        except FileProblemError:
            loaded = _first_case()
        scenario = Session.of_case(loaded, session.desk)
        self._show(scenario)
        self._open_case().take_up(session)
        self._show_tab("case", scenario)

    @work
    async def _leave(self) -> None:
        if self._leaving:
            return  # the question is on the screen
        self._leaving = True
        try:
            if await self.may_close():
                if self._session is not None:
                    self._session.drop_draft()
                self._session = None
                self.exit(0)
        finally:
            self._leaving = False

    @work
    async def _save_from_key(self, *, elsewhere: bool) -> None:
        await self._save(elsewhere=elsewhere)

    async def _save(self, *, elsewhere: bool = False) -> bool:
        """Save, asking what must be asked; whether the work is safe in its file now."""
        from planner.tui.files.saving import save  # noqa: PLC0415 (a first paint needs none of it)

        session = self._session
        if session is None:
            return False
        done = await save(self, session, elsewhere=elsewhere)
        if done and self._watch is not None:
            self._watch.saved()
        if done:
            self._note_recent()
        if done and self._workbench is not None:
            self._workbench.show_all()
        return done

    async def _open_chosen(
        self, refused: Path | None = None, *, folder: Path | None = None
    ) -> None:
        """Let the planner choose from the library, which shows the mistakes of a refused file."""
        self._folder_wanted = folder
        way = self._way if refused is None else self._way.choose(refused).refuse()
        await self._go_in(way.to_library())

    async def _open(self, path: Path) -> None:
        await self._go_in(self._way.choose(path))

    async def _go_in(self, way: WayIn) -> None:
        from planner.tui.files.entering import go_in  # noqa: PLC0415 (when asked)

        await go_in(self, self, way)

    @property
    def _way(self) -> WayIn:
        """Where the planner is: at work, once something is open."""
        return WayIn().opened() if self._session is not None else WayIn()

    async def ask_library(self, refused: Path | None) -> tuple[bool, Path | None]:
        """Whether something was chosen in the library; no path means a new scenario."""
        from planner.tui.screens.library import Library  # noqa: PLC0415 (when asked)

        at = self._session.path if self._session is not None else self._path
        folders = self._folders_of_library()
        if (folder := self._folder_wanted) is not None:
            folders = (folder, *(each for each in folders if each != folder))
            self._folder_wanted = None
        reading = self._session.lens if self._session is not None else Reading.FIRM
        library = Library(
            folders,
            self._marks,
            at=at,
            refused=refused,
            reading=reading,
            private=self.private,
        )
        opened = await self.push_screen_wait(library)
        return opened is not None, opened.path if opened is not None else None

    async def ask_case(self) -> Path | None:
        """The case that was chosen for a new scenario."""
        from planner.tui.entries import case_entry, cases_in  # noqa: PLC0415 (when asked)
        from planner.tui.screens.chooser import Chooser  # noqa: PLC0415

        folders = self._folders()
        chooser = Chooser("New scenario: choose a case", lambda: cases_in(folders), case_entry)
        return await self.push_screen_wait(chooser)

    async def make_case(self) -> Path | None:
        """The file of a new case, under a name that is asked for."""
        path = await self._open_case().new_file(self._folders()[0])
        if path is not None:
            words = f"Made {path.name}. C shows all that it holds, to be edited."
            self.notify(words, markup=False)
        return path

    async def look_at_kept(self) -> bool:
        """Offer unsaved work that no living planner holds; whether some of it is open now."""
        from planner.files.safety.drafts import abandoned_drafts  # noqa: PLC0415 (when asked)
        from planner.tui.files.recovery import offer_drafts  # noqa: PLC0415 (likewise)

        drafts = abandoned_drafts(*self._folders_of_library())
        if not drafts:
            self.notify("No unsaved work was kept.", markup=False)
            return False
        session = await offer_drafts(self, drafts)
        if session is None or not await self.may_close():
            return False
        self._show_recovered(session)
        return True

    def session_of(self, path: Path) -> Session:
        """The file as a session. Raises :class:`~planner.errors.FileProblemError`."""
        return _session_of(path)

    def begin_tour(self) -> None:
        """Begin the tour on what is open; it is known from then on."""
        remember(tour=True)
        if self._workbench is not None:
            self.call_after_refresh(self._workbench.command_tour)

    def show(self, session: Session) -> None:
        """Open it on the main screen, in place of what was open."""
        if self._session is not None:
            self._session.drop_draft()
        self._show(session)
        self._note_recent()
        self._clean_up()

    def _note_recent(self) -> None:
        """Remember the open file among those that were worked in lately."""
        from planner.keys.recent import note_recent  # noqa: PLC0415 (after the first paint)

        if self._session is not None and self._session.path is not None:
            note_recent(self._session.path)

    def _clean_up(self) -> None:
        """Remove what a save that was killed left beside the open file."""
        from planner.files.safety.leftovers import clean_up_after_kill  # noqa: PLC0415 (after the first paint)

        if self._session is not None and self._session.path is not None:
            clean_up_after_kill(self._session.path)

    async def may_close(self) -> bool:
        """Whether what is open may go: saved, or given up by the planner's own word."""
        session = self._session
        if session is not None and self._case_on_desk is not None:
            if not await self._case_on_desk.may_close(session):
                return False
            self._case_on_desk.forget()
        if session is None or not session.unsaved:
            return True
        from planner.tui.screens.prompt import Answer, Prompt  # noqa: PLC0415 (only then)

        name = session.scenario.title or (session.path.name if session.path else "New scenario")
        answers = (
            Answer("s", "Save", "save"),
            Answer("d", "Discard the changes", "discard"),
            Answer("c", "Cancel", "cancel"),
        )
        answer = await self.push_screen_wait(Prompt(f"{name} has unsaved changes.", answers))
        if answer == "save":
            return await self._save()
        return answer == "discard"

    def _show(self, session: Session) -> Workbench:
        self._session = session
        session.document.schema = self.settings.scenario_schema
        self._lay_over(session)
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
        """Judge with the private overlay beside the case, or say what is wrong with that."""
        if not self.private:
            return
        try:
            session.lay_over(overlay_beside(session.case_file))
        except FileProblemError as error:
            words = f"The private overlay is left out. {error.problems[0]}"
            self.call_later(self.notify, words, severity="error", timeout=20, markup=False)

    def _first_session(self) -> Session:
        if self._path is None:
            return Session.of_case(_first_case())
        return _session_of(self._path)

    def _folders(self) -> tuple[Path, ...]:
        """Where to look for files: beside what is open, here, and among the examples here."""
        here = places().working
        beside = self._session.path.parent if self._session and self._session.path else here
        return (beside, here, places().examples)

    def _folders_of_library(self) -> tuple[Path, ...]:
        """The folder of what is open and the working folder, each once."""
        beside, here, _ = self._folders()
        return (here,) if beside.is_relative_to(here) else (beside, here)

    def _watch_signals(self) -> None:
        """A closed terminal or a plain kill runs none of our code unless it is asked to."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                # Not in the main thread, or not on this platform: the draft of the last second
                # has to do.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._end, 128 + number)

    def interrupted(self, number: int, _: object) -> None:
        """End as for any other signal; the key Ctrl+C sends none while the app has the terminal."""
        if not self.is_running:
            raise KeyboardInterrupt
        self.call_later(self._end, 128 + number)

    def _end(self, code: int) -> None:
        self.keep_draft()
        # Textual can wait for ever to write a last word to a terminal that is gone (its writing
        # thread has died), and the draft of a process that still runs is not offered.
        hard_end = threading.Timer(_ENDING_SECONDS, os._exit, (code,))
        hard_end.daemon = True
        hard_end.start()
        self.exit(code)


def _first_case() -> LoadedCase:
    return read_case(case_files(bundled_folder())[0])


def _session_of(path: Path) -> Session:
    if path.name.endswith(_CASE_SUFFIX):
        return Session.of_case(read_case(path))
    return Session.of_file(read_scenario(path))
