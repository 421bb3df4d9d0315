"""The order in which variables are taken out, judged by counting every edge anew."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from planner.analysis.engine.decomposition import joined_by, taken_out
from planner.analysis.engine.limits import Limit

VARIABLES = range(14)


def edges_lacking(position: int, joined: dict[int, set[int]]) -> int:
    """How many pairs of its neighbours are not joined."""
    return sum(b not in joined[a] for a, b in combinations(joined[position], 2))


@pytest.mark.parametrize("seed", range(100))
def test_what_lacks_the_fewest_edges_goes_first_with_what_it_is_joined_to(seed: int) -> None:
    random = Random(seed)
    rules = [random.sample(VARIABLES, random.randint(1, 3)) for _ in range(random.randint(4, 24))]
    joined = {n: {k for rule in rules if n in rule for k in rule} - {n} for n in VARIABLES}
    masks = [sum(1 << n for n in rule) for rule in rules]
    bags = taken_out(joined_by((1 << len(VARIABLES)) - 1, masks), random, Limit().start())
    assert sorted(bag.position for bag in bags) == [*VARIABLES]
    for bag in bags:
        assert edges_lacking(bag.position, joined) == min(edges_lacking(n, joined) for n in joined)
        around = joined.pop(bag.position)
        assert {n for n in VARIABLES if bag.around >> n & 1} == around
        for n in around:
            joined[n] |= around - {n}
            joined[n] -= {bag.position}
