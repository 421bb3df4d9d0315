"""A guess at how little is open: whether a list is worth it before all else."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from planner.analysis.engine.rules import Prohibition, Rule
from planner.analysis.engine.space import Domains

__all__ = ["seems_nearly_closed"]

_MANY = 34.0
"""Of fewer scenarios, as a power of two, more is known by branching before a solver is made."""
_FEW_OPEN = 14.0
"""No more open scenarios than this, as a power of two, are worth a list before all else."""


def seems_nearly_closed(domains: Domains, rules: Iterable[Prohibition]) -> bool:
    """Whether few of many scenarios would be open if bans had nothing to do with each other.

    A guess that is quickly made: where it is wrong, the list comes later, or stops soon.
    """
    sizes = [mask.bit_count() for mask in domains]
    if not all(sizes) or (expected := sum(map(log2, sizes))) < _MANY:
        return False
    shares: dict[tuple[int, int], float] = {}  # many bans name the same values
    for rule in rules:
        if isinstance(rule, Rule):
            continue
        forbidden = 1.0
        for pair in rule:
            share = shares.get(pair)
            if share is None:
                n, mask = pair
                share = shares[pair] = (mask & domains[n]).bit_count() / sizes[n]
            forbidden *= share
        if forbidden == 1:
            return False
        expected += log2(1 - forbidden)
    return 0 <= expected <= _FEW_OPEN
