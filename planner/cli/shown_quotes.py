"""Whether the quotes of an answer stand in their sources: the forged are marked, and warned of.

Only the texts of quotes that an answer shows are read, each once in a run; most cases name none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from planner.editing.quote_checks import ShownQuotes
    from planner.errors import Problem
    from planner.files.cases.reading import LoadedCase
    from planner.reports.page import Block
    from planner.sources.verifying import CheckedQuote

__all__ = ["line_evidence", "quote_warnings", "with_marks", "with_quote_warnings"]

_KEPT_CASES = 16


def with_marks(blocks: Sequence[Block], case: LoadedCase) -> Iterable[Block]:
    """The blocks with a mark below each quote that is not simply in the text of its source."""
    if not _names_texts(case):
        return blocks
    from planner.reports.content.quote_marks import marked, quoted  # noqa: PLC0415 (with texts)
    from planner.reports.content.quotes import marks_of  # noqa: PLC0415 (likewise)

    checks = _look(case).checks(quoted(blocks))
    return marked(blocks, marks_of(checks.quotes.values(), other_texts=checks.other_texts))


def quote_warnings(case: LoadedCase, statements: Iterable[str]) -> tuple[Problem, ...]:
    """A warning for each of these statements whose quote is absent or ambiguous, at its place."""
    if not _names_texts(case):
        return ()
    from planner.reports.content.quotes import is_grave  # noqa: PLC0415 (with texts at hand)

    quotes = _look(case).checks(statements).quotes.values()
    grave = [quote for quote in quotes if is_grave(quote)]
    return tuple(_warnings(case, grave)) if grave else ()


def line_evidence(case: LoadedCase, lines: Iterable[str]) -> Iterator[str]:
    """The statements that these red lines rest on."""
    for line in lines:
        yield from case.whole.red_lines_by_id[line].evidence


def with_quote_warnings(case: LoadedCase) -> LoadedCase:
    """The case with a warning for each of its quotes that is absent or ambiguous."""
    every = (statement.id for statement in case.whole.statements)
    found = quote_warnings(case, every)
    return evolve(case, warnings=(*case.warnings, *found)) if found else case


def _names_texts(case: LoadedCase) -> bool:
    return any(source.text for source in case.whole.sources)


@lru_cache(maxsize=_KEPT_CASES)
def _look(case: LoadedCase) -> ShownQuotes:
    from planner.editing.quote_checks import ShownQuotes  # noqa: PLC0415 (with texts at hand)

    return ShownQuotes(case.whole, case.path)


def _warnings(case: LoadedCase, quotes: Iterable[CheckedQuote]) -> Iterator[Problem]:
    from planner.errors import Problem  # noqa: PLC0415 (where something is wrong)
    from planner.files.cases.private import private_file  # noqa: PLC0415 (likewise)
    from planner.files.toml.positions import scan  # noqa: PLC0415 (likewise)
    from planner.reports.words.quotes import doubt_words  # noqa: PLC0415 (likewise)
    from planner.visible import shown_path  # noqa: PLC0415 (likewise)

    places = scan(case.source.text)
    for quote in quotes:
        statement = quote.statement
        file, line, column = case.source.name, None, None
        if statement.private:
            file = shown_path(private_file(case.path))
        elif (offset := places.values.get(("statements", statement.id, "quote"))) is not None:
            line, column = places.line_column(offset)
        message = f"{statement.id}: {doubt_words(quote)}"
        yield Problem(
            file,
            line,
            column,
            message,
            "the words as they stand there",
            "planner verify shows the nearest passage",
            severity="warning",
        )
