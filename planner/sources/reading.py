"""From the bytes of a source to its plain text, by the ending of its name."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from planner.sources.plain_text import PlainText, SourceFormatError
from planner.visible import bytes_words

__all__ = ["ENDINGS", "MAX_SOURCE_BYTES", "decoded", "read_source"]

MAX_SOURCE_BYTES = 20 << 20
"""The most bytes that a source may have."""

_READERS = {
    "": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
ENDINGS = tuple(ending for ending in _READERS if ending)
"""The endings of names that can be read."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_source(name: str, data: bytes) -> PlainText:
    """The text in the bytes of a file of that name.

    Raises :class:`~planner.sources.plain_text.SourceFormatError` for what is no such text, and for
    an ending that nothing here reads.
    """
    ending = PurePath(name).suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        expected = f"{', '.join(ENDINGS)}; save it as one of these"
        raise SourceFormatError(f'nothing here reads "{ending}" files', expected)
    if len(data) > MAX_SOURCE_BYTES:
        limit = f"at most {bytes_words(MAX_SOURCE_BYTES)}; its parts can be sources of their own"
        raise SourceFormatError(f"the file has {bytes_words(len(data))}", limit)
    read: Callable[[bytes], PlainText] = import_module(f"planner.sources.{reader}").read
    return read(data)


def decoded(data: bytes, encoding: str = "utf-8") -> str:
    """The bytes as text: by the mark that they begin with, else in the encoding.

    Raises :class:`~planner.sources.plain_text.SourceFormatError` where they are not that.
    """
    for mark, marked in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], marked
            break
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"line {line:,} is no {encoding.upper()} text"
        raise SourceFormatError(found, "a text file, best in UTF-8") from None
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        found = f"line {line:,} holds the control character U+0000"
        raise SourceFormatError(found, "a text file, best in UTF-8")
    return text
