"""The draft of one document, which any thread may write; the disk may take its time."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from attrs import frozen

from planner.by_fields import Printed
from planner.files.standing import is_there
from planner.files.toml.envelope import Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText

__all__ = ["KeptDraft", "Unsaved"]

T = TypeVar("T")

_PATIENCE = 0.1
"""Seconds that a key may wait for a draft that is being written."""
_OVERDUE = 5.0


@frozen(eq=False, repr=False)
class Unsaved(Printed, Generic[T]):
    """What a draft is to hold: a content, and the file with the text that it was read from.

    ``read_with`` is the other file that the content is read with.
    """

    kind: Kind[T]
    content: T
    envelope: Envelope
    path: Path | None
    base: SourceText | None
    read_with: Path | None = None

    def says_what(self, other: Unsaved[T]) -> bool:
        """Whether a draft of either says the same, of the same file."""
        return self._of == other._of and self.content == other.content

    @property
    def _of(self) -> tuple[object, ...]:
        base = None if self.base is None else self.base.sha256
        return self.path, base, self.envelope, self.read_with


class KeptDraft(Generic[T]):
    """The draft of a document on the disk, as far as there is one.

    ``unsaved`` gives what is unsaved when the draft is written, ``None`` for nothing.
    """

    def __init__(self, unsaved: Callable[[], Unsaved[T] | None]) -> None:
        self._unsaved = unsaved
        self._writing = Lock()
        self._to_remove = False
        self._since: float | None = None
        self.file: Path | None = None
        self._kept: Unsaved[T] | None = None
        self.refused = False
        """Whether no place took the draft when that was last tried."""

    @property
    def is_overdue(self) -> bool:
        """Whether the disk has been working on it for so long that nobody may count on it."""
        since = self._since  # the thread that writes may end meanwhile
        return since is not None and time.monotonic() - since > _OVERDUE

    @property
    def is_there(self) -> bool:
        """Whether nobody took it away: the state folder may have gone since it was written."""
        return self.file is not None and is_there(self.file)

    def holds(self, work: Unsaved[T]) -> bool:
        """Whether the draft holds that, as far as is known here."""
        kept = self._kept  # the thread that writes may replace it meanwhile
        return kept is not None and kept.says_what(work)

    def keep(self) -> None:
        """Write what is unsaved where a crash leaves it, if it changed since this was last done.

        In the first place that takes it: see :func:`~planner.files.safety.drafts.draft_files`.
        Raises ``OSError`` where none does. What is dropped meanwhile is removed again.
        """
        with self._writing:
            self._since = time.monotonic()
            try:
                self._remove_dropped()
                work = self._unsaved()
                if work is None:
                    self._remove()
                elif not (self.holds(work) and self.is_there):
                    self._keep(work)
            finally:
                self._since = None
                self._remove_dropped()

    def drop(self) -> None:
        """Remove the draft: the work is saved, or given up.

        A slow disk removes it later: no key waits for that.
        """
        self._to_remove = True
        self.refused = False
        if self.file is not None or self._writing.locked():
            from planner.own_thread import in_own_thread  # noqa: PLC0415 (not for a first paint)

            with suppress(TimeoutError):
                in_own_thread(self._remove_in_turn).result(_PATIENCE)

    def _remove_in_turn(self) -> None:
        with self._writing:
            self._remove_dropped()

    def _remove_dropped(self) -> None:
        """Remove what was dropped, unless somebody has done so since."""
        if self._to_remove:
            self._to_remove = False
            self._remove()

    def _keep(self, work: Unsaved[T]) -> None:
        from planner.files.safety.drafts import draft_files  # noqa: PLC0415 (not for a first paint)
        from planner.files.safety.versions import keep_version  # noqa: PLC0415 (likewise)

        kept = self._kept
        is_new = kept is None or (kept.path, kept.base) != (work.path, work.base)
        if is_new and work.path is not None and work.base is not None:
            # The draft only names it: so it is written once, and not every second.
            with suppress(OSError):  # recovering does without, where it must
                keep_version(work.path, work.base.whole.encode("utf-8", "surrogatepass"))
        known = () if self.file is None else (self.file,)
        trouble: OSError | None = None
        for file in chain(known, draft_files(work.path)):
            try:
                self._write(file, work)
            except OSError as error:
                trouble = trouble or error
            else:
                self.refused = False
                return
        self.refused = True
        raise trouble or OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _write(self, file: Path, work: Unsaved[T]) -> None:
        from planner.files.safety.drafts import remove_draft, write_draft  # noqa: PLC0415 (as above)

        write_draft(
            file,
            work.kind.noun,
            work.kind.text(work.content, work.envelope),
            path=work.path,
            base=work.base.sha256 if work.base is not None else "",
            read_with=work.read_with,
        )
        before, self.file, self._kept = self.file, file, work
        if before is not None and before != file:
            with suppress(OSError):  # a place that takes nothing may not give it back either
                remove_draft(before)

    def _remove(self) -> None:
        self.refused = False
        if self.file is not None:
            from planner.files.safety.drafts import remove_draft  # noqa: PLC0415 (as above)

            self._kept = None
            with suppress(OSError):  # a folder that takes nothing: it is tried again next time
                remove_draft(self.file)
                self.file = None
