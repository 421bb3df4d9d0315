"""The points of lines by points: what each choice gives, and what they must come to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from planner.by_fields import Compared
from planner.model.conditions import Pick

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Points"]


def _frozen_map(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(values))


@frozen(eq=False, repr=False)
class Points(Compared):
    """The points of a line by points: crossed where what is chosen comes to less than ``minimum``.

    From the minimum up to below ``contested_below`` the line is contested. ``scored_by`` says whose
    points these are. ``of_options`` holds the points of options by issue and option; an option that
    is not named gives 0, and of several that hold each gives its own. ``steps`` holds for numbers
    (from, points) pairs by ascending from: the last step reached counts, none gives 0. All points
    are exact decimals and may be negative.
    """

    minimum: Decimal
    contested_below: Decimal | None = None
    scored_by: str = ""
    of_options: Mapping[str, Mapping[str, Decimal]] = field(factory=dict, converter=_frozen_map)
    steps: Mapping[str, tuple[tuple[int, Decimal], ...]] = field(
        factory=dict, converter=_frozen_map
    )

    def __hash__(self) -> int:
        return hash((self.minimum, self.contested_below, self.scored_by))  # mappings have none

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues that give points."""
        return (*self.of_options, *self.steps)

    def given(self, issue: str, pick: Pick) -> Decimal:
        """The points that choosing that gives, exactly; 0 where nothing gives any."""
        from decimal import MAX_PREC, Context, Decimal  # noqa: PLC0415 (few cases have points)

        if isinstance(pick, int):
            reached = [points for first, points in self.steps.get(issue, ()) if first <= pick]
            return reached[-1] if reached else Decimal(0)
        given, total = self.of_options.get(issue, {}), Decimal(0)
        for option in (pick,) if isinstance(pick, str) else pick:
            total = Context(prec=MAX_PREC).add(total, given.get(option, Decimal(0)))
        return total
