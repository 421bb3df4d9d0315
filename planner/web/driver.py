"""A browser's tab in place of the terminal: when it is closed, the app loses its terminal."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from textual.drivers.web_driver import WebDriver

__all__ = ["BrowserDriver"]


class BrowserDriver(WebDriver):
    """Textual's driver for the web, which ends as surely as a terminal's."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._writing = threading.Lock()
        self._write = self._write_whole  # type: ignore[assignment] # Textual's is a partial

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server says; that the tab was closed is a terminal that hung up."""
        if packet_type == "quit" and hasattr(signal, "SIGHUP"):
            self._hang_up()
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read until the app ends; if the server ends before, so does the app."""
        super().run_input_thread()
        if not self.exit_event.is_set() and hasattr(signal, "SIGHUP"):
            self._hang_up()

    @staticmethod
    def _hang_up() -> None:
        """The app keeps a draft then, asks nothing, and is gone within two seconds."""
        os.kill(os.getpid(), signal.SIGHUP)

    def _write_whole(self, packet: bytes) -> int:
        """The screen and what is downloaded are written by two threads: one packet at a time.

        Without a server nobody reads; then the end of the input ends the app.
        """
        left = memoryview(packet)
        with self._writing:
            try:
                while left:
                    left = left[os.write(self.fileno, left) :]
            except OSError:
                return 0
        return len(packet)
