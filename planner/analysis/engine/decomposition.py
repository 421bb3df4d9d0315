"""Which variable to branch on first, so that what is left falls apart soon.

The variables of a part are taken out one by one, the one first whose neighbours lack the fewest
edges among each other (min-fill); read backwards that is an order to branch in, along a tree
decomposition of the part. What is still joined when a variable is reached is then no more than the
width of that tree. Darwiche: Recursive conditioning (Artificial Intelligence 2001); Dechter: Bucket
elimination (Artificial Intelligence 1999) has the heuristic. Ties are broken at random, a few
times, and the narrowest tree is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from random import Random

from attrs import frozen

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.rules import bits
from planner.by_fields import Compared

__all__ = ["Bag", "branching_ranks", "joined_by", "taken_out"]


@frozen(eq=False, repr=False)
class Bag(Compared):
    """A variable as it is taken out, and those joined to it then (a mask)."""

    position: int
    around: int


def branching_ranks(
    variables: int, scopes: Iterable[int], sizes: Sequence[int], starts: int, watch: Watch
) -> dict[int, int]:
    """For each of the variables (a mask) its rank: of those still joined the highest comes first.

    ``scopes`` holds the variables of each rule as a mask, ``sizes`` how many values each variable
    has. Of ``starts`` trees the narrowest is taken. Raises ``LimitReachedError``.
    """
    joined = joined_by(variables, scopes)
    random = Random(1)  # noqa: S311 - not for secrets
    weight = {position: log2(sizes[position]) for position in joined}
    best: dict[int, int] = {}
    least = None
    for _ in range(starts):
        bags = taken_out(joined, random, watch)
        width = max(weight[bag.position] + sum(weight[n] for n in bits(bag.around)) for bag in bags)
        if least is None or width < least:
            least, best = width, {bag.position: rank for rank, bag in enumerate(bags)}
    return best


def joined_by(variables: int, scopes: Iterable[int]) -> dict[int, int]:
    """For each of the variables (a mask) those that a rule joins to it; a mask for each rule."""
    joined: dict[int, int] = dict.fromkeys(bits(variables), 0)
    for scope in scopes:
        inside = scope & variables
        for position in bits(inside):
            joined[position] |= inside & ~(1 << position)
    return joined


def taken_out(joins: Mapping[int, int], random: Random, watch: Watch) -> list[Bag]:
    """The variables in the order in which they go. Raises ``LimitReachedError``."""
    joined = dict(joins)
    bags: list[Bag] = []
    lacking = {position: _lacking(position, joined) for position in joined}
    while joined:
        watch.check()
        fewest = min(lacking.values())
        position = random.choice([n for n, edges in lacking.items() if edges == fewest])
        around = joined.pop(position)
        del lacking[position]
        bags.append(Bag(position, around))
        if fewest:
            _take_out(position, around, joined, lacking)
        else:  # no edge is new: only what its neighbours lacked with it is gone
            for n in bits(around):
                joined[n] ^= 1 << position
                lacking[n] -= 2 * (joined[n] & ~around).bit_count()
    return bags


def _take_out(position: int, around: int, joined: dict[int, int], lacking: dict[int, int]) -> None:
    """Join its neighbours to each other; what is lacking changes only there and one step on."""
    joined_anew: dict[int, int] = {}
    ends = beyond = 0
    for n in bits(around):
        own = 1 << n
        before = joined[n] ^ 1 << position
        joined[n] = before | around & ~own
        beyond |= before
        if new := joined[n] & ~before:
            joined_anew[n] = new
            ends |= own
    for n in bits(around):
        lacking[n] = _lacking(n, joined)
    for n in bits(beyond & ~around):
        both = joined[n] & ends
        if both & both - 1:  # it had two of them
            lacking[n] -= sum([(joined_anew[end] & both).bit_count() for end in bits(both)])


def _lacking(position: int, joined: dict[int, int]) -> int:
    """How many edges its neighbours lack among each other (each counted twice)."""
    left = around = joined[position]
    found = -around.bit_count()
    while left:  # not by ``bits``: this is most of the work
        lowest = left & -left
        left ^= lowest
        found += (around & ~joined[lowest.bit_length() - 1]).bit_count()
    return found
