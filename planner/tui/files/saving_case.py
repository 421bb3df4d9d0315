"""What the saving of a case asks and says."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from planner.editing.carrying_texts import NOTHING_CARRIED
from planner.editing.case_session import CaseSession
from planner.editing.document import Theirs
from planner.editing.saving import Saving
from planner.editing.scenario_session import Session
from planner.errors import SaveError
from planner.files.cases.catalogue import rivals_of
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.places import places
from planner.files.safety.saving import Saved
from planner.files.shelf import file_name
from planner.model.case import Case
from planner.reports.words.numbers import counted
from planner.tui.files.disk_work import DiskWork
from planner.tui.files.save_talk import SaveTalk
from planner.tui.screens.path_prompt import PathPrompt

__all__ = ["CaseSave"]


class CaseSave(SaveTalk[Case]):
    """Saves the case of a session, on which ``scenario`` lies; its texts come along."""

    def __init__(
        self, app: App[int], disk: DiskWork, session: CaseSession, scenario: Session
    ) -> None:
        super().__init__(app, disk, session.document)
        self._session = session
        self._scenario = scenario
        self._folder = session.folder
        self._carried = NOTHING_CARRIED
        self._rivals: tuple[Path, ...] = ()

    async def named(self) -> Path | None:
        """The file that the planner names: beside the present one, or beside the scenario."""
        session = self._session
        beside = session.path or self._scenario.path
        home = places().working if beside is None else beside.parent
        name = f"{session.case.id}{CASE_SUFFIX}" if session.path is None else session.path.name
        here = str(places().near(home / name))
        prompt = PathPrompt("Save the case as", here, suffix=CASE_SUFFIX)
        named = await self.app.push_screen_wait(prompt)
        return named.path if named is not None else None

    async def deal_with(self, theirs: Theirs[Case]) -> str:
        """Go on where theirs is taken: the save then says that the file holds it already."""
        from planner.tui.files.changed_case import deal_with_changed_case  # noqa: PLC0415 (when asked)

        written = self._scenario.written
        answer = await deal_with_changed_case(self.app, self._session, written, theirs)
        return answer if answer in ("elsewhere", "later") else "mine"

    def begin(self, path: Path, *, seen: str | None, canonical: bool) -> Saving[Case]:
        """The save to that file, from wherever the case lies now."""
        self._folder = self._session.folder
        return super().begin(path, seen=seen, canonical=canonical)

    def write(self, saving: Saving[Case]) -> Saved | SaveError:
        """In a thread: write it, and the texts of its sources beside it."""
        outcome, self._carried = self._session.outcome_of(saving, self._folder)
        if isinstance(outcome, Saved) and saving.path != self.document.path:
            self._rivals = rivals_of(outcome.path, saving.content.id)
        return outcome

    def words(self, name: str, *, written: bool) -> str:
        """That it is saved, or was, and how many texts came along."""
        words = f"Saved {name}" if written else f"{name} holds this already."
        if made := self._carried.made:
            words += f", with {counted(len(made), 'text')} of its sources beside it"
        return words

    def tell_more(self) -> None:
        """Which texts did not come along, and which files beside it have its id too."""
        if self._rivals:
            names = ", ".join(map(file_name, self._rivals))
            case = self._session.case.id
            words = f'The id "{case}" is that of {names} too: scenarios here may be judged by'
            more = "the new file from now on. Another id for one of the two tells them apart."
            self.app.notify(f"{words} {more}", severity="warning", timeout=20, markup=False)
        for failure in self._carried.failures:
            self.app.notify(failure, severity="warning", markup=False)
