"""Whether a reader sees what a text says: not only what is blank, no towers of marks."""

from __future__ import annotations

import unicodedata

from planner.visible import code_point

__all__ = ["MAX_MARKS", "unfit_sight"]

MAX_MARKS = 5
"""How many combining marks may follow each other: Hebrew with its accents comes to five."""

# Unicode calls these letters, symbols or marks, and a terminal draws nothing for them.
_BLANK = frozenset(
    "\N{BRAILLE PATTERN BLANK}\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}"
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}"
)
_SEEN = frozenset("LNPS")  # letters, numbers, punctuation, symbols


def unfit_sight(text: str) -> str:
    """Why a reader could not see the text (as ``holds ...``); empty where it can be seen, or is."""
    marks = most = 0
    last = ""
    seen = False
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > most:
            most, last = marks, char
        seen = seen or (category[0] in _SEEN and char not in _BLANK)
    if most > MAX_MARKS:
        return f"holds {most:,} marks on one character, more than {MAX_MARKS} ({code_point(last)})"
    if text and not seen:
        return f"holds nothing that can be seen ({code_point(text[0])})"
    return ""
