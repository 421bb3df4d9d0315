"""What is still possible, by the solver alone: the first answer, long before any count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.analysis.groundwork import Groundwork
from planner.analysis.limits import LimitReachedError, Watch

__all__ = ["in_order", "possible_options"]


def possible_options(
    groundwork: Groundwork, picks: Mapping[int, int], watch: Watch
) -> list[list[bool | None]]:
    """For each issue and option whether any open scenario has it and all picks on other issues.

    ``None`` where the limit was reached before an answer.
    """
    found: list[list[bool | None]] = [[None] * size for size in groundwork.space.sizes]
    try:
        _find(groundwork, picks, found, watch)
    except LimitReachedError:
        pass
    return found


def _find(
    groundwork: Groundwork,
    picks: Mapping[int, int],
    found: list[list[bool | None]],
    watch: Watch,
) -> None:
    literals, solver = groundwork.literals, groundwork.open_solver(watch)
    chosen = literals.picks(picks)
    if solver.solve(chosen, watch):
        _mark(literals.chosen(solver), found)
        for issue, options in enumerate(found):
            if issue in picks:
                continue
            for option, known in enumerate(options):
                if known is None and options[option] is None:
                    if solver.solve([*chosen, literals.option(issue, option)], watch):
                        _mark(literals.chosen(solver), found, picks)
                    else:
                        options[option] = False
    else:
        for issue, options in enumerate(found):
            if issue not in picks:
                options[:] = [False] * len(options)
        for issue, option in picks.items():
            found[issue][option] = False
    for issue in picks:
        others = literals.picks({i: o for i, o in picks.items() if i != issue})
        for option, known in enumerate(found[issue]):
            if known is None:
                found[issue][option] = solver.solve(
                    [*others, literals.option(issue, option)], watch
                )


def _mark(
    chosen: Sequence[int], found: list[list[bool | None]], picks: Mapping[int, int] | None = None
) -> None:
    for issue, option in enumerate(chosen):
        if picks is None or issue not in picks:
            found[issue][option] = True


def in_order(
    groundwork: Groundwork, picks: Mapping[int, int], watch: Watch
) -> Iterator[tuple[int, ...]]:
    """The open scenarios with these picks, in the order of the case's issues and options.

    Raises ``LimitReachedError``.
    """
    literals, sizes = groundwork.literals, groundwork.space.sizes
    solver = groundwork.open_solver(watch)
    if not solver.solve(literals.picks(picks), watch):
        return
    model = literals.chosen(solver)
    prefix: list[int] = []
    least = 0
    while True:
        # Below the prefix, make each choice the first that is possible.
        while len(prefix) < len(sizes):
            issue = len(prefix)
            option = picks.get(issue, -1)
            if issue not in picks:
                chosen = [*literals.picks(picks), *map(literals.option, range(issue), prefix)]
                for option in range(least, sizes[issue]):
                    if model[:issue] == prefix and model[issue] == option:
                        break
                    if solver.solve([*chosen, literals.option(issue, option)], watch):
                        model = literals.chosen(solver)
                        break
                else:
                    option = -1
            elif least > option:
                option = -1
            if option < 0:
                if not prefix:
                    return
                least = prefix.pop() + 1
                continue
            prefix.append(option)
            least = 0
        watch.check()
        yield tuple(prefix)
        if not prefix:
            return
        least = prefix.pop() + 1
