"""From a source to plain data: guards first, then the TOML parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

from planner.errors import FileProblemError, Problem
from planner.files.toml.guards import FILES, refuse_unsafe_text
from planner.files.toml.source import SourceText

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["parse"]


def parse(source: SourceText, what: str = FILES) -> dict[str, Any]:
    """The data of a TOML text; its floats are exact decimals. ``what`` it is expected to be.

    Raises :class:`~planner.errors.FileProblemError` for what no parser should see (see
    :mod:`planner.files.toml.guards`), conflicts left by git, broken TOML and repeated names.
    """
    refuse_unsafe_text(source, what)
    # What explains mistakes is imported late: most files have none.
    if "<<<<<<<" in source.text:
        from planner.files.toml.conflict_markers import conflict_problems  # noqa: PLC0415

        conflicts = conflict_problems(source)
        if conflicts:
            raise FileProblemError(conflicts)
    try:
        data = tomli.loads(source.text, parse_float=_exact)
    except (ValueError, RecursionError) as error:
        # A plain ValueError comes from numbers and dates that Python cannot hold.
        from planner.files.toml.complaints import syntax_problem  # noqa: PLC0415

        raise FileProblemError((syntax_problem(source, str(error)),)) from None
    if not data:
        message = "the file holds only comments: nothing in it to check"
        raise FileProblemError((Problem(source.name, 1, 1, message, what),))
    return data


def _exact(text: str) -> Decimal:
    from decimal import Decimal, InvalidOperation  # noqa: PLC0415 (few files have any)

    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        return Decimal("inf")
