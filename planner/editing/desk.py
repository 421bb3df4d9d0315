"""The documents that are open together, with one order of undo over all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from planner.editing.document import Document
from planner.editing.history import Clock, Step

__all__ = ["Desk"]

T = TypeVar("T")


class Desk:
    """The open documents. The clock that their histories share puts all steps into one order."""

    def __init__(self) -> None:
        self.clock = Clock()
        self._documents: list[Document[Any]] = []

    @property
    def documents(self) -> tuple[Document[Any], ...]:
        """The open documents, in the order in which they were opened."""
        return tuple(self._documents)

    @property
    def unsaved(self) -> tuple[Document[Any], ...]:
        """Those with changes that no file holds."""
        return tuple(document for document in self._documents if document.unsaved)

    def open(self, document: Document[T]) -> Document[T]:
        """Lay a document on the desk; its history must go by the desk's clock."""
        self._documents.append(document)
        return document

    def close(self, document: Document[Any]) -> None:
        """Take a document away, with its steps and its draft."""
        self._documents.remove(document)
        document.drop_draft()

    def undo(self) -> Step[Any] | None:
        """Take the last step back, whichever document it was in; ``None`` if there is none.

        Raises :class:`~planner.errors.PlannerError` where what the step changed in other files
        cannot be changed back: then nothing is undone.
        """
        steps = ((d.history.last_done, d) for d in self._documents)
        last = max(
            ((step, d) for step, d in steps if step is not None),
            key=lambda found: found[0].moment,
            default=None,
        )
        if last is None:
            return None
        step, document = last
        return _moved(step, step.before, document.history.undo)

    def redo(self) -> Step[Any] | None:
        """Make the step again that was undone last; ``None`` if something else was done since.

        Raises as :meth:`undo` does.
        """
        steps = ((d.history.last_undone, d) for d in self._documents)
        first = min(
            ((step, d) for step, d in steps if step is not None),
            key=lambda found: found[0].moment,
            default=None,
        )
        if first is None:
            return None
        step, document = first
        return _moved(step, step.after, document.history.redo)


def _moved(step: Step[Any], content: Any, move: Callable[[], Step[Any] | None]) -> Step[Any] | None:
    """Move, with the other files that the step is about: those first, since they may refuse."""
    note = step.outside.write(content) if step.outside is not None else None
    moved = move()
    if note is not None:
        note()
    return moved
