"""The open set: how many complete scenarios cross no counted line, which, and one at random."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

from attrs import evolve, frozen

from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.space import Picks
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tally, no_more_than
from planner.by_fields import Compared
from planner.check.size import scenario_count
from planner.model.conditions import Pick

__all__ = [
    "OpenSet",
    "count_open",
    "count_without",
    "find_open_set",
    "list_open",
    "open_set",
    "sample_open",
    "tally_open",
    "tally_without",
]

Choices = dict[str, Pick]
"""A complete scenario: what is picked on each issue that applies, in the case's order."""


@frozen(eq=False, repr=False)
class OpenSet(Compared):
    """How many scenarios are open, and how many of these respect all lines or add no option.

    ``scenarios`` is the number of complete scenarios with the choices fixed, open or not (the whole
    case's where nothing is fixed); ``all_scenarios`` that of the case. ``open`` counts those that
    cross no counted line and break no coherence rule; ``respecting`` and ``without_added`` are
    those of a :class:`~planner.analysis.questions.tally.Tally`.
    """

    open: Count
    scenarios: int
    all_scenarios: int
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts of open scenarios."""
        return Tally(self.open, self.respecting, self.without_added)

    @property
    def complete(self) -> bool:
        """Whether all three counts are exact."""
        return self.tally.exact

    @property
    def reason(self) -> Stopped | None:
        """What stopped the first count that is not exact; ``None`` if all are."""
        counts = (self.open, self.respecting, self.without_added)
        return next((count.reason for count in counts if isinstance(count, Unfinished)), None)


def open_set(
    premises: Premises, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> OpenSet:
    """Count the open scenarios, exactly or, past the limit, with proven bounds."""
    watch = (limit or Limit()).start()
    return find_open_set(premises, Groundwork.of(premises, groundwork), watch)


def find_open_set(premises: Premises, groundwork: Groundwork, watch: Watch) -> OpenSet:
    """As :func:`open_set`, under a limit that is already running."""
    picks = groundwork.picks(premises)
    tally = tally_open(groundwork, picks, watch)
    return OpenSet(
        tally.open,
        groundwork.scenarios(picks),
        scenario_count(premises.case),
        tally.respecting,
        tally.without_added,
    )


def tally_open(groundwork: Groundwork, picks: Picks, watch: Watch) -> Tally:
    """The open scenarios with the picks, and how many of them respect all lines or add nothing."""
    working = watch if groundwork.hides_nothing else watch.within(share=0.7)
    found = count_open(groundwork, picks, working)
    if found == 0:
        return Tally(0, 0, 0)
    respecting, sourced = (
        found
        if ground is groundwork
        else no_more_than(found, count_open(ground, picks, watch.within(share=share)))
        for ground, share in ((groundwork.respecting, 0.5), (groundwork.sourced, 1.0))
    )
    return Tally(found, respecting, sourced)


def count_open(groundwork: Groundwork, picks: Picks, watch: Watch) -> Count:
    """The open scenarios with the picks; where that does not finish, the best proven bounds."""
    count = groundwork.count(picks, watch.within(share=0.7))
    if not isinstance(count, Unfinished):
        return count
    try:
        if not groundwork.any_open(picks, watch):
            return 0
    except LimitReachedError:
        return count
    from planner.analysis.engine.bounds import bounded  # noqa: PLC0415 (few counts do not finish)

    known = evolve(count, at_least=max(1, count.at_least))
    space = groundwork.space
    return bounded(space.prohibitions, space, space.domains(picks), known, watch)


def count_without(
    groundwork: Groundwork, picks: Picks, lines: Collection[int], watch: Watch
) -> Count:
    """The scenarios with the picks that cross none but, perhaps, these lines."""
    space = groundwork.space
    if len(lines) == 1:
        opened = (groundwork.alone(picks) or {}).get(*lines)
        if opened is not None:
            return opened
    bans = space.without(lines)
    return groundwork.counter.count_under(bans, space.domains(picks), watch)


def tally_without(
    groundwork: Groundwork,
    picks: Picks,
    lines: Collection[int],
    found: Count,
    watch: Watch,
) -> Tally:
    """The same three times: ``found``, those that leave no other line contested, those sourced.

    The others are not tried where the first did not finish.
    """
    if isinstance(found, Unfinished):
        return Tally(found)
    if not found:
        return Tally(0, 0, 0)
    respecting, sourced = (
        found
        if ground is groundwork
        else no_more_than(found, count_without(ground, picks, lines, watch.within(share=share)))
        for ground, share in ((groundwork.respecting, 0.5), (groundwork.sourced, 1.0))
    )
    return Tally(found, respecting, sourced)


def list_open(
    premises: Premises, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> Iterator[Choices]:
    """The open scenarios one after another, lazily, in the order of the case's issues and options.

    Each number is a scenario of its own; an issue that does not apply is absent, and comes after
    all that could be chosen on it. Of options that may hold together the first decides first, and
    that it does not hold comes before that it does. The limit runs from the first one asked for.
    Raises ``LimitReachedError`` past it: what came before is complete. While the iterator is in use
    its groundwork can serve other questions of the same thread.
    """
    ground = Groundwork.of(premises, groundwork)
    watch = (limit or Limit()).start()
    picks = ground.picks(premises)
    for values, places in ground.possibility.in_order(picks, watch):
        yield ground.space.choices(values, places=places, near=picks.named)


def sample_open(
    premises: Premises,
    seed: int,
    limit: Limit | None = None,
    *,
    groundwork: Groundwork | None = None,
) -> Iterator[Choices]:
    """Open scenarios at random, without end, each draw uniform and independent of the others.

    The same seed gives the same scenarios. Ends at once where no scenario is open. Raises
    ``LimitReachedError`` past the limit: what came before is complete.
    """
    ground = Groundwork.of(premises, groundwork)
    watch = (limit or Limit()).start()
    picks = ground.picks(premises)
    variables = ground.space.variables
    draw = ground.counter.sampler(ground.space.domains(picks), watch)
    random = Random(seed)  # noqa: S311 - not for secrets
    while draw is not None:
        watch.check()
        values = draw(random)
        places = [
            0 if variable.plain else random.randrange(variable.weights[value])
            for variable, value in zip(variables, values, strict=True)
        ]
        yield ground.space.choices(values, places=places, near=picks.named)
