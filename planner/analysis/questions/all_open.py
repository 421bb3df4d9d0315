"""What each answer proves of how many scenarios are open, whatever it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from planner.analysis.engine.counts import at_least
from planner.analysis.engine.limits import Count, Unfinished
from planner.analysis.questions import Answer
from planner.analysis.questions.coalitions import Coalitions
from planner.analysis.questions.conflicts import Conflicts
from planner.analysis.questions.least import Least
from planner.analysis.questions.nearest import Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import OptionsLeft
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import WaysOut

__all__ = ["SOME", "counts_of_open"]

SOME = Unfinished(1)
"""Stands for a count of which no more is known than that it is not zero."""


def counts_of_open(premises: Premises, answer: Answer) -> Iterator[Count]:
    """Counts and bounds, each true of the open scenarios with the choices; often none."""
    prove = _PROVING.get(type(answer))
    if prove is not None:
        yield from prove(premises, answer)


def _by_open(_: Premises, answer: OpenAnswer) -> Iterator[Count]:
    yield answer.counted.open
    shared = answer.rests_on
    if shared is not None and (shared.options or shared.contested):
        yield SOME
    if answer.least is not None:
        yield from _by_least(answer.least)


def _by_least(least: Least) -> Iterator[Count]:
    none = [crossing for crossing in least.crossings if not crossing.lines]
    yield from (at_least(1, crossing.scenarios) for crossing in none)
    if not none and (least.crossings or least.at_least or least.complete):
        yield 0


def _by_options(_: Premises, answer: OptionsLeft) -> Iterator[Count]:
    yield answer.open


def _by_conflicts(_: Premises, answer: Conflicts) -> Iterator[Count]:
    if answer.sets or answer.shrinking is not None:
        yield 0
    elif answer.complete:
        yield SOME


def _by_ways_out(_: Premises, answer: WaysOut) -> Iterator[Count]:
    none = [way for way in answer.ways if not way.lines]
    yield from (at_least(1, way.opens) for way in none)
    if not none and (answer.ways or answer.complete):
        yield 0


def _by_nearest(premises: Premises, answer: Nearest) -> Iterator[Count]:
    if answer.scenarios and not premises.fixed:
        yield SOME
    elif answer.complete and not answer.scenarios:
        yield 0


def _by_coalitions(_: Premises, answer: Coalitions) -> Iterator[Count]:
    if answer.incompatible:
        yield 0
    elif answer.incompatible_complete:
        yield SOME
    if answer.coalitions:
        yield answer.coalitions[-1].open  # that of all who hold lines


_PROVING: Mapping[type, Callable[[Premises, Any], Iterator[Count]]] = {
    OpenAnswer: _by_open,
    OptionsLeft: _by_options,
    Conflicts: _by_conflicts,
    WaysOut: _by_ways_out,
    Nearest: _by_nearest,
    Coalitions: _by_coalitions,
}
