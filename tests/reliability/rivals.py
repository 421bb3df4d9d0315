"""Eight processes that save the same file over and over, with the lock and without it."""

from __future__ import annotations

import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from unittest.mock import patch

from planner.errors import SaveError
from planner.files.safety import locking, saving
from planner.files.safety.conflict_copies import conflict_copies
from planner.files.safety.versions import keep_version
from tests.reliability.forked import Child, Tell, forked
from tests.reliability.growing_note import add_line, lines_of
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import put_both

__all__ = ["run"]

_PROCESSES = 8
_ALL = 10_000
_KINDS = ("a scenario", "a case")


def run(folder: Path, effort: Effort) -> Result:
    """Each process adds its lines to one note; a line that is missing at the end was lost."""
    saves = effort.of(250, 12)
    parts: list[str] = []
    wrong: list[str] = []
    for locked, nth in product((True, False), (0, 1)):
        path = put_both(folder)[nth]
        with _lock_disabled(not locked):
            told = _rivalry(path, saves)
        tally = Counter(word for line in told for word in line.split()[:1])
        lost = _lost(path, told)
        beside = {line for copy in conflict_copies(path) for line in _lines(copy.read_bytes())}
        kept = {line.partition(" ")[2] for line in told if line.startswith("kept ")}
        untraced = [line for line in lost if line not in beside | kept]
        wrong += [line for line in told if line.startswith("!")]
        wrong += [f"lost with the lock: {line}" for line in lost if locked]
        wrong += [f"lost without a trace: {line}" for line in untraced if not locked]
        parts.append(
            f"{_KINDS[nth]} {'with' if locked else 'without'} the lock "
            f"{tally['saved']:,} saves acknowledged, "
            f'{tally["changed"]:,} answered "changed by somebody else"'
            + (f', {tally["busy"]:,} "another planner is saving"' if tally["busy"] else "")
            + f", {len(lost)} lost"
            + ("" if locked else f" ({_where(lost, beside, kept)})")
        )
    return Result(f"{_PROCESSES} processes x {saves} saves: " + "; ".join(parts), tuple(wrong))


@contextmanager
def _lock_disabled(disabled: bool) -> Iterator[None]:  # noqa: FBT001 (it says itself)
    """No lock, in this process and its children."""
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
        kept: set[str] = set()

        def keep(target: Path, content: bytes) -> Path | None:
            version = keep_version(target, content)
            if version is not None:  # a trace, though 20 saves later it makes room for others
                kept.update(_lines(content))
            return version

        saving.keep_version = keep  # type: ignore[attr-defined] # in this child
        for number in range(saves):
            line = f"{name}-{number}"
            while refusal := _refusal(path, line):
                tell(f"{refusal} {line}")
                time.sleep(chance.uniform(0, 0.05))  # as people who look at what has changed
            tell(f"saved {line}")
        for line in sorted(kept):
            tell(f"kept {line}")

    return forked(work)


def _refusal(path: Path, line: str) -> str:
    """``changed`` or ``busy`` if the line was not saved, and the rival was told so."""
    try:
        return "changed" if add_line(path, line, kept=_ALL, canonical=True) else ""
    except SaveError as error:
        if "another planner is saving this file" not in str(error):
            raise
        return "busy"


def _lost(path: Path, told: list[str]) -> list[str]:
    """The lines that were called saved and are not in the file."""
    there = set(lines_of(path))
    saved = [line.partition(" ")[2] for line in told if line.startswith("saved ")]
    return [line for line in saved if line not in there]


def _where(lost: list[str], beside: set[str], kept: set[str]) -> str:
    """Where the trace is of what was lost."""
    copied = [line for line in lost if line in beside]
    versions = [line for line in lost if line in kept - beside]
    untraced = len(lost) - len(copied) - len(versions)
    return (
        f"{len(copied)} in a conflict copy, {len(versions)} in an earlier version alone, "
        f"{untraced} without a trace"
    )


def _lines(content: bytes) -> list[str]:
    """The lines of the note in an earlier version."""
    data = tomllib.loads(content.decode())
    note: str = (
        data["choices"]["water"].get("note", "") if "choices" in data else data["case"]["summary"]
    )
    return note.splitlines()
