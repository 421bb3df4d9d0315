"""What the saving of a scenario asks and says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.app import App

from planner.editing.document import Theirs
from planner.editing.saving import Saving
from planner.editing.scenario_session import Session
from planner.files.naming import free_path, name_from_title
from planner.files.places import places
from planner.model.scenario import Scenario
from planner.tui.files.changed_file import deal_with_change
from planner.tui.files.disk_work import DiskWork, at_once_or_waited
from planner.tui.files.download import offer_download
from planner.tui.files.save_talk import SaveTalk
from planner.tui.screens.path_prompt import PathPrompt

__all__ = ["ScenarioSave"]


class ScenarioSave(SaveTalk[Scenario]):
    """Saves the scenario of a session; its title is asked for with the name of its file."""

    def __init__(self, app: App[int], disk: DiskWork, session: Session) -> None:
        super().__init__(app, disk, session.document)
        self._session = session

    async def named(self) -> Path | None:
        """The file that the planner names, with the title; ``None`` where that was given up."""
        session = self._session
        looking = partial(_free_file, session)
        free = await at_once_or_waited(self.app, "Looking for a name that is free", looking)
        prompt = PathPrompt("Save as", str(places().near(free)), title=session.scenario.title)
        named = await self.app.push_screen_wait(prompt)
        if named is None:
            return None
        if named.title != session.scenario.title:
            session.set_title(named.title)
            session.end_merging()
        return named.path

    async def deal_with(self, theirs: Theirs[Scenario]) -> str:
        """Say where theirs is taken, which leaves nothing to save."""
        answer = await deal_with_change(self.app, self._session, theirs, lead="Not saved: ")
        if answer == "theirs":
            self.app.notify("Theirs is open now; undo brings yours back.", markup=False)
        return "mine" if answer == "merged" else answer

    def begin(self, path: Path, *, seen: str | None, canonical: bool) -> Saving[Scenario]:
        """The save to that file, which names the case as it stands beside it."""
        return self._session.begin_save(path, seen=seen, canonical=canonical)

    def words(self, name: str, *, written: bool) -> str:
        """That it is saved, or was."""
        if written:
            return f"Saved {name}"
        return f"{name} holds this already; nothing was to be saved."

    def tell_more(self) -> None:
        """In a browser the file is offered for download too."""
        if self.app.is_web and self.document.path is not None:
            offer_download(self.app, self.document.path)


def _free_file(session: Session) -> Path:
    """A file that is not there yet, with a name from the title or from the present file."""
    if session.path is None:
        return free_path(places().working, name_from_title(session.scenario.title))
    return free_path(session.path.parent, session.path.stem)
