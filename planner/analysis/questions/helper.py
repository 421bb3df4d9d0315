"""What has a second process answer questions that wait, once the first has worked for some time."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from planner.analysis.engine.limits import Limit
from planner.analysis.questions import Wishes
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.timetable import Place, Timetable
from planner.own_process import processors

if TYPE_CHECKING:
    from planner.analysis.questions.beside import Beside

__all__ = ["Helper"]

_PATIENCE = 0.3
"""The seconds of work after which it is worth to start one: most cases are done by then."""
_LEAVE = 1.0
"""The seconds in which the thread ends, once its process has; nothing depends on that."""


class Helper:
    """A thread that waits for the other process; ``end`` must be called.

    Where the process dies, or cannot be started, what it was to answer waits again.
    """

    def __init__(self, table: Timetable, premises: Premises, limit: Limit, wishes: Wishes) -> None:
        self._table = table
        self._about = (premises, limit, wishes)
        self._ended = Event()
        self._beside: Beside | None = None
        self._thread: Thread | None = None
        if processors() > 1:
            self._thread = Thread(target=self._work, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the process at once; what it was at waits again."""
        self._ended.set()
        if self._beside is not None:
            self._beside.end()

    def end(self) -> None:
        """Nobody needs it any more."""
        self.stop()
        if self._thread is not None:
            self._thread.join(_LEAVE)

    def _work(self) -> None:
        if self._ended.wait(_PATIENCE):
            return
        try:
            while not (self._ended.is_set() or self._table.over):
                if not self._answer_one():
                    return
        finally:
            if self._beside is not None:
                self._beside.end()
                self._beside.close()

    def _answer_one(self) -> bool:
        """Have the next question answered; whether there may be more."""
        turn = self._table.take(Place.BESIDE)
        if turn is None:
            self._table.wait(_PATIENCE)
            return True
        beside = self._started()
        found = None
        if beside is not None:
            found = beside.answer(turn.question.name, turn.seconds, turn.left)
        if found is None:
            self._table.give_back(turn)
            return False
        self._table.keep(turn, found)
        self._table.done(turn)
        return True

    def _started(self) -> Beside | None:
        if self._beside is None:
            from planner.analysis.questions.beside import Beside  # noqa: PLC0415 (long work alone)

            try:
                self._beside = Beside(*self._about)
            except OSError:
                return None
        if self._ended.is_set():  # meanwhile
            self._beside.end()
        return self._beside
