"""A solver that begins in plain Python, and turns to the library where that is worth its loading.

A formula of some dozen clauses is answered in a tenth of a millisecond either way; the library's
solver takes 15 ms and 5 MB before its first answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.engine.backtracking import Backtracking, TooManyStepsError
from planner.analysis.engine.glucose import Glucose
from planner.analysis.engine.limits import Watch

__all__ = ["MOST_VARIABLES", "SmallFirst"]

MOST_VARIABLES = 100
"""Of a formula with more the library answers at once."""

_MOST_CLAUSES = 250
_MOST_STEPS = 100
"""Of one search in plain Python: some milliseconds."""


class SmallFirst:
    """An incremental solver that keeps to a limit. Not to be shared by threads at a time.

    It turns to the library with a search, never between one and the question for its model or core.
    """

    def __init__(self) -> None:
        self._sat: Backtracking | Glucose = Backtracking(_MOST_STEPS)
        self._small = True
        self._clauses: list[tuple[int, ...]] = []
        self._preferred: dict[int, int] = {}

    @property
    def by_library(self) -> bool:
        """Whether it has turned to the library."""
        return not self._small

    def add(self, clause: Sequence[int]) -> None:
        """Add a clause, for good."""
        if self._small:
            self._clauses.append(tuple(clause))
        self._sat.add(clause)

    def prefer(self, literals: Sequence[int]) -> None:
        """Make these true where nothing speaks against it."""
        if self._small:
            self._preferred.update((abs(literal), literal) for literal in literals)
        self._sat.prefer(literals)

    def solve(self, assumptions: Sequence[int], watch: Watch) -> bool:
        """Whether there is a model under the assumptions.

        Raises ``LimitReachedError`` when the watch says so; the solver can be used again after.
        """
        if self._small and len(self._clauses) > _MOST_CLAUSES:
            self._turn_to_library()
        try:
            return self._sat.solve(assumptions, watch)
        except TooManyStepsError:
            self._turn_to_library()
            return self._sat.solve(assumptions, watch)

    def core(self) -> list[int]:
        """Assumptions that are impossible together."""
        return self._sat.core()

    def model(self) -> Sequence[int]:
        """A literal for each variable, true in what was found last."""
        return self._sat.model()

    def _turn_to_library(self) -> None:
        self._sat = Glucose()
        for clause in self._clauses:
            self._sat.add(clause)
        self._sat.prefer([*self._preferred.values()])
        self._small = False
        self._clauses.clear()
        self._preferred.clear()
