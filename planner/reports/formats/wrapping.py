"""Text set to a width: indented paragraphs, measured as a terminal shows them."""

from __future__ import annotations

from functools import cache

__all__ = ["cells", "takes_one_each", "wrapped"]

_ONE_EACH = (
    (" ", "~"),
    ("\u00a0", "\u02ff"),  # Latin, ...
    ("\u0370", "\u0482"),  # ... Greek and Cyrillic
    ("\u048a", "\u052f"),
    ("\u2010", "\u2027"),  # dashes and quotation marks
    ("\u2190", "\u22ff"),  # the signs of reports and tables
    ("\u2500", "\u25fc"),
    ("\u270e", "\u270e"),
    ("\u2713", "\u2718"),
)
"""Characters that take one column each: nearly all, and they need no tables of Unicode."""


def takes_one_each(text: str) -> bool:
    """Whether each character of the text takes one column, as in nearly all texts."""
    return text.isascii() or all(map(_takes_one, set(text)))


def cells(text: str) -> int:
    """How many columns a terminal gives the text: by clusters, as it draws them."""
    if takes_one_each(text):
        return len(text)
    import wcwidth  # noqa: PLC0415 (30 ms, and most commands never meet such a text)

    columns = wcwidth.wcswidth(text)
    return columns if columns >= 0 else wcwidth.width(text)  # there is a control character in it


@cache
def _takes_one(character: str) -> bool:
    """Whether it takes one column; to compile a pattern of such ranges takes half a millisecond."""
    return any(first <= character <= last for first, last in _ONE_EACH)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text as lines of at most ``width`` columns, a word that is longer whole.

    The first line begins with ``first``, the others with ``rest`` (the same width in blanks if left
    out). Line breaks and runs of blanks become one blank; no-break spaces stay.
    """
    rest = " " * cells(first) if rest is None else rest
    measured = len if takes_one_each(text) else cells  # one look at the text, not one at each word
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
