"""A case lowered once: issues to variables whose values have weights, conditions to masks of these.

* An issue of which one option holds is a variable with a value for each option.
* One of which several may hold is a variable for each option, with a value for "no" and one for
  "yes".
* A number is a variable with a value for each stretch that no rule tells apart. That value weighs
  as many scenarios as the stretch holds.

Each variable of an issue that need not apply has one value more, the last, which all of them take
together. Whoever works on the numbers, the checker and the analysis, starts here and turns back
into ids here; :mod:`planner.check.lowering` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import lcm, prod
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from planner.by_fields import Compared, Printed
from planner.model.conditions import Condition, Pick, Term
from planner.model.red_lines import RedLine

if TYPE_CHECKING:
    from decimal import Decimal

    from planner.model.points import Points

__all__ = [
    "DOES_NOT_APPLY",
    "Always",
    "Each",
    "IssueValues",
    "Lowered",
    "Pair",
    "Pattern",
    "Sets",
    "Shortfall",
    "Variable",
    "named_in",
]

DOES_NOT_APPLY = "-"
"""The name of the value that an issue takes where it does not apply."""

Pair = tuple[int, int]
"""A variable, and a mask of values of which it takes one."""
Sets = tuple[Pair, ...]
"""(variable, mask of values) pairs by ascending variable: true where all of them hold.

