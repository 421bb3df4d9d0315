"""Reads text files: they are taken as they are."""

from __future__ import annotations

import re

from planner.sources.plain_text import PARAGRAPH, PlainText
from planner.sources.reading import decoded

__all__ = ["read"]

_WIDEST = 200
"""A longer line is not broken to fit: it is a paragraph, and so are those around it."""
_LINE = re.compile(r"\S.*")
_BROKEN = re.compile(r"[-\u2010](?<=[^\W\d_].)(?=[^\S\n]*\n[^\S\n]*[^\W\d_])")
"""A hyphen at the end of a line: it may belong to the word, and may break it.

What stands before is asked behind the sign: asked of each character, it takes four times as long.
"""


def read(data: bytes) -> PlainText:
    """The text of the file, character by character."""
    text = decoded(data)
    broken = tuple(hyphen.start() for hyphen in _BROKEN.finditer(text))
    return PlainText(text, broken=broken, blocks=_blocks(text))


def _blocks(text: str) -> tuple[int, ...]:
    """Where paragraphs begin, in a text that does not break its lines to fit; else nothing."""
    found, unbroken = [], False
    for paragraph in PARAGRAPH.finditer(text):
        lines = [*_LINE.finditer(text, *paragraph.span())]
        if any(len(line[0]) > _WIDEST for line in lines):
            unbroken = True
        else:
            lines = lines[:1]
        found += [line.start() for line in lines]
    return tuple(found) if unbroken else ()
