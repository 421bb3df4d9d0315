"""A session through anything: changes, undo, saves, foreign writes, reloads, crashes, recovery."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import evolve
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from planner.editing.scenario_session import Session, new_scenario
from planner.errors import SaveError
from planner.files.safety.drafts import Draft, abandoned_drafts, claim_draft, remove_draft
from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.safety.versions import kept_versions
from planner.files.scenarios.reading import read_scenario
from tests.editing.test_session import _WORDS, CASE, SessionMachine
from tests.files.samples import canonical_text
from tests.reliability.at_length import at_length, explained
from tests.reliability.proof import Effort, Result

__all__ = ["run"]

_STEPS = 50
_NO_PROCESS = 999_999_999


class _Stormy(SessionMachine):
    """The session of the tests, in a world where others write and processes die."""

    steps_done = crashes = foreign_writes = refusals = 0

    def __init__(self) -> None:
        super().__init__()
        self.theirs: bytes | None = None  # what somebody wrote and the session has not seen

    @rule(title=_WORDS)
    def foreign_write(self, title: str) -> None:
        """Somebody else saves the file."""
        if not self.file.exists():
            return
        held = read_scenario(self.file)
        data = canonical_text(evolve(held.scenario, title=f"{title} (theirs)"), CASE.case).encode()
        if data != self.file.read_bytes():
            self.file.write_bytes(data)
            self.theirs = data
            type(self).foreign_writes += 1

    @rule()
    def save(self) -> None:
        """What somebody wrote meanwhile is never overwritten unseen, and kept when it is."""
        if self.theirs is None:
            super().save()
            return
        if not self.session.unsaved:
            # Nothing to write: theirs stays.
            try:
                self.session.save(self.file)
            except SaveError:
                type(self).refusals += 1
            assert self.file.read_bytes() == self.theirs
            return
        before = self.session.scenario
        try:
            self.session.save(self.file)
        except ChangedOnDiskError as error:
            type(self).refusals += 1
            assert self.file.read_bytes() == self.theirs
            assert self.session.unsaved
            assert self.session.scenario == before
            self.session.save(self.file, seen=error.digest)
        else:
            raise AssertionError("theirs was overwritten unseen")
        assert self.theirs in [path.read_bytes() for path in kept_versions(self.file)]
        self.theirs = None
        self.saved = self.now
        self.steps[self.index] = (self.now, "")
        assert read_scenario(self.file).scenario == self.now

    @rule()
    def reload(self) -> None:
        """Theirs is taken, or one's own file read again."""
        super().reload()
        if self.file.exists():
            self.theirs = None

    @rule()
    def crash_and_recover(self) -> None:
        """The process dies a second after the last change; the next one finds the draft."""
        type(self).crashes += 1
        unsaved = self.session.unsaved
        self.session.keep_draft()
        path = self.session.path
        draft_file = self.session.document._draft_file
        assert (draft_file is not None) == unsaved
        if draft_file is not None:
            record = json.loads(draft_file.read_text(encoding="ascii"))
            dead = record | {"pid": _NO_PROCESS, "started": ""}
            draft_file.write_text(json.dumps(dead), encoding="ascii")
        found = [draft for draft in abandoned_drafts() if isinstance(draft, Draft)]
        assert len(found) == (1 if unsaved else 0)
        for draft in found:
            claimed = claim_draft(draft)
            self.session = Session.of_draft(claimed)
            remove_draft(claimed.file)
        if not found:
            self.session = (
                Session.of_case(CASE) if path is None else Session.of_file(read_scenario(path))
            )
        self._stand_on(path, found=bool(found))

    def _stand_on(self, path: Path | None, *, found: bool) -> None:
        """What the list holds after a start."""
        if found and self.theirs is not None:
            # What the file held when it was read: theirs is told like any other change.
            now = self.now
        else:
            base = new_scenario(CASE.case) if path is None else read_scenario(path).scenario
            now = self.now if found else base
            self.saved = base
            self.theirs = None
        self.steps, self.index = [(self.saved, "")], 0
        self.step(now)

    @invariant()
    def counted(self) -> None:
        """One more step."""
        type(self).steps_done += 1


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (each session has its own)
    """Runs of fifty steps each."""
    steps = effort.of(20_000, 400)
    _Stormy.steps_done = _Stormy.crashes = _Stormy.foreign_writes = _Stormy.refusals = 0
    wrong: list[str] = []
    try:
        while _Stormy.steps_done < steps and not wrong:
            left = steps - _Stormy.steps_done
            run_state_machine_as_test(_Stormy, settings=at_length(max(1, left // _STEPS)))
    except Exception as error:  # noqa: BLE001 (whatever the machine fails with)
        wrong.append(explained(error))
    figures = (
        f"{_Stormy.steps_done:,} steps, with {_Stormy.crashes:,} crashes, "
        f"{_Stormy.foreign_writes:,} foreign writes and {_Stormy.refusals:,} refused saves: "
        f"{len(wrong)} wrong"
    )
    return Result(figures, tuple(wrong))
