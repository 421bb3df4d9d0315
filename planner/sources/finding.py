"""Words looked for in a source's text: whatever their case, and folded as quotes are."""

from __future__ import annotations

import re
from bisect import bisect_left

from attrs import frozen

from planner.by_fields import Compared
from planner.sources.folding import Folded, folded
from planner.sources.plain_text import PlainText
from planner.sources.quotes import Span, over_breaks

__all__ = ["Places", "places_of"]

_PART = 50_000
"""Characters that are looked through at once."""


@frozen(eq=False, repr=False)
class Places(Compared):
    """Where words stand: stretches of the source's folded text, in its order, none over another.

    ``over_pages`` says that it is the text without the heads and feet of pages.
    """

    source: PlainText
    stretches: tuple[tuple[int, int], ...] = ()
    over_pages: bool = False

    def span(self, number: int) -> Span:
        """The place of that number, from 0."""
        return Span(*self._text.span(*self.stretches[number]))

    def from_there(self, offset: int) -> int:
        """The number of the first place that begins there or behind it, else of the first."""
        original = self._text.original
        begin = bisect_left(self.stretches, offset, key=lambda each: original(each[0]))
        return begin if begin < len(self.stretches) else 0

    @property
    def _text(self) -> Folded:
        return self.source.flowing if self.over_pages else self.source.folded


def places_of(source: PlainText, words: str) -> Places:
    """Every place at which the words stand in the text; none of words that are none.

    Words that stand on no page may go on over the foot of one and the head of the next.
    """
    wanted = folded(words).text.strip()
    if not wanted:
        return Places(source)
    pattern = over_breaks(wanted) if source.broken else re.escape(wanted)
    longest = 3 * len(wanted)  # with each letter a break of the word
    found = _stretches(pattern, source.folded, longest)
    if found or not source.running:
        return Places(source, found)
    return Places(source, _stretches(pattern, source.flowing, longest), over_pages=True)


def _stretches(pattern: str, text: Folded, longest: int) -> tuple[tuple[int, int], ...]:
    """Every match in the text, none of which has more than ``longest`` characters.

    The text is looked through part by part: other threads work only between two of them.
    """
    wanted, held = re.compile(pattern, re.IGNORECASE), text.text
    found: list[tuple[int, int]] = []
    at = 0
    for part in range(0, len(held), _PART):
        end = min(part + _PART, len(held))
        while at < end and (match := wanted.search(held, at, end + longest)) is not None:
            if match.start() >= end:
                break
            found.append(match.span())
            at = match.end()
        at = max(at, end)
    return tuple(found)
