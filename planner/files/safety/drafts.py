"""Drafts: unsaved work, kept in the user's state folder until it is saved or given up.

Where the state folder cannot be used, the runtime folder is, and then the one of the file itself.
One file for each document and process that has it open. Who writes them when is the document's
business; here they are written whole, found again after a crash and read with care. What a draft
says is no business of this module.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, Problem
from planner.files.places import places
from planner.files.safety.flushing import flush
from planner.files.safety.processes import is_running, started_at
from planner.files.safety.reading import read_text
from planner.files.safety.state_folder import state_folder, state_name, state_place
from planner.visible import shown_path

__all__ = [
    "DamagedDraft",
    "Draft",
    "abandoned_drafts",
    "claim_draft",
    "draft_files",
    "drafts_of",
    "give_back",
    "move_drafts",
    "new_draft_file",
    "remove_draft",
    "set_aside",
    "was_claimed",
    "write_draft",
]

_FORMAT = 1
_SUFFIX = ".draft.json"
_CLAIMED_SUFFIX = ".claimed.json"
_DAMAGED_SUFFIX = ".damaged.json"
_BESIDE = ".planner-"
"""How the name of a draft beside its file begins."""
_TEMPORARY = re.compile(rf"-(\d{{1,18}}){re.escape(_SUFFIX)}\.[0-9a-f]+\.tmp", re.ASCII)
"""What a draft is called while it is written. A save's temporary file is another's business."""
_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # what any time zone can say
_MAX_BYTES = 32 << 20  # the largest case, with every character escaped


@frozen(eq=False, repr=False)
class Draft(Compared):
    """Unsaved work that was found.

    ``kind`` is the noun of the kind of file, ``path`` the file that it belongs to, ``None`` if it
    was never saved. ``base`` is the SHA-256 of that file when it was read, empty without one; what
    it held then is among its earlier versions. ``folder`` is where other files are looked for,
    ``written`` when the draft was last written. ``read_with`` is the other file that the work was
    read with, ``None`` where that is not known.
    """

    file: Path
    kind: str
    path: Path | None
    base: str
    folder: Path
    written: dt.datetime
    text: str = field(repr=False)
    read_with: Path | None = None


@frozen(eq=False, repr=False)
class DamagedDraft(Compared):
    """A draft that cannot be read; it stays where it is."""

    file: Path
    reason: str


def new_draft_file(path: str | os.PathLike[str] | None) -> Path:
    """The file for the draft of a document that this process has open, with the file at ``path``.

    Ask once for each document: one that was never saved gets another name each time. Raises
    ``OSError`` where there can be no state folder.
    """
    return state_folder("drafts") / _draft_name(path)


def draft_files(path: str | os.PathLike[str] | None) -> Iterator[Path]:
    """The same, in each place where a draft may lie, the best first; none where one cannot be.

    After the state folder the runtime folder, which ends with the user's session on this machine,
    then the folder of the file itself, or the working folder.
    """
    name = _draft_name(path)
    home = places().working if path is None else places().absolute(path).parent
    with suppress(OSError):
        yield new_draft_file(path)
    with suppress(OSError):
        places().runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield places().runtime / name
    yield home / f"{_BESIDE}{name}"


def _draft_name(path: str | os.PathLike[str] | None) -> str:
    name = os.urandom(16).hex() if path is None else state_name(path)
    return f"{name}-{os.getpid()}{_SUFFIX}"


def write_draft(  # noqa: PLR0913 (what is known of a file is known apart)
    file: Path,
    kind: str,
    text: str,
    *,
    path: str | os.PathLike[str] | None = None,
    base: str = "",
    read_with: str | os.PathLike[str] | None = None,
) -> None:
    """Writes the draft whole, in place of the one before. Raises ``OSError`` if it cannot.

    ``base`` is the SHA-256 of what the file at ``path`` held when it was read, ``read_with`` the
    other file that it was read with.

    Work that a file could not hold is written too: losing it would be worse.
    """
    home = None if path is None else places().absolute(path)
    record = {
        "format": _FORMAT,
        "kind": kind,
        "path": None if home is None else str(home),
        "base": base,
        "folder": str(places().working if home is None else home.parent),
        "read_with": None if read_with is None else str(places().absolute(read_with)),
        "pid": os.getpid(),
        "started": started_at(os.getpid()),
        "written": dt.datetime.now(dt.UTC).isoformat(),
        "text": text,
    }
    _write(file, record)


def _write(file: Path, record: dict[str, Any]) -> None:
    """Writes what a draft says, whole."""
    # ASCII escapes hold whatever a path or a text may hold, half surrogates too.
    data = json.dumps(record, ensure_ascii=True).encode("ascii")
    temporary = file.with_name(f"{file.name}.{os.urandom(4).hex()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            flush(stream.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def remove_draft(file: Path) -> None:
    """Removes a draft whose work is saved or given up; one that is gone already is fine."""
    file.unlink(missing_ok=True)


def abandoned_drafts(*folders: Path) -> tuple[Draft | DamagedDraft, ...]:
    """The drafts that no living process writes, the newest first, then the damaged ones.

    A draft that was claimed and not removed (the planner crashed over it) is found again. They are
    looked for beside the files in the working folder and in ``folders``, too.
    """
    drafts: list[Draft] = []
    damaged: list[DamagedDraft] = []
    for file in _found(*folders):
        if cut_off := _TEMPORARY.search(file.name):
            _remove_leftover(file, int(cut_off[1]))
        if not file.name.endswith((_SUFFIX, _CLAIMED_SUFFIX)):
            continue
        try:
            draft, pid, started = _read(file)
        except FileProblemError as error:
            damaged.append(DamagedDraft(file, error.problems[0].explanation))
            continue
        if not is_running(pid, started):
            drafts.append(draft)
    drafts.sort(key=lambda draft: draft.written, reverse=True)
    return (*drafts, *damaged)


def drafts_of(path: str | os.PathLike[str]) -> tuple[Draft, ...]:
    """The readable drafts of the file at ``path``, the newest first, whoever may write them."""
    home = places().absolute(path)
    found = []
    for file in _found(home.parent):
        if file.name.endswith((_SUFFIX, _CLAIMED_SUFFIX)):
            with suppress(FileProblemError):
                draft, _, _ = _read(file)
                found += [draft] if draft.path == home else []
    return tuple(sorted(found, key=lambda draft: draft.written, reverse=True))


def move_drafts(source: Path, target: Path) -> None:
    """Has the drafts that a crash left of a file belong to its new name.

    Those of a living process are its own business. What cannot be written stays as it is.
    """
    old, new = places().absolute(source), places().absolute(target)
    for file in [*_found(old.parent)]:
        if file.name.endswith((_SUFFIX, _CLAIMED_SUFFIX)):
            with suppress(FileProblemError, OSError):
                draft, pid, started = _read(file)
                if draft.path == old and not is_running(pid, started):
                    record = json.loads(read_text(file, _MAX_BYTES).text)
                    _write(file, {**record, "path": str(new), "folder": str(new.parent)})


def claim_draft(draft: Draft) -> Draft:
    """The draft under a name that marks it as this process's: do so before recovering it.

    Two planners that start at once cannot both claim it, and if this one crashes over its content,
    the next finds that out with :func:`was_claimed`. Raises ``OSError`` if it is gone.
    """
    claimed = _another(draft.file, _CLAIMED_SUFFIX)
    draft.file.rename(claimed)
    return evolve(draft, file=claimed)


def give_back(draft: Draft) -> Path:
    """Lets others have a draft that was claimed and is not wanted now.

    It gets a name as if it had never been claimed; returns where it is. Raises ``OSError`` if it is
    gone.
    """
    return draft.file.rename(_another(draft.file, _SUFFIX))


def set_aside(file: Path) -> Path:
    """Gives a draft that cannot be read a name under which no planner looks at it again.

    Returns where it is. Raises ``OSError`` where it cannot be renamed.
    """
    aside = _another(file, _DAMAGED_SUFFIX)
    file.rename(aside)
    return aside


def _another(file: Path, suffix: str) -> Path:
    beside = _BESIDE if file.name.startswith(_BESIDE) else ""
    return file.with_name(f"{beside}{os.urandom(16).hex()}-{os.getpid()}{suffix}")


def _found(*folders: Path) -> Iterator[Path]:
    """All that lies where drafts may lie; beside files only what has a draft's name."""
    for place in (state_place("drafts"), places().runtime):
        with suppress(OSError):
            yield from sorted(place.iterdir())
    for folder in dict.fromkeys((places().working, *map(places().absolute, folders))):
        with suppress(OSError):
            yield from sorted(each for each in folder.iterdir() if each.name.startswith(_BESIDE))


