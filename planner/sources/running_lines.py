"""The heads and feet of pages: lines that come again and again where pages begin or end.

They stand in the midst of a sentence that goes over a page, and are none of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["running_lines"]

_AT_EDGE = 3
"""How many lines at each edge of a page may be running ones."""
_FEWEST = 3
"""On how many pages a line stands to be a running one; on both where there are but two."""
_SELDOM = 3
"""More often than on every third page, from its first to its last: who speaks stands seldom."""
_LEADS_ON = (":", "\N{FULLWIDTH COLON}")
"""Ends a line that says who speaks below it, on however many pages."""
_LONGEST_NUMBER = 20
"""Without letters a longer line is the row of a table."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_LINE = re.compile(r"[^\n]+")

_Edge = list[tuple[tuple[int, int], tuple[str, int]]]


def running_lines(text: str, pages: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The stretches of running lines, each with the line break before it, in the text's order.

    ``pages`` holds the offset at which each page begins. Numbers may differ from page to page.
    """
    held = [_lines(text, *ends) for ends in zip(pages, (*pages[1:], len(text)), strict=True)]
    above = [_edge(text, lines[:_AT_EDGE]) for lines in held]
    below = [_edge(text, lines[: -_AT_EDGE - 1 : -1]) for lines in held]
    return tuple(sorted({*_running(above), *_running(below)}))


def _running(edges: Sequence[_Edge]) -> Iterator[tuple[int, int]]:
    """Those of lines at the edges of pages, the outermost first, that come again."""
    pages: dict[tuple[str, int], list[int]] = {}
    for page, edge in enumerate(edges):
        for _, key in edge:
            pages.setdefault(key, []).append(page)
    fewest = max(2, min(_FEWEST, len(edges)))
    for edge in edges:
        for stretch, key in edge:
            on = pages[key]
            if (
                key[0].endswith(_LEADS_ON)
                or len(on) < fewest
                or (len(on) - 1) * _SELDOM <= on[-1] - on[0]
            ):
                break
            yield stretch


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines with words of a page."""
    return [line.span() for line in _LINE.finditer(text, start, end) if line[0].strip()]


def _edge(text: str, lines: Sequence[tuple[int, int]]) -> _Edge:
    """The lines from the outermost on, each with what it says but for its numbers.

    And how many further out say the same: above the number of a page a year is none.
    """
    keys = [_key(text[start:end]) for start, end in lines]
    return [
        ((max(0, start - 1), end), (keys[n], keys[:n].count(keys[n])))
        for n, (start, end) in enumerate(lines)
    ]


def _key(line: str) -> str:
    key = " ".join(_NUMBER.sub("#", line.casefold()).split())
    is_row = len(line.strip()) > _LONGEST_NUMBER and not any(map(str.isalpha, key))
    return line if is_row else key
