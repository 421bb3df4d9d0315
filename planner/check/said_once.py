"""What is said several times: a statement that only repeats another counts once."""

from __future__ import annotations

from collections.abc import Iterable

from planner.model.case import Case
from planner.model.statements import Statement

__all__ = ["said_once"]


def said_once(case: Case, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements without those that only say again what another of them says.

    Of statements that all repeat one which is not among them, the first stays.
    """
    first: dict[str, Statement] = {}
    for statement in statements:
        said = _original(case, statement)
        if said not in first or statement.id == said:
            first[said] = statement
    return tuple(first.values())


def _original(case: Case, statement: Statement) -> str:
    """The id of what the statement repeats in the end: its own where it repeats nothing."""
    passed = {statement.id}
    while (repeated := statement.repeats) is not None and repeated not in passed:
        passed.add(repeated)
        statement = case.statements_by_id[repeated]
    return statement.id
