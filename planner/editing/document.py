"""An open document: its history beside its file, whatever kind of file that is."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from attrs import frozen

from planner.editing.history import Clock, History, Step
from planner.errors import FileProblemError, Problem
from planner.files.safety.reading import read_bytes, read_text
from planner.files.toml.kind import Kind
from planner.files.toml.read import NO_ENVELOPE, Envelope
from planner.files.toml.source import SourceText, source_from_bytes
from planner.visible import shown_path

__all__ = ["Document", "Theirs", "theirs_at"]

T = TypeVar("T")


@frozen(eq=False)
class Theirs(Generic[T]):
    """What somebody else made of a file.

    ``content`` is ``None`` where it cannot be used, ``problems`` then say why. ``digest`` is that
    of the file's bytes, ``None`` if it is gone; ``source`` its text where it is one.
    """

    path: Path
    digest: str | None
    source: SourceText | None = None
    content: T | None = None
    envelope: Envelope = NO_ENVELOPE
    problems: tuple[Problem, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether nothing stands there any more."""
        return self.digest is None and not os.path.lexists(self.path)


def theirs_at(path: Path, kind: Kind[T]) -> Theirs[T]:
    """What stands at ``path`` now, read as a file of that kind. Raises nothing."""
    try:
        data = read_bytes(path, kind.limit)
    except FileProblemError as error:
        return Theirs(path, None, problems=error.problems)
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
    not to the content: no history holds it. ``schema`` is the setting of what a new file names at
    its top, empty for nothing.
    """

    def __init__(  # noqa: PLR0913 (what is known of a file is known apart)
        self,
        kind: Kind[T],
        content: T,
        *,
        envelope: Envelope = NO_ENVELOPE,
        path: Path | None = None,
        source: SourceText | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.kind = kind
        self.path = path
        self.envelope = envelope
        self.schema = ""
        self.history = History(content, clock)
        self._source = source
        self._saved: T | None = content
        self._seen = source.sha256 if source is not None else None
        self._draft_file: Path | None = None
        self._draft_refused = False
        self._drafted: T | None = None
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
        self._source = source
        self._seen = source.sha256
        self._saved = self.content
        self.history.end_merging()
        self.drop_draft()

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

        ``seen`` is the digest of another file's content that may be replaced, ``canonical`` gives
        the file's comments up, ``envelope`` is another for this save. Raises
        :class:`~planner.errors.SaveError`: then nothing was written and the work is still here.
        """
        from planner.files.safety.replacing import UnconfirmedSaveError  # noqa: PLC0415 (as below)
        from planner.files.safety.saving import save_text  # noqa: PLC0415 (only who saves needs it)

        target = path or self.path
        if target is None:
            raise ValueError(f"a {self.kind.noun} without a file is saved under a name")
        at_home = target == self.path
        if at_home and seen is None:
            seen = self._seen
        content, envelope = self.content, envelope or self.envelope
        text = self.kind.text_to_save(content, envelope, self._source, canonical=canonical)
        if self.schema and self._source is None:
            from planner.files.settings.schemas import naming_schema  # noqa: PLC0415 (new files alone)

            text = naming_schema(text, self.schema, target)
        try:
            saved = save_text(target, text, seen=seen, base=self._source)
        except UnconfirmedSaveError as error:
            if at_home:
                self._seen = error.digest  # it stands there, and was written here
            raise
        self.path, self.envelope = saved.path, envelope
        self.know_saved(saved.source)
        return saved.written

    def look_again(self) -> Theirs[T] | None:
        """What somebody else made of the file since it was read or saved here; else ``None``."""
        if self.path is None:
            return None
        theirs = theirs_at(self.path, self.kind)
        return None if theirs.digest == self._seen else theirs

    def reload(self, theirs: Theirs[T]) -> Step[T] | None:
        """Take theirs in place of mine, as one step; raises ``ValueError`` if it is unreadable."""
        if theirs.content is None:
            raise ValueError("what cannot be read cannot be taken over")
        return self.merge(theirs.content, "the changed file taken over", theirs)

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
        self._drafted = None

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

        In the first place that takes it: see :func:`~planner.files.safety.drafts.draft_files`.
        Raises ``OSError`` where none does.
        """
        if not self.unfiled:
            self.drop_draft()
        elif self._drafted != self.at_stake or not self._draft_is_there:
            from planner.files.safety.drafts import draft_files  # noqa: PLC0415 (as below)
            from planner.files.safety.versions import keep_version  # noqa: PLC0415 (not for a first paint)

            base = self._source
            if self._drafted is None and self.path is not None and base is not None:
                # The draft only names it: so it is written once, and not every second.
                with suppress(OSError):  # recovering does without, where it must
                    keep_version(self.path, base.whole.encode("utf-8", "surrogatepass"))
            known = () if self._draft_file is None else (self._draft_file,)
            trouble: OSError | None = None
            for file in chain(known, draft_files(self.path)):
                try:
                    self._write_draft(file)
                except OSError as error:
                    trouble = trouble or error
                else:
                    self._draft_refused = False
                    return
            self._draft_refused = True
            raise trouble or OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    @property
    def at_risk(self) -> bool:
        """Whether no draft holds the unsaved work, since none could be written at the last try."""
        return self._draft_refused and self._is_unkept

    @property
    def draft_file(self) -> Path | None:
        """Where the work as it stands is surely kept; ``None`` where nowhere, or all is saved."""
        kept = self.unfiled and self._drafted == self.at_stake
        return self._draft_file if kept else None

    @property
    def _draft_is_there(self) -> bool:
        """Whether nobody took it away: the state folder may have gone since it was written."""
        return self._draft_file is not None and self._draft_file.exists()

    @property
    def earlier_draft_file(self) -> Path | None:
        """Where an earlier state of the unsaved work is kept, while not the present one."""
        return self._draft_file if self._is_unkept else None

    @property
    def _is_unkept(self) -> bool:
        return self.unfiled and self.draft_file is None

    def _write_draft(self, file: Path) -> None:
        from planner.files.safety.drafts import remove_draft, write_draft  # noqa: PLC0415 (as below)

        base = self._source
        write_draft(
            file,
            self.kind.noun,
            self.kind.text(self.at_stake, self.envelope),
            path=self.path,
            base=base.sha256 if base is not None else "",
        )
        before, self._draft_file, self._drafted = self._draft_file, file, self.at_stake
        if before is not None and before != file:
            with suppress(OSError):  # a place that takes nothing may not give it back either
                remove_draft(before)

    def drop_draft(self) -> None:
        """Remove the draft: the work is saved, or given up."""
        self._draft_refused = False
        if self._draft_file is not None:
            from planner.files.safety.drafts import remove_draft  # noqa: PLC0415 (not for a first paint)

            remove_draft(self._draft_file)
            self._draft_file = self._drafted = None
