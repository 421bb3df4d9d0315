"""The planner as it is, watched: its stalls, its saves, and that it saves nowhere else.

All that it would load when it is first needed is loaded at the start, so that what its memory grows
by later is no library.

Run with a folder, a log and a file. Quitting does nothing, or a storm of keys would be a short one.
For each F12 a byte goes to the log's ``.sync``; the log's ``.stalls`` has a paragraph where the
interface did not answer, for how many seconds and what it did meanwhile. The log has a line
``wrote DIGEST PATH`` for each file that a command wrote, renamed or threw away (then the digest is
``gone``), as it stands after that.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import pkgutil
import signal
import sys
import threading
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import IO, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType

import planner
from planner.errors import SaveError
from planner.files.safety import housekeeping, replacing
from planner.tui import app as planner_app
from tests.reliability.starving import Waits

_BEAT = 0.05
_NOTED = 0.5
_LOG: IO[str]
_ANSWERS: IO[bytes]


class WatchedApp(planner_app.PlannerApp):
    """Tells when it did not answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f12", "sync", priority=True, show=False)]

    def on_mount(self) -> None:
        """Begin to watch, besides."""
        loop = asyncio.get_running_loop()
        self._beats = loop.create_task(_watch())
        loop.add_signal_handler(
            signal.SIGUSR1, self._tell_all, Path(_LOG.name).with_suffix(".tasks")
        )

    def _tell_all(self, file: Path) -> None:
        _tell_tasks(file)
        with file.open("a", encoding="utf-8") as tasks:
            tasks.write(f"turns: {vars(self.turns)!r}\nscreens: {self.screen_stack!r}\n")

    def action_sync(self) -> None:
        """Everything before this was done."""
        _ANSWERS.write(b".")

    async def action_quit(self) -> None:
        """Stays."""

    async def _quit_unseen(self, event: events.Event) -> None:
        """Answers where the terminal is too small for other keys, too."""
        if isinstance(event, events.Key) and event.key == "f12":
            self.action_sync()
        else:
            await super()._quit_unseen(event)


def main(folder: Path, log: Path, file: str) -> int:
    """Runs the app on the file."""
    global _LOG, _ANSWERS  # noqa: PLW0603 (one log a process)
    _LOG = log.open("a", encoding="utf-8")
    _ANSWERS = log.with_suffix(".sync").open("ab", buffering=0)
    _guard(folder)
    _load_all()
    planner_app.PlannerApp = WatchedApp  # type: ignore[misc]
    return planner_app.run(file)


def _load_all() -> None:
    """The planner's own modules, and the libraries that they ask for when a question is asked."""
    own = (found.name for found in pkgutil.walk_packages(planner.__path__, "planner."))
    for name in (*own, "numpy", "oxidd", "pysat.solvers", "pypdfium2", "textual.widgets.markdown"):
        if not name.endswith("__main__"):
            import_module(name)


def _log(line: str) -> None:
    _LOG.write(ascii(line)[1:-1] + "\n")
    _LOG.flush()


async def _watch() -> None:
    """Notes where the interface did not answer, but for what other programs took of the machine.

    What it computed itself counts whole, however many other threads were kept waiting meanwhile.
    """
    waits = Waits(os.getpid())
    last, used, kept = time.monotonic(), time.thread_time(), waits.seconds()
    seen: list[str] = []
    beats = [last]
    onlooker = threading.Thread(target=_look_on, args=(threading.get_ident(), beats, seen))
    onlooker.daemon = True
    onlooker.start()
    while True:
        await asyncio.sleep(_BEAT)
        now, used_now, kept_now = time.monotonic(), time.thread_time(), waits.seconds()
        stall = max(used_now - used, now - last - _BEAT - (kept_now - kept))
        if stall > _NOTED:
            with Path(_LOG.name).with_suffix(".stalls").open("a", encoding="utf-8") as stalls:
                stalls.write(f"{stall:.2f} s:\n" + "\n".join(seen) + "\n\n")
        seen.clear()
        beats[0] = now
        last, used, kept = now, used_now, kept_now


def _look_on(interface: int, beats: list[float], seen: list[str]) -> None:
    """In a thread: what the interface does while it does not answer."""
    while True:
        time.sleep(_NOTED / 2)
        frame = sys._current_frames().get(interface)
        if frame is not None and time.monotonic() - beats[0] > _NOTED / 2:
            steps = reversed(traceback.extract_stack(frame, limit=60))
            seen.append(
                " < ".join(f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in steps)
            )


def _tell_tasks(file: Path) -> None:
    """Writes down where each task waits, with all that it has called to wait there."""
    with file.open("w", encoding="utf-8") as tasks:
        for task in asyncio.all_tasks():
            tasks.write(f"{task.get_name()}:\n")
            waiting: Any = task.get_coro()
            while (frame := getattr(waiting, "cr_frame", None)) is not None:
                code = frame.f_code
                tasks.write(f"    {Path(code.co_filename).name}:{frame.f_lineno} {code.co_name}\n")
                waiting = waiting.cr_await
            tasks.write(f"    {type(waiting).__name__}\n")


def _guard(folder: Path) -> None:
    """Notes what is written, and lets nothing be written outside of the folder."""
    real_put, real_rename = replacing.put_bytes, housekeeping.rename_file
    real_trash = housekeeping.trash_file

    def inside(path: Any) -> Path:
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(folder):
            raise SaveError("it was not saved: the storm stays in its folder")
        return real

    def note(*paths: Path) -> None:
        for path in paths:
            there = path.exists()
            _log(
                f"wrote {hashlib.sha256(path.read_bytes()).hexdigest() if there else 'gone'} {path}"
            )

    def put(target: Path, *more: Any) -> None:
        real = inside(target)
        try:
            real_put(target, *more)
        finally:
            note(real)

    def rename(source: Path, target: Path) -> None:
        paths = inside(source), inside(target)
        real_rename(source, target)
        note(*paths)

    def trash(path: Path) -> None:
        real = inside(path)
        real_trash(path)
        note(real)

    for module in [*sys.modules.values()]:  # others take it from its own when they are imported
        if getattr(module, "put_bytes", None) is real_put:
            module.put_bytes = put  # type: ignore[attr-defined]
    housekeeping.rename_file = rename
    housekeeping.trash_file = trash


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3]))
