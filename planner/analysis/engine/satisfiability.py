"""The SAT solver, and options, lines and rules as its variables.

Every option of every issue is a variable, exactly one of an issue is true. A ban is a clause: some
issue of it takes an option outside its set. In a *guarded* formula each line and rule has a
variable too, its guard, and its bans hold only while the guard is assumed: a refutation then names
the lines that matter. This is the only module that knows python-sat; it is imported with the first
solver, since that takes 15 ms.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.space import Space, bits

__all__ = ["Literals", "Solver"]

_CONFLICTS_AT_FIRST = 500
_CLAUSES_A_LOOK = 4096
_FASTEST_LOOK, _SLOWEST_LOOK = 0.01, 0.04
"""The solver comes back after some conflicts, about so many seconds, to see whether to stop."""


class Solver:
    """An incremental SAT solver that keeps to a limit. Not to be shared by threads at a time."""

    def __init__(self, clauses: Iterable[Sequence[int]], variables: int, watch: Watch) -> None:
        watch.check()
        from pysat.solvers import Glucose4  # noqa: PLC0415 (heavy)

        self.variables = variables
        self._glucose: Any = Glucose4()
        self._conflicts = _CONFLICTS_AT_FIRST
        for n, clause in enumerate(clauses):
            if not n % _CLAUSES_A_LOOK:
                watch.check()
            self.add(clause)

    def __del__(self) -> None:
        """Give the memory back: it is not Python's."""
        if hasattr(self, "_glucose"):  # the limit may have come before the solver did
            self._glucose.delete()

    def new_variable(self) -> int:
        """A variable that stands in no clause yet."""
        self.variables += 1
        return self.variables

    def add(self, clause: Sequence[int]) -> None:
        """Add a clause, for good."""
        self._glucose.add_clause(clause)

    def prefer(self, literals: Sequence[int]) -> None:
        """Make these true where nothing speaks against it."""
        self._glucose.set_phases(literals)

    def solve(self, assumptions: Sequence[int], watch: Watch) -> bool:
        """Whether there is a model under the assumptions.

        Raises ``LimitReachedError`` when the watch says so; the
        solver can be used again after that.
        """
        while True:
            watch.check()
            started = time.perf_counter()
            self._glucose.conf_budget(self._conflicts)
            # Able to be interrupted: so it lets other threads run, and leaves SIGINT alone.
            found = self._glucose.solve_limited(assumptions, expect_interrupt=True)
            if found is not None:
                return bool(found)
            took = time.perf_counter() - started
            if took > _SLOWEST_LOOK:
                self._conflicts = max(1, self._conflicts // 2)
            elif took < _FASTEST_LOOK:
                self._conflicts *= 2

    def core(self) -> list[int]:
        """The assumptions that the last refutation used."""
        return list(self._glucose.get_core() or ())

    def true_variables(self, count: int) -> list[int]:
        """Of the first ``count`` variables, those that the last model makes true."""
        model = self._glucose.get_model() or ()
        return [literal for literal in model[:count] if literal > 0]


class Literals:
    """The variables of a space: its options first, then the guards of its lines and rules."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._first = [1]
        for size in space.sizes:
            self._first.append(self._first[-1] + size)
        self.option_count = self._first[-1] - 1
        self.variables = self.option_count + space.owners
        self._place = [
            (issue, option) for issue, size in enumerate(space.sizes) for option in range(size)
        ]

    def option(self, issue: int, option: int) -> int:
        """The variable that is true where the issue takes that option."""
        return self._first[issue] + option

    def options(self, issue: int) -> range:
        """The variables of the issue's options."""
        return range(self._first[issue], self._first[issue + 1])

    def guard(self, owner: int) -> int:
        """The variable under which a line's or a rule's bans hold."""
        return self.option_count + 1 + owner

    def owner(self, guard: int) -> int:
        """The line or rule of a guard."""
        return guard - self.option_count - 1

    def place(self, option: int) -> tuple[int, int]:
        """The issue and option of a variable."""
        return self._place[option - 1]

    def picks(self, picks: Mapping[int, int]) -> list[int]:
        """The variables of choices."""
        return [self.option(issue, option) for issue, option in picks.items()]

    def chosen(self, solver: Solver) -> list[int]:
        """For each issue the option that the solver's last model takes."""
        return [self._place[n - 1][1] for n in solver.true_variables(self.option_count)]

    def solver(self, watch: Watch, *, guarded: bool) -> Solver:
        """A solver that holds the space; guarded or with everything counted forbidden for good.

        Raises ``LimitReachedError``.
        """
        return Solver(self._clauses(guarded=guarded), self.variables, watch)

    def term(self, sets: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Clauses that make a combination true: each issue takes an option of its set."""
        return [[self.option(issue, option) for option in bits(mask)] for issue, mask in sets]

    def _clauses(self, *, guarded: bool) -> Iterator[list[int]]:
        for issue in range(len(self.space.sizes)):
            options = self.options(issue)
            yield list(options)
            for option in options:
                for other in range(option + 1, options.stop):
                    yield [-option, -other]
        everything = self.space.everything
        for ban in self.space.bans:
            clause = [
                self.option(issue, option)
                for issue, mask in ban.sets
                for option in bits(everything[issue] & ~mask)
            ]
            yield [*clause, -self.guard(ban.owner)] if guarded else clause
        if not guarded:
            # So that the guards mean nothing and cost nothing.
            yield from ([self.guard(n)] for n in range(self.space.owners))
