"""Numbers as values of a variable: a long stretch stands as two, one of its numbers and the others.

No rule tells the numbers of a stretch apart, so the one may be any of them: a number that is fixed
is a value that stands for one scenario, whatever its stretch weighs, and nothing is built anew for
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from planner.analysis.engine.rules import Sets, bits
from planner.analysis.engine.space import Variable
from planner.by_fields import Compared
from planner.check.variables import Each, IssueValues, Lowered, Pattern, Shortfall
from planner.model.case import Case, IssueKind

__all__ = ["Numbers", "Stretched"]


@frozen(eq=False, repr=False)
class Numbers(Compared):
    """What the values of a number's variable stand for.

    ``runs`` holds for each value, but that in which the issue does not apply, its numbers;
    ``halves`` for each value of the lowered variable the mask of these. ``away`` is the mask of the
    value in which it does not apply.
    """

    runs: tuple[range, ...]
    halves: tuple[int, ...]
    away: int

    @classmethod
    def of(cls, values: IssueValues, step: int) -> Numbers:
        """Those of the issue that has such values."""
        runs: list[range] = []
        halves = []
        for first, last in values.stretches:
            halves.append((1 if first == last else 3) << len(runs))
            runs.append(range(first, first + 1, step))
            if first != last:
                runs.append(range(first + step, last + 1, step))
        away = 1 << len(runs) if values.away else 0
        if away:
            halves.append(away)
        return cls(tuple(runs), tuple(halves), away)

    @property
    def weights(self) -> tuple[int, ...]:
        """For how many scenarios each value counts."""
        return tuple(map(len, self.runs)) + (1,) * bool(self.away)

    @property
    def others(self) -> int:
        """The mask of the values that stand for the others of a long stretch."""
        return sum(half & half - 1 for half in self.halves)

    def one(self, stretch: int) -> int:
        """The mask of the value that stands for one number of the stretch."""
        return self.halves[stretch] & -self.halves[stretch]

    def nearest(self, value: int, number: int | None) -> int:
        """The number nearest to that one in the stretch of the value; without one the first."""
        whole = next(half for half in self.halves if half >> value & 1)
        held = [self.runs[n] for n in bits(whole)]
        first, last = held[0][0], held[-1][-1]
        if number is None or number < first:
            return first
        return min(number, last)


@frozen(eq=False, repr=False)
class Stretched(Compared):
    """The patterns of a lowered case over variables with such values; ``by_variable`` holds them.

    Where the case has no number with a long stretch, they are what they were.
    """

    by_variable: Mapping[int, Numbers] = field(factory=dict)

    @classmethod
    def of(cls, case: Case, lowered: Lowered) -> Stretched:
        """What becomes of the numbers of the case."""
        return cls(
            {
                lowered.groups[issue.id][0]: Numbers.of(lowered.issues[issue.id], issue.step)
                for issue in case.issues
                if issue.kind is IssueKind.NUMBER
            }
        )

    def variables(self, lowered: Lowered) -> tuple[Variable, ...]:
        """The variables of the space."""
        return tuple(
            Variable(self.by_variable[n].weights if n in self.by_variable else variable.weights)
            for n, variable in enumerate(lowered.variables)
        )

    def pattern(self, pattern: Pattern) -> Pattern:
        """The same pattern over these values."""
        if not self.by_variable:
            return pattern
        if isinstance(pattern, Each):
            return Each(tuple(self.sets(sets) for sets in pattern.alternatives))
        if isinstance(pattern, Shortfall):
            points = ((v, self._of_values(v, given)) for v, given in pattern.points)
            return Shortfall(tuple(points), pattern.minimum, pattern.scale)
        return self.sets(pattern)

    def sets(self, sets: Sets) -> Sets:
        """The same sets over these values."""
        return tuple((v, self.mask(v, mask)) for v, mask in sets)

    def mask(self, variable: int, mask: int) -> int:
        """The same values of a variable."""
        numbers = self.by_variable.get(variable)
        if numbers is None:
            return mask
        return sum(numbers.halves[n] for n in bits(mask))

    def _of_values(self, variable: int, given: Sequence[int]) -> tuple[int, ...]:
        numbers = self.by_variable.get(variable)
        if numbers is None:
            return tuple(given)
        return tuple(_spread(numbers.halves, given))


def _spread(halves: Iterable[int], given: Iterable[int]) -> Iterable[int]:
    for half, points in zip(halves, given, strict=True):
        yield from (points,) * half.bit_count()
