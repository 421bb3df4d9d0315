"""Quotation marks around somebody's own words: never a second pair, and no word is changed."""

from __future__ import annotations

__all__ = ["quoted"]

_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", '"': '"'}
"""Each double mark that can begin a quotation, with those that can end it."""
_MARKS = frozenset("".join(_CLOSING) + "".join(_CLOSING.values()))


def quoted(words: str, *, nested: bool = True) -> str:
    """The words in quotation marks: in their own where they carry a pair around them.

    Where only one end of them has a mark of its own and it is ``nested``, single marks stand
    outside, so that no two double marks meet.
    """
    said = words.strip()
    if _carries_its_own(said):
        return words
    if nested and said and (said[0] in _MARKS or said[-1] in _MARKS):
        return f"\N{LEFT SINGLE QUOTATION MARK}{words}\N{RIGHT SINGLE QUOTATION MARK}"
    return f"“{words}”"


def _carries_its_own(said: str) -> bool:
    """Whether one pair of marks stands around all of it."""
    if len(said) < 2 or said[-1] not in _CLOSING.get(said[0], ""):
        return False
    return not _MARKS.intersection(said[1:-1])
