"""Files that a browser brings: under a safe name into the folder, and never over another."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from planner.errors import PlannerError
from planner.files.places import Places
from planner.files.safety.replacing import put_bytes
from planner.visible import bytes_words, visible

__all__ = ["MOST_BYTES", "UploadError", "put_upload", "safe_name", "too_much"]

MOST_BYTES = 5 << 20
"""As large as a case may be."""

_TAKEN = (".toml", ".txt", ".md", ".html", ".docx", ".pdf")
_MOST_LETTERS = 100
_FORBIDDEN = frozenset('/\\:*?"<>|')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))}
)


class UploadError(PlannerError):
    """The file was not taken; nothing was written."""


def safe_name(given: str) -> str:
    """The name under which a file is put into the folder, in any script.

    Raises :class:`UploadError` for a name that is a path, is hidden, that some system cannot hold,
    or that is neither a scenario's, a case's nor a source text's.
    """
    name = unicodedata.normalize("NFC", given.strip())
    shown = visible(name)
    if not name or name.startswith(".") or not name.isprintable() or _FORBIDDEN & set(name):
        raise UploadError(f'"{shown}" is no name for a file here; rename it, then upload it again')
    if len(name) > _MOST_LETTERS or len(name.encode()) > 2 * _MOST_LETTERS:
        found = f'the name "{shown}" has {len(name)} letters'
        raise UploadError(f"{found}; rename it: {_MOST_LETTERS} are the most")
    if not name.lower().endswith(_TAKEN):
        kinds = ", ".join(_TAKEN)
        raise UploadError(f"{shown} was not taken; only {kinds} are: cases, scenarios, sources")
    if name.partition(".")[0].strip().lower() in _DEVICES:
        raise UploadError(f"{shown} is a name that Windows keeps for a device; rename the file")
    return name


def too_much(size: int) -> str:
    """That so many bytes are too many, and what to do."""
    most = f"at most {bytes_words(MOST_BYTES)}"
    return f"it has {bytes_words(size)} or more, {most} are taken; put it into the folder by hand"


def put_upload(folder: Path, given: str, data: bytes) -> Path:
    """Puts the file into the folder; where it lies then.

    Raises :class:`~planner.errors.PlannerError` with a reason, and then nothing was written.
    """
    name = safe_name(given)
    if len(data) > MOST_BYTES:
        raise UploadError(f"{name} was not taken; {too_much(len(data))}")
    target = folder / name
    if os.path.lexists(target):
        raise UploadError(f"{name} was not taken; there is a file of that name already")
    if not Places(folder, confined=folder).may_write(target):
        raise UploadError(f"{name} was not taken; it would lie outside the folder")
    put_bytes(target, data, None, lambda _: None)
    return target
