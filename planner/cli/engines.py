"""What a command says of the engines that it counts with."""

from __future__ import annotations

from planner.analysis.engine.trusted import Trusted, decide_by
from planner.cli.output import complain
from planner.editing.known_engines import doubts, known_engines

__all__ = ["use_known_engines"]


def use_known_engines() -> None:
    """Have the engines tested when one is first wanted; one that is not used is told of."""
    decide_by(_known)


def _known() -> Trusted:
    known = known_engines()
    complain(doubts(known))
    return known
