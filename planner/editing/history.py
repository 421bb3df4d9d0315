"""The history of one content: named steps that can be undone and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.errors import SaveError
from planner.files.toml.leaves import NewId

__all__ = ["Clock", "History", "Outside", "Step", "Written"]

T = TypeVar("T")


class Written(Protocol):
    """Files that are to be written together: nothing is, before :meth:`write` is called."""

    def write(self, told: Callable[[int], None] = ...) -> SaveError | None:
        """Writes all of them or none; any thread may.

        ``told`` is called with the number of those that are written. Returns why one of them may
        not last, where all are written. Raises :class:`~planner.errors.PlannerError`: then nothing
        was written.
        """

    def note(self) -> None:
        """Know that they are written, once their content is that of the history."""


class Outside(Protocol):
    """What a step changed in other files, which an undo must change back."""

    files: int
    """How many files were written last; 0 before any was."""

    def prepared(self, content: Any) -> Written:
        """What goes with that content in other files; any thread may ask.

        Raises :class:`~planner.errors.PlannerError` where it cannot be written.
        """


@frozen(eq=False, repr=False)
class Step(Compared, Generic[T]):
    """A step of a history: its name and the content on either side of it.

    Steps with the same ``merge_key`` that follow each other are one step: typing a note is undone
    as a whole, not letter by letter. An empty key never merges. ``moment`` orders the steps of
    several histories. ``outside`` is what it changed besides the content, ``new_id`` the way to
    what it gave another id, by the one and by the other.
    """

    name: str
    before: T
    after: T
    merge_key: str = ""
    moment: int = field(default=0, eq=False, repr=False)
    outside: Outside | None = field(default=None, eq=False, repr=False)
    new_id: NewId | None = field(default=None, eq=False, repr=False)


class Clock:
    """Counts the steps over all histories that share it, and knows which of them moved last."""

    def __init__(self) -> None:
        self.moment = 0
        self.last_moved: object = None

    def tick(self) -> int:
        """The next moment."""
        self.moment += 1
        return self.moment


class History(Generic[T]):
    """A content with the steps that led to it and those that were undone.

    Histories with one ``clock`` have one order of steps over all of them.
    """

    def __init__(self, content: T, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._content = content
        self._done: list[Step[T]] = []
        self._undone: list[tuple[Step[T], int]] = []  # with the moment in which it was undone
        self._moves: list[tuple[T, NewId | None]] = []  # from which state, and the id that it gave

    @property
    def content(self) -> T:
        """The content as it stands."""
        return self._content

    @property
    def done(self) -> tuple[Step[T], ...]:
        """The steps that led to the content, the first one first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step[T], ...]:
        """The steps that redo makes again, the next one first."""
        return () if self.last_undone is None else tuple(step for step, _ in self._undone[::-1])

    @property
    def last_done(self) -> Step[T] | None:
        """The step that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Step[T] | None:
        """The step that redo makes again: nothing else was done since it was undone."""
        step, undone_at = self._undone[-1] if self._undone else (None, 0)
        return step if undone_at == self._clock.moment else None

    def do(
        self,
        name: str,
        after: T,
        merge_key: str = "",
        outside: Outside | None = None,
        *,
        new_id: NewId | None = None,
    ) -> Step[T] | None:
        """Go on with another content; ``None`` where it is the same."""
        before = self._content
        if after == before:
            return None
        last = self.last_done
        merges = bool(merge_key) and self._clock.last_moved is self  # nothing happened elsewhere
        if merges and last is not None and last.merge_key == merge_key:
            before = self._done.pop().before
        else:
            self._moves.append((before, new_id))
        step = Step(name, before, after, merge_key, self._clock.tick(), outside, new_id)
        if after != before:  # letters typed and deleted again are no step
            self._done.append(step)
        self._undone.clear()
        self._become(after)
        return step

    @property
    def states(self) -> tuple[T, ...]:
        """The content, and all that it was."""
        return (*(step.before for step in self._done), self._content)

    def new_ids(self, since: T) -> tuple[NewId, ...]:
        """The ids that were given on the way from ``since`` to the content, one after the other.

        Also where that is undone, and something else was done then. None where that is no state of
        this history.
        """
        if since == self._content:
            return ()
        begins = [number for number, (state, _) in enumerate(self._moves) if state == since]
        way = self._moves[begins[-1] :] if begins else []
        return tuple(new_id for _, new_id in way if new_id is not None)

    def end_merging(self) -> None:
        """Close the last step: what follows is a step of its own, whatever its key."""
        if self._done:
            self._done[-1] = evolve(self._done[-1], merge_key="")

    def undo(self) -> Step[T] | None:
        """Take the last step back; ``None`` if there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._moves.append((self._content, None if step.new_id is None else step.new_id[::-1]))
        self._undone.append((evolve(step, merge_key=""), self._clock.moment))
        self._become(step.before)
        return step

    def redo(self) -> Step[T] | None:
        """Make the step again that was undone last; ``None`` if there is none."""
        step = self.last_undone
        if step is None:
            return None
        self._undone.pop()
        self._moves.append((self._content, step.new_id))
        self._done.append(step)
        self._become(step.after)
        return step

    def change_past(self, change: Callable[[T], T]) -> None:
        """Change the content and all that it was, without a step: ids are others everywhere."""
        self._content = change(self._content)
        self._done = [_changed(step, change) for step in self._done]

    def change_undone(self, change: Callable[[T], T]) -> None:
        """Change what a redo comes to, without a step."""
        now = self._clock.moment  # what was undone earlier is never made again
        self._undone = [(_changed(step, change), at) for step, at in self._undone if at == now]

    def _become(self, content: T) -> None:
        self._content = content
        self._clock.last_moved = self


def _changed(step: Step[T], change: Callable[[T], T]) -> Step[T]:
    return evolve(step, before=change(step.before), after=change(step.after))
