"""What is possible, how many there are, how many points: judged by the list of all values."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from math import prod

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.check.elimination import (
    any_completion,
    completion_count,
    in_good_order,
    least_and_most,
)
from planner.check.variables import Each, Pattern, Sets, Shortfall

LONG = bool(os.environ.get("PLANNER_LONG"))
tried = settings(
    max_examples=5_000 if LONG else 200, deadline=None, suppress_health_check=list(HealthCheck)
)


@st.composite
def sets(draw: st.DrawFn, sizes: Sequence[int], fewest: int = 1) -> Sets:
    """Masks of values of some variables, neither empty nor of all values."""
    wide = [variable for variable, size in enumerate(sizes) if size > 1]
    named = draw(st.lists(st.sampled_from(wide), min_size=fewest, max_size=3, unique=True))
    return tuple((v, draw(st.integers(1, (1 << sizes[v]) - 2))) for v in sorted(named))


@st.composite
def shortfalls(draw: st.DrawFn, sizes: Sequence[int]) -> Shortfall:
    """Points, negative ones too, of some variables."""
    named = draw(st.lists(st.sampled_from(range(len(sizes))), min_size=1, unique=True))
    points = st.integers(-3, 5)
    given_by = tuple((v, tuple(draw(points) for _ in range(sizes[v]))) for v in sorted(named))
    return Shortfall(given_by, draw(st.integers(-3, 8)))


@st.composite
def forbidden_spaces(draw: st.DrawFn) -> tuple[list[int], list[int], list[Pattern]]:
    """How many values variables have, which they may still take, and what is forbidden."""
    sizes = [2, *draw(st.lists(st.integers(1, 4), max_size=4))]
    domains = [draw(st.integers(1, (1 << size) - 1)) for size in sizes]
    if draw(st.booleans()):
        domains = [(1 << size) - 1 for size in sizes]
    some_sets = sets(sizes)
    eaches = st.lists(some_sets, min_size=1, max_size=4).map(lambda of: Each(tuple(of)))
    patterns: list[Pattern] = draw(st.lists(some_sets | eaches | shortfalls(sizes), max_size=5))
    return sizes, domains, patterns


def is_true(pattern: Pattern, values: Sequence[int]) -> bool:
    """Whether the pattern is true of those values; by the definition."""
    match pattern:
        case Each():
            return all(
                any(mask >> values[variable] & 1 for variable, mask in pairs)
                for pairs in pattern.alternatives
            )
        case Shortfall():
            return sum(of[values[variable]] for variable, of in pattern.points) < pattern.minimum
    return all(mask >> values[variable] & 1 for variable, mask in pattern)


def allowed(
    sizes: Sequence[int], domains: Sequence[int], patterns: Sequence[Pattern]
) -> Iterator[tuple[int, ...]]:
    """All values of the domains of which no pattern is true."""
    for values in itertools.product(*map(range, sizes)):
        within = all(domain >> value & 1 for domain, value in zip(domains, values, strict=True))
        if within and not any(is_true(pattern, values) for pattern in patterns):
            yield values


@tried
@given(forbidden_spaces(), st.randoms(use_true_random=False))
def test_all_three_questions_are_answered_as_the_list_does(
    space: tuple[list[int], list[int], list[Pattern]], chance: object
) -> None:
    """Whether there is any, how many, and the most points, in whatever order variables come."""
    sizes, domains, patterns = space
    order = list(range(len(sizes)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    found = list(allowed(sizes, domains, patterns))
    weights = [[1 + variable + 2 * value for value in range(n)] for variable, n in enumerate(sizes)]
    points = {
        variable: [value * (-1) ** n for n, value in enumerate(range(sizes[variable]))]
        for variable in range(0, len(sizes), 2)
    }
    assert any_completion(domains, patterns, order) is bool(found)
    assert completion_count(domains, patterns, order, weights) == sum(
        prod(weights[variable][value] for variable, value in enumerate(values)) for values in found
    )
    came_to = [sum(of[values[variable]] for variable, of in points.items()) for values in found]
    pairs = {variable: [(given, given) for given in of] for variable, of in points.items()}
    assert least_and_most(domains, patterns, order, pairs) == (
        (min(came_to), max(came_to)) if came_to else None
    )


@tried
@given(forbidden_spaces())
def test_a_good_order_holds_each_variable_once(
    space: tuple[list[int], list[int], list[Pattern]],
) -> None:
    """No variable is lost, whatever names it."""
    sizes, _, patterns = space
    assert sorted(in_good_order(patterns, len(sizes))) == list(range(len(sizes)))


def test_pairs_that_exclude_each_other_are_taken_one_after_the_other() -> None:
    """Forty pairs, named far apart: in a good order a state has to keep one of them at a time."""
    pairs: list[Pattern] = [((n, 0b01), (40 + n, 0b01)) for n in range(40)]
    both = [0b11] * 80
    weights = [(1, 1)] * 80
    assert completion_count(both, pairs, in_good_order(pairs, 80), weights) == 3**40


def test_bounds_on_two_hundred_options_need_one_number() -> None:
    """At least two of two hundred hold: all subsets but those of none and of one."""
    enough = Shortfall(tuple((n, (0, 1)) for n in range(200)), 2)
    order = list(range(200))
    assert completion_count([0b11] * 200, [enough], order, [(1, 1)] * 200) == 2**200 - 201
