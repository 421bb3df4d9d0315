"""What a terminal sends: bytes that are no text are left out, and end nothing.

A terminal of another encoding, a binary file that is pasted and a line that loses bytes send some.
"""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

__all__ = ["TerminalDriver"]

_LEFT_OUT = "The terminal sent bytes that are no UTF-8. They are left out; look at what was typed."


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, which reads on after bytes that are no UTF-8.

    Textual's own ends the app with a traceback there, and as if nothing had happened.
    """

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