No mask is empty and none holds all values of its variable.
"""


@frozen(eq=False, repr=False)
class Variable(Compared):
    """What takes one of some values: an issue, or one of its options that may hold or not.

    ``names`` says what each value stands for: the id of an option, a stretch as ``FROM..TO``,
    :data:`DOES_NOT_APPLY`, or nothing where an option does not hold. ``weights`` says for how many
    scenarios it counts.
    """

    issue: str
    names: tuple[str, ...]
    weights: tuple[int, ...]

    @property
    def everything(self) -> int:
        """The mask of all values."""
        return (1 << len(self.names)) - 1


@frozen(eq=False, repr=False)
class Each(Compared):
    """True where each alternative is met, by any of its (variable, mask) pairs."""

    alternatives: tuple[Sets, ...]


@frozen(eq=False, repr=False)
class Shortfall(Compared):
    """True where the points of the values taken come to less than ``minimum``.

    ``points`` holds whole numbers for each value of each variable that gives any, by ascending
    variable. ``scale`` of them are one point of the case.
    """

    points: tuple[tuple[int, tuple[int, ...]], ...]
    minimum: int
    scale: int = field(default=1, eq=False)


Pattern = Sets | Each | Shortfall
"""What may be true of a scenario: that a line is crossed, that it is none at all."""

_MOST_SETS = 64
"""The most sets that are written out where one :class:`Each` says the same."""


def named_in(pattern: Pattern) -> set[int]:
    """The variables on which it depends whether the pattern is true."""
    match pattern:
        case Each():
            return {variable for pairs in pattern.alternatives for variable, _ in pairs}
        case Shortfall():
            return {variable for variable, _ in pattern.points}
    return {variable for variable, _ in pattern}


@frozen(repr=False, eq=False)
class IssueValues(Printed):
    """The variables of one issue, and what their values mean.

    ``options`` holds by id the variable, and the value as a mask, in which an option holds;
    ``stretches`` the first and last numbers of each value of a number. ``away`` is the mask of the
    value in which the issue does not apply, 0 where it always does. Of ``several`` options
    ``at_least`` so many must hold.
    """

    group: tuple[int, ...]
    everything: int
    away: int
    options: Mapping[str, Pair]
    stretches: Sequence[tuple[int, int]] = ()
    several: bool = False
    at_least: int = 0

    @property
    def applies(self) -> Pair:
        """The values in which the issue applies."""
        return self.group[0], self.everything & ~self.away

    def choice(self, pick: Pick) -> Sets:
        """What choosing that leaves of the variables; the issue may still turn out not to apply.

        Fewer options than must hold leave the others free. Raises ``KeyError`` for a pick that the
        issue does not know.
        """
        match pick:
            case str() if not self.several:
                variable, mask = self.options[pick]
                return ((variable, mask | self.away),)
            case tuple() if self.several:
                held = {self.options[option] for option in pick}
                if len(pick) < self.at_least:
                    return tuple((v, yes | self.away) for v, yes in sorted(held))
                return tuple(
                    (v, (yes if (v, yes) in held else self.everything & ~yes) | self.away)
                    for v, yes in self.options.values()
                )
            case int():
                return ((self.group[0], 1 << self.stretch(pick) | self.away),)
        raise KeyError(pick)

    def stretch(self, value: int) -> int:
        """Which stretch of a number holds the value. Raises ``KeyError``."""
        for n, (first, last) in enumerate(self.stretches):
            if first <= value <= last:
                return n
        raise KeyError(value)

    def met_by(self, condition: Condition) -> Iterable[Iterable[Pair]]:
        """What must be met for the condition to be true, each by any of its pairs."""
        if condition.any:
            masks: dict[int, int] = {}
            for option in condition.any:
                variable, mask = self.options[option]
                masks[variable] = masks.get(variable, 0) | mask
            yield masks.items()
        for option in condition.all:
            yield (self.options[option],)
        for option in condition.none:
            variable, mask = self.options[option]
            yield ((variable, self.everything & ~mask),)
        if condition.at_from is not None or condition.below is not None:
            yield ((self.group[0], self._within(condition.at_from, condition.below)),)
        if condition.applies is not None:
            variable, mask = self.applies
            yield ((variable, mask if condition.applies else self.away),)

    def _within(self, at_from: int | None, below: int | None) -> int:
        return sum(
            1 << n
            for n, (first, last) in enumerate(self.stretches)
            if (at_from is None or first >= at_from) and (below is None or last < below)
        )


class Always(NamedTuple):
    """What no scenario can come to on one issue.

    ``applying`` is about whether it should apply, ``together`` about its applying as a whole, and
    ``bounds`` about how many options hold.
    """

    applying: tuple[Pattern, ...] = ()
    together: tuple[Pattern, ...] = ()
    bounds: tuple[Pattern, ...] = ()


@frozen(eq=False, repr=False)
class Lowered(Compared):
    """A case in numbers.

    ``groups`` holds the variables of each issue by its id, in the case's order. ``always`` is what
    no scenario can come to, whatever anyone says: which issues apply and how many options hold;
    ``always_of`` holds the part of it that is about each issue, where there is any. Completions of
    a partial scenario obey it, but no coherence rule, since a rule only says of a scenario that it
    contradicts itself.
    """

    variables: tuple[Variable, ...]
    issues: Mapping[str, IssueValues] = field(eq=False)
    always_of: Mapping[str, Always] = field(factory=dict)
    groups: Mapping[str, tuple[int, ...]] = field(init=False)
    always: tuple[Pattern, ...] = field(init=False, eq=False)
    _everything: tuple[int, ...] = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        groups = {issue: values.group for issue, values in self.issues.items()}
        object.__setattr__(self, "groups", groups)
        every = (
            pattern for always in self.always_of.values() for part in always for pattern in part
        )
        object.__setattr__(self, "always", tuple(every))
        everything = tuple(variable.everything for variable in self.variables)
        object.__setattr__(self, "_everything", everything)

    def choice(self, issue: str, pick: Pick) -> Sets:
        """What choosing that leaves of the issue's variables. Raises ``KeyError``."""
        return self.issues[issue].choice(pick)

    def crossed(self, line: RedLine) -> tuple[Pattern, ...]:
        """What crosses the line: any of these."""
        if line.points is not None:
            return (self._shortfall(line.points, line.points.minimum),)
        return self.patterns(line.crossed_when)

    def contested(self, line: RedLine) -> tuple[Pattern, ...]:
        """What leaves the line contested, unless something crosses it: any of these."""
        if line.points is None:
            return self.patterns(line.contested_when)
        below = line.points.contested_below
        return () if below is None else (self._shortfall(line.points, below),)

    def patterns(self, condition: Iterable[Term]) -> tuple[Pattern, ...]:
        """A condition as patterns of which any makes it true: few of them, whatever it names."""
        found: dict[Pattern, None] = {}
        for term in condition:
            if (plain := self._plain(term)) is not None:
                found[plain] = None
                continue
            alternatives = self._alternatives(term)
            if alternatives is None:
                continue
            if prod(map(len, alternatives)) > _MOST_SETS:
                found[Each(tuple(alternatives))] = None
            else:
                found.update(dict.fromkeys(_products(alternatives)))
        return tuple(found)

    def terms(self, condition: Iterable[Term]) -> tuple[Sets, ...]:
        """A condition as the sets of which any makes it true, each once.

        What restricts nothing is left out, and so is what can never be true: no sets at all are
        never true, sets without a pair always.
        """
        found: dict[Sets, None] = {}
        for term in condition:
            if (plain := self._plain(term)) is not None:
                found[plain] = None
                continue
            alternatives = self._alternatives(term)
            if alternatives is not None:
                found.update(dict.fromkeys(_products(alternatives)))
        return tuple(found)

    def _plain(self, term: Term) -> Sets | None:
        """The one set of a term that only asks for options, each on an issue of one variable.

        Nearly all terms are such, and the first answer waits for all of them. ``None`` for others,
        and for those that nothing can meet.
        """
        masks: dict[int, int] = {}
        issues, everything = self.issues, self._everything
        for asked in term.conditions:
            values = issues[asked.issue]
            if values.several or not asked.is_any_alone:
                return None
            options = values.options
            mask = 0
            for option in asked.any:
                mask |= options[option][1]
            variable = values.group[0]
            if mask != everything[variable]:
                masks[variable] = mask & masks.get(variable, mask)
        return tuple(sorted(masks.items())) if all(masks.values()) else None

    def _alternatives(self, term: Term) -> list[Sets] | None:
        """What must be met for the term to be true, each by any of its pairs; ``None`` if never."""
        found: list[Sets] = []
        for condition in term.conditions:
            for pairs in self.issues[condition.issue].met_by(condition):
                possible = tuple((v, mask) for v, mask in pairs if mask)
                if not possible:
                    return None
                if all(mask != self._everything[v] for v, mask in possible):
                    found.append(possible)
        return found

    def _shortfall(self, line: Points, minimum: Decimal) -> Shortfall:
        scale = _scale(line)
        points: dict[int, list[int]] = {}
        for issue, of_options in line.of_options.items():
            for option, given in of_options.items():
                variable, mask = self.issues[issue].options[option]
                of_values = points.setdefault(variable, [0] * len(self.variables[variable].names))
                of_values[mask.bit_length() - 1] = _whole(given, scale)
        for issue, steps in line.steps.items():
            values = self.issues[issue]
            of_values = [0] * values.everything.bit_length()
            for n, (first, _) in enumerate(values.stretches):
                reached = [given for start, given in steps if start <= first]
                of_values[n] = _whole(reached[-1], scale) if reached else 0
            points[values.group[0]] = of_values
        given_by = tuple((variable, tuple(values)) for variable, values in sorted(points.items()))
        return Shortfall(given_by, _whole(minimum, scale), scale)


def _products(alternatives: Iterable[Sets]) -> Iterable[Sets]:
    """The sets that meet each alternative by one of its pairs."""
    for chosen in product(*alternatives):
        masks: dict[int, int] = {}
        for variable, mask in chosen:
            masks[variable] = mask & masks.get(variable, mask)
        if all(masks.values()):
            yield tuple(sorted(masks.items()))


def _scale(line: Points) -> int:
    """The least number by which all points of the line become whole."""
    given = [line.minimum, *(point for of in line.of_options.values() for point in of.values())]
    given += [point for steps in line.steps.values() for _, point in steps]
    if line.contested_below is not None:
        given.append(line.contested_below)
    return lcm(*(point.as_integer_ratio()[1] for point in given))


def _whole(points: Decimal, scale: int) -> int:
    numerator, denominator = points.as_integer_ratio()
    return numerator * (scale // denominator)
