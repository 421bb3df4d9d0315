"""Texts in plain letters, in which two spellings of one name are the same but for capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from attrs import frozen

from planner.by_fields import Compared
from planner.sources.folding import SIGNS

__all__ = ["Plain", "in_plain_letters"]

_SIGNS = {**SIGNS, **dict.fromkeys(map(ord, "´ʼ"), "'")}  # noqa: RUF001 (these are what is folded)
_OTHERWISE = {"ß": "ss", "ẞ": "SS", "ı": "i"}  # noqa: RUF001 (likewise)
_ACCENTS = ("\u0300", "\u036f")
_HANGUL = ("\uac00", "\ud7a3")


@frozen(eq=False, repr=False)
class Plain(Compared):
    """A text in plain letters; ``places`` says where each stood in the text, and where it ends."""

    text: str
    places: Sequence[int]


def in_plain_letters(text: str) -> Plain:
    """The text without accents, ligatures, typographic signs and what nobody sees.

    "Cote" and "Côte" are the same so, however the accent is encoded, "Weiß" and "WEISS", a name
    with either kind of apostrophe or dash, and one that holds a soft hyphen.
    """
    if text.isascii():
        return Plain(text, range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text.translate(_SIGNS)):
        for letter in _plain(char):
            letters.append(letter)
            places.append(place)
    return Plain("".join(letters), [*places, len(text)])


@cache
def _plain(char: str) -> str:
    if char.isascii() or _HANGUL[0] <= char <= _HANGUL[1]:  # taken apart, one would begin another
        return char
    if char in _OTHERWISE:
        return _OTHERWISE[char]
    apart = unicodedata.normalize("NFKD", char).translate(_SIGNS)
    seen = (each for each in apart if unicodedata.category(each) != "Cf")
    return "".join(each for each in seen if not _ACCENTS[0] <= each <= _ACCENTS[1])
