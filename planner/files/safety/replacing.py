"""Bytes into a file, so that at every moment either the old or the new ones stand there whole.

A temporary file beside the target is written and forced to the disk, then put in place by one step.
Where the system can do that the two change places, and what comes out is looked at before it goes.
Else the step is a rename, or a link where nothing may stand there yet. Whatever fails, fails before
that step and leaves everything as it was.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from planner.errors import FileProblemError, SaveError
from planner.files.places import places
from planner.files.safety.exchanging import exchange
from planner.files.safety.flushing import flush
from planner.files.safety.reading import MAX_CASE_BYTES, is_gone, read_bytes
from planner.files.standing import is_folder, is_link
from planner.visible import shown_path, visible

__all__ = [
    "ChangedOnDiskError",
    "TargetExistsError",
    "UnconfirmedSaveError",
    "content_digest",
    "leftovers",
    "put_bytes",
    "remove_leftovers",
    "resolved_target",
]

_READ_ONLY_ADVICE = "make it writable, or save under another name"
_ADVICE = {
    errno.ENOSPC: "the disk is full; free some space and save again, or save elsewhere",
    errno.EDQUOT: "your share of the disk is used up; free some space, or save elsewhere",
    errno.EFBIG: "the system does not allow files of this size; save elsewhere",
    errno.EACCES: "no permission to write in this folder; save under another name or elsewhere",
    errno.EPERM: "no permission to write here; save under another name or elsewhere",
    errno.EROFS: "this disk can only be read; save elsewhere",
    errno.EIO: "the disk reports an error; save elsewhere, and have the disk looked at",
    errno.ELOOP: "the link leads round in a circle; save under another name",
    errno.ENAMETOOLONG: "the name is too long; save under a shorter one",
}


class ChangedOnDiskError(SaveError):
    """Somebody else changed the file since it was read; nothing was written.

    ``digest`` is the SHA-256 of what stands there now, ``None`` if the file is gone. Whoever wants
    to replace that knowingly saves again with it as ``seen``.
    """

    def __init__(self, message: str, digest: str | None) -> None:
        super().__init__(message)
        self.digest = digest


class TargetExistsError(ChangedOnDiskError):
    """A file stands already where a new one was to be made; nothing was written."""


class UnconfirmedSaveError(SaveError):
    """The new content is in place, but the system did not confirm that it will last.

    ``digest`` is its SHA-256: the ``seen`` for another try.
    """

    def __init__(self, message: str, digest: str) -> None:
        super().__init__(message)
        self.digest = digest


def content_digest(path: str | os.PathLike[str]) -> str | None:
    """The SHA-256 of the content at ``path`` in hexadecimal; ``None`` if nothing stands there.

    What a save takes as ``seen``. Raises :class:`~planner.errors.SaveError` for what is no regular
    file or cannot be read.
    """
    data = _content(Path(path))
    return None if data is None else hashlib.sha256(data).hexdigest()


def resolved_target(path: str | os.PathLike[str]) -> Path:
    """The file that a save to ``path`` writes: links are followed to what they point to."""
    name = shown_path(path)
    try:
        target = places().real(path)
        circular = is_link(target)
    except (OSError, ValueError) as error:
        raise SaveError(f"{name} was not saved: {_why(error)}") from None
    if not places().may_write(target):
        folder = shown_path(str(places().confined))
        where = f"it lies outside {folder}, which this session may not leave; save it there"
        raise SaveError(f"{name} was not saved: {where}")
    if circular:
        raise SaveError(f"{name} was not saved: {_ADVICE[errno.ELOOP]}")
    return target


def put_bytes(target: Path, data: bytes, seen: str | None, keep: Callable[[bytes], object]) -> None:
    """Makes ``data`` the content of ``target``.

    ``seen`` is the SHA-256 of what may be replaced, ``None`` if nothing may stand there. ``keep``
    is given the old content just before it is replaced. Raises
    :class:`ChangedOnDiskError` if something else does, :class:`UnconfirmedSaveError` if the
    content is in place but not confirmed, and :class:`~planner.errors.SaveError` for all else.
    """
    name = shown_path(target)
    _refuse_read_only(target)
    old = _expected_content(target, seen)
    try:
        temporary = target.parent / f"{_leftover_prefix(target)}{os.urandom(8).hex()}.tmp"
        try:
            _write_temporary(temporary, data, target if old is not None else None)
            if old is not None:
                keep(old)
            _expected_content(target, seen)  # once more: all this took its time
            if old is None:
                _move_into_place(temporary, target)
            elif exchange(temporary, target):
                _refuse_stranger(temporary, target, data, old, keep)
            else:
                os.replace(temporary, target)  # noqa: PTH105 (one name for the step that counts)
        finally:
            with suppress(OSError):  # it is gone if all went well; else it is a leftover
                temporary.unlink()
    except FileExistsError:
        raise _taken(target) from None
    except OSError as error:
        raise SaveError(f"{name} was not saved: {_why_not_there(error, target)}") from error
    _confirm(target, data)


def _expected_content(target: Path, seen: str | None) -> bytes | None:
    content = _content(target)
    digest = None if content is None else hashlib.sha256(content).hexdigest()
    if digest == seen:
        return content
    if seen is None:
        raise _taken(target)
    name = shown_path(target)
    if digest is None:
        raise ChangedOnDiskError(f"{name} was not saved: the file is not there any more", None)
    raise ChangedOnDiskError(f"{name} was not saved: somebody else has changed it", digest)


def _taken(target: Path) -> TargetExistsError:
    message = f"{shown_path(target)} was not saved: a file of that name exists already"
    return TargetExistsError(message, content_digest(target))


def _content(path: Path) -> bytes | None:
    try:
        return read_bytes(path, MAX_CASE_BYTES)
    except FileProblemError as error:
        if is_gone(path):
            return None
        raise SaveError(
            f"{shown_path(path)} was not saved: {error.problems[0].explanation}"
        ) from None


def _refuse_read_only(target: Path) -> None:
    """A read-only mark holds for the superuser and the owner of the folder too."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return
    name = shown_path(target)
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise SaveError(f"{name} was not saved: it is marked read-only; {_READ_ONLY_ADVICE}")
    if not os.access(target, os.W_OK):
        words = "you have no permission to change this file; save under another name"
        raise SaveError(f"{name} was not saved: {words}")


