"""Keys in turn: each is done with before the next one is given out.

The key that closes a screen is worked on for some moments: by the list with the focus, by its
screen, by the app, by what then opens a file. A key that comes meanwhile would be given to what is
about to go, and would be lost with it. It waits, and comes to whatever is in front by then.
"""

from __future__ import annotations

import time
from asyncio import Future
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from planner.keys.tables.moves import COLUMN_MOVES, LIST_MOVES
from planner.tui.in_a_moment import in_a_moment

__all__ = ["HoldsKeys", "Turns"]

_MOVES = frozenset(command.id for command in (*LIST_MOVES, *COLUMN_MOVES))
_LOOK_AGAIN = 0.02
"""Seconds until one looks again what a key waits for, at first."""
_SELDOM = 0.2
_PATIENCE = 10
"""By what a key's time of waiting is divided for the time until one looks again."""


class HoldsKeys:
    """A screen that is there while one waits: keys are for what comes then.

    Esc is the screen's own. Keys that quit end the waiting first.
    """

    def wait_no_longer(self) -> bool:
        """Give up what is waited for, if that can be; whether it could."""
        return False


class Turns:
    """Lets an app take keys and pasted text one after the other.

    ``quits`` are the keys that leave the app and type nothing.
    """

    def __init__(self, app: App[int], quits: Collection[str] = ()) -> None:
        self._app = app
        self._quits = quits
        self._now: events.Event | None = None
        self._waiting: deque[events.Event] = deque()
        self._between = 0
        self._wanted: dict[object, int] = {}
        self._looking = False
        self._waited_since = 0.0
        self._behind: tuple[MessagePump, Callable[[], None]] | None = None

    @property
    def busy(self) -> bool:
        """Whether a key is being worked on, or the next one is about to be."""
        return self._now is not None or (bool(self._waiting) and self._ready)

    @contextmanager
    def between_screens(self) -> Iterator[None]:
        """Keys wait while this goes on: one screen has gone, and another is about to come."""
        self._between += 1
        try:
            yield
        finally:
            self._between -= 1

    def wanted_until(self, left: Future[Any]) -> None:
        """Give keys to the screen in front until it is ``left``, also amid :meth:`between_screens`.

        Where such a step begins later, they wait: another screen is about to come over this one.
        """
        screen = self._app.screen
        self._wanted[screen] = self._between
        left.add_done_callback(lambda _: self._wanted.pop(screen, None))

    def waits(self, event: events.Event) -> bool:
        """Whether it must wait; it is posted again once its turn has come."""
        if event is self._now:
            if self._leads_nowhere(event):
                self._done()
            return False
        front: object = self._front
        if isinstance(event, events.Key) and isinstance(front, HoldsKeys):
            gives_up = event.key == "escape"
            if gives_up or (event.key in self._quits and front.wait_no_longer()):
                self._waiting.clear()  # what was typed was meant for what is given up now
            if gives_up:
                return False
        if self._now is None and not self._waiting and self._ready:
            self._now = None if self._leads_nowhere(event) else event
            return False
        if not self._waiting:
            self._waited_since = time.monotonic()
        self._waiting.append(event)
        self._look_again()
        return True

    @contextmanager
    def given(self, event: events.Event) -> Iterator[None]:
        """The event is given out meanwhile; find out after it when it is done with."""
        path = []
        if event is self._now and (front := self._front) is not None:
            path = [*(front.focused or front).ancestors_with_self]
        yield
        if event is self._now:
            self._pass_on(event, path, then=partial(self._follow_what_came_of_it, event, path))

    def _leads_nowhere(self, event: events.Event) -> bool:
        """Whether it is a letter for the field with the focus, or moves the cursor in it.

        Such keys need no turns among themselves: held down, they are drawn as often as can be done.
        """
        front = self._front
        field = None if front is None else front.focused
        if field is None or not isinstance(event, events.Key):
            return False
        if field.check_consume_key(event.key, event.character):
            return True
        bound = field._bindings.key_to_bindings.get(event.key, ())  # noqa: SLF001 (no public way)
        return any(binding.action in _MOVES for binding in bound)

    @property
    def _ready(self) -> bool:
        screen = self._front
        # A bare screen lies below the first ones, and has no use for keys.
        there = screen is not None and screen.is_mounted and type(screen) is not Screen
        return there and self._between <= self._wanted_amid and not self._holding

    @property
    def _wanted_amid(self) -> int:
        """Amid how many steps between screens keys are wanted: by what lies below the front too."""
        stack = reversed(self._app.screen_stack)
        return next((self._wanted[each] for each in stack if each in self._wanted), 0)

    @property
    def _holding(self) -> bool:
        """Whether the screen in front says that something is worked on, and takes Esc alone."""
        return isinstance(self._front, HoldsKeys)

    @property
    def _front(self) -> Screen[object] | None:
        try:
            return self._app.screen
        except ScreenStackError:
            return None

    def _pass_on(
        self, event: events.Event, path: Sequence[MessagePump], then: Callable[[], None]
    ) -> None:
        """Wait behind the event in the queue of each that it may reach, from inside to outside."""
        if event is not self._now:
            return
        for n, each in enumerate(path):
            go_on = partial(self._pass_on, event, path[n + 1 :], then)
            if each.is_running and each.call_later(go_on):
                self._behind = each, go_on
                return
        then()

    def _follow_what_came_of_it(self, event: events.Event, path: Sequence[MessagePump]) -> None:
        """Wait behind the messages that its command posted, and for the parts that it put there."""
        front = self._front
        parts = [] if front is None else [front, *front.walk_children(Widget)]
        new = [part for part in parts if not part.is_mounted]
        self._pass_on(event, [*path, *new, self._app], then=self._done)

    def _done(self) -> None:
        self._now = self._behind = None
        self._next()

    def _next(self) -> None:
        if self._now is not None or not self._waiting:
            return
        if self._ready:
            self._now = self._waiting.popleft()
            self._app.post_message(self._now)
        if self._waiting:
            self._look_again()

    def _look_again(self) -> None:
        if not self._looking:
            self._looking = True
            # A disk may never answer: to look often would cost a processor's time for nothing.
            waited = time.monotonic() - self._waited_since
            seconds = min(_SELDOM, max(_LOOK_AGAIN, waited / _PATIENCE))
            in_a_moment(seconds, self._app, self._looked)

    def _looked(self) -> None:
        """Go on behind a part of the screen that went with all it had still to do."""
        self._looking = False
        if self._behind is not None and not self._behind[0].is_running:
            _, go_on = self._behind
            self._behind = None
            go_on()
        self._next()
        if self._waiting:
            self._look_again()
