"""The documents that are open together, with one order of undo over all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from planner.by_fields import Printed
from planner.editing.document import Document
from planner.editing.history import Clock, Step, Written

if TYPE_CHECKING:
    from planner.editing.rewritten import RewrittenTogether

__all__ = ["Desk", "Move"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Move(Printed):
    """A step that is about to be undone or made again, and the content that comes of it."""

    step: Step[Any]
    content: Any
    make: Callable[[], Step[Any] | None]


class Desk:
    """The open documents. The clock that their histories share puts all steps into one order."""

    def __init__(self) -> None:
        self.clock = Clock()
        self._documents: list[Document[Any]] = []
        self._followers: list[Callable[[RewrittenTogether], None]] = []
        self._moves: list[Callable[[Move], None]] = []
        self.own_writes: frozenset[str] = frozenset()
        """The SHA-256 of what is being written together: nobody else wrote it."""

    def follow_rewrites(self, follow: Callable[[RewrittenTogether], None]) -> None:
        """Have this called with files that were written together, what lies open may be among."""
        self._followers.append(follow)

    def tell_rewritten(self, rewritten: RewrittenTogether) -> None:
        """Let what lies open follow what was written together."""
        for follow in self._followers:
            follow(rewritten)

    def follow_moves(self, follow: Callable[[Move], None]) -> None:
        """Have this called with each step that was undone or made again, in whatever document."""
        self._moves.append(follow)

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

    def undo(self, written: Written | None = None) -> Step[Any] | None:
        """Take the last step back, whichever document it was in; ``None`` if there is none.

        What the step changed in other files is changed back first, unless it is ``written`` by
        now. Raises :class:`~planner.errors.PlannerError` where that cannot be: then nothing is
        undone; and what may not last, once all is done.
        """
        return self._made(self.coming_undo(), written)

    def redo(self, written: Written | None = None) -> Step[Any] | None:
        """Make the step again that was undone last; ``None`` if something else was done since.

        Takes what :meth:`undo` does, and raises the same.
        """
        return self._made(self.coming_redo(), written)

    def coming_undo(self) -> Move | None:
        """What :meth:`undo` would do; ``None`` for nothing."""
        steps = ((d.history.last_done, d) for d in self._documents)
        last = max(
            ((step, d) for step, d in steps if step is not None),
            key=lambda found: found[0].moment,
            default=None,
        )
        if last is None:
            return None
        step, document = last
        return Move(step, step.before, document.history.undo)

    def coming_redo(self) -> Move | None:
        """What :meth:`redo` would do; ``None`` for nothing."""
        steps = ((d.history.last_undone, d) for d in self._documents)
        first = min(
            ((step, d) for step, d in steps if step is not None),
            key=lambda found: found[0].moment,
            default=None,
        )
        if first is None:
            return None
        step, document = first
        return Move(step, step.after, document.history.redo)

    def _made(self, move: Move | None, written: Written | None) -> Step[Any] | None:
        """Move, with the other files that the step is about: those first, since they may refuse."""
        if move is None:
            return None
        doubt = None
        if written is None and move.step.outside is not None:
            written = move.step.outside.prepared(move.content)
            doubt = written.write()
        moved = move.make()
        if written is not None:
            written.note()
        for follow in self._moves:
            follow(move)
        if doubt is not None:
            raise doubt
        return moved
