"""Whether the quotes of a case stand in its sources, as a page."""

from __future__ import annotations

from collections.abc import Container, Iterable

from planner.model.case import Case
from planner.reports.content.quote_marks import Mark
from planner.reports.page import Block, Heading, Item, Listing, Page, Paragraph, Quotation, Tone
from planner.reports.words.private import id_words
from planner.reports.words.quotes import doubt_words, place_words, quote_words, quotes_sentence
from planner.reports.words.verdicts import sentence
from planner.sources.quotes import QuoteResult
from planner.sources.verifying import CheckedQuote

__all__ = ["doubts_of", "is_grave", "marks_of", "quotes_page"]

_TONES = {
    QuoteResult.VERBATIM: Tone.RESPECTED,
    QuoteResult.NORMALISED: Tone.RESPECTED,
    QuoteResult.AMBIGUOUS: Tone.CONTESTED,
    QuoteResult.ABSENT: Tone.CROSSED,
    QuoteResult.NO_TEXT: Tone.MUTED,
}


def quotes_page(case: Case, quotes: tuple[CheckedQuote, ...]) -> Page:
    """The sum first, then every quote that does not simply stand there, then the others."""
    doubtful = [quote for quote in quotes if not quote.found.stands or quote.elsewhere]
    others = [quote for quote in quotes if quote not in doubtful]
    body: list[Block] = [Paragraph(sentence(quotes_sentence(quotes)))]
    if doubtful:
        body.append(Listing(map(_doubtful, doubtful)))
    if others:
        body.append(Listing(map(_item, others)))
    return Page(Heading(f"{case.title}: quotes"), body)


def _item(quote: CheckedQuote) -> Item:
    words = f"{id_words(quote.statement)}: {quote_words(quote)}"
    return Item([Paragraph(words)], tone=_TONES[quote.found.result])


def _doubtful(quote: CheckedQuote) -> Item:
    blocks: list[Block] = [Paragraph(f"{id_words(quote.statement)}: {quote_words(quote)}")]
    blocks.append(Quotation(quote.statement.quote))
    if quote.nearest and quote.place is not None:
        lead = f"The nearest passage, {place_words(quote.place)}:"
        blocks += [Paragraph(lead), Quotation(quote.nearest)]
    return Item(blocks, tone=_TONES[quote.found.result])


def doubts_of(quotes: Iterable[CheckedQuote]) -> dict[tuple[str, str], Mark]:
    """The marks of quotes that are absent or ambiguous, as a report shows them.

    They hold no word of a source: what a report withholds may stand in its headings.
    """
    return marks_of(filter(is_grave, quotes))


def is_grave(quote: CheckedQuote) -> bool:
    """Whether the quote is absent or ambiguous, so that it must not stand there without a word."""
    return quote.found.result in (QuoteResult.ABSENT, QuoteResult.AMBIGUOUS)


def marks_of(
    quotes: Iterable[CheckedQuote], *, every: bool = False, other_texts: Container[str] = ()
) -> dict[tuple[str, str], Mark]:
    """The marks by the statement's id and its quote: of doubtful quotes, or of ``every`` one.

    ``other_texts`` are the sources of which the text at hand is not the one that was coded.
    """
    marks = {}
    for quote in quotes:
        absent = quote.found.result is QuoteResult.ABSENT
        other = " The text at hand is not the one that was coded."
        after = other if quote.statement.source in other_texts else ""
        if words := doubt_words(quote):
            mark = Mark(sentence(words) + after, Tone.CROSSED if absent else Tone.CONTESTED)
        elif every:
            tone = Tone.RESPECTED if quote.found.stands else Tone.MUTED
            mark = Mark(sentence(quote_words(quote)) + after, Tone.CONTESTED if after else tone)
        else:
            continue
        marks[quote.statement.id, quote.statement.quote] = mark
    return marks
