"""The quotes of a case against the texts of its sources."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from planner.by_fields import Compared
from planner.model.case import Case
from planner.model.statements import Statement
from planner.sources.plain_text import Place, PlainText
from planner.sources.quotes import QuoteFound, QuoteResult, find_quote, same_words

__all__ = ["CheckedQuote", "verify"]


@frozen(eq=False, repr=False)
class CheckedQuote(Compared):
    """A statement with what looking for its quote gave; ``text`` is that of its source, if any."""

    statement: Statement
    found: QuoteFound
    text: PlainText | None = None

    @property
    def names_no_place(self) -> bool:
        """Whether the statement asks for an occurrence beyond the last that there is."""
        return self.statement.place > self.found.times > 0

    @property
    def place(self) -> Place | None:
        """Where the quote stands, or the passage nearest to it."""
        span = self.found.span or self.found.nearest
        return None if self.text is None or span is None else self.text.place(span.start)

    @property
    def nearest(self) -> str:
        """The passage that shares most with a quote that is absent."""
        span = self.found.nearest
        if self.text is None or span is None:
            return ""
        return " ".join(self.text.text[span.start : span.end].split())  # lines are the file's

    @property
    def elsewhere(self) -> str:
        """The section in which the quote stands where it is another than the statement names."""
        named = self.statement.section
        if self.text is None or self.found.span is None or not self.text.headings or not named:
            return ""
        section = self.text.section(self.found.span.start)
        return "" if same_words(section, named) else section


def verify(case: Case, texts: Mapping[str, PlainText]) -> tuple[CheckedQuote, ...]:
    """Look for the quote of every statement, in the case's order.

    ``texts`` holds the texts at hand by the id of their source. Where one has no headings of its
    own, lines that the case names as sections are its headings.
    """
    sections: dict[str, list[str]] = {}
    for statement in case.statements:
        sections.setdefault(statement.source, []).append(statement.section)
    headed = {
        source: text.with_headings(sections.get(source, ())) for source, text in texts.items()
    }
    return tuple(_checked(statement, headed.get(statement.source)) for statement in case.statements)


def _checked(statement: Statement, text: PlainText | None) -> CheckedQuote:
    if text is None:
        return CheckedQuote(statement, QuoteFound(QuoteResult.NO_TEXT))
    found = find_quote(text, statement.quote, statement.section, statement.place)
    return CheckedQuote(statement, found, text)
