"""One algorithm for three questions about completions: is there any, how many, how many points.

Variables are taken one after the other. What later variables need to know about the earlier ones is
kept in a state, and ways to the same state are added up:

* by "or", for whether there is any,
* by sums of products, for how many there are,
* by the least and the greatest of sums, for points.

Work and memory grow with the number of states: with how entangled the patterns are, and not with
how many scenarios there are. Bounds on how many options hold, for instance, need one number.

This is nonserial dynamic programming (U. Bertelè and F. Brioschi, "Nonserial Dynamic Programming",
1972), known as bucket elimination for such ways to add up (R. Dechter, "Bucket elimination: a
unifying framework for reasoning", Artificial Intelligence 113, 1999, pages 41-85), in a fixed order
of the variables; whether there is any is searched depth first, since one is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add, mul
from typing import TypeVar

from planner.check.reduction import Domains, reduced, values_in, without_needless
from planner.check.variables import Each, Pattern, Sets, Shortfall, named_in

__all__ = ["any_completion", "completion_count", "in_good_order", "least_and_most"]

_T = TypeVar("_T")

Reach = tuple[int, int]
"""The least and the most points."""

_State = tuple[int, ...]
"""One bit a pattern or an alternative of one, then the points of each shortfall so far."""


def any_completion(domains: Domains, forbidden: Iterable[Pattern], order: Sequence[int]) -> bool:
    """Whether the variables can take values of which no forbidden pattern is true."""
    space = without_needless(domains, forbidden)
    return space is not None and all(part.is_possible() for part in _parts(*space, order))


def completion_count(
    domains: Domains,
    forbidden: Iterable[Pattern],
    order: Sequence[int],
    weights: Sequence[Sequence[int]],
) -> int:
    """How many scenarios those values stand for, each value as many as it weighs."""
    space = reduced(domains, forbidden)
    if space is None:
        return 0
    domains, patterns = space
    parts = _parts(domains, patterns, order)
    count = 1
    for part in parts:
        count *= part.total(dict(enumerate(weights)), add, mul, 1) or 0
    for variable in set(range(len(domains))).difference(*(part.variables for part in parts)):
        count *= sum(weights[variable][value] for value in values_in(domains[variable]))
    return count


def least_and_most(
    domains: Domains,
    forbidden: Iterable[Pattern],
    order: Sequence[int],
    points: Mapping[int, Sequence[Reach]],
) -> Reach | None:
    """The least and the most points that those values come to; ``None`` where there are none.

    ``points`` holds the least and most of each value of the variables that give any.
    """
    space = reduced(domains, forbidden)
    if space is None:
        return None
    domains, patterns = space
    parts = _parts(domains, patterns, order)
    found = (0, 0)
    for part in parts:
        reach = part.total(points, _wider, _further, (0, 0))
        if reach is None:
            return None
        found = _further(found, reach)
    for variable in points.keys() - set().union(*(part.variables for part in parts)):
        given = (points[variable][value] for value in values_in(domains[variable]))
        found = _further(found, reduce(_wider, given))
    return found


def _wider(one: Reach, other: Reach) -> Reach:
    return min(one[0], other[0]), max(one[1], other[1])


def _further(one: Reach, other: Reach) -> Reach:
    return one[0] + other[0], one[1] + other[1]


def in_good_order(patterns: Iterable[Pattern], count: int) -> list[int]:
    """All variables, so that few patterns at a time are begun and not finished."""
    named = [named_in(pattern) for pattern in patterns]
    left = [len(variables) for variables in named]
    patterns_of: list[list[int]] = [[] for _ in range(count)]
    for n, variables in enumerate(named):
        for variable in variables:
            patterns_of[variable].append(n)

    def cost(variable: int) -> tuple[int, int]:
        begun = sum(left[n] == len(named[n]) for n in patterns_of[variable])
        finished = sum(left[n] == 1 for n in patterns_of[variable])
        return begun - finished, variable

    order: dict[int, None] = {}
    near: set[int] = set()
    for first in range(count):
        near |= {first} - order.keys()
        while near:
            variable = min(near, key=cost)
            order[variable] = None
            for n in patterns_of[variable]:
                left[n] -= 1
                near.update(named[n])
            near -= order.keys()
    return list(order)


class _Part:
    """Variables that patterns tie together, in the order in which they are taken."""

    def __init__(
        self, variables: Sequence[int], patterns: Sequence[Pattern], domains: Domains
    ) -> None:
        self.variables = variables
        self._domains = domains
        places = {variable: n for n, variable in enumerate(variables)}
        self._bits = [[0] * domains[variable].bit_length() for variable in variables]
        self._ending = [0] * len(variables)
        self._live = [0] * len(variables)
        self._eaches: list[list[tuple[int, int]]] = [[] for _ in variables]
        self._shortfalls = [p for p in patterns if isinstance(p, Shortfall)]
        self._points = [dict(pattern.points) for pattern in self._shortfalls]
        self._rests = [_rests(p, variables, domains) for p in self._shortfalls]
        bit = 1
        for pattern in patterns:
            if isinstance(pattern, Each):
                bit = self._take_each(pattern, places, bit)
            elif not isinstance(pattern, Shortfall):
                bit = self._take_sets(pattern, places, bit)

    def _take_sets(self, pattern: Sets, places: Mapping[int, int], bit: int) -> int:
        """The bit says that a value outside its mask was taken."""
        for variable, mask in pattern:
            bits = self._bits[places[variable]]
            for value in values_in(self._domains[variable] & ~mask):
                bits[value] |= bit
        last = max(places[variable] for variable, _ in pattern)
        self._ending[last] |= bit
        for place in range(last):
            self._live[place] |= bit
        return bit << 1

    def _take_each(self, pattern: Each, places: Mapping[int, int], bit: int) -> int:
        """A bit an alternative says that it is met."""
        every, ends = 0, {}
        for pairs in pattern.alternatives:
            for variable, mask in pairs:
                bits = self._bits[places[variable]]
                for value in values_in(mask):
                    bits[value] |= bit
            ends[bit] = max(places[variable] for variable, _ in pairs)
            every |= bit
            bit <<= 1
        last = max(ends.values())
        for place in range(last + 1):
            over = sum(alternative for alternative, end in ends.items() if end <= place)
            self._eaches[place].append((every, over))
            if place < last:
                self._live[place] |= every
        return bit

    def is_possible(self) -> bool:
        """Whether the variables can take values of which no pattern is true."""
        choices = [set(self._choices(place)) for place in range(len(self.variables))]
        waiting = [(0, self._start)]
        met = set(waiting)
        while waiting:
            place, state = waiting.pop()
            if place == len(choices):
                return True
            for bits, given in choices[place]:
                after = self._after(place, state, bits, given)
                if after is not None and (place + 1, after) not in met:
                    met.add((place + 1, after))
                    waiting.append((place + 1, after))
        return False

    def total(
        self,
        values: Mapping[int, Sequence[_T]],
        plus: Callable[[_T, _T], _T],
        times: Callable[[_T, _T], _T],
        one: _T,
    ) -> _T | None:
        """What all ways of taking values add up to, each the product of what its values give."""
        found = {self._start: one}
        for place, variable in enumerate(self.variables):
            gives = values.get(variable)
            summed: dict[tuple[int, _State], _T] = {}
            for value, choice in zip(
                values_in(self._domains[variable]), self._choices(place), strict=True
            ):
                worth = one if gives is None else gives[value]
                summed[choice] = plus(summed[choice], worth) if choice in summed else worth
            reached: dict[_State, _T] = {}
            for state, total in found.items():
                for (bits, given), worth in summed.items():
                    after = self._after(place, state, bits, given)
                    if after is not None:
                        way = times(total, worth)
                        reached[after] = plus(reached[after], way) if after in reached else way
            found = reached
        return next(iter(found.values()), None)

    @property
    def _start(self) -> _State:
        return (0,) * (1 + len(self._shortfalls))

    def _choices(self, place: int) -> Iterator[tuple[int, _State]]:
        """The bits and the points of each value, in the order of values."""
        variable = self.variables[place]
        of_shortfalls = [points.get(variable) for points in self._points]
        for value in values_in(self._domains[variable]):
            given = tuple(points[value] if points else 0 for points in of_shortfalls)
            yield self._bits[place][value], given

    def _after(self, place: int, state: _State, bits: int, given: _State) -> _State | None:
        """The state after that value; ``None`` where a pattern has come true."""
        seen = state[0] | bits
        if self._ending[place] & ~seen:
            return None
        for every, over in self._eaches[place]:
            met = seen & every
            if met == every:
                return None
            if over & ~met:  # it cannot come true any more
                seen &= ~every
        after = [seen & self._live[place]]
        for so_far, more, pattern, rests in zip(
            state[1:], given, self._shortfalls, self._rests, strict=True
        ):
            least, most = rests[place]
            points = so_far + more
            if points + most < pattern.minimum:
                return None
            after.append(min(points, pattern.minimum - least))  # enough is enough
        return tuple(after)


def _rests(pattern: Shortfall, variables: Iterable[int], domains: Domains) -> list[tuple[int, int]]:
    """The least and most points that the variables after each one can still give."""
    points = dict(pattern.points)
    found = []
    least = most = 0
    for variable in reversed(list(variables)):
        found.append((least, most))
        if variable in points:
            given = [points[variable][value] for value in values_in(domains[variable])]
            least, most = least + min(given), most + max(given)
    return found[::-1]


def _parts(domains: Domains, patterns: Sequence[Pattern], order: Sequence[int]) -> list[_Part]:
    """The variables that patterns tie together, part by part."""
    parts: list[tuple[set[int], list[Pattern]]] = []
    for pattern in patterns:
        variables, members = named_in(pattern), [pattern]
        apart = []
        for part in parts:
            if part[0] & variables:
                variables |= part[0]
                members += part[1]
            else:
                apart.append(part)
        parts = [*apart, (variables, members)]
    return [
        _Part([v for v in order if v in variables], members, domains)
        for variables, members in parts
    ]
