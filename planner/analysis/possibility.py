"""What is still possible, by the solver alone: the first answer, long before any count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.engine.space import bits
from planner.analysis.groundwork import Groundwork

__all__ = ["in_order", "possible_options"]

_Answers = list[list[bool | None]]


def possible_options(groundwork: Groundwork, picks: Mapping[int, int], watch: Watch) -> _Answers:
    """For each issue and option whether any open scenario has it and all picks on other issues.

    ``None`` where the limit was reached before an answer.
    """
    asking = _Asking(groundwork, picks)
    with suppress(LimitReachedError):
        asking.rule_out_anyway(watch)
        if picks:
            asking.about_undecided(watch)
            asking.about_decided(watch)
    return asking.answers()


class _Asking:
    """One question, with the options that are known possible and those not known, as masks."""

    def __init__(self, groundwork: Groundwork, picks: Mapping[int, int]) -> None:
        self._groundwork = groundwork
        self._picks = picks
        self._unknown = list(groundwork.space.everything)
        self._possible = [0] * len(self._unknown)

    def answers(self) -> _Answers:
        """What is known by now."""
        return [
            [None if unknown >> n & 1 else bool(possible >> n & 1) for n in range(size)]
            for size, unknown, possible in zip(
                self._groundwork.space.sizes, self._unknown, self._possible, strict=True
            )
        ]

    def rule_out_anyway(self, watch: Watch) -> None:
        """What is impossible without any pick is so with picks, and is asked only once.

        Without picks that is the answer.
        """
        groundwork = self._groundwork
        if groundwork.possible_anyway is None:
            asking = self if not self._picks else _Asking(groundwork, {})
            for ban in groundwork.space.bans:
                if len(ban.sets) == 1:  # it needs no solver
                    issue, mask = ban.sets[0]
                    asking._unknown[issue] &= ~mask  # noqa: SLF001
            asking.about_undecided(watch)
            groundwork.possible_anyway = tuple(asking._possible)  # noqa: SLF001
        if self._picks:
            self._unknown = list(groundwork.possible_anyway)
        else:
            self._unknown = [0] * len(self._unknown)
            self._possible = list(groundwork.possible_anyway)

    def about_undecided(self, watch: Watch) -> None:
        """The issues without a pick: all picks hold, and each model settles options of all."""
        literals, solver = self._groundwork.literals, self._groundwork.open_solver(watch)
        chosen = literals.picks(self._picks)
        undecided = [issue for issue in range(len(self._unknown)) if issue not in self._picks]
        if not solver.solve(chosen, watch):
            for issue, option in self._picks.items():
                self._unknown[issue] &= ~(1 << option)
            for issue in undecided:
                self._unknown[issue] = 0
            return
        self._settle(solver, range(len(self._unknown)))
        for issue in undecided:
            while self._unknown[issue]:
                option = next(bits(self._unknown[issue]))
                if solver.solve([*chosen, literals.option(issue, option)], watch):
                    self._settle(solver, range(len(self._unknown)))
                else:
                    self._unknown[issue] &= ~(1 << option)

    def about_decided(self, watch: Watch) -> None:
        """The issues with a pick, each with its own pick taken back."""
        literals, solver = self._groundwork.literals, self._groundwork.open_solver(watch)
        for issue in self._picks:
            others = literals.picks({i: o for i, o in self._picks.items() if i != issue})
            while self._unknown[issue]:
                option = next(bits(self._unknown[issue]))
                if solver.solve([*others, literals.option(issue, option)], watch):
                    self._settle(solver, (issue,))
                else:
                    self._unknown[issue] &= ~(1 << option)

    def _settle(self, solver: Solver, issues: Sequence[int]) -> None:
        """What a model of the solver settles: its own options, and those it can be switched to."""
        wanted = [0] * len(self._unknown)
        for issue in issues:
            wanted[issue] = self._unknown[issue]
        model = self._groundwork.literals.chosen(solver)
        for issue, options in enumerate(self._groundwork.space.neighbours(model, tuple(wanted))):
            self._possible[issue] |= options
            self._unknown[issue] &= ~options


def in_order(
    groundwork: Groundwork, picks: Mapping[int, int], watch: Watch
) -> Iterator[tuple[int, ...]]:
    """The open scenarios with these picks, in the order of the case's issues and options.

    Raises ``LimitReachedError``.
    """
    descent = _Descent(groundwork, picks)
    size = len(groundwork.space.sizes)
    if not descent.possible([], watch):
        return
    scenario: list[int] = []
    least = 0
    while True:
        # Down: each choice the first that is possible. Up again where there is none left.
        while len(scenario) < size:
            option = descent.first(scenario, least, watch)
            if option is not None:
                scenario.append(option)
                least = 0
            elif scenario:
                least = scenario.pop() + 1
            else:
                return
        watch.check()
        yield tuple(scenario)
        if not scenario:
            return
        least = scenario.pop() + 1


class _Descent:
    """Which choices can be completed, by issue in the case's order."""

    def __init__(self, groundwork: Groundwork, picks: Mapping[int, int]) -> None:
        self._groundwork = groundwork
        self._picks = picks
        self._model: list[int] = []

    def possible(self, prefix: list[int], watch: Watch) -> bool:
        """Whether some open scenario with the picks starts like this."""
        if self._model and self._model[: len(prefix)] == prefix:
            return True
        literals, solver = self._groundwork.literals, self._groundwork.open_solver(watch)
        chosen = map(literals.option, range(len(prefix)), prefix)
        if not solver.solve([*literals.picks(self._picks), *chosen], watch):
            return False
        self._model = literals.chosen(solver)
        return True

    def first(self, prefix: list[int], least: int, watch: Watch) -> int | None:
        """The first option of the next issue, from ``least`` on, that can be completed."""
        issue = len(prefix)
        options = range(least, self._groundwork.space.sizes[issue])
        if issue in self._picks:
            pick = self._picks[issue]
            return pick if pick in options else None
        return next((n for n in options if self.possible([*prefix, n], watch)), None)
