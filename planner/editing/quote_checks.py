"""Whether the quotes of the case on the desk stand in the texts of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from planner.by_fields import Compared
from planner.editing.source_texts import read_source_texts
from planner.errors import Problem
from planner.model.case import Case
from planner.model.statements import Statement
from planner.sources.verifying import CheckedQuote, verify

__all__ = ["QuoteChecks", "ShownQuotes", "check_quotes"]


@frozen(eq=False, repr=False)
class QuoteChecks(Compared):
    """The checked quotes by the ids of their statements.

    By source, ``doubts`` say what is doubtful of the text at hand, and ``failures`` why it cannot
    be read. ``other_texts`` are the sources whose text at hand is not the one that was coded.
    """

    quotes: Mapping[str, CheckedQuote] = field(factory=dict)
    doubts: Mapping[str, tuple[Problem, ...]] = field(factory=dict)
    failures: Mapping[str, tuple[Problem, ...]] = field(factory=dict)
    other_texts: frozenset[str] = frozenset()

    def of(self, statement: Statement) -> CheckedQuote | None:
        """What was found of that quote, and of no other that has the same id."""
        found = self.quotes.get(statement.id)
        return found if found is not None and found.statement.quote == statement.quote else None


def check_quotes(case: Case, case_file: Path | None) -> QuoteChecks:
    """Read the texts that are quoted, beside the case's file, and look for every quote in them."""
    quoted = {statement.source for statement in case.statements}
    sources = tuple(each for each in case.sources if each.text and each.id in quoted)
    if case_file is None or not sources:
        return QuoteChecks()
    read = read_source_texts(evolve(case, sources=sources), case_file)
    quotes = {quote.statement.id: quote for quote in verify(case, read.texts)}
    return QuoteChecks(quotes, read.doubts, read.failures, read.others)


class ShownQuotes:
    """Looks for the quotes that are shown, and for no others: each text is read once, if ever."""

    def __init__(self, case: Case, case_file: Path | None) -> None:
        self._case = case
        self._case_file = case_file
        self._read: set[str] = set()
        self._checks = QuoteChecks()

    def checks(self, statements: Iterable[str]) -> QuoteChecks:
        """What was found of the quotes of these statements, as far as a text is named for them."""
        known = self._case.statements_by_id
        shown = [known[each] for each in dict.fromkeys(statements) if each in known]
        if unread := {statement.source for statement in shown} - self._read:
            self._read_texts(unread)
        held = self._checks
        quotes = {each.id: held.quotes[each.id] for each in shown if each.id in held.quotes}
        return evolve(held, quotes=quotes)

    def _read_texts(self, unread: set[str]) -> None:
        sources = tuple(source for source in self._case.sources if source.id in unread)
        found = check_quotes(evolve(self._case, sources=sources), self._case_file)
        held = self._checks
        new = {id_: each for id_, each in found.quotes.items() if each.statement.source in unread}
        self._read |= unread
        self._checks = QuoteChecks(
            {**held.quotes, **new},
            {**held.doubts, **found.doubts},
            {**held.failures, **found.failures},
            held.other_texts | found.other_texts,
        )
