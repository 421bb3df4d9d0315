"""How it is said whether a quote stands in its source."""

from __future__ import annotations

from collections.abc import Sequence

from planner.model.statements import Statement
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.verdicts import listed
from planner.sources.plain_text import Place
from planner.sources.quotes import QuoteResult
from planner.sources.verifying import CheckedQuote

__all__ = [
    "absent_words",
    "broken_words",
    "doubt_words",
    "place_words",
    "quote_words",
    "quotes_sentence",
]

_QUOTE_WORDS = {
    QuoteResult.VERBATIM: "verbatim",
    QuoteResult.NORMALISED: (
        "stands there but for spaces, quotation marks, dashes, unseen signs or heads of pages"
    ),
    QuoteResult.AMBIGUOUS: "ambiguous",
    QuoteResult.ABSENT: "does not stand in the text",
    QuoteResult.NO_TEXT: "no text at hand",
}
_IN_WORDS = "begins or ends within a word or a number of"


def place_words(place: Place) -> str:
    """``line 24, under “Next Steps”``; ``page 3, line 12``."""
    page = f"page {place.page}, " if place.page is not None else ""
    under = f", under “{place.section}”" if place.section else ""
    return f"{page}line {place.line:,}{under}"


def quote_words(quote: CheckedQuote) -> str:
    """What looking for the quote gave, with its place as far as it has one."""
    words = _QUOTE_WORDS[quote.found.result]
    if quote.found.result is QuoteResult.ABSENT:
        in_words = f"{_IN_WORDS} the text"
        return in_words if quote.found.in_words else words + _wordless_pages(quote)
    place = quote.place
    if quote.found.result is QuoteResult.AMBIGUOUS:
        times = quote.found.times
        asked = quote.statement.place
        if quote.names_no_place:
            return f"it stands there {counted(times, 'time')}, and place says {asked}"
        return f"ambiguous: it stands there {counted(times, 'time')}; place = 1 names the first"
    if not quote.found.stands or place is None:
        return words
    if quote.elsewhere:
        return f"{words}, {place_words(place)}, not under “{quote.statement.section}”"
    return f"{words}, {place_words(place)}"


def doubt_words(quote: CheckedQuote) -> str:
    """What is wrong with a quote whose text is at hand, without a full stop; empty for nothing."""
    if quote.found.in_words:
        return f"this quote {_IN_WORDS} its source"
    if quote.found.result is QuoteResult.ABSENT:
        return "this quote does not stand in the text of its source" + _wordless_pages(quote)
    if quote.found.result is QuoteResult.AMBIGUOUS:
        return quote_words(quote)
    if quote.found.stands and quote.elsewhere:
        return f"it stands under “{quote.elsewhere}”, not under “{quote.statement.section}”"
    return ""


def _wordless_pages(quote: CheckedQuote) -> str:
    """That pages hold no words, on which an absent quote may stand all the same."""
    text = quote.text
    pages = () if text is None else text.pages_without_words
    if text is None or not pages:
        return ""
    which = agreeing(len(pages), f"page {pages[0]:,} of", f"{len(pages):,} pages of")
    return f"; {which} {len(text.pages):,} {agreeing(len(pages), 'has', 'have')} no words"


def absent_words(absent: Sequence[Statement]) -> str:
    """That quotes do not stand in a text, and whose, without a full stop; empty where all do."""
    if not absent:
        return ""
    names = listed([statement.id for statement in absent], "and")
    verb = agreeing(len(absent), "does", "do")
    return f"{agreeing(len(absent), 'the quote', 'the quotes')} of {names} {verb} not stand in it"


def broken_words(words: Sequence[str]) -> str:
    """That these words were put together, without a full stop: nothing says how they are written.

    ``a line breaks “withdraw” at a hyphen, which may belong to the word``
    """
    named = listed([f"“{each}”" for each in words], "and")
    if len(words) == 1:
        return f"a line breaks {named} at a hyphen, which may belong to the word"
    return f"lines break {named} at hyphens, which may belong to the words"


def quotes_sentence(quotes: tuple[CheckedQuote, ...]) -> str:
    """How many quotes stand in their sources, and how many do not, without a full stop."""
    if not quotes:
        return "the case has no statement, so there is no quote to look for"
    number = {
        result: sum(quote.found.result is result for quote in quotes) for result in QuoteResult
    }
    stand = number[QuoteResult.VERBATIM] + number[QuoteResult.NORMALISED]
    where = agreeing(
        stand, "stands in the text of its source", "stand in the texts of their sources"
    )
    parts = [f"{stand:,} of {len(quotes):,} quotes {where}"]
    if number[QuoteResult.ABSENT]:
        count = number[QuoteResult.ABSENT]
        parts.append(f"{count:,} {agreeing(count, 'does', 'do')} not")
    if number[QuoteResult.AMBIGUOUS]:
        beyond = sum(quote.names_no_place for quote in quotes)
        if count := number[QuoteResult.AMBIGUOUS] - beyond:
            parts.append(f"{count:,} {agreeing(count, 'stands', 'stand')} there more than once")
        if beyond:
            parts.append(f"{beyond:,} {agreeing(beyond, 'names', 'name')} a place beyond the last")
    if number[QuoteResult.NO_TEXT]:
        count = number[QuoteResult.NO_TEXT]
        parts.append(f"no text is at hand for {count:,}")
    return "; ".join(parts)
