"""What the app costs while it rests, and how much memory it takes, beside a bare Textual app.

Run: ``python -m tests.benchmarks.bench_rest`` (four minutes). Each app runs in a pseudo-terminal of
80 x 24, ours with an example open and its file watched, then on a case of 150 issues with 5
options, 8 parties and 1,000 red lines. ``idle`` is the processor time of 30 seconds without a key.
Memory is what is resident (RSS), of which libraries that are only mapped are a part.
"""

from __future__ import annotations

import compileall
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.made_cases import seeded_case
from tests.small_cases import case_text, with_evidence

ROOT = Path(__file__).parents[2]
IDLE_SECONDS = 30.0
MOST_WAITED = 120.0

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("hello")
Bare().run()
"""
SCREENS = ("w", "\x1b\x1b", "v", "\x1b", "o", "\x1b", "?", "\x1b", "\x10", "\x1b")
"""Analysis, evidence, library, help, palette, each with the way back."""


class Running:
    """An app in a pseudo-terminal, with what it has used of processor and memory so far."""

    def __init__(self, pid: int, terminal: int) -> None:
        self._pid = pid
        self._terminal = terminal

    def rest(self, seconds: float) -> None:
        """Take what it writes for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, 65536)

    def press(self, keys: str, seconds: float) -> None:
        """Send keys, and rest."""
        os.write(self._terminal, keys.encode())
        self.rest(seconds)

    def settle(self) -> None:
        """Rest until nothing is worked on any more: what is left is counted.

        Neither did it run for three seconds, nor did it wait for a processor that was busy.
        """
        for _ in range(int(MOST_WAITED / 3)):
            before = self._seconds(0) + self._seconds(1)
            self.rest(3)
            if self._seconds(0) + self._seconds(1) - before < 0.1:
                return

    def cpu_seconds(self) -> float:
        """User and system time so far, to the nanosecond."""
        return self._seconds(0)

    def _seconds(self, column: int) -> float:
        threads = Path(f"/proc/{self._pid}/task").iterdir()
        return sum(int((t / "schedstat").read_text().split()[column]) for t in threads) / 1e9

    def megabytes(self) -> float:
        """What is resident now."""
        for line in Path(f"/proc/{self._pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise SystemExit("it has ended")

    def idle_percent(self) -> float:
        """The share of a processor that it takes without a key."""
        before = self.cpu_seconds()
        self.rest(IDLE_SECONDS)
        return (self.cpu_seconds() - before) / IDLE_SECONDS * 100


@contextmanager
def running(folder: Path, arguments: Sequence[str]) -> Iterator[Running]:
    """Python with these arguments, in a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", PYTHONPATH=str(ROOT))
        os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        yield Running(pid, terminal)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def bare(folder: Path) -> float:
    """Print what the bare app takes; its memory."""
    with running(folder, ["-c", BARE]) as app:
        app.settle()
        memory = app.megabytes()
        print(f"bare Textual: {memory:.1f} MiB, idle {app.idle_percent():.2f} %")  # noqa: T201
        return memory


def ours(folder: Path, file: str, beside: float) -> None:
    """Print what the planner takes on that file, at rest and after some use."""
    with running(folder, ["-m", "planner", file]) as app:

        def tell(when: str) -> None:
            memory = app.megabytes()
            print(f"  {when}: {memory:.1f} MiB, {memory / beside:.2f} x")  # noqa: T201

        print(file)  # noqa: T201
        app.settle()
        tell("drawn and counted")
        print(f"  idle {app.idle_percent():.2f} % (wanted: under 0.5)")  # noqa: T201
        for n in range(60):
            app.press("jjj", 0.1)
            app.press("12u"[n % 3], 0.7)
        app.settle()
        tell("after two minutes of choosing")
        for key in SCREENS:
            app.press(key, 3)
        tell("after all screens")
        print(f"  idle {app.idle_percent():.2f} %")  # noqa: T201


def main() -> None:
    """Compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PLANNER_STATE_DIR"] = f"{folder}/state"
        os.environ["PLANNER_CONFIG_DIR"] = f"{folder}/config"
        shutil.copytree(ROOT / "scenarios", folder / "scenarios")
        large = seeded_case(issues=150, options=5, lines=1000, parties=8)
        (folder / "large.case.toml").write_text(case_text(with_evidence(large)), encoding="utf-8")
        # As for an installed app: compiling takes more memory than all else.
        compileall.compile_dir(str(ROOT / "planner"), quiet=2)
        beside = bare(folder)
        for file in sys.argv[1:] or ("scenarios/nato-membership.toml", "large.case.toml"):
            ours(folder, file, beside)


if __name__ == "__main__":
    main()
