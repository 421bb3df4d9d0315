"""Words looked for in a source's text: whatever their case, and folded as quotes are."""

from __future__ import annotations

import re
from bisect import bisect_left

from attrs import frozen

from planner.sources.folding import folded
from planner.sources.plain_text import PlainText
from planner.sources.quotes import Span, over_breaks

__all__ = ["Places", "places_of"]


@frozen
class Places:
    """Where words stand: stretches of the source's folded text, in its order, none over another."""

    source: PlainText
    stretches: tuple[tuple[int, int], ...] = ()

    def span(self, number: int) -> Span:
        """The place of that number, from 0."""
        return Span(*self.source.folded.span(*self.stretches[number]))

    def from_there(self, offset: int) -> int:
        """The number of the first place that begins there or behind it, else of the first."""
        original = self.source.folded.original
        begin = bisect_left(self.stretches, offset, key=lambda each: original(each[0]))
        return begin if begin < len(self.stretches) else 0


def places_of(source: PlainText, words: str) -> Places:
    """Every place at which the words stand in the text; none of words that are none."""
    wanted = folded(words).text.strip()
    if not wanted:
        return Places(source)
    pattern = over_breaks(wanted) if source.broken else re.escape(wanted)
    found = re.finditer(pattern, source.folded.text, re.IGNORECASE)
    return Places(source, tuple(each.span() for each in found))