def was_claimed(draft: Draft) -> bool:
    """Whether a planner has tried to recover the draft before and did not get to remove it."""
    return draft.file.name.endswith(_CLAIMED_SUFFIX)


def _remove_leftover(file: Path, pid: int) -> None:
    """Removes the temporary file of a draft whose process is gone."""
    if not is_running(pid, ""):
        with suppress(OSError):
            file.unlink()


def _pid_in(file_name: str) -> int:
    found = re.search(r"-(\d{1,18})\.", file_name)
    return int(found[1]) if found else 0


def _read(file: Path) -> tuple[Draft, int, str]:
    name = shown_path(file)
    try:
        record = json.loads(read_text(file, _MAX_BYTES).text)
        draft = _draft(file, record)
        if was_claimed(draft):
            return draft, _pid_in(file.name), ""
        return draft, int(record["pid"]), str(record["started"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise FileProblemError((Problem(name, None, None, "the draft is damaged"),)) from None


def _draft(file: Path, record: dict[str, Any]) -> Draft:
    path, read_with = record["path"], record.get("read_with")  # an earlier planner wrote no such
    base, folder, text = record["base"], record["folder"], record["text"]
    kind = record.get("kind", "scenario")  # an earlier planner wrote no other
    texts = (kind, base, folder, text)
    if record["format"] != _FORMAT or not all(isinstance(each, str) for each in texts):
        raise ValueError(record)
    written = dt.datetime.fromisoformat(record["written"])
    if not _FIRST_YEAR <= written.year <= _LAST_YEAR:
        raise ValueError(record)
    return Draft(
        file=file,
        kind=kind,
        path=None if path is None else _whole_path(path),
        base=base,
        folder=_whole_path(folder),
        written=written.astimezone(dt.UTC),
        text=text,
        read_with=None if read_with is None else _whole_path(read_with),
    )


def _whole_path(path: str) -> Path:
    """Raises ``ValueError`` for what no system takes for a whole path."""
    if b"\0" in os.fsencode(path) or not Path(path).is_absolute():
        raise ValueError(path)
    return Path(path)
