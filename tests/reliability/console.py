"""A program in a real pseudo-terminal: bytes in, bytes out, nothing interpreted on the way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect
import pyte

from tests.pty.terminal import ROOT

__all__ = ["Console", "console"]

PATIENCE = 60.0


class Console:
    """A terminal with a program in it; ``written`` is all that the program wrote."""

    def __init__(self, child: pexpect.spawn[bytes], size: tuple[int, int], *, shown: bool) -> None:
        self.child = child
        self.written = bytearray()
        self.total = 0
        self._screen = pyte.Screen(*size) if shown else None
        self._stream = pyte.ByteStream(self._screen) if self._screen is not None else None

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self._screen.display] if self._screen is not None else []

    @property
    def text(self) -> str:
        """What stands on the screen, in one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return bool(self.child.isalive())

    def send(self, some: bytes) -> None:
        """Give the program input as fast as it takes it; a program that is gone gets none.

        This never waits in a write: Linux may not end one in which the program ends meanwhile.
        """
        give_up = time.monotonic() + PATIENCE
        while some and self.alive:
            try:
                some = some[os.write(self.child.child_fd, some) :]
            except BlockingIOError:
                assert time.monotonic() < give_up, "it takes no input\n" + "\n".join(self.lines)
                self.read(0.02)  # which the program may wait for
            except OSError:
                return

    def read(self, seconds: float) -> bool:
        """Read what comes within that time; false at the end of the program."""
        try:
            some = self.child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.total += len(some)
        self.written += some
        if self._stream is not None:
            self._stream.feed(some)
        return True

    def calm(self, quiet: float = 0.15) -> None:
        """Read until nothing comes for a while."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            before = self.total
            if not self.read(quiet) or self.total == before:
                return

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Read until the screen is in that state."""
        give_up = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < give_up, f"never seen: {what}\n" + "\n".join(self.lines)
            if not self.read(0.02):
                assert condition(), f"it ended before: {what}\n" + "\n".join(self.lines)

    def ends(self) -> int:
        """Read to the end; the exit code, negative for a signal that killed the program."""
        give_up = time.monotonic() + PATIENCE
        while self.read(0.05):
            assert time.monotonic() < give_up, "it does not end\n" + "\n".join(self.lines)
        self.child.wait()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus or 0)


@contextmanager
def console(
    folder: Path,
    arguments: Sequence[str],
    *,
    size: tuple[int, int] = (100, 30),
    shown: bool = True,
) -> Iterator[Console]:
    """``python ARGUMENTS`` in a terminal of that size; ``shown`` keeps a screen of its output."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }
    for name in ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_THEME"):
        environment.pop(name, None)
    child = pexpect.spawn(
        sys.executable,
        list(arguments),
        cwd=folder,
        env=environment,
        dimensions=(size[1], size[0]),
        timeout=PATIENCE,
        echo=False,  # what is typed before the program listens is no output of it
    )
    os.set_blocking(child.child_fd, False)
    try:
        yield Console(child, size, shown=shown)
    finally:
        with suppress(OSError, pexpect.ExceptionPexpect):
            child.close(force=True)
