"""The guarded way from a path to text: regular files only, of a bounded size, in UTF-8.

Whatever stands at a path (a pipe that never ends, a device, 1 GB, another encoding) gives a
:class:`~planner.errors.FileProblemError` in bounded time and memory, never a hang.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable

from planner.errors import FileProblemError, Problem
from planner.files.places import NOT_THERE, places
from planner.files.standing import is_link
from planner.files.toml.source import SourceText, source_from_bytes
from planner.visible import bytes_words, shown_path, visible

__all__ = [
    "MAX_CASE_BYTES",
    "MAX_SCENARIO_BYTES",
    "is_gone",
    "read_bytes",
    "read_text",
    "too_large",
]

MAX_SCENARIO_BYTES = 1 << 20
MAX_CASE_BYTES = 5 << 20

_FILE = "a scenario or case file"
_SHORTEN = {_FILE: "put long texts into files of their own, which a note or a source can name"}

_KINDS = (
    (stat.S_ISDIR, "this is a folder"),
    (stat.S_ISFIFO, "this is a pipe"),
    (stat.S_ISSOCK, "this is a socket"),
    (stat.S_ISCHR, "this is a device"),
    (stat.S_ISBLK, "this is a device"),
)
_REFUSALS = {
    errno.ENOENT: ("there is no such file", "the name of a file", ""),
    errno.ENOTDIR: (
        "there is no such file",
        "the name of a file",
        "a part of the path is no folder",
    ),
    errno.EACCES: ("no permission to read this file", "", "ask its owner for it"),
    errno.EPERM: ("no permission to read this file", "", "ask its owner for it"),
    errno.ELOOP: ("this link leads round in a circle", "a file", ""),
    errno.ENAMETOOLONG: ("this name is too long for a file", "a shorter name", ""),
    errno.ENXIO: ("this is a socket or a pipe", "a regular file", ""),
}


def read_text(path: str | os.PathLike[str], limit: int = MAX_SCENARIO_BYTES) -> SourceText:
    """The text of the regular file at ``path``, of at most ``limit`` bytes of UTF-8.

    Raises :class:`~planner.errors.FileProblemError` for anything else.
    """
    return source_from_bytes(shown_path(path), read_bytes(path, limit))


def read_bytes(
    path: str | os.PathLike[str],
    limit: int = MAX_SCENARIO_BYTES,
    what: str = _FILE,
) -> bytes:
    """The bytes of the regular file at ``path``, at most ``limit``; ``what`` such a file would be.

    Raises :class:`~planner.errors.FileProblemError` for anything but such a file.
    """
    name = shown_path(path)
    if not places().may_read(path):
        message = "it lies outside the folder that this session may not leave"
        raise FileProblemError((Problem(name, None, None, message, str(places().confined)),))
    try:
        # Looking before opening spares devices the side effects of being opened; looking again at
        # what was opened settles it, and O_NONBLOCK keeps a pipe put there meanwhile from hanging.
        _refuse_special(name, os.stat(path).st_mode)  # noqa: PTH116 (Path refuses NUL otherwise)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            opened = os.fstat(descriptor)
            _refuse_special(name, opened.st_mode)
            size = opened.st_size
            data = _read_at_most(file.read, limit + 1)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and is_link(path):
            nothing = Problem(name, None, None, "this link leads to no file", "a file")
            raise FileProblemError((nothing,)) from None
        raise FileProblemError((_refusal(name, error),)) from None
    except ValueError:  # a NUL inside the path
        message = "this is no name of a file"
        raise FileProblemError((Problem(name, None, None, message),)) from None
    if len(data) > limit:
        raise FileProblemError((too_large(name, max(size, len(data)), limit, what),))
    return data


def is_gone(path: str | os.PathLike[str]) -> bool:
    """Whether nothing stands at ``path``; what cannot be looked at may be there."""
    try:
        os.lstat(path)
    except (OSError, ValueError) as error:
        return isinstance(error, NOT_THERE)
    return False


def too_large(name: str, size: int, limit: int, what: str = _FILE, found: str = "") -> Problem:
    """That a file of that size is larger than such a file may be; ``found`` says so otherwise."""
    found = found or f"the file has {bytes_words(size)}"
    expected = f"{what} of at most {bytes_words(limit)}"
    return Problem(name, None, None, found, expected, _SHORTEN.get(what, "take it in parts"))


def _read_at_most(read: Callable[[int], bytes | None], limit: int) -> bytes:
    chunks: list[bytes] = []
    left = limit
    while left > 0 and (chunk := read(left)):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _refuse_special(name: str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    what = next((words for is_kind, words in _KINDS if is_kind(mode)), "this is no regular file")
    raise FileProblemError((Problem(name, None, None, what, "a regular file"),))


def _refusal(name: str, error: OSError) -> Problem:
    known = _REFUSALS.get(error.errno or 0)
    if known is not None:
        return Problem(name, None, None, *known)
    reason = visible(error.strerror or str(error))
    return Problem(name, None, None, f"the file cannot be read ({reason})")
