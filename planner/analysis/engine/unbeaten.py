"""The points that no other scenario's beat: those of all scenarios, by a pass over their graphs.

One scenario beats another where it has at least as many of each kind of points, and more of one. A
label is what some scenarios of a part have in common: their points, how many they are and the first
of them. Whatever completes a label completes every other of its node as well, and so a label that
another one beats there never has to be looked at again. What minimums ask for can be seen last:
what beats a scenario meets every minimum that this one meets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from attrs import frozen

from planner.analysis.engine.graph import Graph
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import Prepared
from planner.analysis.engine.rules import bits
from planner.analysis.engine.space import Variable
from planner.by_fields import Compared

__all__ = ["Given", "Unbeaten", "unbeaten"]

_Points = tuple[int, ...]

_Labels = dict[_Points, tuple[int, int]]
"""By points: how many scenarios have them, and the first, packed into one number."""

_LOOK_EVERY = 1 << 8


@frozen(eq=False, repr=False)
class Unbeaten(Compared):
    """Points that no other scenario's beat.

    ``scenarios`` have just these; ``values`` is the first of them, in the order of the variables
    and their values.
    """

    scenarios: int
    values: tuple[int, ...]


@frozen(eq=False, repr=False)
class Given(Compared):
    """The points that are given: for each kind those of each value of the variables, and a minimum.

    A variable that is not named gives none.
    """

    points: tuple[Mapping[int, Sequence[int]], ...]
    minimums: tuple[int, ...]


def unbeaten(
    prepared: Prepared,
    graphs: Sequence[Graph],
    variables: Sequence[Variable],
    given: Given,
    watch: Watch,
) -> list[Unbeaten]:
    """All points that meet the minimums and that no other scenario's beat.

    ``graphs`` hold the parts of what is prepared. They stand in the order of the first scenario of
    each. Raises ``LimitReachedError``.
    """
    if not all(prepared.domains):
        return []
    run = _Run(prepared, variables, given.points, watch)
    joined = {variable for graph in graphs for variable in graph.part.variables}
    free = [n for n in range(len(variables)) if n not in joined]
    factors = [run.of_value(n, prepared.domains[n]) for n in free]
    factors += [graph.folded(run, watch) for graph in graphs]
    found = run.together(factors, given.minimums)
    return [
        Unbeaten(scenarios, run.unpacked(first))
        for scenarios, first in sorted(found.values(), key=lambda made: made[1])
    ]


class _Run:
    """What all labels of one question are made by."""

    def __init__(
        self,
        prepared: Prepared,
        variables: Sequence[Variable],
        points: Sequence[Mapping[int, Sequence[int]]],
        watch: Watch,
    ) -> None:
        self._domains = prepared.domains
        self._variables = variables
        self._points = points
        self._watch = watch
        self._kinds = len(points)
        self.nothing_left: _Labels = {(0,) * self._kinds: (1, 0)}
        self.none: _Labels = {}
        self._shifts = [0] * len(variables)
        width = 0
        for n in reversed(range(len(variables))):
            self._shifts[n] = width
            width += len(variables[n].weights).bit_length()

    def of_value(self, variable: int, mask: int) -> _Labels:
        """The labels of the values of one variable."""
        found: _Labels = {}
        for value in bits(mask):
            met = tuple([p[variable][value] if variable in p else 0 for p in self._points])
            _put(
                found,
                met,
                self._variables[variable].weights[value],
                value << self._shifts[variable],
            )
        return self._kept(found)

    def choice(self, part: Part, position: int, below: Sequence[_Labels]) -> _Labels:
        """The labels of a node that chooses on a variable."""
        variable = part.variables[position]
        found: _Labels = {}
        # Classes that lead to the same are one: their values are compared before all else.
        masks: dict[int, int] = {}
        labels: dict[int, _Labels] = {}
        for members, after in zip(part.classes[position], below, strict=True):
            masks[id(after)] = masks.get(id(after), 0) | members
            labels[id(after)] = after
        for key, mask in masks.items():
            if labels[key]:
                ways = (self.of_value(variable, mask & self._domains[variable]), labels[key])
                for met, (scenarios, first) in self._sum(*ways).items():
                    _put(found, met, scenarios, first)
        return self._kept(found)

    def joint(self, below: Sequence[_Labels]) -> _Labels:
        """The labels of what is independent of each other."""
        return self.together(below, (-inf,) * self._kinds)

    def together(self, factors: Sequence[_Labels], minimums: Sequence[float]) -> _Labels:
        """Likewise, without those that can no longer meet the minimums; the smallest first."""
        factors = sorted(factors, key=len)
        if not all(factors):
            return {}
        best = [tuple(map(max, zip(*labels, strict=True))) for labels in factors]
        rest = [sum(each) for each in zip(*best, strict=True)]
        found = self.nothing_left
        for labels, most in zip(factors, best, strict=True):
            rest = [left - each for left, each in zip(rest, most, strict=True)]
            needed = [least - left for least, left in zip(minimums, rest, strict=True)]
            found = self._kept(
                {
                    met: what
                    for met, what in self._sum(found, labels).items()
                    if all(p >= least for p, least in zip(met, needed, strict=True))
                }
            )
        return found

    def unpacked(self, first: int) -> tuple[int, ...]:
        """The values of all variables."""
        return tuple(
            first >> shift & (1 << len(variable.weights).bit_length()) - 1
            for shift, variable in zip(self._shifts, self._variables, strict=True)
        )

    def _sum(self, one: _Labels, other: _Labels) -> _Labels:
        """Each label of one with each of the other."""
        found: _Labels = {}
        for n, (a, (scenarios, first)) in enumerate(one.items()):
            if not n % _LOOK_EVERY:
                self._watch.check()
                self._watch.check_nodes(len(found))
            for b, (more, second) in other.items():
                met = tuple([x + y for x, y in zip(a, b, strict=True)])
                _put(found, met, scenarios * more, first + second)
        return found

    def _kept(self, labels: _Labels) -> _Labels:
        """The labels that no other one beats."""
        if len(labels) < 2:
            return labels
        kept = _KEPT.get(self._kinds, _among_many)
        return {met: labels[met] for met in kept(sorted(labels, reverse=True), self._watch)}


def _put(into: _Labels, met: _Points, scenarios: int, first: int) -> None:
    known = into.get(met)
    if known is not None:
        scenarios, first = known[0] + scenarios, min(known[1], first)
    into[met] = scenarios, first


def _of_one(ordered: Sequence[_Points], _watch: Watch) -> Iterable[_Points]:
    return ordered[:1]


def _of_two(ordered: Sequence[_Points], _watch: Watch) -> Iterable[_Points]:
    """From the most of the first kind on: each has to have more of the second than all before."""
    most = ordered[0][1] - 1
    for met in ordered:
        if met[1] > most:
            most = met[1]
            yield met


def _of_three(ordered: Sequence[_Points], watch: Watch) -> Iterable[_Points]:
    """Likewise; of all before, a staircase holds the second and third kind that none beats."""
    seconds: list[int] = []  # ascending, and what belongs to them descends
    thirds: list[int] = []
    for n, met in enumerate(ordered):
        if not n % _LOOK_EVERY:
            watch.check()
        _, second, third = met
        at = bisect_left(seconds, second)
        if at < len(seconds) and thirds[at] >= third:
            continue
        yield met
        # The steps that this one covers go.
        end = at + (at < len(seconds) and seconds[at] == second)
        while at and thirds[at - 1] <= third:
            at -= 1
        seconds[at:end] = [second]
        thirds[at:end] = [third]


def _among_many(ordered: Sequence[_Points], watch: Watch) -> Iterable[_Points]:
    """Each is compared with all that were kept before: one subtraction of packed fields."""
    least = [min(each) for each in zip(*ordered, strict=True)]
    most = [max(each) for each in zip(*ordered, strict=True)]
    shifts, guards, width = [], 0, 0
    for low, high in zip(least, most, strict=True):
        shifts.append(width)
        width += (high - low).bit_length() + 1
        guards |= 1 << width - 1
    kept: list[int] = []
    for n, met in enumerate(ordered):
        if not n % _LOOK_EVERY:
            watch.check()
        packed = sum(p - low << by for p, low, by in zip(met, least, shifts, strict=True))
        for n_kept, other in enumerate(kept):
            if other - packed & guards == guards:
                # What beats one is likely to beat others: it comes first.
                kept.insert(0, kept.pop(n_kept))
                break
        else:
            kept.append(packed | guards)
            yield met


_KEPT = {1: _of_one, 2: _of_two, 3: _of_three}
"""What finds, of points in descending order, those that none beats; by the number of kinds."""
