"""The one line of messages, and what was said so far."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Literal

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["Messages", "Severity", "Told"]

Severity = Literal["information", "warning", "error"]

_MOST_KEPT = 200


@frozen(eq=False, repr=False)
class Told(Compared):
    """A message, when it was told, and how grave it is."""

    words: str
    at: dt.datetime
    severity: Severity = "information"


class Messages:
    """The message that the line shows until the next key, and those before it, the oldest first."""

    def __init__(self) -> None:
        self._history: deque[Told] = deque(maxlen=_MOST_KEPT)
        self.now: Told | None = None

    @property
    def history(self) -> tuple[Told, ...]:
        """All that was told, as far back as it is kept."""
        return tuple(self._history)

    def tell(self, words: str, severity: Severity = "information", *, keep: bool = True) -> Told:
        """Say this now; what only answers a key is not kept."""
        self.now = told = Told(words, dt.datetime.now().astimezone(), severity)
        if keep:
            self._history.append(told)
        return told

    def end(self) -> bool:
        """Take the message off the line; whether there was one."""
        there = self.now is not None
        self.now = None
        return there
