"""Saving as a conversation: under which name, over what, and what if that cannot be done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Generic, TypeVar

from textual.app import App

from planner.editing.document import Document, Theirs
from planner.editing.saving import Saving
from planner.errors import SaveError
from planner.files.places import places
from planner.files.safety.saving import Saved
from planner.files.shelf import file_name
from planner.tui.files.disk_work import DiskWork, Refused, at_once_or_waited
from planner.tui.files.refused_save import way_out, way_out_of_put_off
from planner.tui.waiting import GivenUpError
from planner.visible import shown_path

__all__ = ["SaveTalk"]

T = TypeVar("T")

_ENDS = {"saved": True, "theirs": True, "cancel": False, "later": False}
"""The answers that end a save, and whether the work is in its file then."""


class SaveTalk(ABC, Generic[T]):
    """Saves a document of any kind, asking what must be asked.

    Nothing is replaced that the planner has not seen, and a save that failed says why: the work
    stays as it was, unsaved. Whoever inherits says what its kind of document needs.
    """

    def __init__(self, app: App[int], disk: DiskWork, document: Document[T]) -> None:
        self.app = app
        self.document = document
        self._disk = disk

    @abstractmethod
    async def named(self) -> Path | None:
        """The file that the planner names; ``None`` where that was given up."""

    @abstractmethod
    async def deal_with(self, theirs: Theirs[T]) -> str:
        """Ask about the change of somebody else: ``mine`` goes on, other answers end the save."""

    def begin(self, path: Path, *, seen: str | None, canonical: bool) -> Saving[T]:
        """The save to that file; see :meth:`Document.begin_save`."""
        return self.document.begin_save(path, seen=seen, canonical=canonical)

    def write(self, saving: Saving[T]) -> Saved | SaveError:
        """In a thread: write it; what came of it."""
        return saving.outcome()

    @abstractmethod
    def words(self, name: str, *, written: bool) -> str:
        """What is said once it stands in the file of that name."""

    @abstractmethod
    def tell_more(self) -> None:
        """What follows the words, if anything."""

    async def save(self, *, elsewhere: bool = False, waits: bool = False) -> bool:
        """Save it; whether it stands in its file now.

        ``elsewhere`` asks for another name first. On a slow disk the planner goes on meanwhile,
        unless the next step ``waits`` for it.
        """
        if self._disk.busy:
            self._disk.tell_busy()
            return False
        answer, seen, path = "", None, self.document.path
        if not elsewhere:
            answer, seen, put_off = await way_out_of_put_off(self.app, self._disk, self.document)
            path = put_off or path
        while answer not in _ENDS:
            canonical = answer == "anew"
            if elsewhere or answer == "elsewhere" or path is None:
                elsewhere, seen = False, None
                path = await self.named()
                if path is None:
                    return False
            answer = "mine"
            if path == self.document.path and seen is None:
                answer = await self._settle_change(path)
            if answer == "mine":
                saving = self.begin(path, seen=seen, canonical=canonical)
                answer, seen = await self._attempt(saving, waits=waits)
        return _ENDS[answer]

    async def _attempt(self, saving: Saving[T], *, waits: bool) -> tuple[str, str | None]:
        """Save once: ``saved``, or what the planner wants instead, and what may be replaced."""
        path, at_home = saving.path, saving.path == self.document.path
        name = file_name(path)
        outcome = await self._disk.done(f"Saving {name}", lambda: self.write(saving), waits=waits)
        try:
            written = self.document.end_save(saving, outcome)
        except SaveError as error:
            refused = Refused(self.document, error, path, saving.seen, at_home)
            return await way_out(self.app, self._disk, refused)
        words = self.words(name, written=written)
        kept = not isinstance(outcome, Saved) or outcome.kept
        more = []
        if not kept:
            more.append(f"The version before could not be kept in {shown_path(places().state)}.")
        if self.document.unsaved:
            more.append("What you changed meanwhile is unsaved.")
        said = f"{words}. {' '.join(more)}" if more else words
        self.app.notify(said, severity="information" if kept else "warning", markup=False)
        self.tell_more()
        return "saved", None

    async def _settle_change(self, path: Path) -> str:
        """Ask about the changes of somebody else, until all that stands there has been seen."""
        name = file_name(path)
        while True:
            look = self.document.look_again
            try:
                theirs = await at_once_or_waited(self.app, f"Reading {name}", look)
            except GivenUpError:
                self.app.notify(f"Not saved: {name} was not read to its end.", markup=False)
                return "later"
            if theirs is None:
                return "mine"
            answer = await self.deal_with(theirs)
            if answer != "mine":
                return answer
