"""Unicode's table of characters that look alike, as a library ships it; no other file knows it."""

from __future__ import annotations

import unicodedata
from functools import cache

from confusable_homoglyphs import confusables

__all__ = ["prototype"]

# The library puts these around what is written from right to left, in names and values.
_DIRECTION = "\N{LEFT-TO-RIGHT MARK}"


@cache
def prototype(char: str) -> str:
    """What Unicode's table (confusables.txt of UTS 39) maps the character to; else itself.

    The library tells neighbours only, not who maps to whom: the one that several characters, or a
    single one by a longer text, have in common is what they map to.
    """
    like = _neighbours(char)
    if len(like) != 1:
        return char
    (other,) = like
    apart = unicodedata.normalize("NFD", other)
    if len(apart) > 1:
        return "".join(map(prototype, apart))
    return other if len(_neighbours(other)) > 1 else max(char, other)


def _neighbours(text: str) -> frozenset[str]:
    table = confusables.confusables_data
    found = table.get(text) or table.get(f"{_DIRECTION}{text}{_DIRECTION}") or ()
    return frozenset(each["c"].strip(_DIRECTION) for each in found)
