"""The text of a file as it was read, with what is needed to save over it safely."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import field, frozen

from planner.by_fields import Compared
from planner.errors import FileProblemError, Problem

__all__ = ["SourceText", "problem_at", "source_from_bytes", "source_from_text"]

_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")
"""How files of Word, PDF files and ZIP archives begin."""
_NO_DOCUMENT = (
    "this is a document, such as one of Word or a PDF",
    "a scenario or case file",
    'a case names the text of a source: text = "FILE" in [sources.ID]',
)


@frozen(eq=False, repr=False, slots=False)
class SourceText(Compared):
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
        import hashlib  # noqa: PLC0415 (brings OpenSSL, 4 ms and 3 MB; a check hashes nothing)

        return hashlib.sha256(self.whole.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def digest(self) -> str:
        """``sha256:`` and the SHA-256 of the text, the same whatever its line ends and its BOM."""
        import hashlib  # noqa: PLC0415 (as above)

        plain = self.text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
        return "sha256:" + hashlib.sha256(plain).hexdigest()


def problem_at(  # noqa: PLR0913, PLR0917 (a place and a Problem's own fields)
    name: str, text: str, offset: int, message: str, expected: str = "", hint: str = ""
) -> Problem:
    """The problem at an offset into a text, counted from 0, with its line and column."""
    line_start = text.rfind("\n", 0, offset) + 1
    line = text.count("\n", 0, offset) + 1
    return Problem(name, line, offset - line_start + 1, message, expected, hint)


def source_from_bytes(name: str, data: bytes) -> SourceText:
    """The source in ``data``, which must be UTF-8 (with or without BOM) with usual line ends."""
    if data.startswith(_DOCUMENTS):
        raise FileProblemError((Problem(name, None, None, *_NO_DOCUMENT),))
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
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
