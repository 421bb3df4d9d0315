"""A child process with everything loaded already, that tells what it did line by line."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

__all__ = ["Child", "Tell", "forked"]

Tell = Callable[[str], None]


class Child:
    """A forked process and the lines that it tells."""

    def __init__(self, pid: int, told: int) -> None:
        self.pid = pid
        self._told = told
        self._text = b""

    def first_line(self) -> str:
        """Waits for the first line; empty if the child ends without one."""
        while b"\n" not in self._text:
            some = os.read(self._told, 65536)
            if not some:
                return ""
            self._text += some
        return self._text.partition(b"\n")[0].decode()

    def kill(self) -> None:
        """Ends it at once, as nothing else can; one that has ended already stays ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> list[str]:
        """Waits for its end; all whole lines that it told."""
        while some := os.read(self._told, 65536):
            self._text += some
        os.close(self._told)
        os.waitpid(self.pid, 0)
        return self._text.decode().split("\n")[:-1]


def forked(work: Callable[[Tell], None]) -> Child:
    """Starts the work in a child; an exception is told as a line that begins with ``!``."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        _be_child(work, reading, writing)
    os.close(writing)
    return Child(pid, reading)


def _be_child(work: Callable[[Tell], None], reading: int, writing: int) -> NoReturn:
    code = 1
    try:
        os.close(reading)
        work(lambda line: _write(writing, line))
        code = 0
    except BaseException as error:  # noqa: BLE001 (whatever it is, it is what the proof looks for)
        where = traceback.extract_tb(error.__traceback__)[-1]
        _write(writing, f"! {type(error).__name__}: {error} ({where.filename}:{where.lineno})")
    finally:
        os._exit(code)


def _write(writing: int, line: str) -> None:
    os.write(writing, (line.replace("\n", " ") + "\n").encode())
