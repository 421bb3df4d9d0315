"""Two codings in words: what each says of a field, and how far they agree."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from planner.check.coder_agreement import Agreement
from planner.model.case import Case
from planner.model.conditions import Condition, Term
from planner.model.points import Points
from planner.reports.words.points import points_lines
from planner.reports.words.rules import condition_words, term_words

__all__ = ["agreement_words", "field_words", "kappa_words", "order_words", "value_words"]

_FIELDS = {
    "party": "holder",
    "options": "options for and against",
    "rule": "options in its rule",
    "crossed_when": "when it is crossed",
    "contested_when": "when it is contested",
    "limits": "what it does not say",
    "superseded_by": "what supersedes it",
}


def field_words(name: str) -> str:
    """The field as one would call it."""
    return _FIELDS.get(name, name.replace("_", " "))


def order_words(table: str, issue: str = "") -> str:
    """The order of the things in a table, of options with the id of their issue."""
    things = "coherence rules" if table == "coherence" else table.replace("_", " ")
    return f"the order of the {things}{f' of issue {issue}' if issue else ''}"


def value_words(case: Case, value: Any) -> str:
    """What one coder says in a field."""
    if isinstance(value, Points):
        return "; ".join(points_lines(value))
    if isinstance(value, tuple):
        joined = "; or " if value and isinstance(value[0], Term) else ", "
        return joined.join(value_words(case, each) for each in value) or "nothing"
    if isinstance(value, Term):
        return term_words(case, value)
    if isinstance(value, Condition):
        return condition_words(case, value)
    return str(value) if value not in (None, "", 0) else "nothing"


def agreement_words(agreement: Agreement) -> str:
    """``9 of 12 agree``."""
    return f"{agreement.agreed:,} of {agreement.items:,} agree"


def kappa_words(kappa: Fraction | None) -> str:
    """Kappa with two decimals; where it is not defined, a dash."""
    return "-" if kappa is None else f"{float(kappa):.2f}"
