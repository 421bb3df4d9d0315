"""A save of one content: what it writes is fixed when it begins, whatever is changed meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

from attrs import evolve, field, frozen

from planner.errors import SaveError
from planner.files.safety.saving import Saved, save_text
from planner.files.settings.schemas import naming_schema
from planner.files.toml.envelope import Envelope
from planner.files.toml.kind import Kind
from planner.files.toml.source import SourceText

__all__ = ["Saving", "text_by_steps"]

T = TypeVar("T")


@frozen(eq=False)
class Saving(Generic[T]):
    """What a save writes, and where; any thread may run it, since it touches nothing that is open.

    ``seen`` is the digest of what may be replaced, ``base`` the text that the content is put into,
    ``canonical`` gives its comments up, ``schema`` is what a new file names at its top. ``through``
    are states on the way to the content, around each new id. ``began`` is when, by a clock that
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
    through: tuple[T, ...] = ()
    began: float = field(factory=time.monotonic)

    def outcome(self) -> Saved | SaveError:
        """Write it, and wait for the disk; what was written, or why it cannot be counted on."""
        try:
            return self._write()
        except SaveError as error:
            return error

    def _write(self) -> Saved:
        if self.base is None or self.canonical:
            text = self.kind.text_to_save(
                self.content, self.envelope, self.base, canonical=self.canonical
            )
        else:
            text = text_by_steps(self.kind, self.through, self.content, self.envelope, self.base)
        if self.schema and self.base is None:
            text = naming_schema(text, self.schema, self.path)
        return save_text(self.path, text, seen=self.seen, base=self.base)


def text_by_steps(
    kind: Kind[T], through: Iterable[T], content: T, envelope: Envelope, base: SourceText
) -> str:
    """The content put into the text of ``base``, by way of the states that it went ``through``.

    What gets another id and is otherwise the same keeps its comments: from one of these states to
    the next that is so, though something else may be changed too. Raises
    :class:`~planner.errors.SaveError` as :meth:`Kind.text_to_save` does.
    """
    held, ways = base, tuple(through)
    try:
        for state in ways:
            held = evolve(held, text=kind.text_to_save(state, envelope, held))
        return kind.text_to_save(content, envelope, held)
    except SaveError:
        if not ways:
            raise
    # A state on the way may be one that does not fit into the text.
    return kind.text_to_save(content, envelope, base)
