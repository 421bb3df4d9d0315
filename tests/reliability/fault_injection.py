"""A driven session in a real terminal, over a scenario and over a case, with things that break.

Broken are the working folder, the state folder, the clock, the disk and the terminal, before each
step. The planner must not crash; each thing that it says is compared with what is on the disk at
that moment; and no work older than two seconds may be lost.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain, product
from pathlib import Path

from attrs import define, evolve, field, frozen

from planner.files.safety.drafts import Draft, abandoned_drafts
from tests.files.file_kinds import CASE_FILE, SCENARIO_FILE, FileKind
from tests.reliability.claims import FOLDER, Said, Work, drafts_with, falsehoods
from tests.reliability.console import Console, console
from tests.reliability.forked import Tell, forked
from tests.reliability.jumping_clock import CLOCK_VARIABLE
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import changed_environment

__all__ = ["run"]

_OLDER = 2.2
"""Seconds after which work must be in a draft."""
_QUIET = 0.2
_PATIENCE = 15.0
_AT_ONCE = 4


@frozen
class _Keys:
    """Keys that are sent together; what the open document holds then, and what it does no more.

    Those that ``lead`` to a field or another screen move the focus there, for which is waited.
    """

    keys: bytes
    lead: str = ""
    adds: str = ""
    takes: str = ""


@frozen
class _Step:
    """A step of a session."""

    name: str
    parts: tuple[_Keys, ...]


def _step(name: str, *parts: _Keys | bytes) -> _Step:
    return _Step(name, tuple(p if isinstance(p, _Keys) else _Keys(p) for p in parts))


def _form(row: int, word: str, *before: _Keys) -> tuple[_Keys | bytes, ...]:
    """Opens the form of that row of the outline, writes the word, and keeps it."""
    row_of_it = b"\x1b[H" + b"\x1b[B" * row
    return (
        row_of_it,
        _Keys(b"\r", lead="field-"),
        *before,
        b"\x1b[F" + word.encode(),
        _Keys(b"\x1b", lead="outline", adds=word),
    )


_SAVE_AS = (_Keys(b"S", lead="save-path"), b"\x15")


@frozen
class _Session:
    """A session over a kind of file: the keys that begin it, what they lead to, and its steps."""

    kind: FileKind
    begun: tuple[tuple[bytes, str], ...]
    steps: tuple[_Step, ...]


_SESSIONS = (
    _Session(
        SCENARIO_FILE,
        ((b"", "Share it"),),
        (
            _step("choose", _Keys(b"2", adds='"all_north')),
            _step(
                "note", _Keys(b"e", lead="Area"), _Keys(b"wordtokeep", adds="wordtokeep"), b"\x1b"
            ),
            _step("save", b"s"),
            _step("save as", *_SAVE_AS, b"other.toml", b"\r"),
            _step("undo", _Keys(b"1", takes='"all_north'), _Keys(b"u", adds='"all_north')),
            _step("library", _Keys(b"o", lead="Table"), b"\x1b"),
            _step("quit", b"q"),
        ),
    ),
    _Session(
        CASE_FILE,
        ((b"", "Untitled deal"), (b"C", "Parties (2)")),
        (
            _step("issue", *_form(7, "wordofissue")),
            _step("red line", *_form(16, "wordofline", _Keys(b"\t", lead="field-title"))),
            _step("statement", *_form(14, "wordofquote")),
            _step("save", b"s"),
            _step("save as", *_SAVE_AS, b"other.case.toml", b"\r"),
            _step("undo", _Keys(b"u", takes="wordofquote")),
            _step("quit", b"q"),
        ),
    ),
)


@frozen
class _Fault:
    """What breaks; ``happens`` is given the base folder and the app.

    One that ``hangs_up`` leaves nothing to press keys in; one that ``fills`` leaves no room.
    """

    name: str
    happens: Callable[[Path, Console], object]
    hangs_up: bool = False
    fills: bool = False


_Plan = Mapping[int, tuple[_Fault, ...]]
"""What breaks before which step."""


def run(folder: Path, effort: Effort) -> Result:
    """Each fault before each step; the short form breaks several things in one session."""
    plans = _SHORT if effort.short else _LONG
    runs = [*product(_SESSIONS, plans)]
    runs = runs[: effort.of(len(runs), len(runs))]
    wrong: list[str] = []
    judged = 0
    for first in range(0, len(runs), _AT_ONCE):
        batch = [*enumerate(runs[first : first + _AT_ONCE], first)]
        children = [
            (session, plan, forked(partial(_alone, folder / f"run-{number}", session, plan)))
            for number, (session, plan) in batch
        ]
        for session, plan, child in children:
            for line in child.end():
                if line.startswith("judged "):
                    judged += int(line.split()[1])
                else:
                    wrong.append(f"{_named(session, plan)}: {line}")
    names = ", ".join(fault.name for fault in _FAULTS)
    figures = (
        f"{len(runs)} sessions over scenarios and cases, broken before their steps ({names}): "
        f"{judged:,} sayings compared with the disk, {len(wrong)} wrong (a crash, a false saying "
        "or one that nothing is known of, a change lost that was older than 2 s)"
    )
    return Result(figures, tuple(wrong))


def _named(session: _Session, plan: _Plan) -> str:
    broken = (
        f"{fault.name} before {session.steps[step].name}"
        for step, faults in plan.items()
        for fault in faults
    )
    return f"{session.kind}, {', '.join(broken)}"


def _alone(base: Path, session: _Session, plan: _Plan, tell: Tell) -> None:
    """A session in a process and in folders of its own; tells what was not as promised."""
    talks, state = base / FOLDER, base / "state"
    talks.mkdir(parents=True)
    state.mkdir()
    (base / "runtime").mkdir(mode=0o700)
    (base / "clock").write_text("0", encoding="utf-8")
    (state / "app.toml").write_text("tour = true\n", encoding="utf-8")
    os.mkfifo(base / "said")
    path = session.kind.put(talks)
    variables = {
        "PLANNER_STATE_DIR": str(state),
        "XDG_RUNTIME_DIR": str(base / "runtime"),
        CLOCK_VARIABLE: str(base / "clock"),
    }
    program = ["-m", "tests.reliability.telling_app", str(base), str(base / "said"), path.name]
    with changed_environment(**variables), console(talks, program) as app:
        driven = _Driven(base, app, session, Work(of_case=session.kind is CASE_FILE))
        driven.listener.start()
        for keys, shown in session.begun:
            app.send(keys)
            app.until(partial(_shows, app, shown), shown)
        app.calm(_QUIET)
        driven.drive(plan)
        for line in chain(driven.judged(), driven.lost()):
            tell(line)
        tell(f"judged {len(driven.said)}")
    shutil.rmtree(base, ignore_errors=True)


def _shows(app: Console, words: str) -> bool:
    return words in app.text


@define
class _Driven:
    """A session that is driven: what is open by now, and what was said."""

    base: Path
    app: Console
    session: _Session
    work: Work
    now: tuple[Work, ...] = field(init=False)
    safe: frozenset[str] = frozenset()
    hung_up: bool = False
    code: int = 0
    _focus: str = ""
    _questions: int = 0
    said: list[tuple[tuple[Work, ...], Said]] = field(factory=list)
    listener: threading.Thread = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.now = (self.work,)
        self.listener = threading.Thread(target=self._listen, daemon=True)

    def drive(self, plan: _Plan) -> None:
        """Through all steps, to the end of the planner."""
        for number, step in enumerate(self.session.steps):
            for fault in plan.get(number, ()):
                self._wait_for_draft()
                self.safe = self.work.marks
                fault.happens(self.base, self.app)
                self.work = evolve(self.work, full=self.work.full or fault.fills)
                self.now = (self.work,)
                self.hung_up = fault.hangs_up
            if self.hung_up or not self.app.alive:
                break
            asked = self._questions
            for part in step.parts:
                self._press(part)
            if self._questions > asked and step is not self.session.steps[-1]:
                self._press(_Keys(b"\x1b"))  # what could not be done is left for now
        if self.app.alive and not self.hung_up:
            self._wait_for_draft()
            self.safe &= self.work.marks
            self.app.child.kill(signal.SIGTERM)
        self.code = _code(self.app, hung_up=self.hung_up)
        self.listener.join(10)

    def judged(self) -> Iterator[str]:
        """What was false of all that was said, and whether it crashed."""
        written = self.app.written.decode("utf-8", "replace")
        if self.code == 1 or "Traceback" in written or "a defect of the planner" in written:
            yield f"it crashed (exit code {self.code}): {' '.join(written.split())[-200:]!r}"
        if not self.said:
            yield "nothing was said"
        kind = self.session.kind
        own = {kind.text, CASE_FILE.text}
        for works, said in self.said:
            if said.words.startswith("Saved "):
                own |= {text for name, text in said.files.items() if name.startswith(FOLDER)}
            known = frozenset(own)
            yield from falsehoods(said, [evolve(work, own=known) for work in works])

    def lost(self) -> Iterator[str]:
        """What is not found any more, and was older than two seconds or never called lost."""
        texts = [*self._texts_found()]
        older = Work(self.safe & self.work.marks)
        if not any(older.is_held_by(text) for text in texts):
            yield f"lost, though older than 2 s: {sorted(older.marks)}"
        told = self._unprotected or any(
            said.sort == "end" and re.search(r" (is|are) lost\b", said.words)
            for _, said in self.said
        )
        if not (told or any(self.work.is_held_by(text) for text in texts)):
            yield f"lost, and nothing said so: {sorted(self.work.marks)}"

    @property
    def _unprotected(self) -> bool:
        """Whether the last title, of the screen in front, said that work is not protected."""
        front = "Case: " if self.work.of_case else ""
        titles = [
            said.words
            for _, said in self.said
            if said.sort == "title" and said.words.startswith(front)
        ]
        return bool(titles) and "not protected" in titles[-1]

    def _texts_found(self) -> Iterator[str]:
        """What the files hold, and the drafts that the next start offers."""
        for folder in ("talks", "gone"):
            for path in (self.base / folder).glob("*.toml"):
                yield path.read_text(encoding="utf-8")
        for draft in abandoned_drafts(self.base / "talks", self.base / "gone"):
            if isinstance(draft, Draft):
                yield draft.text

    def _press(self, part: _Keys) -> None:
        before = self.work
        self.work = evolve(
            before,
            marks=before.marks - {part.takes} | ({part.adds} if part.adds else set()),
            gone=before.gone - {part.adds} | ({part.takes} if part.takes else set()),
        )
        self.now = (before, self.work)
        self.app.send(part.keys)
        give_up = time.monotonic() + _PATIENCE
        while part.lead not in self._focus and time.monotonic() < give_up:
            if not self.app.read(0.02):
                break
        self.app.calm(_QUIET)
        self.now = (self.work,)

    def _wait_for_draft(self) -> None:
        """Until the work is kept, or as long as it may be without a draft."""
        end = time.monotonic() + _OLDER
        while time.monotonic() < end and self.app.read(0.05):
            files = {
                str(path): path.read_text(encoding="utf-8", errors="replace")
                for path in self.base.rglob("*")
                if path.suffix in {".json", ".toml"} and path.is_file()
            }
            held = any(self.work.is_held_by(text) for text in files.values())
            if drafts_with(self.work, files) or (held and self.work.marks):
                return

    def _listen(self) -> None:
        with (self.base / "said").open(encoding="utf-8") as notes:
            for line in notes:
                said = Said(**json.loads(line))
                if said.sort == "focus":
                    self._focus = said.words
                else:
                    self.said.append((self.now, said))
                    self._questions += said.sort == "question"


def _code(app: Console, *, hung_up: bool) -> int:
    if not hung_up:
        return app.ends()
    give_up = time.monotonic() + 30
    while app.child.ptyproc.isalive() and time.monotonic() < give_up:
        time.sleep(0.02)
    return int(app.child.ptyproc.exitstatus or 0)


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


_FOLDER_GONE = _Fault("the working folder is gone", _remove_folder)
_STATE_BROKEN = _Fault("the state folder leads nowhere", _break_state)
_DISK_FULL = _Fault("the disk is full", _fill_disk, fills=True)
_HUNG_UP = _Fault("the terminal is gone", _hang_up, hangs_up=True)
_ONE_CELL = _Fault("the terminal shrinks to a cell", _shrink)
_CLOCK_BACK = _Fault("the clock runs back", _turn_back)
_CLOCK_AHEAD = _Fault("the clock jumps", _turn_on)
_FAULTS = (
    *(_FOLDER_GONE, _STATE_BROKEN, _DISK_FULL, _HUNG_UP, _ONE_CELL),
    *(_CLOCK_BACK, _CLOCK_AHEAD),
)
_LONG: tuple[_Plan, ...] = tuple({step: (fault,)} for step in range(7) for fault in _FAULTS)
_SHORT: tuple[_Plan, ...] = (
    {0: (_STATE_BROKEN,), 1: (_CLOCK_AHEAD,), 3: (_ONE_CELL, _FOLDER_GONE)},
    {1: (_CLOCK_BACK,), 2: (_DISK_FULL,), 6: (_HUNG_UP,)},
)
