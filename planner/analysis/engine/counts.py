"""Counts of which some may be unfinished: their products and differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from planner.analysis.engine.limits import Count, Unfinished

__all__ = ["at_least", "at_most", "both", "far_apart", "minus", "products_of_others", "times"]

_NEAR = 1000
"""Bounds are near to each other where one is no more than this many times the other."""


def times(counts: Iterable[Count]) -> Count:
    """The product; exactly zero where any factor is, however unfinished the others are."""
    at_least = at_most = 1
    exact, reason = True, None
    for count in counts:
        if isinstance(count, Unfinished):
            exact, reason = False, reason or count.reason
            at_least *= count.at_least
            # A part's scenarios are at most all of its domains', so there always is a bound.
            at_most *= count.at_most or 0
        elif count == 0:
            return 0
        else:
            at_least *= count
            at_most *= count
    return at_least if exact else Unfinished(at_least, at_most, reason)


def minus(more: Count, fewer: int) -> Count:
    """The difference to an exact count."""
    if isinstance(more, Unfinished):
        at_most = None if more.at_most is None else max(0, more.at_most - fewer)
        return Unfinished(max(0, more.at_least - fewer), at_most, more.reason)
    return more - fewer


def at_most(most: int, count: Count) -> Count:
    """A count of which it is proven that it is no more than that."""
    if not isinstance(count, Unfinished):
        return count
    bound = most if count.at_most is None else min(most, count.at_most)
    return bound if bound == count.at_least else evolve(count, at_most=bound)


def at_least(fewest: int, count: Count) -> Count:
    """A count of which it is proven that it is no less than that."""
    if not isinstance(count, Unfinished) or fewest <= count.at_least:
        return count
    return fewest if fewest == count.at_most else evolve(count, at_least=fewest)


def far_apart(count: Unfinished) -> bool:
    """Whether the bounds of a count are more than three orders of magnitude apart."""
    return count.at_most is None or count.at_most > _NEAR * max(1, count.at_least)


def both(one: Count, other: Count) -> Count:
    """What two proofs about the same number say together; the reason is that of the first."""
    if isinstance(one, Unfinished) and isinstance(other, Unfinished):
        found = at_least(other.at_least, evolve(one, states=max(one.states, other.states)))
        return found if other.at_most is None else at_most(other.at_most, found)
    return other if isinstance(one, Unfinished) else one


def products_of_others(counts: Sequence[Count]) -> list[Count]:
    """For each count the product of all the others."""
    before: list[Count] = [1]
    after: list[Count] = [1]
    for count in counts[:-1]:
        before.append(times((before[-1], count)))
    for count in reversed(counts[1:]):
        after.append(times((after[-1], count)))
    return [times(pair) for pair in zip(before, reversed(after), strict=True)] if counts else []
