"""Statements are found by the words that are said of them."""

from __future__ import annotations

from functools import cached_property

from planner.model.case import Case
from planner.model.statements import Statement
from planner.reports.words.statements import attribution_words

__all__ = ["StatementSearch"]


class StatementSearch:
    """Finds statements of a case, again and again as somebody types."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def _searched(self) -> list[tuple[Statement, str]]:
        return [(each, _said_of(self.case, each)) for each in self.case.statements]

    def found(self, text: str) -> list[Statement]:
        """The statements that hold every word of the text, first those whose quotes do.

        Quote, holder, speaker, strength, place, limits and the titles of the issues are searched.
        """
        wanted = text.casefold().split()
        found = [each for each, said in self._searched if all(word in said for word in wanted)]
        return sorted(found, key=lambda each: not all(w in each.quote.casefold() for w in wanted))


def _said_of(case: Case, statement: Statement) -> str:
    source = case.sources_by_id.get(statement.source)
    party = case.parties_by_id.get(statement.party or "")
    parts = [
        statement.id,
        statement.quote,
        party.name if party is not None else "",
        statement.scope,
        statement.speaker,
        statement.strength,
        attribution_words(statement.attribution),
        statement.section,
        statement.limits,
        source.publisher if source is not None else "",
        source.title if source is not None else "",
        *(case.issues_by_id[issue].title for issue in statement.issues),
    ]
    return "\n".join(parts).casefold()