def _leftover_prefix(target: Path) -> str:
    # Names the target in a few letters, however long its own name is.
    return f".planner-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def leftovers(target: Path) -> tuple[Path, ...]:
    """The temporary files beside ``target`` that are being written, or that a killed save left."""
    prefix = _leftover_prefix(target)
    try:
        names = os.listdir(target.parent)  # noqa: PTH208 (names are what is looked at)
    except OSError:
        return ()
    return tuple(
        target.parent / name for name in names if name.startswith(prefix) and name.endswith(".tmp")
    )


def remove_leftovers(target: Path) -> None:
    """Removes temporary files that a killed save of ``target`` left; call it under its lock."""
    for path in leftovers(target):
        with suppress(OSError):
            path.unlink()


def _write_temporary(temporary: Path, data: bytes, like: Path | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    # A new file gets the user's usual mode; one that replaces another starts closed and gets that
    # one's mode before anybody can see it.
    descriptor = os.open(temporary, flags, 0o666 if like is None else 0o600)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        if like is not None:
            _take_over(descriptor, temporary, like.stat())
        flush(descriptor)
    finally:
        os.close(descriptor)


def _take_over(descriptor: int, temporary: Path, old: os.stat_result) -> None:
    """Gives the new file the old one's owner, where that is allowed, and its mode."""
    if hasattr(os, "fchown"):
        now = os.fstat(descriptor)
        if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid):
            with suppress(PermissionError):
                os.fchown(descriptor, old.st_uid, old.st_gid)
    mode = stat.S_IMODE(old.st_mode)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)
    else:
        temporary.chmod(mode)


def _refuse_stranger(
    temporary: Path, target: Path, data: bytes, old: bytes, keep: Callable[[bytes], object]
) -> None:
    """Gives back what came out of the target, if it is not what was seen just before.

    What cannot be given back its place is laid beside it as a conflict copy.
    """
    try:
        came_out = _content(temporary)
    except SaveError:
        exchange(temporary, target)  # what cannot be looked at is not replaced
        raise
    if came_out == old:
        return
    if came_out is not None:
        keep(came_out)
    try:
        exchange(temporary, target)
    except OSError:  # somebody took the target away between the two steps
        _lay_beside(temporary, target)
        raise
    again = _content(temporary)
    if again is not None and again != data:  # one more, from the moment between the two steps
        keep(again)
        _lay_beside(temporary, target)
    message = f"{shown_path(target)} was not saved: somebody else has changed it"
    raise ChangedOnDiskError(message, content_digest(target))


def _lay_beside(temporary: Path, target: Path) -> None:
    """Makes what the temporary name holds a conflict copy, which whoever opens the file is told."""
    from planner.files.safety.conflict_copies import new_copy  # noqa: PLC0415 (hardly ever)

    with suppress(OSError):  # a name that grows too long: it is kept as an earlier version
        temporary.rename(new_copy(target))


def _move_into_place(temporary: Path, target: Path) -> None:
    """Gives a new file its name, if nothing has it."""
    try:
        os.link(temporary, target, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, FileExistsError):
            raise
        # A file system without links: reserve the name, then replace what was reserved.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            os.replace(temporary, target)  # noqa: PTH105 (as above)
        except OSError:
            target.unlink()
            raise


def _confirm(target: Path, data: bytes) -> None:
    """Forces the folder's entry to the disk and reads the file back."""
    name = shown_path(target)
    try:
        _sync_folder(target.parent)
        content = read_bytes(target, max(MAX_CASE_BYTES, len(data)))
    except (OSError, FileProblemError) as error:
        problems = getattr(error, "problems", ())
        reason = problems[0].explanation if problems else _reason(error)
        raise UnconfirmedSaveError(
            f"{name} may not last: it was written, but the system did not confirm it ({reason}); "
            "save it elsewhere too",
            hashlib.sha256(data).hexdigest(),
        ) from error
    if content != data:
        message = f"{name} was changed by somebody else just now"
        raise ChangedOnDiskError(message, hashlib.sha256(content).hexdigest())


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows has no such step
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        flush(descriptor)
    except OSError as error:
        # Some network file systems cannot do it, which is no failure of the save.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _why_not_there(error: OSError, target: Path) -> str:
    if error.errno not in (errno.ENOENT, errno.ENOTDIR):
        return _why(error)
    if is_folder(target.parent):
        return "the system refused to make a file there; save elsewhere"
    return f"there is no folder {shown_path(target.parent)}; make it, or save elsewhere"


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _ADVICE:
        return _ADVICE[error.errno]
    return f"{_reason(error)}; save under another name or elsewhere"


def _reason(error: Exception) -> str:
    return visible(getattr(error, "strerror", None) or str(error))
