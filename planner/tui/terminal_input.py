"""What a terminal sends, and when it is there: bytes that are no text end nothing, its end all.

A terminal of another encoding, a binary file that is pasted and a line that loses bytes send some.
"""

from __future__ import annotations

import os
import select
import signal
import termios
import threading
import time

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

__all__ = ["TerminalDriver"]

_LEFT_OUT = "The terminal sent bytes that are no UTF-8. They are left out; look at what was typed."
_ENDING_SECONDS = 25.0
"""More than the app waits for a disk before it ends by itself."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, with four things that its own does not do.

    It reads on after bytes that are no UTF-8, where Textual's own ends the app with a traceback, or
    as if nothing had happened. It takes the terminal once, however often the process is told to
    continue: two threads would read one key by halves. It has all drawn anew where it takes the
    terminal again, which empties the screen. It says when the terminal has gone, which no signal
    does for a process in the background; Textual's own reads nothing from then on, at full speed.
    """

    class HungUp(Message):
        """The terminal has gone."""

    _holds_terminal = False
    _watches = False

    def start_application_mode(self) -> None:
        """Take the terminal, and watch it."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gives it no type
        self._holds_terminal = True
        if not self._watches:
            self._watches = True
            threading.Thread(target=self._watch_terminal, daemon=True).start()
        else:
            self._app.call_later(self._app.refresh, layout=True)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._holds_terminal = False
        super().stop_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again after a stop, if it is still there.

        Who ends processes, as a shell and systemd do, also tells those to continue that nobody
        stopped; and one that was stopped by force has not given the terminal back.
        """
        if self._holds_terminal:
            self._app.call_later(self._take_anew)
        elif self._is_there:
            super().resume_application_mode()

    def _take_anew(self) -> None:
        if self._holds_terminal and self._is_there:
            self.suspend_application_mode()
            self.resume_application_mode()

    @property
    def _is_there(self) -> bool:
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            return False
        return True

    def _watch_terminal(self) -> None:
        """In a thread: sleep until the terminal hangs up, and say so; end an app that hangs."""
        poll = select.poll()
        poll.register(self.fileno, 0)
        if any(event & select.POLLHUP for _, event in poll.poll()):
            self._app.post_message(self.HungUp())
            time.sleep(_ENDING_SECONDS)
            os._exit(128 + signal.SIGHUP)

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                self._app.call_later(self._app.notify, _LEFT_OUT, severity="warning", markup=False)

    def _run_input_thread(self) -> None:
        """In a thread: a defect in reading ends the app as any other does, with a report."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 (told as a defect)
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 (Textual's way)
