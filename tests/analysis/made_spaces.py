"""Spaces made by Hypothesis, with rules of every kind, and brute force over all their scenarios."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from hypothesis import strategies as st

from planner.analysis.engine.rules import Combination, Prohibition, Rule, Sets, Threshold, bits
from planner.analysis.engine.space import Domains, Forbidden, Space, Variable

MOST_SCENARIOS = 10_000


@st.composite
def variables(draw: st.DrawFn, most: int = 7) -> tuple[Variable, ...]:
    """Variables of one to five values; some of the values stand for many scenarios."""
    weights = st.sampled_from([1, 1, 1, 1, 2, 7, 1_000_003, 2**70])
    found = draw(
        st.lists(
            st.one_of(
                st.integers(1, 5).map(Variable.of),
                st.lists(weights, min_size=1, max_size=5).map(tuple).map(Variable),
            ),
            min_size=1,
            max_size=most,
        )
    )
    while prod(len(variable.weights) for variable in found) > MOST_SCENARIOS:
        found.pop()
    return tuple(found)


@st.composite
def sets_of(draw: st.DrawFn, of: Sequence[Variable], least: int = 0) -> Sets:
    """Some values of some of the variables."""
    named = draw(st.sets(st.integers(0, len(of) - 1), min_size=least, max_size=4))
    return tuple((n, draw(st.integers(1, 2 ** len(of[n].weights) - 1))) for n in sorted(named))


@st.composite
def thresholds(draw: st.DrawFn, of: Sequence[Variable]) -> Threshold:
    """Points, also negative ones, for the values of some variables, and a minimum within reach."""
    named = draw(st.sets(st.integers(0, len(of) - 1), min_size=1, max_size=len(of)))
    points = tuple(
        (n, tuple(draw(st.integers(-5, 12)) for _ in of[n].weights)) for n in sorted(named)
    )
    least, most = (sum(pick(values) for _, values in points) for pick in (min, max))
    return Threshold(points, draw(st.integers(least - 1, most + 1)))


@st.composite
def cardinalities(draw: st.DrawFn, of: Sequence[Variable]) -> Threshold:
    """At least, or at most, so many of the variables take their first value."""
    named = draw(st.sets(st.integers(0, len(of) - 1), min_size=1))
    sign = draw(st.sampled_from([1, -1]))
    points = tuple(
        (n, tuple(sign * (value == 0) for value in range(len(of[n].weights))))
        for n in sorted(named)
    )
    return Threshold(points, sign * draw(st.integers(0, len(named))))


def combinations(of: Sequence[Variable]) -> st.SearchStrategy[Combination]:
    """Alternatives of one to four variables each."""
    alternatives = st.lists(sets_of(of, least=1), min_size=1, max_size=4)
    return alternatives.map(tuple).map(Combination)


@st.composite
def links(draw: st.DrawFn, of: Sequence[Variable]) -> list[Prohibition]:
    """A variable takes its last value ("does not apply") exactly where no condition holds."""
    target = draw(st.integers(0, len(of) - 1))
    last = 1 << len(of[target].weights) - 1
    others = 2 ** len(of[target].weights) - 1 & ~last
    terms = [
        tuple((n, mask) for n, mask in term if n != target)
        for term in draw(st.lists(sets_of(of, least=1), min_size=1, max_size=3))
    ]
    found: list[Prohibition] = [tuple(sorted((*term, (target, last)))) for term in terms if term]
    none_holds = tuple(
        tuple((n, full) for n, mask in term if (full := 2 ** len(of[n].weights) - 1 & ~mask))
        for term in terms
    )
    if others:
        found.append(Combination((*none_holds, ((target, others),))))
    return found


@st.composite
def spaces(draw: st.DrawFn, most: int = 7) -> Space:
    """Bans, combinations, thresholds, cardinalities and links over weighted variables."""
    of = draw(variables(most))
    rules: list[Prohibition] = draw(
        st.lists(
            st.one_of(
                sets_of(of), sets_of(of, 1), combinations(of), thresholds(of), cardinalities(of)
            ),
            max_size=7,
        )
    )
    owners = len(rules)
    forbidden = [Forbidden(n, rule) for n, rule in enumerate(rules)]
    for linked in draw(st.lists(links(of), max_size=1)):
        forbidden += [Forbidden(None, rule) for rule in linked]
    groups: list[tuple[int, ...]] = []
    left = list(range(len(of)))
    while left:
        size = draw(st.sampled_from([1, 1, 1, 2, 3]))
        groups.append(tuple(left[:size]))
        left = left[size:]
    return Space(of, tuple(forbidden), owners, tuple(groups))


@st.composite
def domains_in(draw: st.DrawFn, space: Space) -> Domains:
    """Some values of every variable."""
    return tuple(draw(st.integers(1, mask)) for mask in space.everything)


@st.composite
def picks_in(draw: st.DrawFn, space: Space) -> dict[int, Sets]:
    """Choices in some of the groups: mostly one value for each variable, sometimes several."""
    found: dict[int, Sets] = {}
    for n, group in enumerate(space.groups):
        if draw(st.booleans()):
            masks = []
            for variable in group:
                one = st.integers(0, space.sizes[variable] - 1).map(lambda value: 1 << value)
                some = st.integers(1, space.everything[variable])
                masks.append((variable, draw(st.one_of(one, one, some))))
            found[n] = tuple(masks)
    return found


def broken(rule: Prohibition, values: Sequence[int]) -> bool:
    """Whether the values break a rule; by its definition."""
    if isinstance(rule, Threshold):
        return sum(points[values[n]] for n, points in rule.points) < rule.minimum
    if isinstance(rule, Combination):
        return all(any(mask >> values[n] & 1 for n, mask in sets) for sets in rule.alternatives)
    assert not isinstance(rule, Rule)
    return all(mask >> values[n] & 1 for n, mask in rule)


def scenarios(domains: Domains) -> Iterator[tuple[int, ...]]:
    """Every scenario in the domains."""
    return itertools.product(*(list(bits(mask)) for mask in domains))


def counted(space: Space, domains: Domains, rules: Iterable[Prohibition] | None = None) -> int:
    """The open scenarios in the domains by looking at every one."""
    given = space.prohibitions if rules is None else tuple(rules)
    return sum(
        prod(variable.weights[n] for variable, n in zip(space.variables, values, strict=True))
        for values in scenarios(domains)
        if not any(broken(rule, values) for rule in given)
    )


def judged_values(space: Space, picks: dict[int, Sets]) -> list[list[int]]:
    """For each variable and value the open scenarios with it and all picks on other groups."""
    found = []
    for n, size in enumerate(space.sizes):
        others = {g: sets for g, sets in picks.items() if n not in space.groups[g]}
        domains = space.domains(others)
        found.append(
            [counted(space, (*domains[:n], 1 << k, *domains[n + 1 :])) for k in range(size)]
        )
    return found
