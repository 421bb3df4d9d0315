"""Whether the quotes of a case stand in its sources, as JSON."""

from __future__ import annotations

from typing import Any

from planner.model.case import Case
from planner.model.private import private_key
from planner.sources.verifying import CheckedQuote

__all__ = ["quotes_json"]


def quotes_json(case: Case, quotes: tuple[CheckedQuote, ...]) -> dict[str, Any]:
    """``case``, and ``quotes`` in the case's order.

    Each has ``statement`` and ``source`` (ids), ``result`` (verbatim, normalised, ambiguous, absent
    or no_text), ``times``, ``line`` and ``offset``, the last two null where it has no single place.
    A line counts from 1, in a PDF on its page; an offset counts characters from 0.
    """
    said = [_quote(quote) for quote in quotes]
    return {"case": case.id, **private_key(case), "quotes": said}


def _quote(quote: CheckedQuote) -> dict[str, Any]:
    span = quote.found.span
    place = quote.place if span is not None else None
    return {
        "statement": quote.statement.id,
        "source": quote.statement.source,
        "result": quote.found.result.value,
        "times": quote.found.times,
        "line": place.line if place is not None else None,
        "offset": span.start if span is not None else None,
    }
