"""A driven session in a real terminal, with one thing breaking before each of its steps.

Broken are the working folder, the state folder, the clock, the disk and the terminal. The planner
must not crash, must not say "Saved" of what is not on the disk, and must not lose work in silence.
"""

from __future__ import annotations

import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import frozen

from tests.reliability.console import Console, console
from tests.reliability.jumping_clock_app import CLOCK_VARIABLE
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import changed_environment, put_talks

__all__ = ["run"]

_WORD = b"wordtokeep"
_OLDER = 2.2
"""Seconds after which work must be in a draft."""

_STEPS: tuple[tuple[str, bytes], ...] = (
    ("choose", b"2"),
    ("note", b"e\0" + _WORD + b"\0\x1b"),
    ("save", b"s"),
    ("save as", b"S\0\x15\0other.toml\0\r"),
    ("undo", b"1\0u"),
    ("library", b"o\0\x1b"),
    ("quit", b"q"),
)


@frozen
class _Fault:
    """What breaks; ``happens`` is given the base folder and the app.

    One that ``hangs_up`` leaves nothing to press keys in; the ``clock`` is an injected one.
    """

    name: str
    happens: Callable[[Path, Console], object]
    hangs_up: bool = False
    clock: bool = False


def run(folder: Path, effort: Effort) -> Result:
    """Drives the session once for each step and fault; the short form takes each fault once."""
    runs = [(step, fault) for step in range(len(_STEPS)) for fault in _FAULTS]
    if effort.short:
        runs = [((number * 2 + 2) % len(_STEPS), fault) for number, fault in enumerate(_FAULTS)]
    runs = runs[: effort.of(len(runs), len(runs))]
    wrong: list[str] = []
    for number, (step, fault) in enumerate(runs):
        base = folder / f"run-{number}"
        base.mkdir()
        found = _broken_session(base, step, fault)
        wrong += [f"{fault.name} before {_STEPS[step][0]}: {what}" for what in found]
        shutil.rmtree(base, ignore_errors=True)
    names = ", ".join(fault.name for fault in _FAULTS)
    return Result(f"{len(runs)} sessions broken ({names}): {len(wrong)} wrong", tuple(wrong))


def _broken_session(base: Path, step: int, fault: _Fault) -> list[str]:
    """What was not as promised in a session that the fault happens to before that step."""
    talks, state = base / "talks", base / "state"
    talks.mkdir()
    state.mkdir()
    (base / "runtime").mkdir(mode=0o700)
    (base / "clock").write_text("0", encoding="utf-8")
    state.joinpath("app.toml").write_text("tour = true\n", encoding="utf-8")
    path = put_talks(talks)
    variables = {
        "PLANNER_STATE_DIR": str(state),
        "XDG_RUNTIME_DIR": str(base / "runtime"),
        CLOCK_VARIABLE: str(base / "clock"),
    }
    program = "tests.reliability.jumping_clock_app" if fault.clock else "planner"
    with changed_environment(**variables), console(talks, ["-m", program, path.name]) as app:
        app.until(lambda: "Share it" in app.text, "the scenario")
        app.calm(0.3)
        return _drive(base, app, step, fault)


def _drive(base: Path, app: Console, step: int, fault: _Fault) -> list[str]:
    wrong: list[str] = []
    typed = False
    gone = False
    for number, (name, keys) in enumerate(_STEPS):
        if number == step:
            _pause(app)
            fault.happens(base, app)
            gone = fault.hangs_up
        if gone or not app.alive:
            break
        app.written.clear()
        for part in keys.split(b"\0"):  # letters overtake a key that opens a field
            app.send(part)
            app.calm(0.3)
        typed = typed or name == "note"
        wrong += _false_words(base, bytes(app.written))
    unprotected = "not protected" in app.text
    if app.alive and not gone:
        _pause(app)
        unprotected = "not protected" in app.text
        app.child.kill(signal.SIGTERM)
    code = _code(app, hung_up=gone)
    said = app.written.decode("utf-8", "replace")
    if code == 1 or "Traceback" in said or "a defect of the planner" in said:
        wrong.append(f"it crashed (exit code {code}): {' '.join(said.split())[-200:]!r}")
    kept = _holds(file for file in base.rglob("*") if file.suffix in {".toml", ".json"})
    told = unprotected or "lost" in said
    if typed and not (kept or told):
        wrong.append("the note is lost, and nothing said so")
    if typed and "kept as a draft" in said and not kept:
        wrong.append("it says that a draft is kept, and there is none")
    return wrong


def _false_words(base: Path, written: bytes) -> list[str]:
    """What the planner says of saving that the disk does not confirm."""
    wrong = []
    if b"Saved other.toml" in written and not list(base.glob("*/other.toml")):
        wrong.append("it says Saved of a file that is not there")
    if b"Saved share.toml" in written and not _holds(base.glob("*/share.toml")):
        wrong.append("it says Saved of a file that does not hold the note")
    return wrong


def _pause(app: Console) -> None:
    """As long as work may be without a draft."""
    end = time.monotonic() + _OLDER
    while time.monotonic() < end and app.read(0.05):
        pass


def _code(app: Console, *, hung_up: bool) -> int:
    if not hung_up:
        return app.ends()
    give_up = time.monotonic() + 30
    while app.child.ptyproc.isalive() and time.monotonic() < give_up:
        time.sleep(0.02)
    return int(app.child.ptyproc.exitstatus or 0)


def _holds(files: Iterable[Path]) -> bool:
    """Whether one of the files holds the note."""
    return any(_WORD in file.read_bytes() for file in files if file.is_file())


def _remove_folder(base: Path, _: Console) -> None:
    (base / "talks").rename(base / "gone")


def _break_state(base: Path, _: Console) -> None:
    (base / "state").rename(base / "state-before")
    (base / "state").symlink_to(base / "nowhere" / "at" / "all")


def _turn_back(base: Path, _: Console) -> None:
    (base / "clock").write_text("-3e8", encoding="utf-8")


def _turn_on(base: Path, _: Console) -> None:
    (base / "clock").write_text("3e8", encoding="utf-8")


def _fill_disk(_: Path, app: Console) -> None:
    """No file can grow beyond nothing, as on a full disk; root is held to that too."""
    resource.prlimit(app.child.pid, resource.RLIMIT_FSIZE, (0, 0))


def _hang_up(_: Path, app: Console) -> None:
    app.child.ptyproc.fileobj.close()


def _shrink(_: Path, app: Console) -> None:
    app.child.setwinsize(1, 1)


_FAULTS = (
    _Fault("the working folder is gone", _remove_folder),
    _Fault("the state folder leads nowhere", _break_state),
    _Fault("the disk is full", _fill_disk),
    _Fault("the terminal is gone", _hang_up, hangs_up=True),
    _Fault("the terminal shrinks to a cell", _shrink),
    _Fault("the clock runs back", _turn_back, clock=True),
    _Fault("the clock jumps", _turn_on, clock=True),
)
