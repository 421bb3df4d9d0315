"""The case under the open scenario as a document: shown, saved, begun anew, and left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import App

from planner.editing.case_edits import Ref, found, with_reviews_of
from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError, SaveError
from planner.files.cases.reading import CASE_SUFFIX, read_case
from planner.files.cases.template import new_case_text
from planner.files.safety.saving import save_text
from planner.files.settings.schemas import naming_schema
from planner.files.shelf import file_name
from planner.keys.rebinding import own_key
from planner.keys.tables.case import CASE
from planner.model.case import Case
from planner.model.red_lines import RedLine
from planner.model.statements import Statement
from planner.reports.words.verdicts import sentence
from planner.tui.files.changed_file import Outcome, as_known
from planner.tui.files.closing import may_close
from planner.tui.files.disk_work import DiskWork, at_once_or_waited
from planner.tui.files.saving_case import CaseSave
from planner.tui.screens.case import CaseScreen
from planner.tui.screens.path_prompt import PathPrompt
from planner.tui.signing import signed
from planner.tui.waiting import GivenUpError

__all__ = ["OpenCase"]


class OpenCase:
    """Keeps the session on the case as long as the scenario over it is open.

    ``schema`` is the setting of what the file of a new case names at its top.
    """

    def __init__(self, app: App[int], disk: DiskWork, schema: str = "") -> None:
        self._app = app
        self._disk = disk
        self._schema = schema
        self._session: CaseSession | None = None
        self._screen: CaseScreen | None = None

    @property
    def session(self) -> CaseSession | None:
        """The session on the case, where its screen was opened."""
        return self._session

    async def screen_on(self, scenario: Session) -> CaseScreen | None:
        """The screen on that scenario's case; ``None``, with a word, where it cannot be read.

        It begins where one left the last one.
        """
        session = await self.session_on(scenario)
        left_at = None if self._screen is None else self._screen.here
        self._screen = None if session is None else CaseScreen(session, scenario.overlay, left_at)
        return self._screen

    async def session_on(self, scenario: Session) -> CaseSession | None:
        """The session on that scenario's case, with a word where there can be none."""
        if self._session is None:
            if scenario.case_file is None:
                self._app.notify("The case has no file that could be opened.", markup=False)
                return None
            name, read = file_name(scenario.case_file), partial(read_case, scenario.case_file)
            try:
                loaded = await at_once_or_waited(self._app, f"Reading {name}", read)
            except GivenUpError:
                self._app.notify(f"Not opened: {name}", markup=False)
                return None
            except FileProblemError as error:
                words = str(error.problems[0])
                self._app.notify(words, severity="error", timeout=20, markup=False)
                return None
            self.take_up(CaseSession.of_file(loaded, scenario.desk), scenario)
        return self._session

    def take_up(self, session: CaseSession, scenario: Session) -> None:
        """Go on with that case under the scenario."""
        self._session = session
        # The scenario follows first: it has lain on the desk for longer.
        session.desk.follow_rewrites(lambda _: self._tell_ended(scenario))

    def forget(self) -> None:
        """Know of no case: another scenario is open, or the changes were given up."""
        if self._session is not None:
            self._session.desk.close(self._session.document)
        self._session = self._screen = None

    async def may_close(self, scenario: Session) -> bool:
        """Whether the case may go: saved, or given up by the planner's own word."""
        session = self._session
        if not self._form_is_kept():
            return False
        if session is None:
            return True
        name = f"The case {session.case.title}"
        return await may_close(
            self._app, session, name, self._disk, lambda: self.save(scenario, waits=True)
        )

    async def save(
        self, scenario: Session, *, elsewhere: bool = False, waits: bool = False
    ) -> bool:
        """Save the case, asking what must be asked; the scenario is judged by it from then on.

        On a slow disk the planner goes on meanwhile, unless the next step ``waits`` for it.
        """
        session = self._session
        if session is None or not self._form_is_kept():
            return False
        talk = CaseSave(self._app, self._disk, session, scenario)
        saved = await talk.save(elsewhere=elsewhere, waits=waits)
        if saved:
            self._judge_by_it(scenario, session)
        return saved

    async def deal_with_change(self, scenario: Session) -> Outcome:
        """Deal with what somebody else made of the case's file; the deal follows what is saved."""
        from planner.tui.files.changed_case import deal_with_changed_case  # noqa: PLC0415 (when asked)

        session = self._session
        if session is None or session.path is None:
            return "later"
        reading = f"Reading {file_name(session.path)}"
        theirs = await at_once_or_waited(self._app, reading, session.document.look_again)
        if theirs is None:
            self._app.notify(as_known(session.path), markup=False)
            return "later"
        outcome = await deal_with_changed_case(self._app, session, scenario.written, theirs)
        if outcome == "elsewhere":
            await self.save(scenario, elsewhere=True)
            return "later"
        self._follow(scenario, session)
        return outcome

    async def edit(self, scenario: Session, ref: Ref | None) -> None:
        """Open the case's file in the planner's editor at that thing; take in what came of it."""
        from planner.tui.files.changed_case import take_edited_case  # noqa: PLC0415 (when asked)
        from planner.tui.files.editor import edit_file  # noqa: PLC0415 (likewise)
        from planner.tui.files.mending import place_of  # noqa: PLC0415 (likewise)

        session = self._session
        if session is None or session.path is None:
            saves = own_key(self._app, CASE, "save_as")
            words = f"This case has no file of your own yet: {saves} saves it under a name."
            self._app.notify(words, markup=False)
            return
        way = () if ref is None else ref.way
        reading = f"Reading {file_name(session.path)}"
        place = await at_once_or_waited(self._app, reading, partial(place_of, session.path, way))
        if edit_file(self._app, session.path, place):
            await take_edited_case(self._app, session, scenario.written)
            self._follow(scenario, session)

    async def compare_codings(self, scenario: Session) -> None:
        """Show another coding beside the case, and merge what is taken of it."""
        from planner.tui.files.comparing_codings import compare_codings  # noqa: PLC0415 (when asked)

        session = await self.session_on(scenario)
        here = self._screen is not None and self._screen.is_current
        first = "" if here else "C, then "
        if session is not None and await compare_codings(self._app, session, scenario, first):
            self._show_case()

    async def review(self, scenario: Session, ref: Ref, done: Callable[[], None]) -> None:
        """Say who has reviewed a statement, or has not any more; then call ``done``."""
        session = await self.session_on(scenario)
        if session is None:
            return
        if found(session.case, ref) is None:
            words = f"{ref.id} does not stand in the case's own file, so nobody reviews it there."
            self._app.notify(words, markup=False)
            return
        shown = found(scenario.whole_case, ref)
        if isinstance(shown, Statement | RedLine) and shown.private:
            words = f"The words of {ref.id} here are private. Press C, then ! on the shared ones."
            self._app.notify(words, markup=False)
            return

        def keep(name: str) -> None:
            session.review(ref, name)
            item = found(session.case, ref)
            now = isinstance(item, Statement | RedLine) and name in item.reviewed_by
            words = f"{ref.id} is {'reviewed' if now else 'no longer reviewed'} by {name}."
            self._app.notify(f"{words} The case has unsaved changes: C, then s.", markup=False)
            done()

        signed(self._app, keep, nameless=False)

    def with_reviews(self, case: Case) -> Case:
        """The case of the open scenario with the reviews that its document has by now."""
        return case if self._session is None else with_reviews_of(case, self._session.case)

    async def new_file(self, folder: Path) -> Path | None:
        """Make the file of a new case, under a name that is asked for until it can be made."""
        suggested = Path(f"talks{CASE_SUFFIX}")
        while True:
            prompt = PathPrompt(
                "New case", str(suggested), verb="makes", folder=folder, suffix=CASE_SUFFIX
            )
            named = await self._app.push_screen_wait(prompt)
            if named is None:
                return None
            path = named.path
            name = file_name(path)
            text = naming_schema(new_case_text(path), self._schema, path)
            making = partial(save_text, path, text, seen=None)
            try:
                await at_once_or_waited(self._app, f"Making {name}", making)
            except GivenUpError:
                words = f"{name} is still being made: the disk is slow. The library shows it later."
                self._app.notify(words, severity="warning", markup=False)
                return None
            except SaveError as error:
                words = sentence(str(error))
                self._app.notify(words, severity="error", timeout=20, markup=False)
                suggested = path.relative_to(folder) if path.is_relative_to(folder) else path
            else:
                self._app.notify(f"Made {name}", markup=False)
                return path

    def _follow(self, scenario: Session, session: CaseSession) -> None:
        """Judge by what the file holds, where that is what is open; show what is open."""
        if session.unsaved:
            self._show_case()
        else:
            self._judge_by_it(scenario, session)

    def _judge_by_it(self, scenario: Session, session: CaseSession) -> None:
        source, held = session.document.source, session.document.last_saved
        if session.path is not None and source is not None and held is not None:
            scenario.take_case(held, source.digest, session.path)
            self._tell_ended(scenario)
        self._show_case()

    def _tell_ended(self, scenario: Session) -> None:
        """Say once that a what-if has ended which did not fit the case."""
        if scenario.what_if_ended:
            scenario.what_if_ended = False
            words = "The what-if has ended: it does not fit the case as it was saved."
            self._app.notify(words, severity="warning", markup=False)

    def _form_is_kept(self) -> bool:
        """Whether nothing is half typed any more: what stands in an open form is a step now."""
        screen = self._screen
        return screen is None or not screen.is_mounted or screen.keep_form()

    def show_title(self) -> None:
        """Say in the title whether the case is saved and protected, and that there are news."""
        if self._screen is not None and self._screen.is_mounted:
            self._screen.show_title()

    def _show_case(self) -> None:
        if self._screen is not None and self._screen.is_mounted:
            self._screen.show_all()
