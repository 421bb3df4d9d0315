"""A session over a scenario or a case that is driven by keys, while things break.

What it knows of the open document, and what the planner said meanwhile, is judged at the end.
"""

from __future__ import annotations

import json
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from attrs import define, evolve, field, frozen

from planner.files.safety.drafts import Draft, abandoned_drafts
from tests.files.file_kinds import CASE_FILE, SCENARIO_FILE, FileKind
from tests.reliability.claims import FOLDER, Said, Work, drafts_with, falsehoods
from tests.reliability.console import Console

__all__ = ["SESSIONS", "Driven", "DrivenSession", "Fault", "Plan"]


_OLDER = 2.2
"""Seconds after which work must be in a draft."""
_QUIET = 0.2
_PATIENCE = 15.0
_UNDER_WAY = "Saving .*: the disk is slow"


@frozen
class Keys:
    """Keys that are sent together; what the open document holds then, and what it does no more.

    Those that ``lead`` to a field or another screen move the focus there, for which is waited; as
    for what the planner says to those that are ``answered``.
    """

    keys: bytes
    lead: str = ""
    answered: bool = False
    adds: str = ""
    takes: str = ""


@frozen
class Step:
    """A step of a session."""

    name: str
    parts: tuple[Keys, ...]


def _step(name: str, *parts: Keys | bytes) -> Step:
    return Step(name, tuple(p if isinstance(p, Keys) else Keys(p) for p in parts))


def _form(row: int, word: str, *before: Keys) -> tuple[Keys | bytes, ...]:
    """Opens the form of that row of the outline, writes the word, and keeps it."""
    row_of_it = b"\x1b[H" + b"\x1b[B" * row
    return (
        row_of_it,
        Keys(b"\r", lead="field-"),
        *before,
        Keys(b"\x1b[F" + word.encode(), adds=word),
        Keys(b"\x1b", lead="outline"),
    )


_SAVE, _ENTER = Keys(b"s", answered=True), Keys(b"\r", answered=True)
_SAVE_AS = (Keys(b"S", lead="save-path"), b"\x15")


@frozen
class DrivenSession:
    """A session over a kind of file: the keys that begin it, what they lead to, and its steps."""

    kind: FileKind
    begun: tuple[tuple[bytes, str], ...]
    steps: tuple[Step, ...]


SESSIONS = (
    DrivenSession(
        SCENARIO_FILE,
        ((b"", "Share it"),),
        (
            _step("choose", Keys(b"2", adds='"all_north')),
            _step("note", Keys(b"e", lead="Area"), Keys(b"wordtokeep", adds="wordtokeep"), b"\x1b"),
            _step("save", _SAVE),
            _step("save as", *_SAVE_AS, b"other.toml", _ENTER),
            _step("undo", Keys(b"1", takes='"all_north'), Keys(b"u", adds='"all_north')),
            _step("library", Keys(b"o", lead="Table"), b"\x1b"),
            _step("quit", b"q"),
        ),
    ),
    DrivenSession(
        CASE_FILE,
        ((b"", "Untitled deal"), (b"C", "Parties (2)")),
        (
            _step("issue", *_form(7, "wordofissue")),
            _step("red line", *_form(16, "wordofline", Keys(b"\t", lead="field-title"))),
            _step("statement", *_form(14, "wordofquote")),
            _step("save", _SAVE),
            _step("save as", *_SAVE_AS, b"other.case.toml", _ENTER),
            _step("undo", Keys(b"u", takes="wordofquote")),
            _step("quit", b"q"),
        ),
    ),
)


@frozen
class Fault:
    """What breaks; ``happens`` is given the base folder and the app.

    One that ``hangs_up`` leaves nothing to press keys in; one that ``fills`` leaves no room. Where
    one ``covers`` what keys would act on, no key does anything but quit from then on.
    """

    name: str
    happens: Callable[[Path, Console], object]
    hangs_up: bool = False
    fills: bool = False
    covers: bool = False


Plan = Mapping[int, tuple[Fault, ...]]
"""What breaks before which step."""


@define
class Driven:
    """A session that is driven: what is open by now, and what was said."""

    base: Path
    app: Console
    session: DrivenSession
    work: Work
    now: tuple[Work, ...] = field(init=False)
    safe: frozenset[str] = frozenset()
    hung_up: bool = False
    covered: bool = False
    code: int = 0
    _focus: str = ""
    _questions: int = 0
    _answers: int = 0
    said: list[tuple[tuple[Work, ...], Said]] = field(factory=list)
    listener: threading.Thread = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.now = (self.work,)
        self.listener = threading.Thread(target=self._listen, daemon=True)

    def drive(self, plan: Plan) -> None:
        """Through all steps, to the end of the planner."""
        for number, step in enumerate(self.session.steps):
            for fault in plan.get(number, ()):
                self._wait_for_draft()
                self.safe = self.work.marks
                fault.happens(self.base, self.app)
                self.work = evolve(self.work, full=self.work.full or fault.fills)
                self.now = (self.work,)
                self.hung_up = fault.hangs_up
                self.covered |= fault.covers
            if self.hung_up or not self.app.alive:
                break
            asked = self._questions
            for part in step.parts:
                self._press(part)
            if self._questions > asked and step is not self.session.steps[-1]:
                self._press(Keys(b"\x1b"))  # what could not be done is left for now
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

    def _press(self, part: Keys) -> None:
        if self.covered:
            part = Keys(part.keys)
        before = self.work
        self.work = evolve(
            before,
            marks=before.marks - {part.takes} | ({part.adds} if part.adds else set()),
            gone=before.gone - {part.adds} | ({part.takes} if part.takes else set()),
        )
        self.now = tuple(evolve(work, saving=part.answered) for work in (before, self.work))
        answers = self._answers
        self.app.send(part.keys)
        give_up = time.monotonic() + _PATIENCE
        while time.monotonic() < give_up and (
            part.lead not in self._focus or (part.answered and self._answers == answers)
        ):
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
                    self._answers += said.sort in {"message", "question"} and not re.match(
                        _UNDER_WAY, said.words
                    )


def _code(app: Console, *, hung_up: bool) -> int:
    if not hung_up:
        return app.ends()
    give_up = time.monotonic() + 30
    while app.child.ptyproc.isalive() and time.monotonic() < give_up:
        time.sleep(0.02)
    return int(app.child.ptyproc.exitstatus or 0)
