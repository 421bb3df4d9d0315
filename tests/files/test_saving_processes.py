"""Saves of processes that are killed, and of several processes at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from planner.files.scenarios.reading import read_scenario
from tests.files.samples import save_scenario

PROGRAM = Path(__file__).with_name("saving_process.py")
ROOT = Path(__file__).parents[2]


def start(path: Path, count: str, name: str) -> subprocess.Popen[str]:
    """A process that saves ``count`` times over the file."""
    command = [sys.executable, str(PROGRAM), str(path), count, name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_a_kill_at_any_moment_leaves_a_whole_file(scenario_file: Path) -> None:
    """After kill -9 the file is the last one that was reported saved, or the very next."""
    chance = random.Random(1)
    for number in range(16):  # the proof "kills" does 2,000
        process = start(scenario_file, "endless", str(number))
        assert process.stdout is not None
        reported = process.stdout.readline().strip()  # it has begun to save
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        reported = [reported, *rest.split("\n")[:-1]][-1]  # the last may be cut off
        name, last = reported.split("-")
        note = read_scenario(scenario_file).scenario.note("water").splitlines()[-1]
        assert note in (reported, f"{name}-{int(last) + 1}")
    loaded = read_scenario(scenario_file)
    save_scenario(
        scenario_file,
        loaded.scenario.with_note("water", "end"),
        loaded.case,
        seen=loaded.source.sha256,
        base=loaded.source,
    )
    assert [path.name for path in scenario_file.parent.iterdir() if path.suffix == ".tmp"] == []


def test_saves_of_several_processes_are_never_lost(scenario_file: Path) -> None:
    """Four processes that add twenty lines each end with eighty lines."""
    processes = [start(scenario_file, "20", name) for name in "abcd"]
    reported = [line for process in processes for line in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in processes)
    lines = read_scenario(scenario_file).scenario.note("water").splitlines()
    assert sorted(lines) == sorted(["Fair.", *reported])
    assert len(lines) == 81
