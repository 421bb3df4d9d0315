"""What is still possible, by the solver alone: the first answer, long before any count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from planner.analysis.encoding import bits
from planner.analysis.groundwork import Groundwork
from planner.analysis.limits import LimitReachedError, Watch

__all__ = ["in_order", "possible_options"]

_Answers = list[list[bool | None]]


def possible_options(groundwork: Groundwork, picks: Mapping[int, int], watch: Watch) -> _Answers:
    """For each issue and option whether any open scenario has it and all picks on other issues.

    ``None`` where the limit was reached before an answer.
    """
    found: _Answers = [[None] * size for size in groundwork.space.sizes]
    with suppress(LimitReachedError):
        _ask_undecided(groundwork, picks, found, watch)
        _ask_decided(groundwork, picks, found, watch)
    return found


def _ask_undecided(
    groundwork: Groundwork, picks: Mapping[int, int], found: _Answers, watch: Watch
) -> None:
    """The issues without a pick: all picks hold, and each model settles options of all."""
    literals, solver = groundwork.literals, groundwork.open_solver(watch)
    chosen = literals.picks(picks)
    undecided = [issue for issue in range(len(found)) if issue not in picks]
    open_at_all = solver.solve(chosen, watch)
    if open_at_all:
        _mark(groundwork, literals.chosen(solver), found)
    else:
        for issue, option in picks.items():
            found[issue][option] = False
    for issue in undecided:
        for option in range(len(found[issue])):
            if found[issue][option] is not None:
                continue
            if open_at_all and solver.solve([*chosen, literals.option(issue, option)], watch):
                _mark(groundwork, literals.chosen(solver), found)
            else:
                found[issue][option] = False


def _ask_decided(
    groundwork: Groundwork, picks: Mapping[int, int], found: _Answers, watch: Watch
) -> None:
    """The issues with a pick, each with its own pick taken back."""
    literals, solver = groundwork.literals, groundwork.open_solver(watch)
    for issue in picks:
        others = literals.picks({i: o for i, o in picks.items() if i != issue})
        for option in range(len(found[issue])):
            if found[issue][option] is None:
                asked = [*others, literals.option(issue, option)]
                found[issue][option] = solver.solve(asked, watch)
                if found[issue][option]:
                    for other in bits(groundwork.space.neighbours(literals.chosen(solver))[issue]):
                        found[issue][other] = True


def _mark(groundwork: Groundwork, model: Sequence[int], found: _Answers) -> None:
    """What a model with all picks settles: its own options, and those it can be switched to."""
    for issue, options in enumerate(groundwork.space.neighbours(model)):
        for option in bits(options):
            found[issue][option] = True


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
