"""What a command says of the engines that it counts with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from planner.analysis.engine.trusted import Trusted, decide_by
from planner.cli.output import complain
from planner.editing.known_engines import doubts, known_engines
from planner.errors import Problem

__all__ = ["use_known_engines"]


def use_known_engines(tell: Callable[[Iterable[Problem]], object] | None = None) -> None:
    """Have the engines tested when one is first wanted.

    One that is not used is told of as a warning: to ``tell`` where that is given, as what belongs
    into an answer, else on standard error.
    """

    def decide() -> Trusted:
        known = known_engines()
        found = [Problem("", None, None, words, severity="warning") for words in doubts(known)]
        if tell is None:
            complain(map(str, found))
        else:
            tell(found)
        return known

    decide_by(decide)
