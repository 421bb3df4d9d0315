"""Text set to a width: indented paragraphs, measured as a terminal shows them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["cells", "wrapped"]


def cells(text: str) -> int:
    """How many columns a terminal gives the text: wide characters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text as lines of at most ``width`` columns, a word that is longer whole.

    The first line begins with ``first``, the others with ``rest`` (the same width in blanks if left
    out). Line breaks and runs of blanks become one blank; no-break spaces stay.
    """
    rest = " " * cells(first) if rest is None else rest
    measured = len if text.isascii() else cells  # most texts are, and each word is measured
    lines: list[str] = []
    line, used = first, cells(first)
    empty = True
    for word in text.replace("\n", " ").replace("\t", " ").split(" "):
        if not word:
            continue
        room = measured(word) if empty else measured(word) + 1
        if not empty and used + room > width:
            lines.append(line)
            line, used, empty, room = rest, cells(rest), True, measured(word)
        line += word if empty else f" {word}"
        used += room
        empty = False
    return [*lines, line.rstrip(" ")]
