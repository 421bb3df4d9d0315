"""Kills while somebody types in a real terminal: at most two seconds of typing are lost.

After an end that the planner is told of (SIGTERM, SIGHUP, a closed terminal, an exception of ours)
nothing is lost.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
import tomllib
from contextlib import suppress
from functools import partial
from pathlib import Path

from planner.files.safety.drafts import Draft, abandoned_drafts
from tests.reliability.console import Console, console
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import put_talks

__all__ = ["run"]

_LIMIT = 2.0
_PACE = 0.05
_RAISING = "tests.reliability.raising_app"
_GENTLE = ("SIGTERM", "SIGHUP", "a closed terminal", "an exception")


def run(folder: Path, effort: Effort) -> Result:
    """Types numbered words into a note; the draft tells which of them are kept."""
    path = put_talks(folder)
    before = path.read_bytes()
    chance = random.Random(5)
    wrong: list[str] = []
    oldest = 0.0
    times = effort.of(50, 2)
    typed = lost = 0
    for number in range(times):
        seconds = chance.uniform(0.3, 3.5)
        ages, words = _killed_while_typing(folder, path, seconds)
        typed, lost = typed + words, lost + len(ages)
        oldest = max([oldest, *ages])
        if ages and max(ages) > _LIMIT:
            wrong.append(f"kill {number}: a word typed {max(ages):.2f} s before was lost")
    repeats = 1 if effort.short else 5
    for way in _GENTLE:
        for _ in range(repeats):
            missing = _ended(folder, path, way)
            if missing:
                wrong.append(f"{way}: lost {missing}")
    if path.read_bytes() != before:
        wrong.append("the file was changed, though nobody saved")
    figures = (
        f"{times} kills, {typed:,} words typed, {lost:,} lost, the oldest {oldest:.2f} s before "
        f"the kill; {repeats} each of {', '.join(_GENTLE)}: "
        f"{sum('lost' in w and ':' in w and not w.startswith('kill') for w in wrong)} lost anything"
    )
    return Result(figures, tuple(wrong))


def _killed_while_typing(folder: Path, path: Path, seconds: float) -> tuple[list[float], int]:
    """How long before the kill each lost word was typed, and how many were typed."""
    with console(folder, ["-m", "planner", path.name]) as app:
        _begin_note(app)
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


def _ended(folder: Path, path: Path, way: str) -> list[str]:
    """The words that are in no draft after that end; all had been shown."""
    program = _RAISING if way == "an exception" else "planner"
    with console(folder, ["-m", program, path.name]) as app:
        _begin_note(app)
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


def _begin_note(app: Console) -> None:
    app.until(lambda: "Share it" in app.text, "the scenario")
    app.calm(0.3)
    app.send(b"e")
    app.until(lambda: "Note on" in app.text, "the note")


def _kept_words() -> set[str]:
    """The words in the drafts that are found at the next start; the drafts are removed."""
    words: set[str] = set()
    for draft in abandoned_drafts():
        if isinstance(draft, Draft):
            with suppress(KeyError):
                notes = tomllib.loads(draft.text)["choices"]
                words |= {w for n in notes.values() for w in re.findall(r"w\d+", n.get("note", ""))}
        draft.file.unlink()
    assert os.environ["PLANNER_STATE_DIR"]
    return words
