"""Lines by points: from their table, where the fields stand one by one, to the noun and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planner.files.cases.tables import RedLineTable
from planner.model.points import Points

__all__ = ["fields_of_points", "points_of"]


def points_of(line: RedLineTable, minimum: Decimal) -> Points:
    """The points of a red line that has that minimum."""
    given = line.points.items()
    return Points(
        minimum=minimum,
        contested_below=line.contested_below,
        scored_by=line.scored_by,
        of_options={issue: of for issue, of in given if isinstance(of, dict)},
        steps={
            issue: tuple((step["from"], step["points"]) for step in of)
            for issue, of in given
            if isinstance(of, tuple)
        },
    )


def fields_of_points(points: Points | None) -> dict[str, Any]:
    """The fields of a red line's table that say its points: the way back from :func:`points_of`."""
    if points is None:
        return {"points": {}}
    steps = {
        issue: tuple({"from": first, "points": given} for first, given in of)
        for issue, of in points.steps.items()
    }
    return {
        "minimum": points.minimum,
        "contested_below": points.contested_below,
        "scored_by": points.scored_by,
        "points": {**{issue: dict(of) for issue, of in points.of_options.items()}, **steps},
    }
