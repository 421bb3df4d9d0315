"""Keeping what is unsaved of the open documents as drafts, and saying where that cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from planner.editing.document import Document
from planner.files.places import places
from planner.files.standing import is_there
from planner.own_thread import in_own_thread
from planner.tui.in_thread import beside
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.case_session import CaseSession
    from planner.editing.scenario_session import Session

    _Open = Sequence[Session | CaseSession]

__all__ = ["DraftKeeping"]

LAST_SECONDS = 20
"""How long the end of the app waits for a disk."""


class DraftKeeping:
    """Keeps the drafts of the documents that are open.

    ``show`` is called when a title may have to say something else.
    """

    def __init__(
        self, app: App[int], documents: Callable[[], _Open], show: Callable[[], None]
    ) -> None:
        self._app = app
        self._documents = documents
        self._show = show
        self._protected = True
        self._under_way = False

    def keep(self) -> None:
        """Keep unsaved work where it survives a crash; say where that cannot be done.

        Waits for the disk: for the end of the app.
        """
        self._tell(_troubles(self._documents()))

    def keep_beside(self) -> None:
        """The same while the app goes on: a slow disk holds no key."""
        documents = [each for each in self._documents() if each.document.has_draft_to_keep]
        if self._under_way:
            self._show()  # a disk that does not answer protects nothing
        elif documents:
            self._under_way = True
            self._app.run_worker(self._keep(documents), group="drafts")
        else:
            self._protected = True  # nothing is unsaved that could be lost

    async def _keep(self, documents: _Open) -> None:
        try:
            troubles = await beside(partial(_troubles, documents))
        finally:
            self._under_way = False
        self._tell(troubles)

    def _tell(self, troubles: Sequence[str]) -> None:
        was_protected, self._protected = self._protected, not troubles
        if was_protected == self._protected or not self._app.is_running:
            return
        if troubles:
            words = f"Unsaved work cannot be kept as a draft ({troubles[0]}). Save often."
            self._app.notify(words, severity="warning", timeout=20, markup=False)
        else:
            self._app.notify("Unsaved work is kept as a draft again.", markup=False)
        self._show()

    def kept_at_end(self) -> list[str]:
        """Keep unsaved work; what became of it, in plain lines, each of them true of the disk.

        A disk that does not answer is waited for some seconds, and not for ever.
        """

        def kept_and_said() -> list[str]:
            self.keep()
            return [_became_of(document) for document in self._unfiled]

        try:
            return in_own_thread(kept_and_said).result(LAST_SECONDS)
        except OSError as error:  # TimeoutError is one
            why = error.strerror or f"the disk has not answered for {LAST_SECONDS} seconds"
            return [
                f"Whether unsaved work on {_name_of(document)} is kept is not known: {why}."
                for document in self._unfiled
            ]

    @property
    def _unfiled(self) -> list[Document[Any]]:
        return [each.document for each in self._documents() if each.document.unfiled]


def _became_of(document: Document[Any]) -> str:
    """What the disk holds of unsaved work on it."""
    name = _name_of(document)
    kept, earlier = document.draft_file, document.earlier_draft_file
    if kept is not None and is_there(kept):
        return f"Unsaved work on {name} is kept; the next start offers it."
    if earlier is not None and is_there(earlier):
        return (
            f"The last changes to {name} are lost. "
            "What was kept before is offered at the next start."
        )
    return f"Unsaved work on {name} is lost: no draft of it could be written."


def _name_of(document: Document[Any]) -> str:
    path = document.path
    return shown_path(places().near(path)) if path is not None else "a document without a name"


def _troubles(documents: _Open) -> list[str]:
    """Keep the drafts; why any of them cannot be kept."""
    troubles = []
    for document in documents:
        try:
            document.keep_draft()
        except OSError as error:
            troubles.append(error.strerror or str(error))
    return troubles
