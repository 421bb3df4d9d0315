"""Whether a quote stands in a source's text, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from planner.by_fields import Compared
from planner.sources.folding import BROKEN, Folded, folded
from planner.sources.plain_text import WORD, PlainText
from planner.sources.whole_words import ends_whole, starts_whole, widened

__all__ = [
    "QuoteFound",
    "QuoteResult",
    "Span",
    "find_quote",
    "occurrences",
    "over_breaks",
    "same_words",
    "whole_words",
]


class QuoteResult(StrEnum):
    """What looking for a quote gives."""

    VERBATIM = "verbatim"
    NORMALISED = "normalised"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"
    NO_TEXT = "no_text"


@frozen(eq=False, repr=False)
class Span(Compared):
    """A stretch of a text, from one offset to before another."""

    start: int
    end: int


@frozen(eq=False, repr=False)
class QuoteFound(Compared):
    """Where a quote stands, by the offsets of the text.

    ``times`` is how often it stands in the section that was named, or in the whole text where it
    does not stand in that section. ``span`` is its place, ``None`` where it has none or several.
    ``nearest`` is the passage that shares most with a quote that is absent. ``in_words`` says that
    it is one in which the quote stands, but begins or ends within a word or a number.
    """

    result: QuoteResult
    times: int = 0
    span: Span | None = None
    nearest: Span | None = None
    in_words: bool = False

    @property
    def stands(self) -> bool:
        """Whether it stands there, at one place that is known."""
        return self.result in (QuoteResult.VERBATIM, QuoteResult.NORMALISED)


def find_quote(source: PlainText, quote: str, section: str = "", place: int = 0) -> QuoteFound:
    """Look for the quote, verbatim or folded (see :mod:`planner.sources.folding`).

    It stands there with whole words and numbers: “acceptable” is no quote of “unacceptable”.

    Where it stands several times that one is meant that ``place`` counts, from 1, among its
    :func:`occurrences`.
    """
    meant = occurrences(source, quote, section)
    if not meant:
        within = whole_words(source, quote)
        nearest = within or _nearest(source, quote)
        return QuoteFound(QuoteResult.ABSENT, nearest=nearest, in_words=within is not None)
    if place > len(meant) or (len(meant) > 1 and not place):
        return QuoteFound(QuoteResult.AMBIGUOUS, len(meant))
    span = meant[place - 1 if place else 0]
    exact = source.text[span.start : span.end] == quote
    result = QuoteResult.VERBATIM if exact else QuoteResult.NORMALISED
    return QuoteFound(result, len(meant), span)


def occurrences(source: PlainText, quote: str, section: str = "") -> list[Span]:
    """The places of a quote in the section, else in the whole text, in its order.

    A quote may go on over the foot of a page and the head of the next.
    """
    spans = sorted(
        {
            span
            for text, start, end in _stretches(source, quote)
            for span in [Span(*text.span(start, end))]
            if starts_whole(text, start) or span.start in source.seams
            if ends_whole(text, end) or span.end in source.seams
        },
        key=lambda span: (span.start, span.end),
    )
    inside = [span for span in spans if same_words(source.section(span.start), section)]
    return inside or spans


def whole_words(source: PlainText, quote: str, first: int = 0) -> Span | None:
    """Where the signs of a quote stand first from that offset on, with the words cut by it."""
    for text, start, end in _stretches(source, quote):
        if text.original(start) >= first:
            return Span(*text.span(*widened(text, start, end)))
    return None


def _stretches(source: PlainText, quote: str) -> Iterator[tuple[Folded, int, int]]:
    """Every place at which the signs of the quote stand, verbatim or folded, within words too."""
    wanted = folded(quote).text.strip()
    if not wanted:
        return
    stretches = _over_breaks if source.broken else _plain
    for text in (source.folded, source.flowing) if source.running else (source.folded,):
        for start, end in stretches(text.text, wanted):
            yield text, start, end


def _plain(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def over_breaks(wanted: str) -> str:
    """The pattern of a folded passage where words may be broken: as one, and with the hyphen."""
    readings = {"-": f"[-{BROKEN}]", "- ": f"(?:- |{BROKEN})"}
    signs = re.findall("- |.", wanted, re.DOTALL)
    return f"{BROKEN}?".join(readings.get(s) or re.escape(s) for s in signs)


def _over_breaks(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    pattern = re.compile(over_breaks(wanted))
    found = pattern.search(text)
    while found is not None:
        yield found.span()
        found = pattern.search(text, found.start() + 1)


def same_words(one: str, other: str) -> bool:
    """Whether the two are the same once both are folded."""
    return folded(one).text.strip() == folded(other).text.strip()


def _nearest(source: PlainText, quote: str) -> Span | None:
    """The passage as long as the quote that shares most words with it, the first of several."""
    wanted = Counter(word.casefold() for word in WORD.findall(quote))
    words = source.words
    length = min(wanted.total(), len(words))
    missing = Counter(wanted)
    shared, best, most = 0, 0, 0
    for at, (word, _, _) in enumerate(words):
        shared += missing[word] > 0
        missing[word] -= 1
        if at >= length:
            gone = words[at - length][0]
            missing[gone] += 1
            shared -= missing[gone] > 0
        if shared > most:
            best, most = max(0, at - length + 1), shared
    return Span(words[best][1], words[best + length - 1][2]) if most else None
