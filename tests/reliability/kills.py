"""``kill -9`` at random moments of saves: the file is whole, and what was called saved is in it.

A scenario and its case by turns.
"""

from __future__ import annotations

import itertools
import os
import random
import time
import tomllib
from pathlib import Path

from planner.files.safety.leftovers import clean_up_after_kill
from tests.reliability.forked import Tell, forked
from tests.reliability.growing_note import add_line, lines_of
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import put_both, strays

__all__ = ["run"]

_LONGEST = 0.012
"""Seconds: a few saves."""


def run(folder: Path, effort: Effort) -> Result:
    """Kills a child that saves over and over; then what the next start does, and a look."""
    paths = put_both(folder)
    for path in paths:
        add_line(path, "begin")
    chance = random.Random(2)
    wrong: list[str] = []
    acknowledged = torn = lost = left = cut = 0
    times = effort.of(2_000, 80)
    for number in range(times):
        path = paths[number % len(paths)]  # a scenario, then its case
        told = _killed(path, number, chance.uniform(0, _LONGEST))
        acknowledged += len(told)
        cut += bool(strays(folder))
        clean_up_after_kill(path)  # as the next start does
        left += len(strays(folder))
        try:
            lines = lines_of(path)
        except Exception as error:  # noqa: BLE001 (any is a torn file)
            torn += 1
            wrong.append(f"kill {number}: {error}")
            put_both(folder)
            continue
        last = int(told[-1].partition("-")[2]) if told else -1
        # The save that was cut off may have got through unreported.
        if lines[-1] not in (*told[-1:], f"{number}-{last + 1}") or not _all_in(told, lines):
            lost += 1
            wrong.append(f"kill {number}: told {told[-3:]}, the file ends with {lines[-3:]}")
    versions = _torn_versions()
    wrong += versions
    figures = (
        f"{times:,} kills ({cut:,} left a temporary file), {acknowledged:,} acknowledged saves: "
        f"{torn} torn, {lost} lost, {left} stray temporary files after the next start, "
        f"{len(versions)} torn earlier versions"
    )
    return Result(figures, tuple(wrong))


def _killed(path: Path, number: int, seconds: float) -> list[str]:
    """The lines that a child had saved, and said so, when it was killed."""

    def work(tell: Tell) -> None:
        for count in itertools.count():
            trouble = add_line(path, f"{number}-{count}")
            if trouble:
                raise AssertionError(trouble)
            tell(f"{number}-{count}")

    child = forked(work)
    child.first_line()
    time.sleep(seconds)
    child.kill()
    return child.end()


def _all_in(told: list[str], lines: list[str]) -> bool:
    return set(told[-50:]) <= set(lines)


def _torn_versions() -> list[str]:
    """The kept earlier versions that are not whole."""
    torn = []
    for path in Path(os.environ["PLANNER_STATE_DIR"], "versions").rglob("*.toml"):
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            whole = "choices" in data or "coherence" in data  # what stands last in each kind
        except ValueError:
            whole = False
        if not whole:
            torn.append(f"a kept version is torn: {path.name} ({path.stat().st_size} bytes)")
    return torn
