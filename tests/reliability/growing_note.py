"""A note that grows by a line with each save, so that a save that got lost can be told.

The proofs run over both kinds of file.
"""

from __future__ import annotations

from pathlib import Path

from planner.files.safety.replacing import ChangedOnDiskError
from tests.files.file_kinds import kind_at

__all__ = ["add_line", "lines_of"]

_KEPT = 100


def add_line(path: Path, line: str, *, kept: int = _KEPT, canonical: bool = False) -> str:
    """Reads the file, adds the line and saves; empty if saved, else why not.

    Only somebody else's change is such a reason; everything else is raised. ``canonical`` spares
    the time that keeping the layout takes.
    """
    kind = kind_at(path)
    source = kind.source(path)
    content = kind.kind.read(source).content
    note = "\n".join([*kind.note_of(content).splitlines()[-kept:], line])
    base = None if canonical else source
    try:
        kind.save(path, kind.noted(content, note), seen=source.sha256, base=base)
    except ChangedOnDiskError as error:
        return str(error)
    return ""


def lines_of(path: Path) -> list[str]:
    """The lines of the note in the file."""
    kind = kind_at(path)
    return kind.note_of(kind.read(path)).splitlines()
