"""Counting by tables along a tree: what brute force counts, whatever is chosen first."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from math import prod
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.analysis.engine import conditioning
from planner.analysis.engine.alone import tabled_alone
from planner.analysis.engine.counting import Counter
from planner.analysis.engine.grouping import Grouped
from planner.analysis.engine.limits import Limit, LimitReachedError, Watch
from planner.analysis.engine.preparation import prepare
from planner.analysis.engine.residues import primes_beyond, whole
from planner.analysis.engine.rules import Sets
from planner.analysis.engine.space import Domains, Forbidden, Space, Variable
from planner.analysis.engine.tables import Tables
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from tests.analysis.made_spaces import (
    broken,
    counted,
    domains_in,
    scenarios,
    sets_of,
    spaces,
    variables,
)
from tests.benchmarks.analysis.families import sparse
from tests.benchmarks.analysis.talks import talks

made = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def a_watch() -> Watch:
    """More time than any of this takes."""
    return Limit(seconds=60).start()


@st.composite
def spaces_of_bans(draw: st.DrawFn) -> Space:
    """Weighted variables, owners with one to three bans each, and bans that never give way."""
    of = draw(variables())
    owned = draw(st.lists(st.lists(sets_of(of, 1), min_size=1, max_size=3), max_size=5))
    forbidden = [Forbidden(n, sets) for n, each in enumerate(owned) for sets in each]
    forbidden += [
        Forbidden(None, sets) for sets in draw(st.lists(sets_of(of, min(2, len(of))), max_size=2))
    ]
    forbidden = [item for item in forbidden if item.rule != ()]
    return Space(of, tuple(forbidden), len(owned), tuple((n,) for n in range(len(of))))


@contextmanager
def choosing(*, first: bool) -> Iterator[None]:
    """Some variables are chosen before any table is made: ``first`` also where it does not pay."""
    with pytest.MonkeyPatch.context() as patch:
        if first:
            patch.setattr("planner.analysis.engine.conditioning._SMALL", 3)
            patch.setattr("planner.analysis.engine.conditioning._PAYS", 10.0)
        yield


def free_factor(space: Space, joined: set[int], left: Domains) -> int:
    """The weights of the variables that stand in no part, multiplied."""
    return prod(space.variables[n].weigh(mask) for n, mask in enumerate(left) if n not in joined)


@made
@given(data=st.data())
def test_tables_count_every_value(data: st.DataObject) -> None:
    """What is in any domains, and each value besides the others."""
    space = data.draw(spaces_of_bans())
    domains = data.draw(domains_in(space))
    simple = prepare(space.prohibitions, space.everything, space.variables, a_watch())
    left = tuple(a & b for a, b in zip(domains, simple.domains, strict=True))
    with choosing(first=data.draw(st.booleans())):
        tables = [Tables(part, a_watch()) for part in simple.parts]
    free = free_factor(space, {n for part in simple.parts for n in part.variables}, left)
    assert prod(each.count(left, a_watch()) for each in tables) * free == counted(space, domains)
    for each in tables:
        others = free * prod(t.count(left, a_watch()) for t in tables if t is not each)
        for variable, counts in each.value_counts(left, a_watch()).items():
            for value, count in enumerate(counts):
                chosen = (*domains[:variable], 1 << value, *domains[variable + 1 :])
                assert count * others == counted(space, chosen)


@made
@given(data=st.data())
def test_tables_know_what_each_owner_closes_alone(data: st.DataObject) -> None:
    """Also owners with bans in several tables, owners that share bans, and what is free."""
    space = data.draw(spaces_of_bans())
    domains = data.draw(domains_in(space))
    groups = [
        [item.rule for item in space.forbidden if item.owner == n] for n in range(space.owners)
    ]
    grouped = Grouped.of(groups, space.bounds, space.variables, domains, a_watch())
    assume(all(rule != () for rules in (*grouped.groups, grouped.always) for rule in rules))
    with choosing(first=data.draw(st.booleans())):
        found = tabled_alone(grouped, domains, a_watch())
    assert found.open == counted(space, domains)
    for n in range(space.owners):
        assert found.closed[n] == counted(space, domains, space.without([n])) - found.open


@made
@given(space=spaces_of_bans(), seed=st.integers(0, 100), first=st.booleans())
def test_what_is_drawn_is_open(space: Space, seed: int, *, first: bool) -> None:
    """One scenario of each part, judged by all bans."""
    simple = prepare(space.prohibitions, space.everything, space.variables, a_watch())
    assume(all(simple.domains))
    into = {n: mask.bit_length() - 1 for n, mask in enumerate(simple.domains)}
    for part in simple.parts:
        with choosing(first=first):
            sampler = Tables(part, a_watch()).sampler(simple.domains, a_watch())
        if not sampler.count:
            return
        sampler.draw(Random(seed), into)
    values = [into[n] for n in range(len(space.variables))]
    assert not any(broken(rule, values) for rule in space.prohibitions)


@pytest.mark.parametrize("first", [False, True])
def test_each_open_scenario_is_drawn_as_often_as_any_other(*, first: bool) -> None:
    """By weight: a value that stands for three comes three times as often."""
    bans: list[Sets] = [((0, 1), (1, 1)), ((1, 2), (2, 2)), ((0, 2), (2, 1))]
    space = Space.forbidding([Variable((1, 3)), Variable.of(2), Variable.of(2)], bans)
    simple = prepare(space.prohibitions, space.everything, space.variables, a_watch())
    (part,) = simple.parts
    with choosing(first=first):
        sampler = Tables(part, a_watch()).sampler(simple.domains, a_watch())
    weight = {
        values: space.variables[0].weights[values[0]]
        for values in scenarios(space.everything)
        if not any(broken(ban, values) for ban in bans)
    }
    assert sampler.count == sum(weight.values())
    random, drawn = Random(7), Tally[tuple[int, ...]]()
    for _ in range(2_000):
        into: dict[int, int] = {}
        sampler.draw(random, into)
        drawn[tuple(into[n] for n in range(3))] += 1
    assert set(drawn) == set(weight)
    for values, times in drawn.items():
        assert abs(times / 2_000 - weight[values] / sampler.count) < 0.05


@made
@given(st.lists(st.integers(0, 2**300), min_size=1, max_size=4))
def test_numbers_come_back_from_their_remainders(numbers: list[int]) -> None:
    """Whatever their size."""
    primes = primes_beyond(max(numbers))
    assert len(set(primes)) == len(primes)
    assert whole([[float(n % prime) for n in numbers] for prime in primes], primes) == numbers


@pytest.mark.parametrize(
    ("family", "size", "count"),
    [
        # As ganak counts them.
        ("chapters", 2, 3626303235156903686064150249122941929553789952),
        ("hubs", 2, 4932453840662082345287286784),
        ("timetable", 2, 4120800082071815759),
        ("grid", 1, 7843699568407833706951),
    ],
)
def test_large_talks_are_counted_as_others_count_them(family: str, size: int, count: int) -> None:
    """Chapters with bridges of 96 issues, three parties with hubs of 50, steps, districts."""
    space = Groundwork(Premises(talks(family, size), Reading.STRICT)).space
    assert Counter(space).count(space.everything, a_watch()) == count


def test_what_is_too_much_is_said_before_any_table_is_made() -> None:
    """Tightly knit lines on three issues each: no order of taking them out is narrow."""
    space = Groundwork(Premises(talks("nearly closed", 2), Reading.STRICT)).space
    simple = prepare(space.prohibitions, space.everything, space.variables, a_watch())
    with pytest.raises(LimitReachedError, match="TABLES"):
        [Tables(part, a_watch()) for part in simple.parts]


@made
@given(spaces())
def test_rules_that_are_no_bans_are_left_to_others(space: Space) -> None:
    """Tables refuse such a part; what counts it is another way."""
    simple = prepare(space.prohibitions, space.everything, space.variables, a_watch())
    for part in simple.parts:
        if part.rules:
            with pytest.raises(LimitReachedError, match="TABLES_OF_OTHER_RULES"):
                Tables(part, a_watch())


def test_tables_that_will_be_too_many_are_given_up_after_a_tenth_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was looked at tells what the rest comes to, where no choice does better than another.

    Random lines have no hubs: half a second was spent on planning what a diagram then counted.
    """
    premises = Premises(sparse(20, 4, 100, 0, size=(1, 1)), Reading.FIRM)
    space = Groundwork(premises).space
    prepared = prepare(space.prohibitions, space.everything, space.variables, a_watch())
    part = max(prepared.parts, key=lambda part: len(part.variables))
    spent: list[float] = []
    look_ahead = conditioning._Planning._look_ahead

    def looked_ahead(planning: conditioning._Planning, share: float) -> None:
        spent.append(planning._spent / planning._most)
        look_ahead(planning, share)

    monkeypatch.setattr(conditioning._Planning, "_look_ahead", looked_ahead)
    with pytest.raises(LimitReachedError, match="TABLES_IN_ALL"):
        Tables(part, a_watch().within(nodes=100_000))
    assert spent[-1] < 0.2
