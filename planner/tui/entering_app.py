"""The ways to what is open: the library, the cases, the tour, unsaved work that was kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from planner.editing.scenario_session import Session
from planner.files.cases.reading import is_case_file
from planner.files.places import places
from planner.keys.memory import remember
from planner.keys.rebinding import own_key
from planner.keys.settings import Settings
from planner.keys.tables.anywhere import ANYWHERE
from planner.model.reading import Reading
from planner.reports.words.numbers import agreeing, counted
from planner.tui.document_app import DocumentApp
from planner.tui.files.disk_work import at_once_or_waited, left_to_disk
from planner.tui.in_thread import beside
from planner.tui.messages import Severity
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.way_in import WayIn
    from planner.tui.files.recovery import Recovered

__all__ = ["EnteringApp"]


class EnteringApp(DocumentApp):
    """Leads to what is open, from the start or from what was open before."""

    def __init__(
        self,
        path: Path | None = None,
        settings: Settings | None = None,
        *,
        private: bool = True,
        at_first_paint: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(path, settings, private=private)
        self._at_first_paint = at_first_paint
        self._folder_wanted: Path | None = None
        self._case_wanted: Path | None = None

    def begin(self) -> None:
        """Tell what was kept, and lead to something to open where nothing is open."""
        self._begin()

    @work
    async def _begin(self) -> None:
        late = self.session is None
        await self.show_once_read()
        if self._at_first_paint is not None:
            self._at_first_paint()
        self._news.begin()
        self._note()
        if self.session is not None and not late:  # else it was done as it was shown
            self._quotes.look(self.session)
        self._tell_case_warnings()
        self._tell_overlay_warnings()
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

            looks = own_key(self, ANYWHERE, "kept")
            words = f"{kept_words(drafts)}. {looks} looks at it."
            self._tell_besides(words, "warning")

    def _tell_case_warnings(self) -> None:
        """Say that there are things to look at in the case that was opened, and where.

        What is about no place in its file, such as another case of its id, stands nowhere else.
        """
        warnings = self.session.case_warnings if self.session is not None else ()
        if number := sum(1 + each.further for each in warnings if each.line is not None):
            there, shows = agreeing(number, "is", "are"), agreeing(number, "it", "them")
            words = (
                f"There {there} {counted(number, 'thing')} to look at in the case: "
                f"{own_key(self, ANYWHERE, 'case')} shows {shows}."
            )
            self._tell_besides(words, "information")
        for each in warnings:
            if each.line is None:
                self._tell_besides(str(each), "warning")

    def _tell_overlay_warnings(self) -> None:
        """Say what should be looked at in the private overlay, which no screen shows by itself."""
        warnings = self.session.overlay_warnings if self.session is not None else ()
        if warnings:
            more = sum(1 + each.further for each in warnings) - 1
            rest = f" (and {more:,} more: planner check)" if more else ""
            self._tell_besides(f"{warnings[0]}{rest}", "warning")

    def _tell_besides(self, words: str, severity: Severity) -> None:
        if (told := self.message) is not None and told.severity == "error":
            # Nobody would look among the messages for what is judged without, say.
            self.notify(f"{told.words} {words}", severity="error", markup=False)
        else:
            self.notify(words, severity=severity, markup=False)

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
    async def on_workbench_new_asked(self) -> None:
        """Let the planner choose a case, and begin a scenario of it."""
        await self._go_in(self._way.to_cases())

    @work
    async def on_command_screen_kept_asked(self) -> None:
        """Look at unsaved work that was kept."""
        await self.look_at_kept()

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
        from planner.tui.screens.chooser import Chooser  # noqa: PLC0415 (likewise)

        folders = self._folders()
        chooser = Chooser("New scenario: choose a case", lambda: cases_in(folders), case_entry)
        return await self.push_screen_wait(chooser)

    async def make_case(self) -> Path | None:
        """The file of a new case, under a name that is asked for."""
        path = await self._open_case().new_file(self._folders()[0])
        if path is not None:
            shows = f"{own_key(self, ANYWHERE, 'case')} shows all that it holds, to be edited"
            self.notify(f"Made {path.name}. {shows}.", markup=False)
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
        else:
            self._tell_case_warnings()
        self._tell_overlay_warnings()

    @work
    async def _show_case(self, session: Session) -> None:
        await self.show_tab("case", session)

    def _folders(self) -> tuple[Path, ...]:
        """Where to look for files: beside what is open, here, and among the examples here."""
        here = places().working
        beside = self.session.path.parent if self.session and self.session.path else here
        return (beside, here, places().examples)

    def _folders_of_library(self) -> tuple[Path, ...]:
        """The folder of what is open and the working folder, each once."""
        beside, here, _ = self._folders()
        return (here,) if beside.is_relative_to(here) else (beside, here)


def _are_one(file: Path, other: Path) -> bool:
    return places().real(file) == places().real(other)
