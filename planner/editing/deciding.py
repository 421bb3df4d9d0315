"""How an issue of each kind is decided step by step: options ticked, numbers moved.

Pure functions: a session makes steps of what they return.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.model.case import Issue
from planner.model.conditions import Pick

__all__ = [
    "Stretch",
    "TooManyError",
    "nearest_in",
    "nearest_value",
    "pick_name",
    "stepped",
    "ticked",
    "to_threshold",
    "typed_value",
]

Stretch = tuple[int, int]
"""The first and the last value of a stretch that no rule tells apart."""


class TooManyError(ValueError):
    """As many options of an issue hold together as may."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(f"at most {issue.most} options of {issue.id} hold together")


def ticked(issue: Issue, picked: Pick | None, option: str) -> Pick | None:
    """What is chosen after a tick on an option of an "any" issue: added, or taken away.

    When the last one is taken away the issue is undecided: that none of them holds is a decision of
    its own. Raises ``KeyError`` for an option that the issue does not have, and
    :class:`TooManyError`.
    """
    asked = issue.option(option).id
    held = [known for known in _options(picked) if known in issue.by_id]
    if asked in held:
        return issue.in_order(known for known in held if known != asked) or None
    if len(held) >= issue.most:
        raise TooManyError(issue)
    return issue.in_order((*held, asked))


def nearest_value(issue: Issue, value: int) -> int:
    """The value of a number that is nearest to this one; the lower of two."""
    values = issue.values
    place = -((issue.minimum - value) // issue.step)  # of the first that is no less
    if place <= 0:
        return values[0]
    if place >= len(values):
        return values[-1]
    below, above = values[place - 1], values[place]
    return below if value - below <= above - value else above


def stepped(issue: Issue, value: int | None, steps: int) -> int:
    """The value that many steps further, within bounds; where none is chosen, the first one."""
    if value is None:
        return issue.values[0]
    return nearest_value(issue, nearest_value(issue, value) + steps * issue.step)


def to_threshold(stretches: Sequence[Stretch], value: int | None, direction: int) -> int:
    """The nearest value above (below) this one from which on a rule says something else.

    The first (last) value of all where there is none; where none is chosen, the first one.
    """
    starts = [first for first, _ in stretches]
    if value is None:
        return starts[0]
    if direction > 0:
        return next((start for start in starts if start > value), stretches[-1][1])
    return next((start for start in reversed(starts) if start < value), starts[0])


def nearest_in(stretch: Stretch, value: int | None) -> int:
    """The value of the stretch that is nearest to this one; where none is chosen, the first."""
    first, last = stretch
    return first if value is None else min(max(value, first), last)


def typed_value(text: str, unit: str = "") -> int | None:
    """The whole number that was typed, with or without its unit; ``None`` where it is none."""
    from planner.editing.typed_numbers import typed_whole  # noqa: PLC0415 (when one is typed)

    return typed_whole(text.strip().removesuffix(unit))


def pick_name(issue: Issue, pick: Pick | None) -> str:
    """What is picked, as the name of a step has it."""
    match pick:
        case None:
            return "undecided"
        case str():
            return issue.option(pick).title
        case tuple():
            return ", ".join(issue.option(option).title for option in pick) or "none of them"
        case _:
            return f"{pick:,} {issue.unit}".rstrip()


def _options(picked: Pick | None) -> Iterable[str]:
    return picked if isinstance(picked, tuple) else ()
