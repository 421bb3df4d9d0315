"""Several files written together: all of them or none, whatever ends the planner in between.

What is to be written, and what stood there before, is put into a journal in the state folder
first. Then each file is replaced as any save replaces one. A journal that is found at the next
start is finished; where somebody else has changed one of its files since, it is taken back.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, PlannerError, SaveError
from planner.files.safety.flushing import flush
from planner.files.safety.locking import save_lock
from planner.files.safety.processes import is_running, started_at
from planner.files.safety.reading import MAX_CASE_BYTES, read_bytes
from planner.files.safety.replacing import (
    UnconfirmedSaveError,
    content_digest,
    put_bytes,
    remove_leftovers,
    resolved_target,
)
from planner.files.safety.state_folder import state_folder, state_place
from planner.files.safety.versions import keep_version
from planner.visible import shown_path

__all__ = ["Rewrite", "Settled", "Told", "rewrite_together", "settle_journals", "untold"]

_FORMAT = 1
_SUFFIX = ".journal.json"


Told = Callable[[int], None]
"""Is called with a number: how far one is."""


@frozen(eq=False, repr=False)
class Rewrite(Compared):
    """A file that changes together with others: what it holds now, and what it is to hold."""

    path: Path
    before: bytes
    after: bytes


@frozen(eq=False, repr=False)
class Settled(Compared):
    """What became of a journal that a planner left: its files, and whether all are written.

    Else all that were written are as they were before, but for the ``foreign``, which somebody
    else has changed since: these stay as they are.
    """

    paths: tuple[Path, ...]
    finished: bool
    foreign: tuple[Path, ...] = ()


def untold(number: int) -> None:
    """Tells nobody how far one is."""


def rewrite_together(
    rewrites: Sequence[Rewrite], told: Told = untold
) -> UnconfirmedSaveError | None:
    """Writes all the files, or none of them. The versions before are kept.

    ``told`` is called with the number of files that are written. Returns what the system did not
    confirm, where all are written and one of them may not last.

    Raises :class:`~planner.errors.SaveError` where one cannot be written, or holds something else
    than what was seen: then those that were written already are taken back.
    """
    targets = [
        Rewrite(resolved_target(each.path), each.before, each.after)
        for each in rewrites
        if each.before != each.after
    ]
    for each in targets:
        if content_digest(each.path) != _digest(each.before):
            name = shown_path(each.path)
            raise SaveError(f"nothing was written: somebody else has changed {name}")
    if not targets:
        return None
    try:
        journal = _write_journal(targets)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SaveError(f"nothing was written: no journal can be kept ({reason})") from error
    done: list[Rewrite] = []
    unconfirmed: UnconfirmedSaveError | None = None
    try:
        for each in targets:
            try:
                _replace(each.path, each.before, each.after)
            except UnconfirmedSaveError as error:
                unconfirmed = error  # it stands there: the others belong to it
            done.append(each)
            told(len(done))
    except SaveError as error:
        left = _take_back(done)
        _remove(journal)
        names = ", ".join(map(shown_path, left))
        more = f"; {names} could not be taken back" if left else "; nothing was changed"
        raise SaveError(f"{error}{more}") from error
    _remove(journal)
    return unconfirmed


def settle_journals() -> tuple[Settled, ...]:
    """Finishes, or takes back, what planners that are gone left half done. Raises nothing."""
    settled = []
    for journal, targets in _left_journals():
        with suppress(PlannerError, OSError):
            settled.append(_settled(targets))
            _remove(journal)
    return tuple(settled)


def _settled(targets: Sequence[Rewrite]) -> Settled:
    digests = {each.path: content_digest(each.path) for each in targets}
    known = {each.path: {_digest(each.before), _digest(each.after)} for each in targets}
    foreign = tuple(path for path, digest in digests.items() if digest not in known[path])
    paths = tuple(each.path for each in targets)
    if foreign:
        written = [each for each in targets if digests[each.path] == _digest(each.after)]
        return Settled(paths, finished=False, foreign=(*foreign, *_take_back(written)))
    for each in targets:
        if digests[each.path] == _digest(each.before):
            _replace(each.path, each.before, each.after)
    return Settled(paths, finished=True)


def _replace(path: Path, old: bytes, new: bytes) -> None:
    with save_lock(path) as locked:
        if locked:
            remove_leftovers(path)
        put_bytes(path, new, _digest(old), lambda content: keep_version(path, content))


def _take_back(done: Iterable[Rewrite]) -> list[Path]:
    """Puts back what stood there; the paths of what somebody has changed meanwhile."""
    left = []
    for each in done:
        try:
            _replace(each.path, each.after, each.before)
        except SaveError:
            left.append(each.path)
    return left


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write_journal(targets: Sequence[Rewrite]) -> Path:
    record = {
        "format": _FORMAT,
        "pid": os.getpid(),
        "started": started_at(os.getpid()),
        "files": [
            {
                "path": str(each.path),
                "before": base64.b64encode(each.before).decode("ascii"),
                "after": base64.b64encode(each.after).decode("ascii"),
            }
            for each in targets
        ],
    }
    folder = state_folder("journals")
    file = folder / f"{os.urandom(16).hex()}-{os.getpid()}{_SUFFIX}"
    temporary = file.with_name(f"{file.name}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with ExitStack() as stack:
        stack.callback(temporary.unlink, missing_ok=True)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(json.dumps(record).encode("ascii"))
            stream.flush()
            flush(stream.fileno())
        temporary.rename(file)
    return file


def _remove(journal: Path) -> None:
    with suppress(OSError):
        journal.unlink(missing_ok=True)


def _left_journals() -> Iterator[tuple[Path, list[Rewrite]]]:
    try:
        files = sorted(state_place("journals").iterdir())
    except OSError:
        return
    for file in files:
        if not file.name.endswith(_SUFFIX):
            continue
        with suppress(FileProblemError, ValueError, KeyError, TypeError):
            record = json.loads(read_bytes(file, 64 * MAX_CASE_BYTES))
            if record["format"] == _FORMAT and not is_running(
                int(record["pid"]), str(record["started"])
            ):
                yield file, [_rewrite(each) for each in record["files"]]


def _rewrite(record: dict[str, Any]) -> Rewrite:
    before, after = (base64.b64decode(record[name], validate=True) for name in ("before", "after"))
    return Rewrite(Path(record["path"]), before, after)
