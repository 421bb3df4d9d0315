"""What is said several times: a statement that only repeats another counts once."""

from __future__ import annotations

from collections.abc import Iterable

from planner.model.case import Case
from planner.model.statements import Statement, ids_said_once

__all__ = ["said_once"]


def said_once(case: Case, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements without those that only say again what another of them says.

    Of statements that all repeat one which is not among them, the first stays.
    """
    of_id = case.statements_by_id
    return tuple(of_id[name] for name in ids_said_once((each.id for each in statements), of_id))
