"""An open document: its history beside its file, whatever kind of file that is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

from planner.by_fields import Printed
from planner.editing.history import Clock, History, Step
from planner.editing.kept_draft import KeptDraft, Unsaved
from planner.errors import FileProblemError, Problem, SaveError
from planner.files.safety.reading import is_gone, read_bytes, read_text
from planner.files.toml.envelope import NO_ENVELOPE, Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText, source_from_bytes
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.editing.saving import Saving
    from planner.files.safety.saving import Saved
    from planner.files.toml.leaves import NewId
    from planner.files.toml.merging import Merge

__all__ = ["Document", "Theirs", "theirs_at"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Theirs(Printed, Generic[T]):
    """What somebody else made of a file.

    ``content`` is ``None`` where it cannot be used, ``problems`` then say why. ``digest`` is that
    of the file's bytes, ``None`` if they cannot be read; ``source`` its text where it is one.
    ``gone`` says that nothing stands there any more.
    """

    path: Path
    digest: str | None
    source: SourceText | None = None
    content: T | None = None
    envelope: Envelope = NO_ENVELOPE
    problems: tuple[Problem, ...] = ()
    gone: bool = False


def theirs_at(path: Path, kind: Kind[T]) -> Theirs[T]:
    """What stands at ``path`` now, read as a file of that kind. Raises nothing."""
    try:
        data = read_bytes(path, kind.limit)
    except FileProblemError as error:
        return Theirs(path, None, problems=error.problems, gone=is_gone(path))
    digest = hashlib.sha256(data).hexdigest()
    source = None
    try:
        source = source_from_bytes(shown_path(path), data)
        found = kind.read(source)
    except FileProblemError as error:
        return Theirs(path, digest, source, problems=error.problems)
    return Theirs(path, digest, source, found.content, found.envelope)


class Document(Generic[T]):
    """A content that is edited, with the file that it was read from or last saved to.

    ``path`` is that file, ``None`` while there is none; ``envelope`` what belongs to the file and
    not to the content: no history holds it. ``read_with`` is the other file that this one is read
    with, ``None`` where it is read alone. ``schema`` is the setting of what a new file names at its
    top, empty for nothing.
    """

    def __init__(  # noqa: PLR0913 (what is known of a file is known apart)
        self,
        kind: Kind[T],
        content: T,
        *,
        envelope: Envelope = NO_ENVELOPE,
        path: Path | None = None,
        source: SourceText | None = None,
        read_with: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.kind = kind
        self.path = path
        self.read_with = read_with
        self.envelope = envelope
        self.schema = ""
        self.history = History(content, clock)
        self._source = source
        self._saved: T | None = content
        self._seen = source.sha256 if source is not None else None
        self.being_saved: Saving[T] | None = None
        """The save that is under way; what is changed meanwhile is unsaved after it."""
        self.drafted_with: Callable[[T], Envelope] = lambda _: self.envelope
        """What a draft of that content has as its envelope; any thread may ask."""
        self._draft: KeptDraft[T] = KeptDraft(self._unsaved_work)
        self._typed: T | None = None

    @classmethod
    def of_file(cls, kind: Kind[T], path: Path) -> Document[T]:
        """The document in the file at ``path``.

        Raises :class:`~planner.errors.FileProblemError` if it cannot be read.
        """
        source = read_text(path, kind.limit)
        found = kind.read(source)
        return cls(kind, found.content, envelope=found.envelope, path=path, source=source)

    @property
    def content(self) -> T:
        """The content as it stands."""
        return self.history.content

    @property
    def unsaved(self) -> bool:
        """Whether the content differs from what was last read or saved."""
        return self.history.content != self._saved

    @property
    def seen(self) -> str | None:
        """The SHA-256 of the file's content that is known here; ``None`` for no file."""
        return self._seen

    @property
    def last_saved(self) -> T | None:
        """What was last read from the file or saved to it, as far as that is known."""
        return self._saved if self._source is not None else None

    @property
    def source(self) -> SourceText | None:
        """The text that the next save is put into: that of the file, as it is known here."""
        return self._source

    def know_saved(self, source: SourceText) -> None:
        """Know that the content stands in the file, in this text, written there with others."""
        self._stands(self.content, source)

    def follow_rewrite(
        self, change: Callable[[T], T], before: str, source: SourceText, envelope: Envelope
    ) -> None:
        """Know that the planner itself made that of the file, where it held what is known here.

        The content follows, and all that it was, without a step of its own.
        """
        self.change_past(change)
        if self._seen == before:
            self._source, self._seen, self.envelope = source, source.sha256, envelope

    def change_past(self, change: Callable[[T], T]) -> None:
        """Change the content, saved or not, and all that it was: its ids are others everywhere.

        What was undone stays: a redo comes to it only once it has made the change again.
        """
        self.history.change_past(change)
        self._saved = None if self._saved is None else change(self._saved)
        self._typed = None if self._typed is None else change(self._typed)

    def change_all(self, change: Callable[[T], T], *, filed: bool = True) -> None:
        """Change the content, all that it was, and what a redo comes to.

        Unless ``filed``, what the file holds is as it was, so that the document is unsaved.
        """
        saved = self._saved
        self.change_past(change)
        self.history.change_undone(change)
        if not filed:
            self._saved = saved

    @property
    def states(self) -> Iterator[T]:
        """All that :meth:`change_past` would change."""
        yield from self.history.states
        yield from (held for held in (self._saved, self._typed) if held is not None)

    def _stands(self, content: T, source: SourceText) -> None:
        self._source = source
        self._seen = source.sha256
        self._saved = content
        self.history.end_merging()
        if not self.unfiled:
            self.drop_draft()

    def read_by(self, kind: Kind[T], read_with: Path) -> None:
        """Know with which other file this one is read from now on, and as what kind."""
        self.kind, self.read_with = kind, read_with

    def refer(self, envelope: Envelope) -> None:
        """Have the file say that in its envelope; until it does, the document is unsaved."""
        if envelope != self.envelope:
            self.envelope = envelope
            self.forget_saved()

    def forget_saved(self) -> None:
        """Count the content as unsaved: no file holds it."""
        self._saved = None

    def save(
        self,
        path: Path | None = None,
        *,
        seen: str | None = None,
        canonical: bool = False,
        envelope: Envelope | None = None,
    ) -> bool:
        """Save to ``path``, or where it came from; whether anything had to be written.

        Takes what :meth:`begin_save` does. Raises :class:`~planner.errors.SaveError`: then nothing
        was written and the work is still here.
        """
        saving = self.begin_save(path, seen=seen, canonical=canonical, envelope=envelope)
        return self.end_save(saving, saving.outcome())

    def begin_save(
        self,
        path: Path | None = None,
        *,
        seen: str | None = None,
        canonical: bool = False,
        envelope: Envelope | None = None,
    ) -> Saving[T]:
        """The save of the content as it stands, to be run in any thread and then ended.

        ``seen`` is the digest of another file's content that may be replaced, ``canonical`` gives
        the file's comments up, ``envelope`` is another for this save.
        """
        from planner.editing.saving import Saving  # noqa: PLC0415 (only who saves needs it)

        target = path or self.path
        if target is None:
            raise ValueError(f"a {self.kind.noun} without a file is saved under a name")
        if target == self.path and seen is None:
            seen = self._seen
        self.history.end_merging()  # what is typed from now on is a step of its own
        self.being_saved = Saving(
            self.kind if target == self.path else self.kind.in_file(target.name),
            self.content,
            envelope or self.envelope,
            target,
            seen,
            self._source,
            canonical,
            self.schema,
            self.new_ids,
        )
        return self.being_saved

    @property
    def new_ids(self) -> tuple[NewId, ...]:
        """The ids that things have got since the content was what the file holds."""
        return () if self._saved is None else self.history.new_ids(self._saved)

    def end_save(self, saving: Saving[T], outcome: Saved | SaveError) -> bool:
        """Take in what came of a save; whether anything had to be written.

        Raises the error that it came to, if it did.
        """
        from planner.files.safety.replacing import UnconfirmedSaveError  # noqa: PLC0415 (as above)

        self.being_saved = None
        if isinstance(outcome, UnconfirmedSaveError) and saving.path == self.path:
            self._seen = outcome.digest  # it stands there, and was written here
        if isinstance(outcome, SaveError):
            raise outcome
        if outcome.path != self.path:
            self.kind = self.kind.in_file(outcome.path.name)
        self.path, self.envelope = outcome.path, saving.envelope
        self._stands(saving.content, outcome.source)
        return outcome.written

    def look_again(self) -> Theirs[T] | None:
        """What somebody else made of the file since it was read or saved here; else ``None``."""
        if self.path is None:
            return None
        theirs = self.theirs_at(self.path)
        return None if theirs.digest == self._seen else theirs

    def theirs_at(self, path: Path) -> Theirs[T]:
        """What stands at ``path`` now, read as a file of the same kind. Raises nothing."""
        return theirs_at(path, self.kind)

    def merge_with(self, theirs: T, base: T | None = None) -> Merge:
        """What putting theirs and mine together would come to; ``base`` is what both began with."""
        return self.kind.merged(base, self.content, theirs)

    def merge(self, content: T, name: str, theirs: Theirs[T] | None = None) -> Step[T] | None:
        """Go on with a merged content, as one step; with ``theirs`` it is known from now on."""
        if theirs is not None:
            self.keep_mine(theirs)
        self.history.end_merging()
        return self.history.do(name, content)

    def keep_mine(self, theirs: Theirs[T]) -> None:
        """Know what they made of the file, so that the next save replaces it knowingly."""
        self._seen = theirs.digest
        self._saved = theirs.content
        if theirs.content is not None and theirs.source is not None:
            # What they wrote is what mine is put into: their comments and layout stay.
            self._source = theirs.source
            self.envelope = theirs.envelope

    def typing(self, content: T | None) -> None:
        """Know what the content will be once a form is closed, ``None`` when it is: drafts hold it.

        It is no step before, and no save writes it.
        """
        self._typed = content

    @property
    def at_stake(self) -> T:
        """The content, with what is being typed and is no step yet."""
        return self.content if self._typed is None else self._typed

    @property
    def unfiled(self) -> bool:
        """Whether there is anything, done or half typed, that no file holds."""
        return self.at_stake != self._saved

    def keep_draft(self) -> None:
        """Write unsaved work where a crash leaves it, if it changed since this was last done.

        Any thread may do so; see :meth:`KeptDraft.keep`. Raises ``OSError`` where no place takes
        it.
        """
        self._draft.keep()

    @property
    def has_draft_to_keep(self) -> bool:
        """Whether :meth:`keep_draft` may have anything to do; the disk is not asked."""
        return self.unfiled or self._draft.file is not None

    @property
    def at_risk(self) -> bool:
        """Whether no draft holds the unsaved work: no place takes one, or the disk is silent."""
        return (self._draft.refused or self._draft.is_overdue) and self._is_unkept

    @property
    def draft_file(self) -> Path | None:
        """Where the work as it stands is surely kept; ``None`` where nowhere, or all is saved."""
        work = self._unsaved_work()
        return self._draft.file if work is not None and self._draft.holds(work) else None

    @property
    def earlier_draft_file(self) -> Path | None:
        """Where an earlier state of the unsaved work is kept, while not the present one."""
        return self._draft.file if self._is_unkept else None

    @property
    def _is_unkept(self) -> bool:
        return self.unfiled and self.draft_file is None

    def drop_draft(self) -> None:
        """Remove the draft: the work is saved, or given up."""
        self._draft.drop()

    def _unsaved_work(self) -> Unsaved[T] | None:
        if not self.unfiled:
            return None
        content = self.at_stake
        envelope = self.drafted_with(content)
        return Unsaved(self.kind, content, envelope, self.path, self._source, self.read_with)
