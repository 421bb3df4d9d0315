"""Twelve kinds of change to the open file from outside, with and without unsaved work.

The session must find each at its next save, overwrite nothing of it, and lose nothing of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from planner.editing.scenario_session import Session
from planner.errors import SaveError
from planner.files.safety.replacing import ChangedOnDiskError
from planner.files.scenarios.reading import read_scenario
from tests.files.samples import SCENARIO_TEXT
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import put_talks

__all__ = ["run"]

_THEIRS = SCENARIO_TEXT.replace("Fair.", "Mine!")


@frozen
class _Change:
    """What somebody does to the file; ``real`` if its content is another one then."""

    name: str
    done: Callable[[Path], None]
    real: bool = True


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (there are only 24)
    """Does each behind the back of a session with something unsaved, and of one without."""
    wrong = []
    for number, change in enumerate(_CHANGES):
        for unsaved in (False, True):
            place = folder / f"{number}-{unsaved}"
            place.mkdir()
            trouble = _judged(place, change, unsaved=unsaved)
            if trouble:
                wrong.append(f"{change.name}, {'unsaved' if unsaved else 'clean'}: {trouble}")
    total = 2 * len(_CHANGES)
    figures = f"{len(_CHANGES)} kinds x clean/unsaved: {total - len(wrong)} of {total} right"
    return Result(figures, tuple(wrong))


def _judged(place: Path, change: _Change, *, unsaved: bool) -> str:
    """What is not as promised; empty if all is."""
    path = put_talks(place)
    session = Session.of_file(read_scenario(path))
    if unsaved:
        session.choose("fishing", "free")
    change.done(path)
    theirs = _state(path)
    mine = session.scenario
    if not unsaved:  # a change made after it, and saved
        session.choose("fishing", "free")
        mine = session.scenario
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
    if refused and (not session.unsaved or session.scenario != mine):
        return "the session's own work is not there as unsaved"
    if not refused and read_scenario(path).scenario.option("fishing") != "free":
        return "it was not saved"
    return ""


def _state(path: Path) -> bytes | str:
    if path.is_symlink():
        return str(path.readlink())
    return path.read_bytes() if path.is_file() else "no file"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _write_with_old_time(path: Path) -> None:
    times = path.stat()
    _write(path, _THEIRS)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _replace(path: Path) -> None:
    other = path.with_suffix(".new")
    _write(other, _THEIRS)
    other.replace(path)


def _edit_in_place(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(SCENARIO_TEXT.index("Fair"))
        file.write(b"FAIR")


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"# theirs\n")


def _other_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _other_link(path: Path) -> None:
    other = path.with_name("theirs.toml")
    _write(other, _THEIRS)
    path.unlink()
    path.symlink_to(other)


def _rewrite_same(path: Path) -> None:
    other = path.with_suffix(".new")
    _write(other, SCENARIO_TEXT)
    other.replace(path)


_CHANGES = (
    _Change("another text of the same size", lambda path: _write(path, _THEIRS)),
    _Change("the same size and time", _write_with_old_time),
    _Change("replaced by a rename", _replace),
    _Change("edited in place", _edit_in_place),
    _Change("a comment at the end", _append),
    _Change("removed", Path.unlink),
    _Change("emptied", lambda path: _write(path, "")),
    _Change("broken", lambda path: _write(path, "<<<<<<< ours\n")),
    _Change("replaced by a folder", _other_folder),
    _Change("replaced by a link to theirs", _other_link),
    _Change("written again with the same content", _rewrite_same, real=False),
    _Change("only touched", os.utime, real=False),
)
