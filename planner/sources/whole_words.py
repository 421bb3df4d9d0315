"""Whether a passage begins and ends with whole words and numbers.

Who quotes “acceptable” of “unacceptable”, or “500 soldiers” of “1,500 soldiers”, has every sign
from the source, and says something else.
"""

from __future__ import annotations

import re
import unicodedata

from planner.sources.folding import BROKEN, Folded

__all__ = ["ends_whole", "starts_whole", "widened"]

_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\u2e80-\ua4cf\uaa00-\uaadf\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words: nothing says where one of these ends."""
_JOINERS = "\u200c\u200d"
_ANDS = "\u0648\u0641\u05d5"
"""“And” in Arabic and Hebrew, which is written on the next word: a quote may begin behind it."""
_HYPHENS = "-\u2010\u2011"
_MINUS = "-\u2212\u2013"
_FAR = 40
"""As many characters around a place decide whether a number or a negation goes over it."""
_NUMBER = re.compile(
    r"(?<!\d)(?:(?<![\w)])-)?(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,:/'\u066b\u066c]\d+)*[%\u2030]?"
)
_NOT = re.compile(r"n't\b|\bn'[^\W\d_]", re.IGNORECASE)
"""Negations that are written on their words: “can't”, “n'accepte”."""


def starts_whole(text: Folded, at: int) -> bool:
    """Whether no word and no number goes on before that place of the folded text."""
    return not _is_within(text, at) or _is_behind_and(text.text, at)


def ends_whole(text: Folded, at: int) -> bool:
    """Whether no word and no number goes on behind it."""
    return not _is_within(text, at)


def widened(text: Folded, start: int, end: int) -> tuple[int, int]:
    """The stretch of the folded text with the words and numbers that it begins or ends within."""
    while not starts_whole(text, start):
        start -= 1
    while not ends_whole(text, end):
        end += 1
    return start, end


def _is_within(text: Folded, at: int) -> bool:
    signs = text.text
    if not 0 < at < len(signs):
        return False
    before, after = signs[at - 1], signs[at]
    if "-" in (before, after):
        return _is_at_hyphen(text, at)
    if _is_letter(before) and _is_letter(after):
        return True
    return _goes_over(_NOT, signs, at) or _goes_over(_NUMBER, signs, at)


def _is_at_hyphen(text: Folded, at: int) -> bool:
    """Whether a word goes on over the hyphen there, or it is the minus of a number."""
    signs = text.text
    dash = at - 1 if signs[at - 1] == "-" else at
    original = text.whole[text.original(dash)]
    around = signs[max(0, dash - 1) : dash + 2]
    if len(around) == len("a-b") and _is_letter(around[0]) and _is_letter(around[2]):
        return original in _HYPHENS
    return dash < at and original in _MINUS and _goes_over(_NUMBER, signs, at)


def _goes_over(pattern: re.Pattern[str], signs: str, at: int) -> bool:
    begin = max(0, at - _FAR)
    near = signs[begin : at + _FAR]
    return any(found.start() < at - begin < found.end() for found in pattern.finditer(near))


def _is_behind_and(signs: str, at: int) -> bool:
    before = at - 1
    while before > 0 and unicodedata.combining(signs[before]):
        before -= 1
    return signs[before] in _ANDS and not (before and _is_letter(signs[before - 1]))


def _is_letter(sign: str) -> bool:
    if sign == BROKEN or sign in _JOINERS:
        return True
    is_mark = unicodedata.category(sign).startswith("M")
    return (sign.isalpha() or is_mark) and _UNSPACED.match(sign) is None
