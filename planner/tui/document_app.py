"""What is open in the app, and how it comes and goes, so that no unsaved work is lost."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from planner.editing.overlays import overlay_beside
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.cases.catalogue import first_case
from planner.files.cases.reading import is_case_file, read_case
from planner.files.places import places
from planner.files.scenarios.reading import read_scenario
from planner.keys.key_names import key_words
from planner.keys.memory import remember
from planner.keys.rebinding import rebound
from planner.keys.settings import Settings
from planner.keys.tables.anywhere import ANYWHERE
from planner.model.reading import Reading
from planner.tui.base_app import BaseApp
from planner.tui.ending import Ending
from planner.tui.engine_doubts import decide_for
from planner.tui.files.disk_work import DiskWork, at_once_or_waited, left_to_disk
from planner.tui.files.draft_keeping import DraftKeeping
from planner.tui.files.open_scenario import OpenScenario
from planner.tui.files.telling_news import TellingNews
from planner.tui.in_thread import beside
from planner.tui.letting_go import let_go
from planner.tui.quote_marking import QuoteMarking
from planner.tui.screens.workbench import Workbench
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.case_session import CaseSession
    from planner.editing.scenario_states import MarkedState
    from planner.editing.way_in import WayIn
    from planner.reports.content.quote_marks import Mark
    from planner.tui.files.news import News
    from planner.tui.files.open_case import OpenCase
    from planner.tui.files.recovery import Recovered

__all__ = ["DocumentApp"]

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
        at_first_paint: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(settings)
        self.private = private
        self._at_first_paint = at_first_paint
        self._path = None if path is None else places().absolute(path)
        self.ending = Ending(self, self.keep_draft)
        self._scenario: OpenScenario | None = None
        self._workbench: Workbench | None = None
        self._refused: FileProblemError | None = None
        self._blank = False
        self._folder_wanted: Path | None = None
        self._case_wanted: Path | None = None
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
        self.ending.watch_signals()
        decide_for(self)
        self.set_interval(_DRAFT_SECONDS, self._drafts.keep_beside)
        self.set_interval(_FORGET_SECONDS, let_go)
        self.call_after_refresh(self._begin)

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

    @work
    async def on_workbench_new_asked(self) -> None:
        """Let the planner choose a case, and begin a scenario of it."""
        await self._go_in(self._way.to_cases())

    def _open_case(self) -> OpenCase:
        """The case of what is open, as a document."""
        if self._case_on_desk is None:
            from planner.tui.files.open_case import OpenCase  # noqa: PLC0415 (when asked)

            self._case_on_desk = OpenCase(self, self._disk, self.settings.case_schema)
        return self._case_on_desk

    @work
    async def on_command_screen_kept_asked(self) -> None:
        """Look at unsaved work that was kept."""
        await self.look_at_kept()

    async def _deal_with_news(self) -> None:
        if await self._news.deal() == "elsewhere":
            await self._save(elsewhere=True)
        elif self._workbench is not None:
            self._workbench.show_all()

    @work
    async def _begin(self) -> None:
        if self._at_first_paint is not None:
            self._at_first_paint()
        self._news.begin()
        self._note()
        if self.session is not None:
            self._quotes.look(self.session)
        self.tell_settings()
        await self._tell_kept()
        if self._refused is not None and self._path is not None:
            await self._open_chosen(refused=self._path)
        elif self.session is None:
            await self._go_in(self._way)
        wanted = self.settings.tour and not (self._path or self.settings.start_page)
        if wanted and self._workbench is not None:
            self.begin_tour()

    async def _tell_kept(self) -> None:
        """Say that unsaved work was kept, in a line that takes no key of what is open."""
        from planner.files.safety.drafts import abandoned_drafts  # noqa: PLC0415 (after the first paint)

        if drafts := await beside(partial(abandoned_drafts, *self._folders_of_library())):
            from planner.tui.start_rows import kept_words  # noqa: PLC0415 (hardly ever)

            (command,) = rebound([c for c in ANYWHERE if c.id == "kept"], self.keymap)
            words = f"{kept_words(drafts)}. {key_words(command.keys[0])} looks at it."
            if (told := self.message) is not None and told.severity == "error":
                # What is judged without, say: nobody would look for it among the messages.
                self.notify(f"{told.words} {words}", severity="error", markup=False)
            else:
                self.notify(words, severity="warning", markup=False)

    async def _show_recovered(self, recovered: Recovered) -> None:
        with self.turns.between_screens():
            await self._go_to_deal()  # other screens show, and change, what was open before
            self._let_go()
            self._show(recovered.scenario)
            if recovered.case is not None:
                self._open_case().take_up(recovered.case, recovered.scenario)
                await self.show_tab("case", recovered.scenario)
        self._drafts.keep_beside()  # at once: what was let go may have had a draft of that name

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

        with self.turns.between_screens():
            await go_in(self, self, way)

    @property
    def _way(self) -> WayIn:
        """Where the planner is: at work, once something is open."""
        from planner.editing.way_in import WayIn  # noqa: PLC0415 (on the way)

        return WayIn().opened() if self.session is not None else WayIn()

    async def ask_library(self, refused: Path | None) -> tuple[bool, Path | None]:
        """Whether something was chosen in the library; no path means a new scenario."""
        from planner.tui.screens.library import Library  # noqa: PLC0415 (when asked)

        at = self.session.path if self.session is not None else self._path
        folders = self._folders_of_library()
        if (folder := self._folder_wanted) is not None:
            folders = (folder, *(each for each in folders if each != folder))
            self._folder_wanted = None
        reading = self.session.lens if self.session is not None else Reading.FIRM
        library = Library(
            folders,
            self._marks,
            at=at,
            refused=refused,
            reading=reading,
            private=self.private,
        )
        opened = await self.push_screen_wait(library)
        chosen = opened.path if opened is not None else None
        is_case = chosen is not None and is_case_file(chosen)
        self._case_wanted = None
        session = self.session
        if chosen is not None and is_case and session is not None:
            own, looking = session.case_file, f"Looking at {shown_path(chosen.name)}"
            if own is not None and await at_once_or_waited(
                self, looking, partial(_are_one, own, chosen)
            ):
                self._show_case(session)  # over the deal that is open
                return False, None
        self._case_wanted = chosen if is_case else None
        return opened is not None, chosen

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

        looking = partial(abandoned_drafts, *self._folders_of_library())
        drafts = await at_once_or_waited(self, "Looking for unsaved work", looking)
        if not drafts:
            self.notify("No unsaved work was kept.", markup=False)
            return False
        recovered = await offer_drafts(self, drafts, self._lay_over, self.may_close)
        if recovered is None:
            return False
        await self._show_recovered(recovered)
        return True

    def session_of(self, path: Path) -> Session:
        """The file as a session. Raises :class:`~planner.errors.FileProblemError`."""
        session = _session_of(path)
        self._lay_over(session)
        return session

    def begin_tour(self) -> None:
        """Begin the tour on what is open; it is known from then on."""
        left_to_disk(partial(remember, tour=True))
        if self._workbench is not None:
            self.call_after_refresh(self._workbench.command_tour)

    def show(self, session: Session) -> None:
        """Open it on the main screen, in place of what was open."""
        self._let_go()
        self._show(session)
        self._note()
        if self._case_wanted is not None:
            self._case_wanted = None
            self._show_case(session)

    @work
    async def _show_case(self, session: Session) -> None:
        await self.show_tab("case", session)

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
            session.lay_over(overlay_beside(session.case_file))
        except FileProblemError as error:
            words = f"The private overlay is left out. {error.problems[0]}"
            self.call_later(self.notify, words, severity="error", timeout=20, markup=False)

    def _first_session(self) -> Session:
        if self._path is not None:
            return self.session_of(self._path)
        session = Session.of_case(first_case())
        self._lay_over(session)
        return session

    def _folders(self) -> tuple[Path, ...]:
        """Where to look for files: beside what is open, here, and among the examples here."""
        here = places().working
        beside = self.session.path.parent if self.session and self.session.path else here
        return (beside, here, places().examples)

    def _folders_of_library(self) -> tuple[Path, ...]:
        """The folder of what is open and the working folder, each once."""
        beside, here, _ = self._folders()
        return (here,) if beside.is_relative_to(here) else (beside, here)

    @abstractmethod
    async def show_tab(self, tab: str, session: Session) -> None:
        """Show the screen of that name over what is open."""


def _are_one(file: Path, other: Path) -> bool:
    return places().real(file) == places().real(other)


def _session_of(path: Path) -> Session:
    if is_case_file(path):
        return Session.of_case(read_case(path))
    return Session.of_file(read_scenario(path))
