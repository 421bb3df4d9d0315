"""Texts with white space, typographic quotation marks and dashes folded, and nothing else.

A quote that was typed or copied differs from its source in these without saying anything else.
Case, spelling, accents and every other sign stay: they are the source's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

__all__ = ["BROKEN", "SIGNS", "Folded", "folded"]

BROKEN = "\ufffe"
"""Stands in a folded text for the hyphen and the line break at which a page breaks a word."""

_SINGLE = "‘’‚‛′‹›"  # noqa: RUF001 (these are what is folded)
_DOUBLE = "“”„‟″«»"
_DASHES = "‐‑‒–—―−"  # noqa: RUF001 (likewise)
SIGNS = {
    ord(sign): plain
    for signs, plain in ((_SINGLE, "'"), (_DOUBLE, '"'), (_DASHES, "-"))
    for sign in signs
}
_SPACE = re.compile(rf"{BROKEN}?\s+")


@frozen
class Folded:
    """A folded text; ``shifts`` says where each part of it stood.

    They are (offset in the folded text, offset in the original) pairs, by ascending offset: from
    there on both go on side by side.
    """

    text: str
    shifts: tuple[tuple[int, int], ...]

    def original(self, offset: int) -> int:
        """The offset in the original text of a character of the folded one."""
        low, high = 0, len(self.shifts)
        while high - low > 1:
            middle = (low + high) // 2
            if self.shifts[middle][0] <= offset:
                low = middle
            else:
                high = middle
        at, was = self.shifts[low]
        return was + offset - at


def folded(text: str, broken: Sequence[int] = ()) -> Folded:
    """The text folded: each stretch of white space is one space.

    ``broken`` holds the offsets of hyphens at which a page breaks a word.
    """
    stretches = zip((0, *(hyphen + 1 for hyphen in broken)), (*broken, len(text)), strict=True)
    plain = BROKEN.join(text[start:end] for start, end in stretches).translate(SIGNS)
    parts: list[str] = []
    shifts = [(0, 0)]
    at = length = 0
    for space in _SPACE.finditer(plain):
        start, end = space.span()
        parts.append(plain[at:start] + (BROKEN if plain[start] == BROKEN else " "))
        length += start - at + 1
        if end - start > 1:
            shifts.append((length, end))
        at = end
    parts.append(plain[at:])
    return Folded("".join(parts), tuple(shifts))
