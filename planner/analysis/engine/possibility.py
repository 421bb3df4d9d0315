"""What is still possible, by solvers alone: the first answer, long before any count.

Whether anything is open at all decides what most questions answer. Where one solver does not know
it soon, a second one looks at it elsewhere, and who knows it first says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.rules import Rule, Sets, bits
from planner.analysis.engine.satisfiability import Literals, Solver
from planner.analysis.engine.space import Domains, Picks, Variable
from planner.analysis.engine.trusted import trusted

__all__ = ["Possibility"]

_Answers = list[list[bool | None]]

_ALONE = 0.3
"""The seconds of work after which a second solver is asked: most answers take milliseconds."""
_TURN = 0.1
"""The seconds after which one looks whether the other knows."""
_KNOWN_KEPT = 1_000


class Possibility:
    """Asks a solver in which everything is forbidden for good; ``solver`` makes or finds it."""

    def __init__(self, literals: Literals, solver: Callable[[Watch], Solver]) -> None:
        self.literals = literals
        self.solver = solver
        self.anyway: Domains | None = None
        """The values that some open scenario has, whatever is chosen; ``None`` until asked."""
        self._known: dict[frozenset[tuple[int, Sets]], bool] = {}

    def any(self, picks: Picks, watch: Watch) -> bool:
        """Whether any scenario with these picks is open; remembered.

        Raises ``LimitReachedError``.
        """
        found = self.soon(picks, watch)
        if found is None:
            found = self._raced(self.literals.picks(picks), watch)
            self.learn(picks, found)
        return found

    def soon(self, picks: Picks, watch: Watch) -> bool | None:
        """The same where it is known or this solver finds it at once, else ``None``.

        Raises ``LimitReachedError``.
        """
        found = self.known(picks)
        if found is None:
            chosen, solver = self.literals.picks(picks), self.solver(watch)
            # Where others keep the machine busy, more than one solver would only be more of them.
            alone_until = time.thread_time() + _ALONE
            while found is None and time.thread_time() < alone_until:
                found = _within(solver, chosen, watch, _TURN)
            if found is not None:
                self.learn(picks, found)
        return found

    def at_once(self, picks: Picks, watch: Watch) -> bool | None:
        """The same where it is known or this solver finds it in one turn, else ``None``.

        Raises ``LimitReachedError``.
        """
        found = self.known(picks)
        if found is None:
            found = _within(self.solver(watch), self.literals.picks(picks), watch, _TURN)
            if found is not None:
                self.learn(picks, found)
        return found

    def known(self, picks: Picks) -> bool | None:
        """The same as far as it was asked before."""
        return self._known.get(frozenset(picks.items()))

    def soon_by(
        self,
        other: Callable[[Watch], Solver],
        assumed: Sequence[int],
        picks: Picks,
        watch: Watch,
    ) -> bool | None:
        """The same as :meth:`at_once`, by another solver, which agrees under what is assumed.

        For whoever needs that one anyway: most answers are there before this one could be made.
        """
        found = self.known(picks)
        if found is None:
            found = _within(other(watch), assumed, watch, _TURN)
            if found is not None:
                self.learn(picks, found)
        return found

    def learn(self, picks: Picks, found: bool) -> None:  # noqa: FBT001 (what is learnt)
        """Remember whether any scenario with these picks is open, as a count has shown."""
        if len(self._known) >= _KNOWN_KEPT:
            self._known.clear()
        self._known[frozenset(picks.items())] = found

    def _raced(self, chosen: Sequence[int], watch: Watch) -> bool:
        """What this solver or, where that takes long, one elsewhere finds first."""
        solver = self.solver(watch)
        found = None
        if not trusted().solving:
            return solver.solve(chosen, watch)
        from planner.analysis.engine.elsewhere import Elsewhere  # noqa: PLC0415 (if it takes long)

        clauses = [*self.literals.clauses(watch), *([literal] for literal in chosen)]
        try:
            elsewhere = Elsewhere(clauses, watch.remaining)
        except OSError:
            return solver.solve(chosen, watch)
        try:
            while found is None:
                found = _within(solver, chosen, watch, _TURN)
                if found is None:
                    found = elsewhere.answer
            return found
        finally:
            elsewhere.end()

    def values(self, picks: Picks, watch: Watch) -> _Answers:
        """For each variable and value whether any open scenario has it and what else is picked.

        That is all picks on other groups. ``None`` where the limit came before an answer.
        """
        asking = _Asking(self, picks)
        with suppress(LimitReachedError):
            asking.rule_out_anyway(watch)
            if picks:
                asking.about_undecided(watch)
                asking.about_decided(watch)
        return asking.answers()

    def in_order(
        self, picks: Picks, watch: Watch, *, alike: bool = True
    ) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The open scenarios with these picks, in the order of the variables and their values.

        Each as values, and as places among the scenarios for which each of these stands; without
        ``alike`` only the first place of each. Raises ``LimitReachedError``.
        """
        descent = _Descent(self, picks)
        variables = self.literals.space.variables
        size = len(variables)
        if not alike:
            variables = tuple(Variable.of(len(each.weights)) for each in variables)
        if not descent.possible([], watch):
            return
        scenario: list[int] = []
        places: list[int] = []
        least = 0
        while True:
            # Down: each choice the first that is possible. Up again where there is none left.
            while len(scenario) < size:
                value = descent.first(scenario, least, watch)
                if value is not None:
                    scenario.append(value)
                    places.append(0)
                    least = 0
                    continue
                if not scenario:
                    return
                least = _next(variables, scenario, places)
            watch.check()
            yield tuple(scenario), tuple(places)
            if not scenario:
                return
            least = _next(variables, scenario, places)


