"""Saving a text: never torn, never over somebody else's change.

The steps and why each is there are told in the guide: ``planner guide saving``.
"""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

from planner.by_fields import Printed
from planner.files.safety.locking import save_lock
from planner.files.safety.replacing import (
    content_digest,
    put_bytes,
    remove_leftovers,
    resolved_target,
)
from planner.files.safety.versions import keep_version
from planner.files.toml.source import SourceText, source_from_bytes
from planner.visible import shown_path

__all__ = ["Saved", "save_bytes", "save_text"]


@frozen(eq=False, repr=False)
class Saved(Printed):
    """What a save did.

    ``source`` is the text that stands in the file now: the base of the next save. ``written`` is
    false where nothing had changed, ``kept`` where what stood there is in no earlier version.
    """

    path: Path
    source: SourceText
    written: bool
    kept: bool = True


def save_text(
    path: str | os.PathLike[str], text: str, *, seen: str | None, base: SourceText | None = None
) -> Saved:
    """Saves the text to ``path``, or leaves everything as it was and says why.

    ``seen`` is the SHA-256 of the content that may be replaced (``base.sha256`` after a load,
    :func:`~planner.files.safety.replacing.content_digest` before replacing another file),
    ``None`` for a file that must not exist yet. ``base`` is the text that was read: where it is
    the same, nothing is written, and a new one begins with a BOM where it did.

    Raises :class:`~planner.files.safety.replacing.ChangedOnDiskError` if something else stands
    there than was seen, and otherwise :class:`~planner.errors.SaveError`.
    """
    if base is not None and text == base.text and seen == base.sha256:
        return Saved(Path(path), base, written=False)
    data = text.encode("utf-8-sig" if base is not None and base.bom else "utf-8")
    target = resolved_target(path)
    kept: list[Path | None] = []
    with save_lock(target) as locked:
        if locked:
            remove_leftovers(target)
        put_bytes(target, data, seen, lambda old: kept.append(keep_version(target, old)))
    source = source_from_bytes(shown_path(path), data)
    return Saved(Path(path), source, written=True, kept=None not in kept)


def save_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Puts into ``path`` what nobody edits and can be made again, in place of what stands there.

    Never torn; what stood there is not kept. Raises :class:`~planner.errors.SaveError`.
    """
    target = resolved_target(path)
    put_bytes(target, data, content_digest(target), lambda _: None)
