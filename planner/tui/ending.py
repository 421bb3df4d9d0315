"""How the app ends when it is told to from outside: not without keeping what is unsaved."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from textual.app import App

__all__ = ["Ending"]

_ENDING_SECONDS = 2.0
_KEEPING_SECONDS = 20.0
"""How long a slow disk is waited for; one that never answers holds nobody for ever."""
_TURNS = 100
"""Of the loop: what a field shows reaches the document through its form and screen in some ten."""


class Ending:
    """Ends the app on signals, after ``keep`` has kept what is unsaved."""

    def __init__(self, app: App[int], keep: Callable[[], None]) -> None:
        self._app = app
        self._keep = keep
        self._ending: asyncio.Task[None] | None = None

    def watch_signals(self) -> None:
        """A closed terminal or a plain kill runs none of our code unless it is asked to."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                # Not in the main thread, or not on this platform: the draft of the last second
                # has to do.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.end, 128 + number)

    def watch_no_longer(self) -> None:
        """A signal that comes while the app's loop is closed ends the process, with a draft.

        To the loop it would be an error by then, which Python tells with a traceback.
        """
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.remove_signal_handler(number)
                    signal.signal(number, self._end_at_once)

    def _end_at_once(self, number: int, _: object) -> None:
        self._keep()
        os._exit(128 + number)

    def interrupted(self, number: int, _: object) -> None:
        """End as for any other signal; the key Ctrl+C sends none while the app has the terminal."""
        if not self._app.is_running:
            raise KeyboardInterrupt
        self._app.call_later(self.end, 128 + number)

    def hang_up(self) -> None:
        """End as for the signal that tells of a closed terminal."""
        self.end(128 + signal.SIGHUP)

    def end(self, code: int) -> None:
        """Keep what is unsaved, and end with that code, whatever cannot be waited for."""
        self._hard_end(code, _KEEPING_SECONDS)
        self._ending = asyncio.create_task(self._keep_and_end(code))

    async def _keep_and_end(self, code: int) -> None:
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        self._keep()
        # Textual can wait for ever to write a last word to a terminal that is gone (its writing
        # thread has died), and the draft of a process that still runs is not offered.
        self._hard_end(code, _ENDING_SECONDS)
        self._app.exit(code)

    @staticmethod
    def _hard_end(code: int, seconds: float) -> None:
        timer = threading.Timer(seconds, os._exit, (code,))
        timer.daemon = True
        timer.start()
