"""A session on any kind of document, through any changes: a list and an index are its oracle."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planner.errors import LayoutAtStakeError

__all__ = ["DocumentMachine"]


class DocumentMachine(RuleBasedStateMachine):
    """A session beside a list of contents and an index into it: they always agree.

    A machine for a kind of document says how one begins and is opened, and adds the changes.
    """

    file_name: str
    saved: Any

    def __init__(self) -> None:
        super().__init__()
        self.made = TemporaryDirectory()
        self.folder = Path(self.made.name)
        self.file = self.folder / self.file_name
        self.begun()
        self.saved = self.session.document.content
        self.steps: list[tuple[Any, str]] = [(self.saved, "")]
        self.index = 0

    session: Any

    def begun(self) -> None:
        """Begin a session without a file."""
        raise NotImplementedError

    def opened(self, file: Path) -> Any:
        """A session on the file."""
        raise NotImplementedError

    def read(self, file: Path) -> Any:
        """What the file holds."""
        raise NotImplementedError

    def put_file(self) -> None:
        """Put a file there that somebody made."""
        raise NotImplementedError

    def teardown(self) -> None:
        """Clean up, also after a step that failed."""
        with self.made:
            self.session.document.drop_draft()

    @property
    def now(self) -> Any:
        """The content as the list has it."""
        return self.steps[self.index][0]

    def step(self, after: Any, key: str = "") -> None:
        """What a change does to the list."""
        if after == self.now:
            return
        merges = key and self.index > 0 and self.steps[self.index][1] == key
        del self.steps[self.index + (0 if merges else 1) :]
        if after != self.steps[-1][0]:
            self.steps.append((after, key))
        self.index = len(self.steps) - 1

    @initialize(existing=st.booleans())
    def begin(self, existing: bool) -> None:  # noqa: FBT001 (Hypothesis draws it)
        """With a new document or a file."""
        if existing:
            self.put_file()
            self.reload()

    @rule()
    def undo(self) -> None:
        """One step back, as far as there is one."""
        if self.index:
            self.steps[self.index] = (self.now, "")
            self.index -= 1
        self.session.undo()

    @rule()
    def redo(self) -> None:
        """One step forward, as far as there is one."""
        self.index = min(self.index + 1, len(self.steps) - 1)
        self.session.redo()

    @rule()
    def end_merging(self) -> None:
        """The field is left."""
        self.steps[self.index] = (self.now, "")
        self.session.document.history.end_merging()

    @rule()
    def save(self) -> None:
        """The file then holds what is on the screen."""
        self.write()
        self.saved = self.now
        self.steps[self.index] = (self.now, "")
        assert self.read(self.file) == self.now

    def write(self, **seen: str | None) -> None:
        """Save; what does not fit into the layout of the file is written anew, once that is told.

        Until then the file is as it was.
        """
        before = self.file.read_bytes() if self.file.exists() else None
        try:
            self.session.save(self.file, **seen)
        except LayoutAtStakeError:
            assert self.file.read_bytes() == before
            self.session.save(self.file, canonical=True, **seen)

    @rule()
    def reload(self) -> None:
        """From the file, without a history."""
        if self.file.exists():
            self.session.document.drop_draft()
            self.session = self.opened(self.file)
            self.saved = self.read(self.file)
            self.steps, self.index = [(self.saved, "")], 0

    @invariant()
    def agrees(self) -> None:
        """The content and the unsaved mark are those of the list."""
        assert self.session.document.content == self.now
        assert self.session.unsaved == (self.now != self.saved)
