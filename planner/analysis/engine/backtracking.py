"""A SAT solver in plain Python, slow and simple: for small formulas, and without the library.

Unit propagation with two watched literals a clause, and backtracking to the last choice (Davis,
Logemann, Loveland: A machine program for theorem-proving, CACM 1962). It learns nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.analysis.engine.limits import Watch

__all__ = ["Backtracking", "TooManyStepsError"]

_STEPS_A_LOOK = 256


class TooManyStepsError(Exception):
    """The search took more steps than it may."""


class Backtracking:
    """An incremental solver that keeps to a limit. Not to be shared by threads at a time.

    ``most_steps`` of one search: past them it raises ``TooManyStepsError``, and can be used again.
    """

    def __init__(self, most_steps: int | None = None) -> None:
        self._most_steps = most_steps
        self._units: list[int] = []
        self._impossible = False
        self._watched: dict[int, list[list[int]]] = {}
        """The clauses by the two literals that stand first in them; one of these is not false."""
        self._variables = 0
        self._preferred: dict[int, int] = {}
        self._true: set[int] = set()
        self._trail: list[int] = []
        self._core: list[int] = []
        self._model: list[int] = []

    def add(self, clause: Sequence[int]) -> None:
        """Add a clause, for good."""
        literals = list(dict.fromkeys(clause))
        self._variables = max(self._variables, *map(abs, literals), 0)
        if not literals:
            self._impossible = True
        elif len(literals) == 1:
            self._units += literals
        elif not any(-literal in literals for literal in literals):
            for literal in literals[:2]:
                self._watched.setdefault(literal, []).append(literals)

    def prefer(self, literals: Sequence[int]) -> None:
        """Make these true where nothing speaks against it."""
        self._preferred.update((abs(literal), literal) for literal in literals)

    def solve(self, assumptions: Sequence[int], watch: Watch) -> bool:
        """Whether there is a model under the assumptions.

        Raises ``LimitReachedError`` when the watch says so; the solver can be used again after.
        """
        watch.check()
        self._true, self._trail, self._core = set(), [], []
        self._variables = max(self._variables, *map(abs, assumptions), 0)
        if self._impossible or not self._hold(self._units):
            return False
        for n, literal in enumerate(assumptions):
            if not self._hold((literal,)):
                self._core = list(assumptions[: n + 1])
                return False
        if self._search(watch):
            numbers = range(1, self._variables + 1)
            self._model = [n if n in self._true else -n for n in numbers]
            return True
        self._core = list(assumptions)
        return False

    def core(self) -> list[int]:
        """Assumptions that are impossible together: those up to the first that did not hold."""
        return self._core

    def model(self) -> Sequence[int]:
        """A literal for each variable, true in what was found last."""
        return self._model

    def _search(self, watch: Watch) -> bool:
        choices: list[tuple[int, int, int]] = []
        """The literal taken, how long the trail was before it, and the next variable to look at."""
        variable = 1
        steps = 0
        while True:
            while variable <= self._variables and (
                variable in self._true or -variable in self._true
            ):
                variable += 1
            if variable > self._variables:
                return True
            literal = self._preferred.get(variable, variable)
            choices.append((literal, len(self._trail), variable))
            held = self._hold((literal,))
            while not held:
                steps += 1
                if not steps % _STEPS_A_LOOK:
                    watch.check()
                if not choices:
                    return False
                if steps == self._most_steps:
                    raise TooManyStepsError
                literal, before, variable = choices.pop()
                for undone in self._trail[before:]:
                    self._true.discard(undone)
                del self._trail[before:]
                held = self._hold((-literal,))

    def _hold(self, literals: Iterable[int]) -> bool:
        """Make the literals true with all that follows; false where something contradicts it."""
        done = len(self._trail)
        for literal in literals:
            if not self._take(literal):
                return False
        while done < len(self._trail):
            false = -self._trail[done]
            done += 1
            clauses, self._watched[false] = self._watched.get(false, []), []
            for n, clause in enumerate(clauses):
                if not self._watch_another(clause, false):
                    self._watched[false] += clauses[n + 1 :]
                    return False
        return True

    def _take(self, literal: int) -> bool:
        if -literal in self._true:
            return False
        if literal not in self._true:
            self._true.add(literal)
            self._trail.append(literal)
        return True

    def _watch_another(self, clause: list[int], false: int) -> bool:
        """Have the clause watched at a literal that is not false, or take the one that is left."""
        if clause[0] == false:
            clause[0], clause[1] = clause[1], false
        if clause[0] not in self._true:
            for n in range(2, len(clause)):
                if -clause[n] not in self._true:
                    clause[1], clause[n] = clause[n], false
                    self._watched.setdefault(clause[1], []).append(clause)
                    return True
        self._watched[false].append(clause)
        return self._take(clause[0])
