"""Twelve kinds of change to the open file from outside, with and without unsaved work.

The session must find each at its next save, overwrite nothing of it, and lose nothing of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

from attrs import frozen

from planner.errors import SaveError
from planner.files.safety.replacing import ChangedOnDiskError
from tests.files.file_kinds import FILE_KINDS, FileKind
from tests.reliability.proof import Effort, Result

__all__ = ["run"]


_MINE = "What is written here."


@frozen
class _Change:
    """What somebody does to the file; ``real`` if its content is another one then."""

    name: str
    done: Callable[[Path, FileKind], object]
    real: bool = True


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (there are only 48)
    """Does each behind the back of a session with something unsaved, and of one without."""
    wrong = []
    every = [*product(FILE_KINDS, enumerate(_CHANGES), (False, True))]
    for kind, (number, change), unsaved in every:
        place = folder / f"{kind.noun}-{number}-{unsaved}"
        place.mkdir()
        trouble = _judged(place, kind, change, unsaved=unsaved)
        if trouble:
            state = "unsaved" if unsaved else "clean"
            wrong.append(f"{kind.noun}, {change.name}, {state}: {trouble}")
    figures = (
        f"{len(_CHANGES)} kinds x clean/unsaved x scenario/case: "
        f"{len(every) - len(wrong)} of {len(every)} right"
    )
    return Result(figures, tuple(wrong))


def _judged(place: Path, kind: FileKind, change: _Change, *, unsaved: bool) -> str:
    """What is not as promised; empty if all is."""
    path = kind.put(place)
    session = kind.open(path)
    if unsaved:
        kind.write_note(session, _MINE)
    change.done(path, kind)
    theirs = _state(path)
    if not unsaved:  # a change made after it, and saved
        kind.write_note(session, _MINE)
    mine = session.document.content
    try:
        session.save()
    except ChangedOnDiskError:
        refused = True
    except SaveError:
        refused = True
    else:
        refused = False
    if refused != change.real:
        return "it was overwritten" if change.real else "nothing had changed, but it was refused"
    if refused and _state(path) != theirs:
        return "what they wrote is not there any more"
    if refused and (not session.unsaved or session.document.content != mine):
        return "the session's own work is not there as unsaved"
    if not refused and kind.note_of(kind.read(path)) != _MINE:
        return "it was not saved"
    return ""


def _state(path: Path) -> bytes | str:
    if path.is_symlink():
        return str(path.readlink())
    return path.read_bytes() if path.is_file() else "no file"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _write_with_old_time(path: Path, kind: FileKind) -> None:
    times = path.stat()
    _write(path, kind.theirs)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _replace(path: Path, kind: FileKind) -> None:
    other = path.with_suffix(".new")
    _write(other, kind.theirs)
    other.replace(path)


def _edit_in_place(path: Path, kind: FileKind) -> None:
    with path.open("r+b") as file:
        file.seek(kind.text.index(kind.word))
        file.write(kind.word.upper().encode())


def _append(path: Path, _: FileKind) -> None:
    with path.open("ab") as file:
        file.write(b"# theirs\n")


def _other_folder(path: Path, _: FileKind) -> None:
    path.unlink()
    path.mkdir()


def _other_link(path: Path, kind: FileKind) -> None:
    other = path.with_name("theirs.toml")
    _write(other, kind.theirs)
    path.unlink()
    path.symlink_to(other)


def _rewrite_same(path: Path, kind: FileKind) -> None:
    other = path.with_suffix(".new")
    _write(other, kind.text)
    other.replace(path)


_CHANGES = (
    _Change("another text of the same size", lambda path, kind: _write(path, kind.theirs)),
    _Change("the same size and time", _write_with_old_time),
    _Change("replaced by a rename", _replace),
    _Change("edited in place", _edit_in_place),
    _Change("a comment at the end", _append),
    _Change("removed", lambda path, _: path.unlink()),
    _Change("emptied", lambda path, _: _write(path, "")),
    _Change("broken", lambda path, _: _write(path, "<<<<<<< ours\n")),
    _Change("replaced by a folder", _other_folder),
    _Change("replaced by a link to theirs", _other_link),
    _Change("written again with the same content", _rewrite_same, real=False),
    _Change("only touched", lambda path, _: os.utime(path), real=False),
)
