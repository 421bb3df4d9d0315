"""Random keys, clicks, pastes and resizes in a terminal: no crash, no stall, no damage.

Here over a scenario; :mod:`~tests.reliability.case_storm` is the same over a case.
"""

from __future__ import annotations

import hashlib
import random
import re
import signal
import string
import time
from contextlib import suppress
from pathlib import Path

from attrs import define, field, frozen

from tests.contracts.hostile import ACCEPTED, REFUSED, case_text, scenario_text
from tests.pty.terminal import ROOT
from tests.reliability.console import Console, console
from tests.reliability.proof import Effort, NotRunError, Result, counted
from tests.reliability.starving import Waits

__all__ = ["OVER_A_CASE", "Over", "run", "storm_over"]

_BATCH = 25
_RESIZE_EVERY = 40  # inputs: 2,500 of 100,000
_STALL = 1.0
_GROWTH = 0.20
_ANSWER = 60.0
_GONE = "gone"
_CASE = "hostile.case.toml"
_LOGS = {"state", "storm.log", "storm.sync", "storm.tasks", "storm.stalls"}
_SYNC = b"\x1b[24~"
_KEYS = (
    b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[H", b"\x1b[F", b"\x1b[5~", b"\x1b[6~",
    b"\r", b"\t", b"\x1b[Z", b"\x1b\x1b", b" ", b"\x7f", b"\x1b[3~", b"\x1bOP", b"\x1bOQ",
    b"\x1b[15~", b"\x0f", b"\x0e", b"\x10", b"\x13", b"\x19", b"\x15", b"\x06", b"\x02", b"\x03",
    *(letter.encode() for letter in string.ascii_letters + string.digits + "[]/?.,+-"),
)  # fmt: skip
_OFTEN = (b"\x1b[A", b"\x1b[B", b"\x1b\x1b", b"\x1b\x1b", b"\t", b"j", b"k", b"1", b"2", b"n", b"u")


@frozen
class Over:
    """What is open at the start, the keys that lead to it, and those that come often after them."""

    file: str
    seed: int
    keys: bytes = b""
    often: tuple[bytes, ...] = ()


_OVER_A_SCENARIO = Over("0.toml", 8)
# Esc leads away from a case soon, and back to it leads but one key.
OVER_A_CASE = Over(_CASE, 9, b"C", (b"C", b"C", b"C", b"\r", b"I", b"<", b">", b"\x1b", b"y"))


@define
class _Storm:
    """What has happened so far."""

    folder: Path
    log: Path
    chance: random.Random
    often: tuple[bytes, ...]
    keys: int = 0
    clicks: int = 0
    pastes: int = 0
    resizes: int = 0
    starts: int = 0
    memory: list[list[int]] = field(factory=list)
    wrong: list[str] = field(factory=list)
    size: tuple[int, int] = (100, 30)
    syncs: int = 0

    @property
    def inputs(self) -> int:
        """All but the resizes."""
        return self.keys + self.clicks + self.pastes


def run(folder: Path, effort: Effort) -> Result:
    """A storm over a scenario."""
    return storm_over(folder, effort, _OVER_A_SCENARIO)


def storm_over(folder: Path, effort: Effort, over: Over) -> Result:
    """The watched app never ends by itself: an end is a crash, after which it is started again.

    Ctrl+C ends the storm with the figures of what was done until then.
    """
    if not Path("/proc/thread-self/schedstat").exists():
        raise NotRunError("the kernel does not tell how long a thread waited")
    folder = folder.resolve()
    before = _put(folder)
    chance = random.Random(over.seed)
    done = _Storm(folder, folder.parent / "storm.log", chance, (*_OFTEN, *over.often))
    wanted = effort.of(100_000, 150)
    with suppress(KeyboardInterrupt):  # then the figures are those of what was done so far
        while done.inputs < wanted and len(done.wrong) < 5:
            _one_life(done, wanted, over)
    said = done.log.read_text(encoding="ascii").splitlines()
    stalls = _stalls(done.log.with_suffix(".stalls"))
    done.wrong += [f"a stall of {told}" for stall, told in stalls if stall > _STALL]
    changed = _unsaved_changes(folder, before, said)
    done.wrong += changed
    longest = max((stall for stall, _ in stalls), default=0.0)
    for life in done.memory:
        growth = _growth(life)
        if growth is not None and growth > _GROWTH:
            done.wrong.append(f"memory grew by {growth:.0%}: {life[:: len(life) // 10]}")
    figures = (
        f"{done.keys:,} keys, {done.clicks:,} clicks, {done.pastes:,} pastes, "
        f"{done.resizes:,} resizes in {counted(range(done.starts), 'start')}: "
        f"{sum('crash' in wrong for wrong in done.wrong)} crashes, longest stall "
        f"{longest:.2f} s{'' if stalls else ' (none over 0.5 s)'}, {len(changed)} "
        f"files changed that were not saved, memory {_megabytes(done.memory)}"
    )
    return Result(figures, tuple(done.wrong))


def _stalls(file: Path) -> list[tuple[float, str]]:
    """What the app noted of each: its seconds, and with them what it did meanwhile."""
    noted = file.read_text(encoding="utf-8").split("\n\n")[:-1] if file.exists() else []
    return [(float(told.split()[0]), told) for told in noted]


def _put(folder: Path) -> dict[Path, bytes]:
    """The hostile case, its scenarios and some files that are broken; what they hold."""
    held = ACCEPTED[::2]
    (folder / _CASE).write_text(case_text(held), encoding="utf-8")
    for number, text in enumerate(held[:8]):
        (folder / f"{number}.toml").write_text(scenario_text(text), encoding="utf-8")
    (folder / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    for path in sorted((ROOT / "scenarios").glob("*.toml"))[:3]:
        (folder / path.name).write_bytes(path.read_bytes())
    return {path: path.read_bytes() for path in folder.iterdir()}


def _one_life(storm: _Storm, wanted: int, over: Over) -> None:
    """From a start of the app to its end, or to so many inputs in all."""
    storm.starts += 1
    storm.memory.append([])
    there = over.file if (storm.folder / over.file).exists() else "."
    program = "tests.reliability.storm_app"
    arguments = ["-m", program, str(storm.folder), str(storm.log), there]
    with console(storm.folder, arguments, shown=False) as app:
        if _answers(storm, app):
            app.send(over.keys)
        while _answers(storm, app) and storm.inputs < wanted:
            _batch(storm, app)
            if storm.inputs % 500 < _BATCH:
                storm.memory[-1].append(_resident(app))
            del app.written[:-4000]
        if storm.inputs < wanted and not app.alive:
            storm.wrong.append(
                f"a crash after {storm.inputs:,} inputs, code {app.ends()}: {_tail(app)}"
                + "".join(f"\n{report}" for report in _reports(storm))
            )


def _batch(storm: _Storm, app: Console) -> None:
    chance = storm.chance
    for _ in range(_BATCH):
        if storm.inputs % _RESIZE_EVERY == _RESIZE_EVERY - 1:
            storm.size = _some_size(chance)
            app.child.setwinsize(storm.size[1], storm.size[0])
            storm.resizes += 1
        kind = chance.random()
        if kind < 0.10:
            x, y = (chance.randint(1, edge) for edge in storm.size)
            button = chance.choice((0, 0, 0, 2, 64, 65))
            app.send(f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m".encode())
            storm.clicks += 1
        elif kind < 0.13:
            text = chance.choice((*ACCEPTED, *REFUSED))[:200]
            app.send(b"\x1b[200~" + text.encode("utf-8", "replace") + b"\x1b[201~")
            storm.pastes += 1
        else:
            app.send(chance.choice(storm.often if kind < 0.4 else _KEYS))
            storm.keys += 1
        app.read(0)


def _some_size(chance: random.Random) -> tuple[int, int]:
    kind = chance.random()
    if kind < 0.1:
        return chance.randint(1, 12), chance.randint(1, 12)
    if kind < 0.6:
        return chance.choice(((80, 24), (120, 40), (100, 30)))
    return chance.randint(12, 250), chance.randint(4, 80)


def _answers(storm: _Storm, app: Console) -> bool:
    """Waits until all that was sent is dealt with; false at the end of the app.

    Time for which other programs had the processor does not count.
    """
    storm.syncs = _synced(storm)
    waits = Waits(app.child.pid)
    begun, before = time.monotonic(), waits.seconds()
    again = 0.0
    while _synced(storm) <= storm.syncs:
        now = time.monotonic()
        if now - begun - (waits.seconds() - before) > _ANSWER:
            storm.wrong.append(
                f"no answer for {_ANSWER:.0f} s after {storm.inputs:,} inputs: "
                + _tell_tasks(storm, app)
            )
            return False
        if now > again:
            app.send(_SYNC)
            again = now + 3
        if not app.read(0.005):
            return False
    return True


def _synced(storm: _Storm) -> int:
    """How many answers there were; they have a file of their own, of one byte each."""
    answers = storm.log.with_suffix(".sync")
    return answers.stat().st_size if answers.exists() else 0


def _tell_tasks(storm: _Storm, app: Console) -> str:
    """What the app is waiting for, if it can still say so."""
    with suppress(OSError):
        app.child.kill(signal.SIGUSR1)
    app.read(1.0)
    app.calm(1.0)
    said = storm.log.with_suffix(".tasks")
    return said.read_text(encoding="utf-8") if said.exists() else "its loop does not run"


def _resident(app: Console) -> int:
    try:
        status = Path(f"/proc/{app.child.pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) << 10 if found else 0


def _growth(memory: list[int]) -> float | None:
    """How much more there is at the end than after the first tenth; of a short life nothing."""
    if len(memory) < 20:
        return None
    tenth = len(memory) // 10
    start, end = sorted(memory[tenth : 2 * tenth]), sorted(memory[-tenth:])
    return end[len(end) // 2] / start[len(start) // 2] - 1


def _megabytes(memory: list[list[int]]) -> str:
    told = []
    for life in filter(None, memory):
        growth = _growth(life)
        by = "" if growth is None else f" ({growth:+.0%} after the first tenth)"
        told.append(f"{life[0] >> 20} to {life[-1] >> 20} MiB{by}")
    return ", ".join(told) or "not measured"


def _unsaved_changes(folder: Path, before: dict[Path, bytes], said: list[str]) -> list[str]:
    """What is not as it was put there, or as the last command that wrote it left it."""
    expected = {_name(path): _digest(content) for path, content in before.items()}
    for line in said:
        if line.startswith("wrote "):
            _, digest, name = line.split(" ", 2)
            expected[name] = digest
    now = {
        _name(path): _digest(path.read_bytes())
        for path in folder.parent.rglob("*")
        if path.is_file() and not _own(path.relative_to(folder.parent))
    }
    return [
        f"changed without a save: {name}"
        for name in sorted({*expected, *now})
        if expected.get(name, _GONE) != now.get(name, _GONE)
    ]


def _name(path: Path) -> str:
    return ascii(str(path))[1:-1]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _own(path: Path) -> bool:
    """What the planner keeps for itself, the trash, and the storm's own log."""
    return path.parts[0] in _LOGS or path.parts[:2] in {
        ("home", "data"),
        ("home", "config"),
    }


def _reports(storm: _Storm) -> list[str]:
    """The planner's own report on the crash."""
    reports = sorted((storm.folder.parent / "state" / "reports").glob("*.txt"))
    return [path.read_text(encoding="utf-8") for path in reports[-1:]]


def _tail(app: Console) -> str:
    plain = re.sub(rb"\x1b[\[\]()][0-9;?<>=]*[ -/]*[@-~]?", b"", bytes(app.written[-6000:]))
    return " ".join(plain.decode("utf-8", "replace").split())[-600:]
