"""Eight processes that save the same file over and over, with the lock and without it."""

from __future__ import annotations

import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from planner.files import kept_versions, locking, versions
from tests.reliability.forked import Child, Tell, forked
from tests.reliability.growing_note import add_line, lines_of
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import put_talks

__all__ = ["run"]

_PROCESSES = 8
_ALL = 10_000


def run(folder: Path, effort: Effort) -> Result:
    """Each process adds its lines to one note; a line that is missing at the end was lost."""
    saves = effort.of(250, 12)
    parts: list[str] = []
    wrong: list[str] = []
    for locked in (True, False):
        path = put_talks(folder)
        with _lock_disabled(not locked):
            told = _rivalry(path, saves)
        tally = Counter(word for line in told for word in line.split()[:1])
        lost = _lost(path, told)
        untraced = [line for line in lost if line not in _kept_lines(path)]
        wrong += [line for line in told if line.startswith("!")]
        wrong += [f"lost with the lock: {line}" for line in lost if locked]
        wrong += [f"lost without a trace: {line}" for line in untraced if not locked]
        parts.append(
            f"{'with' if locked else 'without'} the lock {tally['saved']:,} saves acknowledged, "
            f'{tally["changed"]:,} answered "changed by somebody else", {len(lost)} lost'
            + ("" if locked else f", {len(untraced)} of them without a trace")
        )
    return Result(f"{_PROCESSES} processes x {saves} saves: " + "; ".join(parts), tuple(wrong))


@contextmanager
def _lock_disabled(disabled: bool) -> Iterator[None]:  # noqa: FBT001 (it says itself)
    """No lock, and no limit to the versions that are kept: each is a trace that is counted."""
    with patch.object(versions, "KEPT_VERSIONS", _ALL):
        if not disabled:
            yield
            return
        with patch.object(locking, "_acquire", lambda _: False):
            yield


def _rivalry(path: Path, saves: int) -> list[str]:
    children = [_start(path, name, saves) for name in "abcdefgh"[:_PROCESSES]]
    return [line for child in children for line in child.end()]


def _start(path: Path, name: str, saves: int) -> Child:
    chance = random.Random(name)

    def work(tell: Tell) -> None:
        for number in range(saves):
            line = f"{name}-{number}"
            while add_line(path, line, kept=_ALL, canonical=True):
                tell(f"changed {line}")
                time.sleep(chance.uniform(0, 0.05))  # as people who look at what has changed
            tell(f"saved {line}")

    return forked(work)


def _lost(path: Path, told: list[str]) -> list[str]:
    """The lines that were called saved and are not in the file."""
    there = set(lines_of(path))
    saved = [line.partition(" ")[2] for line in told if line.startswith("saved ")]
    return [line for line in saved if line not in there]


def _kept_lines(path: Path) -> set[str]:
    """All lines in the earlier versions that were kept."""
    lines: set[str] = set()
    for version in kept_versions(path):
        data = tomllib.loads(version.read_text(encoding="utf-8"))
        lines.update(data["choices"]["water"]["note"].splitlines())
    return lines
