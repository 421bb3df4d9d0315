"""The scenario on the workbench as a document: remembered among recent ones, saved, and left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import App

from planner.editing.scenario_session import Session
from planner.tui.files.disk_work import DiskWork, left_to_disk

__all__ = ["OpenScenario"]


class OpenScenario:
    """Keeps one session as long as it is open; ``saved`` is called after each save.

    The case below it is a document of its own.
    """

    def __init__(
        self, app: App[int], disk: DiskWork, session: Session, saved: Callable[[], None]
    ) -> None:
        self._app = app
        self._disk = disk
        self._saved = saved
        self.session = session

    def note(self) -> None:
        """Remember its file among recent ones, and clean up what a killed save left beside it."""
        from planner.files.safety.leftovers import clean_up_after_kill  # noqa: PLC0415 (after the first paint)

        self._note_recent()
        if self.session.path is not None:
            left_to_disk(partial(clean_up_after_kill, self.session.path))

    def _note_recent(self) -> None:
        from planner.keys.recent import note_recent  # noqa: PLC0415 (after the first paint)

        if self.session.path is not None:
            left_to_disk(partial(note_recent, self.session.path))

    async def save(self, *, elsewhere: bool = False, waits: bool = False) -> bool:
        """Save, asking what must be asked; whether the work is safe in its file now.

        On a slow disk the planner goes on meanwhile, unless the next step ``waits`` for it.
        """
        from planner.tui.files.saving import ScenarioSave  # noqa: PLC0415 (a first paint needs none of it)

        if not await self._keep_half_written():
            return False
        talk = ScenarioSave(self._app, self._disk, self.session)
        done = await talk.save(elsewhere=elsewhere, waits=waits)
        if done:
            self._note_recent()
            self._saved()
        return done

    async def may_close(self) -> bool:
        """Whether it may go: saved, or given up by the planner's own word."""
        if not await self._keep_half_written():
            return False
        from planner.tui.files.closing import may_close  # noqa: PLC0415 (only then)

        session = self.session
        name = session.scenario.title or (session.path.name if session.path else "New scenario")
        return await may_close(self._app, session, name, self._disk, lambda: self.save(waits=True))

    async def _keep_half_written(self) -> bool:
        """Keep a comment that is being typed; false, with a word, where it cannot be."""
        stack = self._app.screen_stack
        if not any(screen.query("NoteEditor, CommentEditor") for screen in stack):
            return True
        from planner.tui.half_written import keep_half_written  # noqa: PLC0415 (only then)

        return await keep_half_written(self._app, self.session)
