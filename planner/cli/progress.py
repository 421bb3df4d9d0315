"""How far a long run is, on a terminal alone: a bar on standard error."""

from __future__ import annotations

import sys
import time

from planner.cli.output import is_terminal, say_passing, width

__all__ = ["Bar"]

_QUIET = 0.5
"""How long nothing is said, in seconds: most runs are over by then."""

_EVERY = 0.1
_CELLS = 24


class Bar:
    """A bar for a number of files; it makes way for whatever else is written."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._done = 0
        self._next = time.monotonic() + _QUIET if is_terminal(sys.stderr) else None
        self._shown = ""

    def advance(self) -> None:
        """One file more is done."""
        self._done += 1
        if self._next is not None and (now := time.monotonic()) >= self._next:
            self._next = now + _EVERY
            filled = _CELLS * self._done // self._number
            bar = "#" * filled + "-" * (_CELLS - filled)
            words = f"[{bar}] {self._done:,} of {self._number:,} files"[: max(1, width() - 1)]
            say_passing(f"\r{words}{' ' * (len(self._shown) - len(words))}")
            self._shown = words

    def hide(self) -> None:
        """Clears the line, so that something else can be written."""
        if self._shown:
            say_passing(f"\r{' ' * len(self._shown)}\r")
            self._shown = ""
