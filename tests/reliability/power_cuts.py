"""Power cuts on a loop device: what was called saved is there after the next mount, and whole.

ext4's own shutdown stops the file system in the middle of whatever it does, with nothing more
written and no journal flushed, as when the power goes; the next mount replays the journal. That a
disk may lie about what it has written is not tried.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import random
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.files.safety.leftovers import clean_up_after_kill
from tests.reliability.forked import Child, Tell, forked
from tests.reliability.growing_note import add_line, lines_of
from tests.reliability.proof import Effort, NotRunError, Result
from tests.reliability.workplace import changed_environment, put_both, strays

__all__ = ["run"]

_SHUTDOWN = 0x8004587D
_WITHOUT_FLUSH = 2
_LONGEST = 0.15


def run(folder: Path, effort: Effort) -> Result:
    """Cuts while a child saves; and, to see that losses are seen, while one saves carelessly."""
    if os.geteuid() != 0:
        raise NotRunError("needs root, to mount a loop device")
    for tool in ("mkfs.ext4", "mount", "umount"):
        if shutil.which(tool) is None:
            raise NotRunError(f"{tool} is not installed")
    image, place = folder.parent / "disk", folder.parent / "mounted"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(32 << 20)
    _call("mkfs.ext4", "-q", str(image))
    cuts = effort.of(200, 8)
    chance = random.Random(3)
    wrong: list[str] = []
    with changed_environment(PLANNER_STATE_DIR=str(place / "state")):
        acknowledged, damaged, lost = _cut_often(image, place, cuts, chance, wrong, careful=True)
        control: list[str] = []
        few = max(4, cuts // 10)
        _, broken, gone = _cut_often(image, place, few, chance, control, careful=False)
    figures = (
        f"{cuts} cuts over a scenario and its case, {acknowledged:,} acknowledged saves: "
        f"{damaged} damaged, {lost} acknowledged saves lost "
        f"(of a writer without fsync, {broken + gone} of {few} cuts lost or damaged)"
    )
    if not broken + gone and not effort.short:
        wrong.append("not even a careless writer lost anything: the proof proves nothing")
    return Result(figures, tuple(wrong))


def _cut_often(  # noqa: PLR0913 (what the two rounds share)
    image: Path,
    place: Path,
    cuts: int,
    chance: random.Random,
    wrong: list[str],
    *,
    careful: bool,
) -> tuple[int, int, int]:
    """How many saves were acknowledged, and after how many cuts the file was damaged or behind."""
    folder = place / "talks"
    with _mounted(image, place):
        folder.mkdir(exist_ok=True)
        paths = put_both(folder)
        os.sync()
    acknowledged = damaged = lost = 0
    for number in range(cuts):
        path = paths[number % len(paths)]  # a scenario, then its case
        with _mounted(image, place):
            told = _cut(path, number, chance.uniform(0.0, _LONGEST), careful=careful)
        acknowledged += len(told)
        with _mounted(image, place):
            clean_up_after_kill(path)
            try:
                lines = lines_of(path)
            except Exception as error:  # noqa: BLE001 (any is damage)
                damaged += 1
                wrong.append(f"cut {number}: {error}")
                put_both(folder)
                continue
            if not set(told[-50:]) <= set(lines):
                lost += 1
                wrong.append(f"cut {number}: told {told[-2:]}, the file ends with {lines[-2:]}")
            if careful and strays(folder):
                wrong.append(f"cut {number}: a temporary file was left")
    return acknowledged, damaged, lost


def _cut(path: Path, number: int, seconds: float, *, careful: bool) -> list[str]:
    """The lines that were called saved when the power went."""
    child = _saver(path, number, careful=careful)
    child.first_line()
    time.sleep(seconds)
    _power_off(path.parent.parent)
    child.kill()
    return [line for line in child.end() if not line.startswith("!")]


def _saver(path: Path, number: int, *, careful: bool) -> Child:
    def work(tell: Tell) -> None:
        if not careful:
            os.fsync = _do_nothing  # what a careless program does
        for count in itertools.count():
            add_line(path, f"{number}-{count}")
            tell(f"{number}-{count}")

    return forked(work)


def _power_off(mounted: Path) -> None:
    descriptor = os.open(mounted, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _WITHOUT_FLUSH))
    except OSError as error:
        raise NotRunError(f"this kernel cannot shut a file system down ({error})") from error
    finally:
        os.close(descriptor)


@contextmanager
def _mounted(image: Path, place: Path) -> Iterator[None]:
    """The image as a file system; it is unmounted and its device given back in any case."""
    _call("mount", "-o", "loop", str(image), str(place))
    try:
        yield
    finally:
        for _ in range(50):
            if _fails("umount", str(place)):
                time.sleep(0.05)
            else:
                break
        else:
            _call("umount", "--lazy", str(place))


def _call(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise NotRunError(f"{' '.join(command[:3])}: {done.stderr.strip()}")


def _fails(*command: str) -> bool:
    return bool(subprocess.run(command, check=False, capture_output=True).returncode)


def _do_nothing(fd: object) -> None:
    """In place of what forces a file to the disk."""
