"""Texts in which is folded what no reader tells apart, and nothing else.

White space, typographic quotation marks and dashes, ligatures, and an accent as a sign of its own
are plain ones; signs that nobody sees are gone, and so are blanks between Chinese or Japanese
letters. A quote that was typed or copied differs from its source in these without saying anything
else. Case, spelling, accents and every other sign stay: they are the source's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["BREAK_OF_A_WORD", "BROKEN", "SIGNS", "WIDE", "Folded", "folded"]

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
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"
"""Where a word may be broken, and in which direction it runs. Joiners belong to their letters."""
_LIGATURES = "\ufb00-\ufb06\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufd3d\ufd50-\ufdf9\ufe80-\ufefc"
"""Those of Latin letters, and the shapes that Arabic letters have beside others."""
_ACCENTS = "\u0300-\u036f\u0653-\u0655"
_FOLDED = re.compile(rf"{BROKEN}?[\s{_UNSEEN}]+|[{_LIGATURES}]|[^\W\d_][{_ACCENTS}]+")
_SPACE = re.compile(rf"{BROKEN}?\s+")
"""All that is to be folded of most texts; it takes half the time."""
_RARE = re.compile(f"[{_UNSEEN}{_LIGATURES}{_ACCENTS}]")
WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
"""A Chinese or Japanese letter: a line may end behind each, and no blank parts it from the next."""
_ANY_WIDE = re.compile(WIDE)
BREAK_OF_A_WORD = re.compile(r"\u00ad[^\S\n]*\n\s*")
"""Where the end of a line breaks a word at a sign that is not seen elsewhere."""


@frozen(eq=False, repr=False)
class Folded(Compared):
    """A folded text; ``shifts`` says where each part of it stood in the ``whole`` one.

    They are (offset in the folded text, offset in the whole) pairs, by ascending offset: from there
    on both go on side by side.
    """

    text: str
    shifts: tuple[tuple[int, int], ...]
    whole: str

    def original(self, offset: int) -> int:
        """The offset in the whole text of a character of the folded one."""
        low, high = 0, len(self.shifts)
        while high - low > 1:
            middle = (low + high) // 2
            if self.shifts[middle][0] <= offset:
                low = middle
            else:
                high = middle
        at, was = self.shifts[low]
        return was + offset - at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the whole, from its first to its last sign.

        White space ends none: no quote does. What ends within a ligature has all of that.
        """
        begin, behind = self.original(start), max(self.original(end), self.original(end - 1) + 1)
        while behind > begin + 1 and _plain(self.whole[behind - 1]) in {"", " "}:
            behind -= 1
        return begin, behind


def folded(text: str, broken: Sequence[int] = ()) -> Folded:
    """The text folded: each stretch of white space is one space.

    ``broken`` holds the offsets of hyphens at which a page breaks a word.
    """
    stretches = zip((0, *(hyphen + 1 for hyphen in broken)), (*broken, len(text)), strict=True)
    plain = BROKEN.join(text[start:end] for start, end in stretches).translate(SIGNS)
    parts: list[str] = []
    shifts = [(0, 0)]
    at = length = 0
    has_wide = _ANY_WIDE.search(plain) is not None
    for found in (_FOLDED if _RARE.search(plain) else _SPACE).finditer(plain):
        start, end = found.span()
        put = " " if found[0] == " " else _plain(found[0])
        if has_wide and put == " " and _is_between_wide(plain, start, end):
            put = ""
        parts.append(plain[at:start] + put)
        length += start - at + len(put)
        if len(put) != end - start:
            shifts += [(length - rest, start) for rest in range(len(put) - 1, 0, -1)]
            shifts.append((length, end))
        at = end
    parts.append(plain[at:])
    return Folded("".join(parts), tuple(shifts), text)


def _is_between_wide(plain: str, start: int, end: int) -> bool:
    around = plain[max(0, start - 1) : start], plain[end : end + 1]
    return all(map(_ANY_WIDE.match, around))


def _plain(found: str) -> str:
    first = found[0]
    if first == BROKEN:
        return BROKEN
    if first.isspace() or first in _UNSEEN:
        is_space = any(map(str.isspace, found)) and not BREAK_OF_A_WORD.fullmatch(found)
        return " " if is_space else ""
    return unicodedata.normalize("NFC" if found[1:] else "NFKC", found)
