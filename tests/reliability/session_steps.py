"""A session through anything: changes, undo, saves, foreign writes, reloads, crashes, recovery.

On a scenario, and on a case.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session, new_scenario
from planner.errors import SaveError
from planner.files.safety.drafts import Draft, abandoned_drafts, claim_draft, remove_draft
from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.safety.versions import kept_versions
from planner.model.scenario import Scenario
from tests.editing.document_machine import DocumentMachine
from tests.editing.test_case_session import CaseMachine
from tests.editing.test_session import SessionMachine
from tests.files.samples import small_case
from tests.reliability.at_length import at_length, explained
from tests.reliability.proof import Effort, Result

__all__ = ["run"]

_STEPS, _FEW_STEPS = 50, 16
"""Of one run; a short form is many short runs, else all of it would be much of one kind."""
_NO_PROCESS = 999_999_999
_NOWHERE = object()
"""In place of what a file holds, where there is none."""


class _Stormy(DocumentMachine):
    """The session of the tests, in a world where others write and processes die."""

    steps_done = crashes = foreign_writes = refusals = 0

    def __init__(self) -> None:
        super().__init__()
        self.theirs: bytes | None = None  # what somebody wrote and the session has not seen

    def of_draft(self, draft: Draft) -> Any:
        """A session on what a crash left."""
        raise NotImplementedError

    @rule(title=st.text("abc", min_size=1, max_size=8))
    def foreign_write(self, title: str) -> None:
        """Somebody else saves the file."""
        if not self.file.exists():
            return
        held = self.read(self.file)
        theirs = evolve(held, title=f"{title} (theirs)")
        data = self.session.document.kind.text(theirs).encode()
        if data != self.file.read_bytes():
            self.file.write_bytes(data)
            self.theirs = data
            _Stormy.foreign_writes += 1

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
                _Stormy.refusals += 1
            assert self.file.read_bytes() == self.theirs
            return
        before = self.session.document.content
        try:
            self.write()
        except ChangedOnDiskError as error:
            _Stormy.refusals += 1
            assert self.file.read_bytes() == self.theirs
            assert self.session.unsaved
            assert self.session.document.content == before
            self.write(seen=error.digest)
        else:
            raise AssertionError("theirs was overwritten unseen")
        assert self.theirs in [path.read_bytes() for path in kept_versions(self.file)]
        self.theirs = None
        self.saved = self.now
        self.steps[self.index] = (self.now, "")
        assert self.read(self.file) == self.now

    @rule()
    def reload(self) -> None:
        """Theirs is taken, or one's own file read again."""
        super().reload()
        if self.file.exists():
            self.theirs = None

    @rule()
    def crash_and_recover(self) -> None:
        """The process dies a second after the last change; the next one finds the draft."""
        _Stormy.crashes += 1
        unsaved = self.session.unsaved
        self.session.keep_draft()
        path = self.session.path
        draft_file = self.session.document.draft_file
        assert (draft_file is not None) == unsaved
        if draft_file is not None:
            record = json.loads(draft_file.read_text(encoding="ascii"))
            dead = record | {"pid": _NO_PROCESS, "started": ""}
            draft_file.write_text(json.dumps(dead), encoding="ascii")
        found = [draft for draft in abandoned_drafts() if isinstance(draft, Draft)]
        assert len(found) == (1 if unsaved else 0)
        now = self.now
        for draft in found:
            claimed = claim_draft(draft)
            self.session = self.of_draft(claimed)
            remove_draft(claimed.file)
        if not found and path is not None:
            self.session = self.opened(path)
        elif not found:
            self.begun()
        self._stand_on(path, now, found=bool(found))

    def _stand_on(self, path: Path | None, now: Any, *, found: bool) -> None:
        """What the list holds after a start."""
        if not found or self.theirs is None:
            # Else, what the file held when it was read: theirs is told like any other change.
            self.saved = self.without_file(found=found) if path is None else self.read(path)
            self.theirs = None
        if not found:
            now = self.saved
        self.steps, self.index = [(now if self.saved is _NOWHERE else self.saved, "")], 0
        self.step(now)

    def without_file(self, *, found: bool) -> Any:
        """What counts as saved of what never had a file, where a draft of it was found or none."""
        raise NotImplementedError

    @invariant()
    def counted(self) -> None:
        """One more step."""
        _Stormy.steps_done += 1


class _StormyScenario(_Stormy, SessionMachine):
    """On a scenario."""

    def of_draft(self, draft: Draft) -> Session:
        """A session on what a crash left."""
        return Session.of_draft(draft)

    def without_file(self, *, found: bool) -> Scenario:  # noqa: ARG002 (either way)
        """A new scenario: what was recovered is a step from there."""
        return new_scenario(self.session.whole_case)


class _StormyCase(_Stormy, CaseMachine):
    """On a case."""

    def of_draft(self, draft: Draft) -> CaseSession:
        """A session on what a crash left."""
        return CaseSession.of_draft(draft)

    def without_file(self, *, found: bool) -> Any:
        """The case that it began with; nothing, where it was recovered."""
        return _NOWHERE if found else small_case()


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (each session has its own)
    """Half of the steps on scenarios, half on cases."""
    wanted = effort.of(20_000, 400)
    steps = _FEW_STEPS if effort.short else _STEPS
    wrong: list[str] = []
    _Stormy.steps_done = _Stormy.crashes = _Stormy.foreign_writes = _Stormy.refusals = 0
    done: list[int] = []
    for machine, share in ((_StormyScenario, wanted // 2), (_StormyCase, wanted)):
        before = _Stormy.steps_done
        try:
            while _Stormy.steps_done < share and not wrong:
                left = share - _Stormy.steps_done
                runs = at_length(max(1, left // steps), steps=steps)
                run_state_machine_as_test(machine, settings=runs)
        except Exception as error:  # noqa: BLE001 (whatever the machine fails with)
            wrong.append(explained(error))
        done.append(_Stormy.steps_done - before)
    figures = (
        f"{done[0]:,} steps on scenarios and {done[1]:,} on cases, with {_Stormy.crashes:,} "
        f"crashes, {_Stormy.foreign_writes:,} foreign writes and {_Stormy.refusals:,} refused "
        f"saves: {len(wrong)} wrong"
    )
    return Result(figures, tuple(wrong))
