"""What of a source's text is coded, and what a passage of it comes to as a quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from attrs import frozen

from planner.by_fields import Compared
from planner.model.statements import Statement
from planner.sources.folding import BREAK_OF_A_WORD, WIDE
from planner.sources.plain_text import PARAGRAPH, WORD, PlainText
from planner.sources.quotes import (
    QuoteFound,
    QuoteResult,
    Span,
    find_quote,
    occurrences,
    whole_words,
)

__all__ = ["CodedText", "Passage", "passage_of", "sentence_at"]

_SENTENCE_END = re.compile(
    "[.!?…\u061f\u06d4\u0964]+[\"'”\u2019»)\\]]*(?=\\s|$)"
    "|[\u3002\uff01\uff1f]+[\"'”\u2019\u300d\u300f\uff09]*"  # Chinese and Japanese need no blank
)
_BEFORE = re.compile(r"[\w-]+$")
_BLOCK = re.compile(r"\S(?:[\s\S]*\S)?")
_TALLEST = 30
"""More of them are no paragraph, but a text without blank lines, or a page."""
_LONGEST = 60
"""As far back a broken word may begin."""
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Where a word may be broken: a report would show an escape there."""
_LEFT_OUT = re.compile(rf"{BREAK_OF_A_WORD.pattern}|[{_UNSEEN}]")
_WIDE_BREAK = re.compile(rf"(?<={WIDE})[^\S\n]*\n\s*(?={WIDE})")
_BEFORE_WORDS = re.compile(rf"[\s{_UNSEEN}]*")
_LOOKED_BACK = 10_000
"""As many characters back the end of a sentence is looked for at first."""
_BREAK = re.compile(r"\n\s*\n")
_LETTER = re.compile(r"\S")


@frozen(eq=False, repr=False)
class Passage(Compared):
    """A passage as a statement quotes it: its words, its section, which occurrence of it there.

    ``doubtful`` are words that a line breaks at a hyphen which may belong to them or not.
    """

    quote: str
    section: str
    place: int
    doubtful: tuple[str, ...] = ()


@frozen(eq=False, repr=False, slots=False)
class CodedText(Compared):
    """A source's text with the statements that quote it."""

    text: PlainText
    statements: tuple[Statement, ...]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The passages that are quoted, in the order of the text; none overlaps another."""
        return _joined([quote.span for _, quote in self._quotes if quote.span is not None])

    @property
    def absent(self) -> tuple[Statement, ...]:
        """The statements whose quote does not stand in the text."""
        absent = QuoteResult.ABSENT
        return tuple(statement for statement, quote in self._quotes if quote.result is absent)

    def look_up(self) -> None:
        """Have at hand all that is asked at each key; takes a while of a long text."""
        _ = self.share, self.text.folded, self._free
        if self.text.running:
            _ = self.text.flowing

    def quoting(self, offset: int) -> tuple[Statement, ...]:
        """The statements whose quotes a character belongs to, those with the shortest first."""
        held = [
            (quote.span.end - quote.span.start, number, statement)
            for number, (statement, quote) in enumerate(self._quotes)
            if quote.span is not None and quote.span.start <= offset < quote.span.end
        ]
        return tuple(statement for _, _, statement in sorted(held, key=itemgetter(0, 1)))

    @cached_property
    def _quotes(self) -> tuple[tuple[Statement, QuoteFound], ...]:
        return tuple(
            (each, find_quote(self.text, each.quote, each.section, each.place))
            for each in self.statements
        )

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs: the blocks of the text, else what stands between blank lines.

        Where no blank line stands between them each line is one.
        """
        text, blocks = self.text.text, self.text.blocks
        if blocks:
            ends = (*blocks[1:], len(text))
            found = [_BLOCK.search(text, *each) for each in zip(blocks, ends, strict=True)]
            return tuple(Span(*each.span()) for each in found if each is not None)
        parted = _BREAK.search(text) is not None
        return tuple(
            Span(*each.span())
            for block in PARAGRAPH.finditer(text)
            for each in ([block] if parted and not _is_several(block[0]) else _lines(text, block))
        )

    @cached_property
    def share(self) -> float:
        """How much of the text is coded: characters but white space, from 0 to 1."""
        whole = _letters(self.text.text)
        coded = sum(_letters(self.text.text[span.start : span.end]) for span in self.spans)
        return coded / whole if whole else 0.0

    def coded_within(self, part: Span) -> tuple[Span, ...]:
        """The passages that are quoted and stand in that part of the text, or reach into it."""
        first = bisect_right(self.spans, part.start, key=lambda span: span.end)
        last = bisect_left(self.spans, part.end, key=lambda span: span.start)
        return self.spans[first:last]

    def uncoded(self, offset: int, step: int) -> int | None:
        """Where the next paragraph begins of which nothing is coded (the one before)."""
        free = self._free
        if not free:
            return None
        if step > 0:
            return free[bisect_right(free, offset) % len(free)]
        return free[bisect_left(free, offset) - 1]

    @cached_property
    def _free(self) -> tuple[int, ...]:
        """Where the paragraphs begin of which nothing is coded."""
        return tuple(each.start for each in self.paragraphs if not self.coded_within(each))


