"""The open set: how many complete scenarios cross no counted line, which, and one at random."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from attrs import evolve, frozen

from planner.analysis.engine.bounds import bounded
from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.space import option_count
from planner.analysis.groundwork import Groundwork
from planner.analysis.possibility import in_order
from planner.analysis.question import Question

__all__ = ["OpenSet", "find_open_set", "list_open", "open_set", "sample_open"]

Choices = dict[str, str]
"""A complete scenario: an option's id for every issue's, in the case's order."""


@frozen
class OpenSet:
    """How many scenarios are open.

    ``scenarios`` is the number of complete scenarios with the choices fixed, open or not (the whole
    case's where nothing is fixed); ``all_scenarios`` that of the case. ``open`` counts those that
    cross no counted line and break no coherence rule.
    """

    open: Count
    scenarios: int
    all_scenarios: int


def open_set(
    question: Question, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> OpenSet:
    """Count the open scenarios, exactly or, past the limit, with proven bounds."""
    watch = (limit or Limit()).start()
    return find_open_set(question, Groundwork.of(question, groundwork), watch)


def find_open_set(question: Question, groundwork: Groundwork, watch: Watch) -> OpenSet:
    """As :func:`open_set`, under a limit that is already running."""
    space = groundwork.space
    domains = space.domains(groundwork.picks(question))
    return OpenSet(
        count_open(groundwork, groundwork.picks(question), watch),
        option_count(domains),
        question.case.scenario_count,
    )


def count_open(groundwork: Groundwork, picks: dict[int, int], watch: Watch) -> Count:
    """The open scenarios with the picks; where that does not finish, the best proven bounds."""
    domains = groundwork.space.domains(picks)
    count = groundwork.counter.count(domains, watch.within(share=0.7))
    if not isinstance(count, Unfinished):
        return count
    try:
        solver = groundwork.open_solver(watch)
        if not solver.solve(groundwork.literals.picks(picks), watch):
            return 0
    except LimitReachedError:
        return count
    known = evolve(count, at_least=max(1, count.at_least))
    return bounded((ban.sets for ban in groundwork.space.bans), domains, known, watch)


def list_open(
    question: Question, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> Iterator[Choices]:
    """The open scenarios one after another, lazily, in the order of the case's issues and options.

    The limit runs from the first one asked for. Raises
    ``LimitReachedError`` past it: what came before is complete.
    While the iterator is in use its groundwork can serve other questions of the same thread.
    """
    ground = Groundwork.of(question, groundwork)
    watch = (limit or Limit()).start()
    for options in in_order(ground, ground.picks(question), watch):
        yield ground.space.choices(options)


def sample_open(
    question: Question,
    seed: int,
    limit: Limit | None = None,
    *,
    groundwork: Groundwork | None = None,
) -> Iterator[Choices]:
    """Open scenarios at random, without end, each draw uniform and independent of the others.

    The same seed gives the same scenarios. Ends at once where no scenario is open. Raises
    ``LimitReachedError`` where the count does not finish.
    """
    ground = Groundwork.of(question, groundwork)
    watch = (limit or Limit()).start()
    draw = ground.counter.sampler(ground.space.domains(ground.picks(question)), watch)
    random = Random(seed)  # noqa: S311 - not for secrets
    while draw is not None:
        yield ground.space.choices(draw(random))
