"""The guarded way from a path to text: regular files only, of a bounded size, in UTF-8.

Whatever stands at a path (a pipe that never ends, a device, 1 GB, another encoding) gives a
:class:`~planner.errors.FileProblemError` in bounded time and memory, never a hang.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable
from functools import cached_property

from attrs import field, frozen

from planner.errors import FileProblemError, Problem
from planner.files.places import places

__all__ = [
    "MAX_CASE_BYTES",
    "MAX_SCENARIO_BYTES",
    "SourceText",
    "code_point",
    "path_words",
    "problem_at",
    "read_bytes",
    "read_text",
    "shown_path",
    "source_from_bytes",
    "source_from_text",
    "visible",
]

MAX_SCENARIO_BYTES = 1 << 20
MAX_CASE_BYTES = 5 << 20

# The joiners and direction marks that Persian, Arabic and many emoji need are shown as they are.
_KEPT = "\u200c\u200d\u200e\u200f\u061c"

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


@frozen(slots=False)
class SourceText:
    """The text of a file as it was read, with what is needed to save over it safely.

    ``name`` is the file's name as it can be shown (control characters made visible). ``text`` has
    no BOM but keeps its line ends. ``newline`` is the line end that the file uses, the more
    frequent one where it uses both. Two are equal if they are the same bytes of the same file.
    """

    name: str
    text: str = field(repr=False)
    newline: str = field(eq=False)
    bom: bool

    @property
    def whole(self) -> str:
        """The text with its BOM, where the file has one: in UTF-8 it is what was read."""
        return f"\ufeff{self.text}" if self.bom else self.text

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the raw bytes, in hexadecimal: compared before the file is replaced."""
        return hashlib.sha256(self.whole.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def digest(self) -> str:
        """``sha256:`` and the SHA-256 of the text, the same whatever its line ends and its BOM."""
        plain = self.text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
        return "sha256:" + hashlib.sha256(plain).hexdigest()


def code_point(char: str) -> str:
    """The character's name in Unicode's notation, such as ``U+202E``."""
    return f"U+{ord(char):04X}"


def visible(text: str, limit: int = 60) -> str:
    """The text in one line, safe to print, cut after ``limit`` characters.

    What a terminal would act upon, or show nothing for, is written as an escape.
    """
    if len(text) > limit:
        text = text[: limit - 3] + "..."
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in _KEPT else ascii(char)[1:-1] for char in text
    )


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as it can be shown: whole, with its control characters made visible."""
    name = os.fspath(path)
    return visible(name, len(name))


def path_words(path: tuple[str | int, ...]) -> str:
    """The path as the file writes it: ``"option" in [choices.territory]``, ``[case]``."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "the file"
    *tables, last = names
    shown = f'"{visible(last)}"'
    if not tables:
        return shown
    return f"{shown} in [{'.'.join(visible(table) for table in tables)}]"


def problem_at(  # noqa: PLR0913, PLR0917 (a place and a Problem's own fields)
    name: str, text: str, offset: int, message: str, expected: str = "", hint: str = ""
) -> Problem:
    """The problem at an offset into a text, counted from 0, with its line and column."""
    line_start = text.rfind("\n", 0, offset) + 1
    line = text.count("\n", 0, offset) + 1
    return Problem(name, line, offset - line_start + 1, message, expected, hint)


def read_text(path: str | os.PathLike[str], limit: int = MAX_SCENARIO_BYTES) -> SourceText:
    """The text of the regular file at ``path``, of at most ``limit`` bytes of UTF-8.

    Raises :class:`~planner.errors.FileProblemError` for anything else.
    """
    return source_from_bytes(shown_path(path), read_bytes(path, limit))


def read_bytes(path: str | os.PathLike[str], limit: int = MAX_SCENARIO_BYTES) -> bytes:
    """The bytes of the regular file at ``path``, at most ``limit``.

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
            _refuse_special(name, os.fstat(descriptor).st_mode)
            data = _read_at_most(file.read, limit + 1)
    except OSError as error:
        raise FileProblemError((_refusal(name, error),)) from None
    except ValueError:  # a NUL inside the path
        message = "this is no name of a file"
        raise FileProblemError((Problem(name, None, None, message),)) from None
    if len(data) > limit:
        size = f"the file is larger than {limit >> 20} MiB"
        raise FileProblemError((Problem(name, None, None, size, "a scenario or case file"),))
    return data


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


def source_from_bytes(name: str, data: bytes) -> SourceText:
    """The source in ``data``, which must be UTF-8 (with or without BOM) with usual line ends."""
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblemError((_not_utf8(name, data, error.start),)) from None
    lone = re.search(r"\r(?!\n)", text) if "\r" in text else None
    if lone is not None:
        problem = problem_at(
            name,
            text,
            lone.start(),
            "a carriage return (U+000D) without a line feed",
            "lines that end in LF or CRLF",
            "save the file with one of these line ends",
        )
        raise FileProblemError((problem,))
    return SourceText(name, text, _newline(text), bom)


def source_from_text(name: str, text: str) -> SourceText:
    """The source for a text that is in memory already, a draft for instance."""
    return source_from_bytes(name, text.encode("utf-8", "surrogatepass"))


def _newline(text: str) -> str:
    pairs = text.count("\r\n")
    return "\r\n" if pairs and pairs * 2 >= text.count("\n") else "\n"


def _not_utf8(name: str, data: bytes, start: int) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "it looks like UTF-16: save it again as UTF-8"
    else:
        hint = "save it again as UTF-8 (an old encoding, or cut off inside a character?)"
    line_start = data.rfind(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8", "replace")) + 1
    line = data.count(b"\n", 0, start) + 1
    message = f"not UTF-8: the byte 0x{data[start]:02X}"
    return Problem(name, line, column, message, "text in UTF-8", hint)