def _within(solver: Solver, chosen: Sequence[int], watch: Watch, seconds: float) -> bool | None:
    """What the solver finds in these ``seconds``; ``None`` if nothing. Raises past the limit."""
    try:
        return solver.solve(chosen, watch.within(seconds=seconds))
    except LimitReachedError:
        watch.check()
        return None


def _next(variables: Sequence[Variable], scenario: list[int], places: list[int]) -> int:
    """Turn to the next place of the last value; where there is none left, take the value back.

    The least value of the next variable that is to be tried then.
    """
    if places[-1] + 1 < variables[len(scenario) - 1].weights[scenario[-1]]:
        places[-1] += 1
        return 0
    places.pop()
    return scenario.pop() + 1


class _Asking:
    """One question, with the values that are known possible and those not known, as masks."""

    def __init__(self, possibility: Possibility, picks: Picks) -> None:
        self._possibility = possibility
        self._literals = possibility.literals
        self._space = possibility.literals.space
        self._picks = picks
        self._unknown = list(self._space.everything)
        self._possible = [0] * len(self._unknown)

    def answers(self) -> _Answers:
        """What is known by now."""
        return [
            [None if unknown >> n & 1 else bool(possible >> n & 1) for n in range(size)]
            for size, unknown, possible in zip(
                self._space.sizes, self._unknown, self._possible, strict=True
            )
        ]

    def rule_out_anyway(self, watch: Watch) -> None:
        """What is impossible without any pick is so with picks, and is asked only once.

        Without picks that is the answer.
        """
        possibility = self._possibility
        if possibility.anyway is None:
            asking = self if not self._picks else _Asking(possibility, {})
            for rule in self._space.prohibitions:
                if not isinstance(rule, Rule) and len(rule) == 1:  # it needs no solver
                    variable, mask = rule[0]
                    asking._unknown[variable] &= ~mask  # noqa: SLF001 (both are this module's)
            asking.about_undecided(watch)
            possibility.anyway = tuple(asking._possible)  # noqa: SLF001 (both are this module's)
        if self._picks:
            self._unknown = list(possibility.anyway)
        else:
            self._unknown = [0] * len(self._unknown)
            self._possible = list(possibility.anyway)

    def about_undecided(self, watch: Watch) -> None:
        """The variables without a pick: all picks hold, and each model settles values of all."""
        solver = self._possibility.solver(watch)
        chosen = self._literals.picks(self._picks)
        closed = self._possibility.known(self._picks) is False
        picked = {variable for sets in self._picks.values() for variable, _ in sets}
        undecided = [n for n in range(len(self._unknown)) if n not in picked]
        if closed or not solver.solve(chosen, watch):
            for group, sets in self._picks.items():
                if len(self._space.groups[group]) == 1:  # else its other variables are free
                    for variable, mask in sets:
                        self._unknown[variable] &= ~mask
            for variable in undecided:
                self._unknown[variable] = 0
            return
        self._settle(solver, range(len(self._unknown)))
        for variable in undecided:
            self._ask(variable, chosen, solver, range(len(self._unknown)), watch)

    def about_decided(self, watch: Watch) -> None:
        """The groups with a pick, each with its own pick taken back."""
        solver = self._possibility.solver(watch)
        for group in self._picks:
            others = self._literals.picks({g: s for g, s in self._picks.items() if g != group})
            variables = self._space.groups[group]
            for variable in variables:
                self._ask(variable, others, solver, variables, watch)

    def _ask(
        self,
        variable: int,
        chosen: Sequence[int],
        solver: Solver,
        settling: Sequence[int],
        watch: Watch,
    ) -> None:
        """Settle all values of a variable, and what else the models show of those ``settling``."""
        while self._unknown[variable]:
            value = next(bits(self._unknown[variable]))
            if solver.solve([*chosen, self._literals.value(variable, value)], watch):
                self._settle(solver, settling)
            else:
                self._unknown[variable] &= ~(1 << value)

    def _settle(self, solver: Solver, variables: Sequence[int]) -> None:
        """What a model of the solver settles: its own values, and those it can be switched to."""
        wanted = [0] * len(self._unknown)
        for variable in variables:
            wanted[variable] = self._unknown[variable]
        model = self._literals.chosen(solver)
        for variable, values in enumerate(self._space.neighbours(model, tuple(wanted))):
            self._possible[variable] |= values
            self._unknown[variable] &= ~values
        # The next model had better show what none has shown yet.
        unknown = (pair for pair in enumerate(self._unknown) if pair[1])
        solver.prefer([self._literals.value(n, mask.bit_length() - 1) for n, mask in unknown])


class _Descent:
    """Which choices can be completed, by variable in the space's order."""

    def __init__(self, possibility: Possibility, picks: Picks) -> None:
        self._possibility = possibility
        self._picked = possibility.literals.picks(picks)
        self._domains = possibility.literals.space.domains(picks)
        self._model: list[int] = []

    def possible(self, prefix: list[int], watch: Watch) -> bool:
        """Whether some open scenario with the picks starts like this."""
        if self._model and self._model[: len(prefix)] == prefix:
            return True
        literals, solver = self._possibility.literals, self._possibility.solver(watch)
        chosen = map(literals.value, range(len(prefix)), prefix)
        if not solver.solve([*self._picked, *chosen], watch):
            return False
        self._model = literals.chosen(solver)
        return True

    def first(self, prefix: list[int], least: int, watch: Watch) -> int | None:
        """The first value of the next variable, from ``least`` on, that can be completed."""
        left = self._domains[len(prefix)] & -1 << least
        return next((n for n in bits(left) if self.possible([*prefix, n], watch)), None)
