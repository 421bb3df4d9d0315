"""The app: which screen is shown over what is open."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.command import Provider
from textual.screen import Screen

from planner.editing.scenario_session import Session
from planner.errors import PlannerError
from planner.files.cases.reading import is_case_file
from planner.keys.rebinding import own_key
from planner.keys.settings import settings_at_start
from planner.keys.tables.anywhere import ANYWHERE
from planner.tui.entering_app import EnteringApp
from planner.tui.files.disk_work import at_once_or_waited
from planner.tui.letting_go import keep_all_at_start, tidy_after_start
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.scenario_screen import ScenarioScreen
from planner.tui.waiting import GivenUpError
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.tui.screens.case import CaseScreen
    from planner.tui.screens.evidence import Evidence
    from planner.tui.screens.library import Library
    from planner.tui.screens.tidying_screen import TidyingScreen

__all__ = ["PlannerApp", "run"]


def run(path: str | None, *, mouse: bool = True, private: bool = True) -> int:
    """Run the app in this terminal; the exit code is 0 unless it crashed or was told to end.

    Without ``private`` the private overlays beside cases are left out.
    """
    keep_all_at_start()
    settings = settings_at_start(mouse=mouse)
    app = PlannerApp(
        Path(path) if path is not None else None,
        settings,
        private=private,
        at_first_paint=tidy_after_start,
    )
    # asyncio's would end the app without a word
    signal.signal(signal.SIGINT, app.ending.interrupted)
    try:
        code = app.run(mouse=settings.mouse)
    except Exception as error:  # noqa: BLE001 (told below, as a defect of ours)
        app.crash = app.crash or error
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        kept = app.kept_at_end()
    if app.crash is not None:
        return app.tell_crash(kept)
    with suppress(OSError, ValueError):
        sys.stderr.writelines(f"{line}\n" for line in kept)
    return code if code is not None else (app.return_code or 0)


def _commands_by_name() -> type[Provider]:
    from planner.tui.palette import CommandsByName  # noqa: PLC0415 (when asked)

    return CommandsByName


class PlannerApp(EnteringApp):
    """Shows the screens of the planner over one session at a time."""

    TITLE = "planner"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands_by_name}

    # No screen scrolls as a whole: in a window of a few cells its scrollbar would take the room
    # that makes it needless, and come and go for ever.
    # In a terminal's own colours hints are in italics: how faint its dim is, nobody knows. Without
    # any colour Textual leaves neither the cursor of a field nor what is selected there, nor the
    # command under the cursor of its list, which its lists cannot reverse.
    CSS = """
    Screen { overflow: hidden; }
    Input:ansi > .input--placeholder, Input:ansi > .input--suggestion { text-style: italic; }
    Input:nocolor > .input--cursor, Input:nocolor > .input--selection { text-style: reverse; }
    CommandList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    """

    @work
    async def on_command_screen_recent_asked(self) -> None:
        """Let the planner choose a file or folder that was worked in lately."""
        from planner.tui.entries import recent_entry, recent_named  # noqa: PLC0415 (when asked)
        from planner.tui.screens.chooser import Chooser  # noqa: PLC0415 (likewise)

        with self.turns.between_screens():
            await self._go_to_deal()
            entry = partial(recent_entry, private=self.private)
            chooser = Chooser("Recent files and folders", recent_named, entry)
            path = await self.push_screen_wait(chooser)
            if path is None:
                return
            looking = f"Looking at {shown_path(path.name)}"
            if await at_once_or_waited(self, looking, path.is_dir):
                await self._open_chosen(folder=path)
            else:
                await self._open(path)

    def on_scenario_screen_comments_asked(self, event: ScenarioScreen.CommentsAsked) -> None:
        """Show what colleagues wrote about the open scenario."""
        from planner.tui.screens.comments import CommentsScreen  # noqa: PLC0415 (when asked)

        workbench = self._workbench
        if self.session is not None:
            screen = CommentsScreen(self.session, event.subject)
            self.push_screen(screen, lambda _: workbench.show_all() if workbench else None)

    def on_tidying_screen_history_asked(self, event: TidyingScreen.HistoryAsked) -> None:
        """Show what became of that file."""
        if is_case_file(event.file):
            self._show_case_history(event.file)
            return
        from planner.tui.screens.history import HistoryScreen  # noqa: PLC0415 (when asked)

        self.push_screen(HistoryScreen(self.session, event.file, self._marks, private=self.private))

    @work
    async def on_scenario_screen_what_if_asked(self, event: ScenarioScreen.WhatIfAsked) -> None:
        """Try something out on the case, and show what it does."""
        from planner.tui.trying_out import try_out  # noqa: PLC0415 (when asked)

        if self.session is not None and self._workbench is not None:
            await try_out(self, self.session, (event.subject, event.line), self._open_case())
            self._workbench.show_all()

    def on_scenario_screen_history_asked(self) -> None:
        """Show the earlier states of the open scenario and what became of its file."""
        from planner.tui.screens.history import HistoryScreen  # noqa: PLC0415 (when asked)

        if self.session is not None:
            self.push_screen(HistoryScreen(self.session, self.session.path, self._marks))

    @work
    async def on_command_screen_tab_asked(self, event: CommandScreen.TabAsked) -> None:
        """Show that screen in place of the present one; Esc leads from each to the deal."""
        with self.turns.between_screens():
            await self._go_to_tab(event.tab)

    async def _go_to_tab(self, tab: str) -> None:
        if tab == "deal":
            await self._go_to_deal()
        elif tab == "library":
            await self._go_to_deal()
            await self._open_chosen()
        elif tab == "compare":
            await self._go_to_comparison(from_library=self._in_library)
        elif self.session is None:
            self.notify("No scenario is open: open one first.", markup=False)
        else:
            await self._go_to_deal()
            await self.show_tab(tab, self.session)

    async def show_tab(self, tab: str, session: Session) -> None:
        """Show the screen of that name over what is open."""
        workbench = self._workbench
        if workbench is None:
            return
        if tab == "evidence":
            from planner.reports.words.lenses import as_of_words  # noqa: PLC0415 (when asked)
            from planner.tui.screens.evidence import Evidence  # noqa: PLC0415 (when asked)

            evidence = Evidence(
                self._case_on_desk.with_reviews(session.case)
                if self._case_on_desk is not None
                else session.case,
                workbench.issues.row.issue.id,
                folders=self._folders_of_library(),
                checks=lambda: self._quotes.checks,
                private=self.private,
                day=as_of_words(session.day, session.own_day),
            )
            self.push_screen(evidence, self._open_from_evidence)
            return
        # Changes made there are seen after.
        found = await self._tab_of(tab, session)
        if found is not None:
            self.push_screen(found, lambda _: workbench.show_all())

    async def _tab_of(self, tab: str, session: Session) -> Screen[None] | None:
        """The screen of that name on what is open; ``None`` where it cannot be shown."""
        if tab == "case":
            return await self._open_case().screen_on(session)
        if tab == "report":
            from planner.tui.screens.report import ReportScreen  # noqa: PLC0415 (when asked)

            files = [mark for mark in self._marks if isinstance(mark, Path)]
            return ReportScreen(session, files, lambda: self._quotes.checks)
        from planner.tui.screens.analysis import AnalysisScreen  # noqa: PLC0415 (when asked)

        return AnalysisScreen(session)

    def on_case_screen_changed(self) -> None:
        """Look for the quotes that the case has by now."""
        if self.session is not None and self._case_on_desk is not None:
            self._quotes.follow(self.session, self._case_on_desk.session)

    @work
    async def on_case_screen_save_asked(self, event: CaseScreen.SaveAsked) -> None:
        """Save the case; the scenario is judged by it from then on."""
        if self.session is not None:
            await self._open_case().save(self.session, elsewhere=event.elsewhere)

    @work
    async def on_evidence_review_asked(self, event: Evidence.ReviewAsked) -> None:
        """Note the review in the case, and show it."""
        session, case = self.session, self._open_case()
        if session is not None:

            def done() -> None:
                event.evidence.show_reviews(case.with_reviews(session.case))
                self._show_title_of_deal()

            await case.review(session, event.ref, done)

    @work
    async def on_command_screen_codings_asked(self) -> None:
        """Show another coding of the negotiation beside the open case, and merge them."""
        if self.session is None:
            self.notify("Open a scenario of the case first.", markup=False)
        else:
            await self._open_case().compare_codings(self.session)
            self._show_title_of_deal()

    def _show_title_of_deal(self) -> None:
        """Its title names the case where that has unsaved changes."""
        if self._workbench is not None:
            self._workbench.show_title()

    def on_case_screen_history_asked(self, event: CaseScreen.HistoryAsked) -> None:
        """Show what became of the case's file."""
        self._show_case_history(event.file)

    def _show_case_history(self, file: Path) -> None:
        from planner.tui.screens.case_history import CaseHistoryScreen  # noqa: PLC0415 (when asked)

        self.push_screen(CaseHistoryScreen(file))

    @work
    async def on_case_screen_new_asked(self) -> None:
        """Make a new case, begin a scenario of it, and show what the case holds."""
        with self.turns.between_screens():
            path = await self._open_case().new_file(self._folders()[0])
            if path is not None:
                await self._go_to_deal()
                await self._open(path)
                if self.session is not None:
                    await self.show_tab("case", self.session)

    async def _go_to_comparison(self, *, from_library: bool) -> None:
        """Show the scenario beside the marked ones; without any, go and mark some.

        From the library the marked scenarios stand by themselves, where there are two.
        """
        if self._marks or from_library:
            await self._compare(with_open=not from_library or len(self._marks) < 2)
        else:
            await self._go_to_deal()
            from planner.keys.tables.library import LIBRARY  # noqa: PLC0415 (when asked)

            marks, compares = own_key(self, LIBRARY, "mark"), own_key(self, ANYWHERE, "compare")
            self.notify(f"Mark scenarios with {marks}; {compares} compares them.", markup=False)
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

    def on_library_quoted(self, event: Library.Quoted) -> None:
        """Mark what is quoted of cases that are not open, too."""
        self._quotes.look_besides(event.case, event.file)

    def on_tidying_screen_renamed(self, event: TidyingScreen.Renamed) -> None:
        """Save the open scenario where its file is called now."""
        session = self.session
        if session is not None and session.path and session.path == event.old:
            session.renamed(event.new)

    async def _compare(self, *, with_open: bool) -> None:
        from planner.keys.tables.library import LIBRARY  # noqa: PLC0415 (when asked)
        from planner.tui.files.comparing import comparison_screen, read_marked  # noqa: PLC0415 (likewise)

        key = own_key(self, LIBRARY, "mark")
        read = partial(read_marked, self.session, (*self._marks,))
        try:
            files = await at_once_or_waited(self, "Reading what is marked", read)
            screen = comparison_screen(self.session, files, with_open=with_open, key=key)
        except GivenUpError:
            self.notify("Nothing is compared.", markup=False)
        except PlannerError as error:
            self.notify(str(error), severity="warning", timeout=12, markup=False)
        else:
            workbench = self._workbench
            await self._go_to_deal()
            self.push_screen(screen, lambda _: workbench.show_all() if workbench else None)

    @work
    async def on_case_screen_editor_asked(self, event: CaseScreen.EditorAsked) -> None:
        """Open the case's file in the planner's editor, and take in what came of it."""
        if self.session is not None:
            await self._open_case().edit(self.session, event.ref)

    @work
    async def on_command_screen_news_asked(self) -> None:
        """Deal with what happened to the open files elsewhere."""
        await self._deal_with_news()

    @work
    async def _open_from_evidence(self, path: Path | None) -> None:
        if path is not None:
            await self._open(path)
