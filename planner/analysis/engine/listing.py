"""Compiling a part by listing what is open: for parts that lines leave nearly closed.

The solver gives one open scenario after another, each made as large a box as nothing forbids, and
forbidden once it is known, until it proves that there is none left. Where few are left that is
quick however large the part is; all questions are answered from the boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import accumulate
from math import prod
from operator import and_, or_

from planner.analysis.engine.boxes import MOST_LISTED, Box, Boxes
from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import Prohibition, bits
from planner.analysis.engine.satisfiability import Literals, Solver
from planner.analysis.engine.space import Forbidden, Space, Variable

__all__ = ["Listing", "listed"]

_MOST_SCENARIOS = 1 << 20
"""Who finds more open scenarios than these (classes of values for every variable) gives up."""


def listed(part: Part, watch: Watch, most: int = MOST_LISTED) -> Boxes:
    """Compile a part of at most ``most`` boxes of open scenarios.

    Raises ``LimitReachedError`` where there are more, past the time and once cancelled.
    """
    return Listing(part).boxes(watch, most)


class Listing:
    """The open scenarios of a part, as far as they are known: what a limit stopped goes on."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._found: list[Box] = []
        self._scenarios = 0
        self._literals = Literals(_space_of(part))
        self._solver: Solver | None = None
        self._widening = _Widening(part)

    @property
    def goes_on(self) -> bool:
        """Whether it was begun, and is not known to be too long."""
        return len(self._found) > 0 and not self._too_long(MOST_LISTED)

    def boxes(self, watch: Watch, most: int = MOST_LISTED) -> Boxes:
        """The part compiled once all are known. Raises as :func:`listed` does."""
        while not self._too_long(most) and self._next(watch):
            watch.check_nodes(len(self._found) * len(self._part.variables))
        if self._too_long(most):
            raise LimitReachedError(Stopped(TooMuch.SCENARIOS, (self._scenarios - 1,)))
        return Boxes(self._part, self._found)

    def _too_long(self, most: int) -> bool:
        return len(self._found) > most or self._scenarios > _MOST_SCENARIOS

    def _next(self, watch: Watch) -> bool:
        """Whether there is one more box."""
        literals = self._literals
        if self._solver is None:
            self._solver = literals.solver(watch, guarded=False)
        if not self._solver.solve((), watch):
            return False
        box = self._widening.widened(literals.chosen(self._solver))
        self._solver.add(list(self._outside(box)))
        self._widening.forbid(box)
        self._found.append(box)
        self._scenarios += prod(map(int.bit_count, box))
        return True

    def _outside(self, box: Box) -> Iterator[int]:
        """Literals of which any says that a scenario is not in the box."""
        literals = self._literals
        for n, mask in enumerate(box):
            if mask.bit_count() == 1:
                yield -literals.value(n, mask.bit_length() - 1)
            else:
                others = literals.space.everything[n] & ~mask
                yield from (literals.value(n, value) for value in bits(others))


class _Widening:
    """Makes boxes of scenarios: bans are bits of masks, and a box is open once none is left."""

    def __init__(self, part: Part) -> None:
        self._bans = len(part.bans)
        self._fixed = {position for rule in part.rules for position in rule.variables}
        """What other rules read stays as it is."""
        naming: list[dict[int, int]] = [{} for _ in part.classes]  # many name the same classes
        for n, ban in enumerate(part.bans):
            for position, mask in ban:
                naming[position][mask] = naming[position].get(mask, 0) | 1 << n
        everything = (1 << self._bans) - 1
        self._living = []
        """For each position and class the bans that it leaves alive."""
        for classes, by_mask in zip(part.classes, naming, strict=True):
            unread = everything & ~reduce(or_, by_mask.values(), 0)
            living = [unread] * len(classes)
            for mask, bans in by_mask.items():
                for k in bits(mask):
                    living[k] |= bans
            self._living.append(living)

    def forbid(self, box: Box) -> None:
        """No other box may hold any of this one."""
        bit = 1 << self._bans
        self._bans += 1
        for living, mask in zip(self._living, box, strict=True):
            for k in bits(mask):
                living[k] |= bit

    def widened(self, scenario: list[int]) -> Box:
        """A box around an open scenario that cannot be made larger."""
        everything = (1 << self._bans) - 1
        alone = [living[k] for living, k in zip(self._living, scenario, strict=True)]
        after = list(accumulate(reversed(alone), and_, initial=everything))
        before = everything
        box = []
        for position, (living, value) in enumerate(zip(self._living, scenario, strict=True)):
            others = before & after[-2 - position]
            mask, left = 1 << value, living[value]
            if position not in self._fixed:
                for k, kept in enumerate(living):
                    if not others & kept:
                        mask |= 1 << k
                        left |= kept
            box.append(mask)
            before &= left
        return tuple(box)


def _space_of(part: Part) -> Space:
    """The part as a space of its own: a variable for each position, a value for each class."""
    sizes = [len(classes) for classes in part.classes]
    rules: list[Prohibition] = [*part.bans, *part.rules]
    return Space(
        tuple(map(Variable.of, sizes)),
        tuple(Forbidden(None, rule) for rule in rules),
        0,
        tuple((n,) for n in range(len(sizes))),
    )
