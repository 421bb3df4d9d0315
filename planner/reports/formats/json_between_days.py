"""What flipped between two days, for a program: ids, days and statuses, no sentences."""

from __future__ import annotations

from typing import Any

import attrs

from planner.check.between_days import BetweenDays

__all__ = ["between_days_json"]


def between_days_json(found: BetweenDays) -> dict[str, Any]:
    """The two days for a program.

    ``from`` and ``to`` are days, ``to`` null for all that is stated. ``lines`` holds each red line
    that flipped: ``change`` is ``new``, ``superseded`` (with ``superseded_by``) or ``flipped``;
    ``before`` and ``after`` are statuses, or ``not counted``, null on a day on which the line does
    not stand.
    ``parties`` holds those whose status is another; ``stated`` and ``superseded`` list statements.
    """
    return {
        "from": found.since.isoformat(),
        "to": found.until.isoformat() if found.until is not None else None,
        "lines": [
            {
                "id": flip.line.id,
                "party": flip.line.party,
                "change": flip.change.value,
                "superseded_by": flip.line.superseded_by if flip.after is None else None,
                "before": flip.before,
                "after": flip.after,
            }
            for flip in found.lines
        ],
        "parties": [attrs.asdict(flip) for flip in found.parties],
        "stated": [statement.id for statement in found.stated],
        "superseded": [statement.id for statement in found.superseded],
    }
