"""The SAT solver, and values and owners as its variables.

Every value of every variable is a literal, exactly one of a variable is true. A ban is a clause:
some variable of it takes a value outside its set; any other rule has a literal for each state of
its layers. In a *guarded* formula each owner has a literal too, its guard, and what it forbids
holds only while the guard is assumed: a refutation then names the owners that matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from planner.analysis.engine.backtracking import Backtracking
from planner.analysis.engine.glucose import Glucose
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.rules import BROKEN, SAFE, Prohibition, Rule, Sets, bits
from planner.analysis.engine.small_first import MOST_VARIABLES, SmallFirst
from planner.analysis.engine.space import Picks, Space
from planner.analysis.engine.trusted import trusted

__all__ = ["Literals", "Solver", "SolverOnce"]

_CLAUSES_A_LOOK = 4096


class Solver:
    """An incremental SAT solver that keeps to a limit. Not to be shared by threads at a time.

    It begins in plain Python where its variables are few. One ``beside`` another goes by the
    library as soon as that one does, for which it is loaded.
    """

    def __init__(
        self,
        clauses: Iterable[Sequence[int]],
        variables: int,
        watch: Watch,
        *,
        beside: Solver | None = None,
    ) -> None:
        watch.check()
        self.variables = variables
        self._sat: Backtracking | Glucose | SmallFirst
        if not trusted().solving:
            self._sat = Backtracking()
        elif variables > MOST_VARIABLES or (beside is not None and beside.by_library):
            self._sat = Glucose()
        else:
            self._sat = SmallFirst()
        # What both say of themselves holds of this.
        self.add = self._sat.add
        self.prefer = self._sat.prefer
        self.solve = self._sat.solve
        self.core = self._sat.core
        for n, clause in enumerate(clauses):
            if not n % _CLAUSES_A_LOOK:
                watch.check()
            self.add(clause)

    @property
    def by_library(self) -> bool:
        """Whether the library answers, and not plain Python."""
        sat = self._sat
        return isinstance(sat, Glucose) or (isinstance(sat, SmallFirst) and sat.by_library)

    def new_variable(self) -> int:
        """A variable that stands in no clause yet."""
        self.variables += 1
        return self.variables

    def true_variables(self, count: int) -> list[int]:
        """Of the first ``count`` variables, those that the last model makes true."""
        return [literal for literal in self._sat.model()[:count] if literal > 0]


class Variables(Protocol):
    """What gives a formula further variables."""

    def new_variable(self) -> int:
        """A variable that stands in no clause yet."""


class _Variables:
    """Further variables without a solver."""

    def __init__(self, taken: int) -> None:
        self._taken = taken

    def new_variable(self) -> int:
        """The next one."""
        self._taken += 1
        return self._taken


class Literals:
    """The variables of a space in a formula: its values first, then the guards of its owners."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._first = [1]
        for size in space.sizes:
            self._first.append(self._first[-1] + size)
        self.value_count = self._first[-1] - 1
        self.variables = self.value_count + space.owners
        self._beyond: dict[tuple[int, int], list[int]] = {}
        self._place = [
            (variable, value) for variable, size in enumerate(space.sizes) for value in range(size)
        ]

    def value(self, variable: int, value: int) -> int:
        """The literal that is true where the variable takes that value."""
        return self._first[variable] + value

    def values(self, variable: int) -> range:
        """The literals of the variable's values."""
        return range(self._first[variable], self._first[variable + 1])

    def guard(self, owner: int) -> int:
        """The literal under which what an owner forbids holds."""
        return self.value_count + 1 + owner

    def owner(self, guard: int) -> int:
        """The owner of a guard."""
        return guard - self.value_count - 1

    def place(self, value: int) -> tuple[int, int]:
        """The variable and value of a literal."""
        return self._place[value - 1]

    def picks(self, picks: Picks) -> list[int]:
        """Literals that make the choices hold."""
        return [literal for sets in picks.values() for literal in self._holding(sets)]

    def _holding(self, sets: Sets) -> Iterator[int]:
        """A value's own literal where only that is left, else that none of the others is taken."""
        for variable, mask in sets:
            if mask.bit_count() == 1:
                yield self.value(variable, mask.bit_length() - 1)
            else:
                others = self.space.everything[variable] & ~mask
                yield from (-self.value(variable, value) for value in bits(others))

    def wish(self, sets: Sets, solver: Solver) -> int:
        """One literal of the solver that makes a choice hold."""
        literals = list(self._holding(sets))
        if len(literals) == 1:
            return literals[0]
        found = solver.new_variable()
        for literal in literals:
            solver.add([-found, literal])
        return found

    def together(self, picks: Picks) -> dict[int, tuple[int, ...]]:
        """For each literal of a choice that takes several to make it hold: all of them."""
        found = {}
        for sets in picks.values():
            literals = tuple(self._holding(sets))
            if len(literals) > 1:
                found.update(dict.fromkeys(literals, literals))
        return found

    def chosen(self, solver: Solver) -> list[int]:
        """For each variable the value that the solver's last model takes."""
        return [self._place[n - 1][1] for n in solver.true_variables(self.value_count)]

    def solver(self, watch: Watch, *, guarded: bool) -> Solver:
        """A solver that holds the space; guarded or with everything forbidden for good.

        Raises ``LimitReachedError``.
        """
        solver = Solver(self._each_takes_one(), self.variables, watch)
        for clause in self._holding_space(solver, watch, guarded=guarded):
            solver.add(clause)
        return solver

    def clauses(self, watch: Watch) -> list[Sequence[int]]:
        """The space with everything forbidden for good. Raises ``LimitReachedError``."""
        beyond = _Variables(self.variables)
        return [*self._each_takes_one(), *self._holding_space(beyond, watch, guarded=False)]

    def _holding_space(
        self, beyond: Variables, watch: Watch, *, guarded: bool
    ) -> Iterator[list[int]]:
        """The clauses of what is forbidden."""
        owner: int | None = None
        unless: list[int] = []
        for n, item in enumerate(self.space.forbidden):
            if not n % _CLAUSES_A_LOOK:
                watch.check()
            if item.owner != owner:  # what one forbids stands together
                owner = item.owner
                unless = [] if owner is None or not guarded else [-self.guard(owner)]
            if isinstance(item.rule, Rule):
                yield from self._walked(item.rule, unless, beyond, watch, wrong=BROKEN)
            else:
                yield self._past(item.rule) + unless
        if not guarded:
            # So that the guards mean nothing and cost nothing.
            for n in range(self.space.owners):
                yield [self.guard(n)]

    def all_of(self, sets: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Clauses that make a combination true: each variable takes a value of its set."""
        return [[self.value(variable, value) for value in bits(mask)] for variable, mask in sets]

    def _past(self, ban: Sets) -> list[int]:
        """The values of which any gets past the ban."""
        beyond = self._beyond
        found: list[int] = []
        for pair in ban:
            past = beyond.get(pair)  # many bans name the same values
            if past is None:
                variable, mask = pair
                others = self.space.everything[variable] & ~mask
                first = self._first[variable]
                past = beyond[pair] = [first + value for value in bits(others)]
            found += past
        return found

    def breaking(
        self, rule: Prohibition, given: int, solver: Variables, watch: Watch
    ) -> Iterator[list[int]]:
        """Clauses under which the rule is broken once the given literal is true.

        Raises ``LimitReachedError``.
        """
        if isinstance(rule, Rule):
            yield from self._walked(rule, [-given], solver, watch, wrong=SAFE)
        else:
            yield from ([-given, *clause] for clause in self.all_of(rule))

    def crossing(self, rules: Iterable[Prohibition], solver: Solver, watch: Watch) -> int:
        """A variable of the solver under which at least one of the rules is broken.

        Raises ``LimitReachedError``.
        """
        broken = []
        for rule in rules:
            broken.append(solver.new_variable())
            for clause in self.breaking(rule, broken[-1], solver, watch):
                solver.add(clause)
        crossed = solver.new_variable()
        solver.add([-crossed, *broken])
        return crossed

    def _each_takes_one(self) -> Iterator[list[int]]:
        for variable in range(len(self.space.sizes)):
            values = self.values(variable)
            yield list(values)
            for value in values:
                for other in range(value + 1, values.stop):
                    yield [-value, -other]

    def _walked(
        self, rule: Rule, unless: list[int], solver: Variables, watch: Watch, *, wrong: int
    ) -> Iterator[list[int]]:
        """A rule from its layers: a literal for each state that is met; no end may be wrong."""
        first = rule.settle(rule.start, sum(1 << variable for variable in rule.variables))
        if first < 0:
            if first == wrong:
                yield unless
            return
        from planner.analysis.engine.layers import layers  # noqa: PLC0415 (few cases need them)

        found = layers(rule, self.space.sizes.__getitem__, watch)
        met = {first: unless}
        for variable, layer in zip(rule.variables, found, strict=True):
            below: dict[int, list[int]] = {}
            for state, after in layer.items():
                watch.check()
                for literal, to in zip(self.values(variable), after, strict=True):
                    if to == wrong:
                        yield [*met[state], -literal]
                    elif to >= 0:
                        if to not in below:
                            below[to] = [-solver.new_variable()]
                        yield [*met[state], -literal, -below[to][0]]
            met = below


class SolverOnce:
    """Gives the solver of some literals, always the same, made when it is first wanted."""

    def __init__(self, literals: Literals, *, guarded: bool) -> None:
        self._literals = literals
        self._guarded = guarded
        self._made: Solver | None = None

    def __call__(self, watch: Watch) -> Solver:
        """The solver. Raises ``LimitReachedError``."""
        if self._made is None:
            self._made = self._literals.solver(watch, guarded=self._guarded)
        return self._made
