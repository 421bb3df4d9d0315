"""Saves of processes that are killed, and of several processes at once: of both kinds of file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.files.file_kinds import FileKind

PROGRAM = Path(__file__).with_name("saving_process.py")
ROOT = Path(__file__).parents[2]


def start(path: Path, count: str, name: str) -> subprocess.Popen[str]:
    """A process that saves ``count`` times over the file."""
    command = [sys.executable, str(PROGRAM), str(path), count, name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def lines_of(sample: FileKind, file: Path) -> list[str]:
    """The lines of the note in the file."""
    return sample.note_of(sample.read(file)).splitlines()


def test_a_kill_at_any_moment_leaves_a_whole_file(sample: FileKind, file: Path) -> None:
    """After kill -9 the file is the last one that was reported saved, or the very next."""
    chance = random.Random(1)
    for number in range(6):  # the proof "kills" does 2,000
        process = start(file, "endless", str(number))
        assert process.stdout is not None
        reported = process.stdout.readline().strip()  # it has begun to save
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        reported = [reported, *rest.split("\n")[:-1]][-1]  # the last may be cut off
        name, last = reported.split("-")
        assert lines_of(sample, file)[-1] in (reported, f"{name}-{int(last) + 1}")
    sample.save_over(file, sample.noted(sample.read(file), "end"))
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".tmp"] == []


def test_saves_of_several_processes_are_never_lost(sample: FileKind, file: Path) -> None:
    """Four processes that add ten lines each end with forty lines more."""
    before = lines_of(sample, file)
    processes = [start(file, "10", name) for name in "abcd"]
    reported = [line for process in processes for line in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in processes)
    lines = lines_of(sample, file)
    assert sorted(lines) == sorted([*before, *reported])
    assert len(lines) == 41
