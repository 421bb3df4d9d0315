"""The order in which variables are taken out, judged by counting every edge anew."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.engine.decomposition import joined_by, taken_out
from planner.analysis.engine.limits import Limit

MOST = 12
scopes = st.lists(st.integers(1, (1 << MOST) - 1), max_size=24)


def edges_lacking(position: int, joined: dict[int, set[int]]) -> int:
    """How many pairs of its neighbours are not joined."""
    return sum(b not in joined[a] for a, b in combinations(joined[position], 2))


@given(scopes, st.integers(0, 9))
def test_what_lacks_the_fewest_edges_goes_first_with_what_it_is_joined_to(
    masks: list[int], seed: int
) -> None:
    rules = [{n for n in range(MOST) if mask >> n & 1} for mask in masks]
    joined = {n: {k for rule in rules if n in rule for k in rule} - {n} for n in range(MOST)}
    bags = taken_out(joined_by((1 << MOST) - 1, masks), Random(seed), Limit().start())
    assert sorted(bag.position for bag in bags) == list(range(MOST))
    for bag in bags:
        assert edges_lacking(bag.position, joined) == min(edges_lacking(n, joined) for n in joined)
        around = joined.pop(bag.position)
        assert {n for n in range(MOST) if bag.around >> n & 1} == around
        for n in around:
            joined[n] |= around - {n}
            joined[n] -= {bag.position}