def sentence_at(text: str, offset: int, parts: Sequence[int] = ()) -> Span:
    """The sentence that a character belongs to, without the white space around it.

    None goes over a blank line, nor over the beginning of one of the ``parts`` of a
    :class:`PlainText`. Behind the words of a line it is the last one there, on a blank line the one
    that comes next.
    """
    line_start, line_end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[line_start : line_end if line_end >= 0 else len(text)].rstrip()
    if line:
        offset = min(offset, line_start + len(line) - 1)
    else:
        comes_next = _LETTER.search(text, offset)
        offset = comes_next.start() if comes_next else len(text)
    part = bisect_right(parts, offset)
    begin = _behind_sentence(text, max([0, *parts[:part][-1:]]), offset)
    begin = max(begin, _behind_break(text, begin, offset))
    after = _SENTENCE_END.search(text, offset)
    gap = _BREAK.search(text, offset)
    ends = [after and after.end(), gap and gap.start(), *parts[part : part + 1], len(text)]
    end_at = min(each for each in ends if each is not None)
    words = text[begin:end_at]
    lead = len(words) - len(words.lstrip())
    return Span(begin + lead, begin + max(lead, len(words.rstrip())))


def _behind_sentence(text: str, first: int, offset: int) -> int:
    """Where the last sentence between the two places ends, else the first."""
    room = _LOOKED_BACK
    while True:
        begin = max(first, offset - room)
        ends = [each.end() for each in _SENTENCE_END.finditer(text, begin, offset + 1)]
        known = [end for end in ends if end <= offset]
        if known or begin == first:
            return known[-1] if known else first
        room *= 8


def _behind_break(text: str, begin: int, offset: int) -> int:
    """Where it goes on behind the last blank line between the two places, else the first."""
    end = text.rfind("\n", begin, offset)
    while end >= 0:
        before = text.rfind("\n", begin, end)
        if before >= 0 and not text[before:end].strip():
            return end + 1
        end = before
    return begin


def passage_of(text: PlainText, span: Span) -> Passage | None:
    """The passage as a quote that is found again at this very place; ``None`` without words.

    A word or number of which it has but a part comes along whole.
    Line breaks within it become blanks, words that they break are joined, and heads and feet of
    pages left out, with signs that nobody sees: they are the file's, not the source's.
    """
    over_a_page = any(span.start < page < span.end for page in text.pages)
    words = text.flow if over_a_page and text.flow[span.start : span.end].strip() else text.text
    joined, doubtful = _joined_words(text, words, span)
    quote = " ".join(_WIDE_BREAK.sub("", _LEFT_OUT.sub("", joined)).split())
    if not quote:
        return None
    start = _BEFORE_WORDS.match(words, span.start).end()  # type: ignore[union-attr] # it always does
    section = text.section(start)
    starts = [each.start for each in occurrences(text, quote, section)]
    if start not in starts:
        whole = whole_words(text, quote, start)
        if whole is not None and whole.start <= start and _is_part(span, whole):
            return passage_of(text, whole)
    place = starts.index(start) + 1 if start in starts else 1
    return Passage(quote, section, place if len(starts) > 1 else 0, doubtful)


def _is_part(span: Span, whole: Span) -> bool:
    return whole.start < span.start or whole.end > span.end


def _lines(text: str, block: re.Match[str]) -> Iterable[re.Match[str]]:
    return re.compile(r"\S.*").finditer(text, *block.span())


def _is_several(block: str) -> bool:
    """Whether the lines of what stands between two blank lines are paragraphs each."""
    return block.count("\n") >= _TALLEST


def _joined_words(text: PlainText, words: str, span: Span) -> tuple[str, tuple[str, ...]]:
    """The words with those that are broken put together, and which of these are doubtful."""
    parts, doubtful, at = [], [], span.start
    for hyphen in text.broken[bisect_right(text.broken, span.start) :]:
        rest = _LETTER.search(words, hyphen + 1)
        if rest is None or rest.start() >= span.end:
            break
        if words[hyphen].isspace():
            continue  # in the head or foot of a page
        joint, doubt = _joint(words, hyphen, rest.start())
        parts += [words[at:hyphen], joint]
        doubtful += [doubt] if doubt else []
        at = rest.start()
    return "".join((*parts, words[at : span.end])), tuple(doubtful)


def _joint(text: str, hyphen: int, rest: int) -> tuple[str, str]:
    """What joins the halves of a broken word, and the word where that is doubtful.

    As the text writes it elsewhere; where it does not, a hyphen before a small letter was put in to
    break the word.
    """
    before = _BEFORE.search(text[max(0, hyphen - _LONGEST) : hyphen])
    after = WORD.match(text, rest)
    if before is None or after is None or not after[0][0].islower():
        return "-", ""
    whole, hyphened = f"{before[0]}{after[0]}", f"{before[0]}-{after[0]}"
    if whole in text or hyphened in text:
        return ("" if whole in text else "-"), ""
    return ("-", hyphened) if "-" in before[0] else ("", whole)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
