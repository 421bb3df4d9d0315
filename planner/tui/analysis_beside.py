"""An analysis that is worked out beside its screen, and scenarios that are drawn there."""

from __future__ import annotations

import time
from collections.abc import Mapping
from random import randrange
from threading import Event
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped
from planner.analysis.questions import NAMES
from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.apart import analyse_apart
from planner.analysis.questions.open_set import sample_open
from planner.analysis.questions.premises import Premises
from planner.model.conditions import Pick
from planner.reports.content.analysis import Worded, worded
from planner.tui.in_thread import in_thread

__all__ = ["AnalysisBeside"]

_SECONDS = 10.0
_MORE = 3
"""How many times the time is allowed when it is worked out again."""


class AnalysisBeside:
    """Works out one ``analysis`` at a time: what is asked anew gives up the one before.

    The screen gets a message as soon as a part is there, and one with what was drawn.
    """

    class Found(Message):
        """Some parts are there, in words; ``done`` says whether these are all."""

        def __init__(self, run: int, worded: Worded, *, done: bool) -> None:
            super().__init__()
            self.run = run
            self.worded = worded
            self.done = done

        def can_replace(self, message: Message) -> bool:
            """Whether that one says all that this one does: many parts at once are shown once."""
            return isinstance(message, AnalysisBeside.Found) and message.run >= self.run

    class Drawn(Message):
        """An open scenario was drawn; ``None`` where there is none, or for the reason given."""

        def __init__(
            self,
            premises: Premises,
            drawn: Mapping[str, Pick] | None,
            reason: Stopped | None = None,
        ) -> None:
            super().__init__()
            self.premises = premises
            self.drawn = drawn
            self.reason = reason

    def __init__(self, screen: Screen[Any], premises: Premises) -> None:
        self._screen = screen
        self._run = 0
        self._stop = Event()
        self._began = 0.0
        self.allowed = _SECONDS
        """How many seconds an analysis may take."""
        self.working = False
        self.worded = Worded(Analysis(premises))
        """What is known so far, in words."""

    @property
    def analysis(self) -> Analysis:
        """What is known so far."""
        return self.worded.analysis

    @property
    def seconds(self) -> float:
        """How long it has worked so far."""
        return time.monotonic() - self._began

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop, and what it found has not come yet."""
        return self.working and self._stop.is_set()

    @property
    def limit(self) -> Limit:
        """As long as an analysis may take."""
        return Limit(seconds=self.allowed)

    def begin(self, premises: Premises) -> None:
        """Begin anew; what was asked before is given up."""
        self._stop.set()
        self._stop = stop = Event()
        self._run = run = self._run + 1
        self.working = True
        self._began = time.monotonic()
        self.worded = Worded(Analysis(premises))
        limit = Limit(seconds=self.allowed, cancelled=stop)
        work = in_thread(lambda: self._work(run, premises, limit))
        # A thread beside it would hold the drawing of what is asked.
        self._screen.call_after_refresh(self._screen.run_worker, work, group="analysis")

    def _work(self, run: int, premises: Premises, limit: Limit) -> None:
        said = Worded(Analysis(premises))
        for found in analyse_apart(premises, NAMES, limit):
            said = worded(found, said)  # here: no key waits for the words of a thousand coalitions
            self._screen.post_message(self.Found(run, said, done=False))
        self._screen.post_message(self.Found(run, said, done=True))

    def take(self, found: Found) -> bool:
        """Know the parts that were found, unless something else was asked meanwhile."""
        if found.run != self._run:
            return False
        self.worded = found.worded
        self.working = not found.done
        return True

    def stop(self) -> bool:
        """Work no further; whether anything was worked on."""
        was_working = self.working and not self._stop.is_set()
        self._stop.set()
        return was_working

    def allow_more(self) -> None:
        """Take more time from now on, where it was not enough."""
        if not (self.working or self.analysis.complete):
            self.allowed *= _MORE

    def draw(self, premises: Premises) -> None:
        """Draw a clear scenario, each as likely as any other."""
        work = in_thread(lambda: self._draw(premises))
        self._screen.run_worker(work, exclusive=True, group="draw")

    def _draw(self, premises: Premises) -> None:
        worker = get_current_worker()
        limit = Limit(seconds=self.allowed, cancelled=lambda: worker.is_cancelled)
        seed = randrange(1 << 64)  # noqa: S311 - not for secrets
        try:
            drawn = next(sample_open(premises, seed, limit), None)
        except LimitReachedError as error:
            self._screen.post_message(self.Drawn(premises, None, error.reason))
        else:
            self._screen.post_message(self.Drawn(premises, drawn))
