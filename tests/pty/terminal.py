"""The planner in a real pseudo-terminal, and a screen that shows what it writes there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect
import pyte

from tests.tui.own_folders import config_exists, write_config

__all__ = ["ROOT", "Terminal", "terminal"]

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60.0
_LOOK = 0.01
_CALM = 0.08
_ALTERNATE = 1049
_KEYS = {
    "enter": "\r",
    "space": " ",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "home": "\x1b[H",
    "f3": "\x1bOR",
    "end": "\x1b[F",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "ctrl+u": "\x15",
}


class _Screen(pyte.Screen):
    """A screen that is empty for a program that enters the alternate one, as real ones are."""

    def set_mode(self, *modes: int, **how: bool) -> None:
        super().set_mode(*modes, **how)
        if how.get("private") and _ALTERNATE in modes:
            self.erase_in_display(2)


class Terminal:
    """A terminal with the planner in it: keys in, screen out."""

    def __init__(self, child: pexpect.spawn[str], size: tuple[int, int]) -> None:
        self.child = child
        self.written = ""
        self._screen = _Screen(*size)
        self._stream = pyte.Stream(self._screen)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def underlined(self) -> set[int]:
        """The rows in which anything is underlined."""
        rows = self._screen.buffer.items()
        return {y for y, row in rows if any(cell.underscore for cell in row.values())}

    @property
    def text(self) -> str:
        """What stands on the screen, in one line however it is wrapped there."""
        return " ".join(" ".join(self.lines).split())

    @property
    def said(self) -> str:
        """What stands on the screen without the frames of panes, in one line."""
        return " ".join(" ".join(line.strip("│ ") for line in self.lines).split())

    def press(self, *keys: str) -> None:
        """Press keys, or type letters."""
        for key in keys:
            self.child.send(_KEYS.get(key, key))

    def click(self, x: int, y: int) -> None:
        """Click there, as a terminal tells of it (the first column and row are 0)."""
        for end in "Mm":
            self.child.send(f"\x1b[<0;{x + 1};{y + 1}{end}")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the button there, and let it go there."""
        self.child.send("\x1b[<0;{};{}M".format(*(n + 1 for n in start)))
        for button, what in ((32, "M"), (0, "m")):
            self.child.send(f"\x1b[<{button};{end[0] + 1};{end[1] + 1}{what}")

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Read until the screen is in that state."""
        give_up = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < give_up, f"never seen: {what}\n" + "\n".join(self.lines)
            self._read(0.05)

    def until_stopped(self) -> None:
        """Read until the planner rests as one that a signal has stopped."""

        def stopped() -> bool:
            return os.WIFSTOPPED(os.waitpid(self.child.pid, os.WUNTRACED | os.WNOHANG)[1])

        self.until(stopped, "the planner stopped")

    def calm(self) -> None:
        """Read until nothing more is written: what stands there is whole then.

        For a while, or for less where the planner can be seen to have slept all the time.
        """
        before, quiet = len(self.written), 0.0
        while quiet < _CALM:
            self._read(_LOOK)
            if len(self.written) > before or (state := self._state) == "R":
                before, quiet = len(self.written), 0.0
            else:
                quiet += _LOOK if state else _LOOK * 0.4

    def sees(self, *words: str) -> None:
        """Read until all these words are on the screen."""
        missing = list(words)

        def seen() -> bool:
            while missing and missing[0] in self.text:
                del missing[0]
            return not missing

        self.until(seen, " ... ".join(words))

    def save_as(self, name: str) -> None:
        """Save under a name."""
        self.press("S")
        self.sees("Save as", "A new file:")
        if "Title" in self.text and self.text.split("Title")[1].split("File")[0].strip() == "":
            self.press("tab")
        self.press("ctrl+u")
        # Letters overtake a key that is bound to something, so not all in one go.
        self.sees("Type the name of a file.")
        self.press(*name)
        self.sees(name)
        self.press("enter")
        self.sees(f"Saved {name}")
        self.until(lambda: "unsaved" not in self.lines[0], "no unsaved changes")

    def ends(self) -> int:
        """Read to the end; the exit code, negative for a signal that killed the planner."""
        give_up = time.monotonic() + _PATIENCE
        while self._read(0.05):
            assert time.monotonic() < give_up, "it does not end\n" + "\n".join(self.lines)
        self.child.wait()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        assert self.child.exitstatus is not None
        return int(self.child.exitstatus)

    def hang_up(self) -> None:
        """Close the terminal under the planner, and wait until it is gone."""
        self.child.ptyproc.fileobj.close()
        give_up = time.monotonic() + _PATIENCE
        while self.child.ptyproc.isalive():
            assert time.monotonic() < give_up, "it does not end"
            time.sleep(0.02)  # nothing tells us when

    @property
    def _state(self) -> str:
        """``R`` where the planner works or wants to; empty where this system does not say."""
        try:
            said = Path(f"/proc/{self.child.pid}/stat").read_text(encoding="ascii")
        except OSError:  # no such files there
            return ""
        return said.rpartition(")")[2].split()[0]

    def _read(self, seconds: float) -> bool:
        try:
            some = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += some
        self._stream.feed(some)
        return True


@contextmanager
def terminal(
    folder: Path,
    *arguments: str | Path,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
    script: Path | None = None,
    start_page: bool = False,
) -> Iterator[Terminal]:
    """``python -m planner`` (or a script) with these arguments, started in the folder.

    What ``environment`` sets comes on top of the usual one. Without the ``start_page`` a start that
    names no file begins with a new scenario, unless there is a configuration already.
    """
    if not (start_page or config_exists()):
        write_config("format = 1\nstart_page = false\n")
    variables = os.environ | {
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        **(environment or {}),
    }
    columns, rows = size
    for name in ("COLUMNS", "LINES"):
        variables.pop(name, None)
    child = pexpect.spawn(
        sys.executable,
        [*(["-m", "planner"] if script is None else [str(script)]), *map(str, arguments)],
        cwd=folder,
        env=variables,
        dimensions=(rows, columns),
        encoding="utf-8",
        timeout=_PATIENCE,
    )
    child.delaybeforesend = None
    try:
        yield Terminal(child, size)
    finally:
        with suppress(OSError, pexpect.ExceptionPexpect):
            child.close(force=True)
