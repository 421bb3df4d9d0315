"""Compiling a part by listing what is open: for parts that lines leave nearly closed.

The solver gives one open scenario after another, each forbidden once it is known, until it proves
that there is none left. Where few are left that is quick however large the part is; what is listed
becomes a graph like any other, so that all questions are answered from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.engine.graph import ALL, NONE, Graph, GraphBuilder
from planner.analysis.engine.limits import LimitReachedError, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import Prohibition
from planner.analysis.engine.satisfiability import Literals, Solver
from planner.analysis.engine.space import Forbidden, Space, Variable

__all__ = ["MOST_LISTED", "Listing", "listed"]

MOST_LISTED = 10_000
"""The most open scenarios that are listed, each a class of values for every variable."""


def listed(part: Part, watch: Watch, most: int = MOST_LISTED) -> Graph:
    """Compile a part of at most ``most`` open scenarios.

    Raises ``LimitReachedError`` where there are more, past the time and once cancelled.
    """
    return Listing(part).graph(watch, most)


class Listing:
    """The open scenarios of a part, as far as they are known: what a limit stopped goes on."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._found: list[tuple[int, ...]] = []
        self._literals = Literals(_space_of(part))
        self._solver: Solver | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it was begun, and is not known to be too long."""
        return 0 < len(self._found) <= MOST_LISTED

    def graph(self, watch: Watch, most: int = MOST_LISTED) -> Graph:
        """The part compiled once all are known. Raises as :func:`listed` does."""
        while len(self._found) <= most and self._next(watch):
            pass
        if len(self._found) > most:
            message = f"more than {most:,} scenarios were open"
            raise LimitReachedError(message)
        builder = GraphBuilder(self._part)
        return builder.graph(_shared(builder, sorted(self._found), 0), watch)

    def _next(self, watch: Watch) -> bool:
        """Whether there is one more; as classes by position, each once."""
        literals = self._literals
        if self._solver is None:
            self._solver = literals.solver(watch, guarded=False)
        if not self._solver.solve((), watch):
            return False
        scenario = tuple(literals.chosen(self._solver))
        self._solver.add([-literals.value(n, value) for n, value in enumerate(scenario)])
        self._found.append(scenario)
        return True


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


def _shared(builder: GraphBuilder, scenarios: Sequence[tuple[int, ...]], position: int) -> int:
    """The node of these scenarios, which agree up to the position and are in order."""
    if not scenarios:
        return NONE
    if position == len(builder.part.classes):
        return ALL
    below: list[list[tuple[int, ...]]] = [[] for _ in builder.part.classes[position]]
    for scenario in scenarios:
        below[scenario[position]].append(scenario)
    return builder.choice(position, tuple(_shared(builder, each, position + 1) for each in below))
