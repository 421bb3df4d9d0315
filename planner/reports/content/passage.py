"""The passage of a source in which a quote stands, with its surroundings; or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.page import GAP, Block, Heading, Page, Paragraph, Quotation, Strong, Text, Tone
from planner.reports.words.private import id_words
from planner.reports.words.quotes import place_words, quote_words
from planner.reports.words.statements import statement_source
from planner.reports.words.verdicts import sentence
from planner.sources.plain_text import PlainText
from planner.sources.quotes import QuoteResult, Span
from planner.sources.verifying import CheckedQuote

__all__ = ["passage_page"]

_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)")
"""A break of a line, not between paragraphs: lines are broken anew on the screen."""

_AROUND = 900
"""How many characters are shown before and after the quote."""


def passage_page(
    case: Case, statement: Statement, quote: CheckedQuote | None, doubts: Iterable[str]
) -> Page:
    """Where the quote stands, with the text around it.

    ``quote`` is ``None`` where no text was looked into. ``doubts`` say what is wrong with the text
    at hand, that it is not the one that was coded for instance.
    """
    heading = Heading(f"{id_words(statement)} in its source", level=1)
    body: list[Block] = [Paragraph(statement_source(case, statement), tone=Tone.MUTED)]
    body += (Paragraph(sentence(doubt), tone=Tone.CONTESTED) for doubt in doubts)
    if quote is None or quote.text is None:
        body += _no_text(case, statement)
        return Page(heading, body)
    absent = quote.found.result is QuoteResult.ABSENT
    tone = Tone.RESPECTED if quote.found.stands else Tone.CROSSED if absent else Tone.CONTESTED
    body += [Paragraph(sentence(quote_words(quote)), tone=tone), GAP]
    if not quote.found.stands:
        body += [Paragraph("The quote as it was coded:"), Quotation(statement.quote), GAP]
    span = quote.found.span or quote.found.nearest
    if span is not None:
        if absent and quote.place is not None:
            body.append(Paragraph(f"The nearest passage, {place_words(quote.place)}:"))
        body += _around(quote.text, span)
    return Page(heading, body)


def _no_text(case: Case, statement: Statement) -> Iterator[Block]:
    source = case.sources_by_id.get(statement.source)
    yield Paragraph("The text of this source is not at hand, so the quote is not checked.")
    if source is None:
        return
    if source.sha256:
        length = f", {source.length:,} characters" if source.length is not None else ""
        yield Paragraph(f"The text that was coded: sha256 {source.sha256}{length}", tone=Tone.MUTED)
    words = (
        f'Name it in the case (text = "FILE" under [sources.{source.id}]), '
        f"or run planner verify with --source {source.id}=FILE."
    )
    yield Paragraph(words, tone=Tone.MUTED)


def _around(text: PlainText, span: Span) -> Iterator[Block]:
    """The quote in bold within its surroundings, which begin and end with whole words."""
    start = max(0, span.start - _AROUND)
    if start:
        start = text.text.find(" ", start, span.start) + 1 or span.start
    end = min(len(text.text), span.end + _AROUND)
    if end < len(text.text):
        end = max(text.text.rfind(" ", span.end, end), span.end)
    before, quoted, after = (
        _LINE_BREAK.sub(" ", text.text[first:last])
        for first, last in ((start, span.start), (span.start, span.end), (span.end, end))
    )
    before = ("… " if start else "") + before
    after += " …" if end < len(text.text) else ""
    yield Paragraph((Text(before), Strong(f"«{quoted}»"), Text(after)))
