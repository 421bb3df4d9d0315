"""Kills while somebody types in a real terminal: at most two seconds of typing are lost.

In a note of a scenario, and in a form of a case.

After an end that the planner is told of (SIGTERM, SIGHUP, a closed terminal, an exception of ours)
nothing is lost.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import signal
import time
from functools import partial
from pathlib import Path

from planner.files.safety.drafts import Draft, abandoned_drafts
from tests.files.file_kinds import CASE_FILE, SCENARIO_FILE, FileKind
from tests.reliability.console import Console, console
from tests.reliability.proof import Effort, Result

__all__ = ["run"]

_LIMIT = 2.0
_PACE = 0.05
_RAISING = "tests.reliability.raising_app"
_GENTLE = ("SIGTERM", "SIGHUP", "a closed terminal", "an exception")


_TYPING: dict[FileKind, tuple[tuple[bytes, str], ...]] = {
    SCENARIO_FILE: ((b"", "Share it"), (b"e", "Note on")),
    CASE_FILE: (
        (b"", "Untitled deal"),
        (b"C", "Parties (2)"),
        (b"\x1b[H" + b"\x1b[B" * 14, "Caveat:"),
        (b"\r", "Statement S1"),
    ),
}
"""The keys that lead to a note, and to the quote of a statement, with what is seen then."""


def run(folder: Path, effort: Effort) -> Result:
    """Types numbered words into a note and into the form of a statement, by turns.

    The draft says which of them are kept.
    """
    chance = random.Random(5)
    wrong: list[str] = []
    oldest = 0.0
    times = effort.of(50, 2)
    typed = lost = 0
    kinds = itertools.cycle(_TYPING)
    files = {kind: kind.put(folder) for kind in _TYPING}
    before = [path.read_bytes() for path in files.values()]
    for number in range(times):
        kind = next(kinds)
        seconds = chance.uniform(0.3, 3.5)
        ages, words = _killed_while_typing(files[kind], kind, seconds)
        typed, lost = typed + words, lost + len(ages)
        oldest = max([oldest, *ages])
        if ages and max(ages) > _LIMIT:
            wrong.append(f"kill {number}, {kind}: a word typed {max(ages):.2f} s before was lost")
    ends = [(way, next(kinds)) for way in _GENTLE for _ in range(1 if effort.short else 6)]
    failed = 0
    for way, kind in ends:
        missing = _ended(files[kind], kind, way)
        failed += bool(missing)
        if missing:
            wrong.append(f"{way}, {kind}: lost {missing}")
    if before != [path.read_bytes() for path in files.values()]:
        wrong.append("a file was changed, though nobody saved")
    figures = (
        f"{times} kills by turns in a note and in a case's form, {typed:,} words typed, "
        f"{lost:,} lost, the oldest {oldest:.2f} s before the kill; {len(ends)} of "
        f"{', '.join(_GENTLE)}: {failed} lost anything"
    )
    return Result(figures, tuple(wrong))


def _killed_while_typing(path: Path, kind: FileKind, seconds: float) -> tuple[list[float], int]:
    """How long before the kill each lost word was typed, and how many were typed."""
    with console(path.parent, ["-m", "planner", path.name]) as app:
        _begin(app, kind)
        sent: dict[str, float] = {}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            word = f"w{len(sent)}"
            app.send(f" {word} ".encode())
            sent[word] = time.monotonic()
            app.read(_PACE)
        app.child.kill(signal.SIGKILL)
        killed = time.monotonic()
        app.ends()
    kept = _kept_words()
    return [killed - when for word, when in sent.items() if word not in kept], len(sent)


def _ended(path: Path, kind: FileKind, way: str) -> list[str]:
    """The words that are in no draft after that end; all had been shown."""
    program = _RAISING if way == "an exception" else "planner"
    with console(path.parent, ["-m", program, path.name]) as app:
        _begin(app, kind)
        words = [f"w{number}" for number in range(12)]
        for word in words:
            app.send(f" {word} ".encode())
            app.until(partial(_shows, app, word), word)
        if way == "a closed terminal":
            app.child.ptyproc.fileobj.close()
            give_up = time.monotonic() + 30
            while app.child.ptyproc.isalive() and time.monotonic() < give_up:
                time.sleep(0.02)
        else:
            if way == "an exception":
                app.send(b"\x07")  # Ctrl+G, which the raising app answers by raising
            else:
                app.child.kill(getattr(signal, way))
            app.ends()
    kept = _kept_words()
    return [word for word in words if word not in kept]


def _shows(app: Console, word: str) -> bool:
    return word in app.text


def _begin(app: Console, kind: FileKind) -> None:
    """Goes to the field that is typed into."""
    for keys, words in _TYPING[kind]:
        app.send(keys)
        app.until(partial(_shows, app, words), words)
        app.calm(0.3)


def _kept_words() -> set[str]:
    """The words in the drafts that are found at the next start; the drafts are removed."""
    words: set[str] = set()
    for draft in abandoned_drafts():
        if isinstance(draft, Draft):
            words |= {*re.findall(r"\bw\d+\b", draft.text)}
        draft.file.unlink()
    assert os.environ["PLANNER_STATE_DIR"]
    return words
