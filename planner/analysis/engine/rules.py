"""What may be forbidden over variables: one face for every rule, and bans on a fast path.

A rule is read variable by variable, in any order, and remembers one whole number, its state. It
says as early as it can that nothing to come breaks it (:data:`SAFE`), or that everything does
(:data:`BROKEN`). A ban is the rule whose state is one bit, alive or not; because most rules are
bans it is no object but a tuple of sets, and whole sets of bans are masks. Every other rule is a
:class:`Rule`:

* :class:`Combination`: each of some alternatives is met, by whichever of its variables.
* :class:`Threshold`: the points of what is chosen come to less than a minimum.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import gcd, prod

from attrs import field, frozen

from planner.by_fields import Compared

__all__ = [
    "BROKEN",
    "SAFE",
    "Combination",
    "Prohibition",
    "Rule",
    "Sets",
    "Threshold",
    "apart",
    "bits",
    "narrowed",
    "reads",
]

Sets = tuple[tuple[int, int], ...]
"""A ban: (variable, mask of values) pairs by ascending variable, forbidden where all hold."""

SAFE = -1
"""The state from which nothing to come breaks the rule."""
BROKEN = -2
"""The state from which everything to come does."""


# Not an ABC, of which the type checker has no need: whether something is a rule or a ban is asked
# again and again, and of an ABC the answer takes several times as long.
class Rule(Compared):
    """Something forbidden; equal rules forbid the same. States are whole numbers from zero."""

    @property
    @abstractmethod
    def variables(self) -> tuple[int, ...]:
        """The variables that it reads, ascending."""

    @property
    @abstractmethod
    def start(self) -> int:
        """The state before any variable is read."""

    @property
    @abstractmethod
    def largest(self) -> int:
        """A number that no state exceeds."""

    @abstractmethod
    def step(self, state: int, variable: int, value: int) -> int:
        """The state once one of its variables is read; to be settled before it is used."""

    @abstractmethod
    def settle(self, state: int, rest: int) -> int:
        """The same state in its simplest form while the variables in ``rest`` (a mask) are unread.

        With nothing left to read that is SAFE or BROKEN: whether the rule is broken.
        """

    @abstractmethod
    def within(self, domains: Sequence[int]) -> Rule | int:
        """The simplest rule that says the same of these domains, or SAFE or BROKEN."""

    @abstractmethod
    def apart(self, variable: int) -> Iterable[int]:
        """Masks of values of the variable; what no mask tells apart the rule does not either."""

    @abstractmethod
    def renamed(self, places: Mapping[int, int], classes: Sequence[Sequence[int]]) -> Rule:
        """The rule on places instead of variables, and on classes instead of values.

        It never tells apart the values of a class; ``classes`` holds those of each place as masks.
        """

    @abstractmethod
    def widened(self, state: int, grain: int, *, strict: bool) -> int:
        """A state that forbids no less (``strict``) or no more: the coarser, the fewer there are.

        Grain 1 changes nothing; with a grain above every state all are one.
        """

    def broken(self, values: Sequence[int]) -> bool:
        """Whether a value for every variable breaks it."""
        state = self.start
        for variable in self.variables:
            state = self.step(state, variable, values[variable])
        return self.settle(state, 0) == BROKEN


Prohibition = Sets | Rule
"""Anything that may be forbidden: a ban without sets forbids everything."""


@frozen(eq=False, repr=False, slots=False)
class Combination(Rule):
    """Forbidden where each of the alternatives is met: one of its variables takes a listed value.

    A ban has one variable an alternative; here an alternative may have several, which as bans would
    be their product. A state is the mask of the alternatives met so far.
    """

    alternatives: tuple[Sets, ...]

    @cached_property
    def variables(self) -> tuple[int, ...]:
        """Those of all alternatives."""
        return tuple(sorted({variable for sets in self.alternatives for variable, _ in sets}))

    @property
    def start(self) -> int:
        """Nothing is met."""
        return 0

    @property
    def largest(self) -> int:
        """Everything is met."""
        return (1 << len(self.alternatives)) - 1

    @property
    def bans(self) -> int:
        """How many bans would say the same."""
        return prod(map(len, self.alternatives))

    def as_bans(self) -> Iterator[Sets]:
        """The bans that say the same."""
        for chosen in product(*self.alternatives):
            masks: dict[int, int] = {}
            for variable, mask in chosen:
                masks[variable] = masks.get(variable, mask) & mask
            if all(masks.values()):
                yield tuple(sorted(masks.items()))

    @cached_property
    def _meets(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """For each variable (mask of values, bit of the alternative that they meet) pairs."""
        found: dict[int, list[tuple[int, int]]] = {}
        for n, sets in enumerate(self.alternatives):
            for variable, mask in sets:
                found.setdefault(variable, []).append((mask, 1 << n))
        return found

    @cached_property
    def _needs(self) -> tuple[int, ...]:
        """The variables of each alternative, as a mask."""
        return tuple(sum(1 << v for v in {v for v, _ in sets}) for sets in self.alternatives)

    def step(self, state: int, variable: int, value: int) -> int:
        """What was met, and what the value meets."""
        for mask, met in self._meets[variable]:
            if mask >> value & 1:
                state |= met
        return state

    def settle(self, state: int, rest: int) -> int:
        """SAFE once an alternative is not met and no variable is left that could meet it."""
        unmet = [need for n, need in enumerate(self._needs) if not state >> n & 1]
        if not unmet:
            return BROKEN
        return state if all(need & rest for need in unmet) else SAFE

    def within(self, domains: Sequence[int]) -> Rule | int:
        """Without the alternatives that every value meets."""
        kept = []
        for sets in self.alternatives:
            left = tuple((v, mask & domains[v]) for v, mask in sets if mask & domains[v])
            if not left:
                return SAFE
            if all(mask != domains[v] for v, mask in left):
                kept.append(left)
        return Combination(tuple(dict.fromkeys(kept))) if kept else BROKEN

    def apart(self, variable: int) -> Iterable[int]:
        """The sets of the alternatives."""
        return [mask for mask, _ in self._meets[variable]]

    def renamed(self, places: Mapping[int, int], classes: Sequence[Sequence[int]]) -> Rule:
        """The same alternatives."""
        return Combination(
            tuple(
                tuple(
                    sorted((places[v], _classes_in(mask, classes[places[v]])) for v, mask in sets)
                )
                for sets in self.alternatives
            )
        )

    def widened(self, state: int, grain: int, *, strict: bool) -> int:
        """Neighbouring alternatives are met together."""
        # A group of neighbouring alternatives is met as soon as one is, or only once all are.
        width = grain.bit_length() - 1
        if width <= 0:
            return state
        if width >= len(self.alternatives):
            return self.largest if strict else 0
        group = (1 << width) - 1
        found = 0
        for first in range(0, len(self.alternatives), width):
            whole = group & ((1 << len(self.alternatives) - first) - 1)
            met = state >> first & whole
            if met == whole or (strict and met):
                found |= whole << first
        return found


@frozen(eq=False, repr=False, slots=False)
class Threshold(Rule):
    """Forbidden where the points of what is chosen come to less than ``minimum``.

    ``points`` holds whole numbers for each value of each variable that gives any, ascending by
    variable. A state is what is missing yet beyond the least that each variable gives: it never
    grows, and nothing missing is SAFE.
    """

    points: tuple[tuple[int, tuple[int, ...]], ...]
    minimum: int
    _best: dict[int, int] = field(factory=dict, init=False, eq=False, repr=False)
    """The most that the variables of a mask can add: asked often, for few masks."""

    @cached_property
    def variables(self) -> tuple[int, ...]:
        """Those that give points."""
        return tuple(variable for variable, _ in self.points)

    @cached_property
    def gains(self) -> Mapping[int, tuple[int, ...]]:
        """For each variable what each value gives beyond the least of them."""
        return {v: tuple(p - min(points) for p in points) for v, points in self.points}

    @cached_property
    def start(self) -> int:
        """All that is missing beyond the least that the variables give."""
        return max(0, self.minimum - sum(min(points) for _, points in self.points))

    @property
    def largest(self) -> int:
        """What is missing at the start."""
        return self.start

    def step(self, state: int, variable: int, value: int) -> int:
        """What is missing then."""
        return state - self.gains[variable][value]

    def settle(self, state: int, rest: int) -> int:
        """BROKEN once more is missing than the rest can give."""
        if state <= 0:
            return SAFE
        best = self._best.get(rest)
        if best is None:
            best = self._best[rest] = sum(
                max(gains) for v, gains in self.gains.items() if rest >> v & 1
            )
        return BROKEN if state > best else state

    def within(self, domains: Sequence[int]) -> Rule | int:
        """In the smallest whole numbers, without variables that give the same anyway."""
        missing = self.minimum
        gains: list[tuple[int, list[int]]] = []
        for variable, points in self.points:
            here = [points[value] for value in bits(domains[variable])]
            least = min(here)
            missing -= least
            if max(here) > least:
                inside = [
                    p - least if domains[variable] >> n & 1 else 0 for n, p in enumerate(points)
                ]
                gains.append((variable, inside))
        if missing <= 0:
            return SAFE
        if sum(max(inside) for _, inside in gains) < missing:
            return BROKEN
        step = gcd(*(gain for _, inside in gains for gain in inside))
        missing = -(-missing // step)
        return Threshold(
            tuple((v, tuple(min(g // step, missing) for g in inside)) for v, inside in gains),
            missing,
        )

    def apart(self, variable: int) -> Iterable[int]:
        """The values that give the same."""
        masks: dict[int, int] = {}
        for value, gain in enumerate(self.gains[variable]):
            masks[gain] = masks.get(gain, 0) | 1 << value
        return masks.values()

    def renamed(self, places: Mapping[int, int], classes: Sequence[Sequence[int]]) -> Rule:
        """Each class gives what each of its values gives."""
        return Threshold(
            tuple(
                sorted(
                    (
                        places[variable],
                        tuple(
                            points[(members & -members).bit_length() - 1]
                            for members in classes[places[variable]]
                        ),
                    )
                    for variable, points in self.points
                )
            ),
            self.minimum,
        )

    def widened(self, state: int, grain: int, *, strict: bool) -> int:
        """A multiple of the grain."""
        if strict:
            return min(-(-state // grain) * grain, self.start)
        return state // grain * grain or SAFE


def _classes_in(mask: int, classes: Sequence[int]) -> int:
    return sum(1 << k for k, members in enumerate(classes) if members & mask)


def apart(forbidden: Prohibition) -> Sets:
    """(variable, mask) pairs: the values that the rule tells apart from all others."""
    if not isinstance(forbidden, Rule):
        return forbidden
    return tuple(
        [(variable, mask) for variable in forbidden.variables for mask in forbidden.apart(variable)]
    )


def reads(rule: Prohibition | None) -> tuple[int, ...]:
    """The variables of a rule, ascending; none of no rule."""
    if rule is None:
        return ()
    return rule.variables if isinstance(rule, Rule) else tuple([v for v, _ in rule])


def narrowed(rule: Prohibition, domains: Sequence[int]) -> Prohibition | None:
    """The rule within the domains; ``None`` where nothing there breaks it."""
    if isinstance(rule, Rule):
        within = rule.within(domains)
        if isinstance(within, Rule):
            return within
        return () if within == BROKEN else None
    found: list[tuple[int, int]] = []
    for variable, mask in rule:
        kept = mask & domains[variable]
        if not kept:
            return None
        if kept != domains[variable]:
            found.append((variable, kept))
    return tuple(found)


def bits(mask: int) -> Iterator[int]:
    """The positions of the ones, ascending."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
