"""Whether the libraries that count and solve are right here: spaces whose answers are known.

``python -m planner.analysis.self_test counting`` ends with 0 where they are. It is a process of its
own, since a library that fails may end the one that it is in, or never come back.
"""

from __future__ import annotations

import sys
from itertools import combinations, product

from planner.analysis.engine.limits import Limit
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import prepare
from planner.analysis.engine.rules import Prohibition, Threshold
from planner.analysis.engine.space import Space, Variable
from planner.analysis.installed import installed_version
from planner.own_process import ended

__all__ = ["LIBRARIES", "library_versions", "passes"]

LIBRARIES = {"counting": ("oxidd", "numpy"), "solving": ("python-sat",)}
"""What each test is about."""

_SECONDS = 30.0
"""A test takes a third of a second; a machine may be busy."""

_ISSUES = 6
_RING = 416
"""Rings of six letters out of three without two neighbouring zeros: the trace of the sixth power of
the matrix (0 1; 2 2), since each letter but zero stands for two."""
_SUMS = 294
"""Throws of six dice from 0 to 2 that come to 7 or more: as many come to 5 or less, and the central
trinomial coefficient, 141, of the 729 come to 6."""
_HOLES = 3


def library_versions(test: str) -> str:
    """The libraries that the test is about with their versions, for a person and to remember."""
    return " and ".join(
        f"{name} {installed_version(name) or 'that is not installed'}" for name in LIBRARIES[test]
    )


def passes(test: str) -> bool:
    """Whether the test ends well, in a process of its own."""
    try:
        done = ended(__name__, test, seconds=_SECONDS)
    except OSError:
        return False
    return done is not None and done.returncode == 0


def counting_is_right() -> bool:
    """Whether diagrams, tables and sliced sums count what is known."""
    # Who only asks whether the test is passed needs no engine.
    from planner.analysis.engine.diagram import draw  # noqa: PLC0415 (see above)
    from planner.analysis.engine.slices import Slices  # noqa: PLC0415 (see above)
    from planner.analysis.engine.tables import Tables  # noqa: PLC0415 (see above)

    watch = Limit(seconds=None).start()
    variables = tuple(Variable.of(3) for _ in range(_ISSUES))
    ring: list[Prohibition] = [
        tuple(sorted(((n, 1), ((n + 1) % _ISSUES, 1)))) for n in range(_ISSUES)
    ]
    dice = Threshold(tuple((n, (0, 1, 2)) for n in range(_ISSUES)), _ISSUES + 1)
    (joined,) = _parts(Space.forbidding(variables, ring))
    (summed,) = _parts(Space.forbidding(variables, [dice]))
    everything = Space.forbidding(variables, ()).everything
    graph = draw(joined, watch).graph(watch)
    return (
        draw(joined, watch, counted=True).count == graph.count(everything, watch) == _RING
        and Tables(joined, watch).count(everything, watch) == _RING
        and draw(summed, watch, counted=True).count == _SUMS
        and Slices(summed, watch).count(everything, watch) == _SUMS
    )


def solving_is_right() -> bool:
    """Whether the solver finds what is possible, and what is impossible together."""
    from planner.analysis.engine.glucose import Glucose  # noqa: PLC0415 (as above)

    watch = Limit(seconds=None).start()
    solver = Glucose()
    holes = range(_HOLES)
    pigeons = range(_HOLES + 1)

    def sits(pigeon: int, hole: int) -> int:
        return 1 + pigeon * _HOLES + hole

    guards = [sits(_HOLES + 1, pigeon) for pigeon in pigeons]  # beyond all that sits
    for pigeon in pigeons:
        solver.add([-guards[pigeon], *(sits(pigeon, hole) for hole in holes)])
    for hole, (one, other) in product(holes, combinations(pigeons, 2)):
        solver.add([-sits(one, hole), -sits(other, hole)])
    if solver.solve(guards, watch) or sorted(solver.core()) != guards:
        return False  # four in three holes
    if not solver.solve(guards[1:], watch):
        return False
    model = set(solver.model())
    return all(
        sum(sits(pigeon, hole) in model for pigeon in pigeons) <= 1 for hole in holes
    ) and all(any(sits(pigeon, hole) in model for hole in holes) for pigeon in pigeons[1:])


def _parts(space: Space) -> tuple[Part, ...]:
    return prepare(
        space.prohibitions, space.everything, space.variables, Limit(seconds=None).start()
    ).parts


if __name__ == "__main__":
    right = {"counting": counting_is_right, "solving": solving_is_right}[sys.argv[1]]
    sys.exit(0 if right() else 1)
