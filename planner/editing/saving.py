"""A save of one content: what it writes is fixed when it begins, whatever is changed meanwhile."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Generic, TypeVar

from attrs import field, frozen

from planner.by_fields import Printed
from planner.errors import SaveError
from planner.files.safety.saving import Saved, save_text
from planner.files.settings.schemas import naming_schema
from planner.files.toml.envelope import Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.leaves import NewId
from planner.files.toml.source import SourceText

__all__ = ["Saving"]

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Saving(Printed, Generic[T]):
    """What a save writes, and where; any thread may run it, since it touches nothing that is open.

    ``seen`` is the digest of what may be replaced, ``base`` the text that the content is put into,
    ``canonical`` gives its comments up, ``schema`` is what a new file names at its top. ``ids``
    are those that things have got since the base was written. ``began`` is when, by a clock that
    nobody sets.
    """

    kind: Kind[T]
    content: T
    envelope: Envelope
    path: Path
    seen: str | None
    base: SourceText | None
    canonical: bool = False
    schema: str = ""
    ids: tuple[NewId, ...] = ()
    began: float = field(factory=time.monotonic)

    def outcome(self) -> Saved | SaveError:
        """Write it, and wait for the disk; what was written, or why it cannot be counted on."""
        try:
            return self._write()
        except SaveError as error:
            return error

    def _write(self) -> Saved:
        text = self.kind.text_to_save(
            self.content, self.envelope, self.base, canonical=self.canonical, ids=self.ids
        )
        if self.schema and self.base is None:
            text = naming_schema(text, self.schema, self.path)
        return save_text(self.path, text, seen=self.seen, base=self.base)
