"""Coalitions: which parties' lines can be respected together, and in how many scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations

from attrs import frozen

from planner.analysis.engine.bounds import bounded
from planner.analysis.engine.closeness import seems_nearly_closed
from planner.analysis.engine.counts import at_least
from planner.analysis.engine.limits import (
    Count,
    Limit,
    LimitReachedError,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.rules import Prohibition
from planner.analysis.engine.space import Picks
from planner.analysis.engine.subsets import minimal_impossible_subsets
from planner.analysis.questions import Cut, Wishes
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_without
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.tally import NOT_COUNTED, Tallied, Tally, no_more_than
from planner.by_fields import Compared

__all__ = ["Coalition", "Coalitions", "ask", "coalitions", "find_coalitions"]

_MOST_PARTIES = 12

Parties = frozenset[str]

_COUNTING = 0.85
"""The share of the time for exact counts; the rest brings the bounds of others nearer."""
_WIDTHS = (100, 1_000, 8_000)
"""How many states are told apart for bounds, first for all coalitions the fewest."""

_SOON = 0.5
"""The seconds in which a solver mostly finds who cannot agree."""
_MANY_LINES = 60
_DIAGRAM, _SECONDS_TO_DRAW = 65_536, 1.0
"""What a diagram for few coalitions may take: most are too large for one, or done in this."""

MANY = 64
"""This number of coalitions or more is worth a diagram of their own."""


@frozen(eq=False, repr=False)
class Coalition(Compared):
    """Parties (ids in the case's order) and how many scenarios cross none of their counted lines.

    Of these, ``respecting`` leave none of their lines contested either, and ``without_added`` use
    sourced options only.
    """

    parties: tuple[str, ...]
    open: Count
    respecting: Count = NOT_COUNTED
    without_added: Count = NOT_COUNTED

    @property
    def tally(self) -> Tally:
        """The three counts."""
        return Tally(self.open, self.respecting, self.without_added)

    @property
    def compatible(self) -> bool:
        """Whether it is certain that some scenario respects their lines."""
        return self.open.at_least > 0 if isinstance(self.open, Unfinished) else self.open > 0


@frozen(eq=False, repr=False)
class Coalitions(Tallied):
    """Every coalition of one party or more, by size, then in the case's order.

    ``incompatible`` holds the minimal sets of parties whose lines no scenario respects together;
    the empty set where choices and coherence rules alone leave nothing. With more than twelve
    parties only those that hold counted lines are combined, and with more than twelve of those
    none: then ``coalitions`` is empty and ``reason`` says so. ``incompatible_complete`` is false
    where there may be more incompatible sets than those found.
    """

    coalitions: tuple[Coalition, ...]
    incompatible: tuple[tuple[str, ...], ...]
    incompatible_complete: bool = True
    reason: Stopped | None = None

    @property
    def complete(self) -> bool:
        """Whether every coalition is answered exactly."""
        return not self.reason

    @property
    def tallies(self) -> Iterator[Tally]:
        """Those of all coalitions."""
        return (coalition.tally for coalition in self.coalitions)

    @property
    def open(self) -> Mapping[tuple[str, ...], Count]:
        """The counts by coalition."""
        return {coalition.parties: coalition.open for coalition in self.coalitions}


def coalitions(
    premises: Premises,
    limit: Limit | None = None,
    *,
    tallies: bool = False,
    groundwork: Groundwork | None = None,
) -> Coalitions:
    """Find for every coalition whether, and in how many scenarios, none of its lines is crossed.

    With ``tallies`` also how many of these leave none contested, and how many add nothing.
    """
    watch = (limit or Limit()).start()
    ground = Groundwork.of(premises, groundwork)
    return find_coalitions(premises, ground, watch, tallies=tallies)


def ask(premises: Premises, groundwork: Groundwork, watch: Watch, wishes: Wishes) -> Coalitions:
    """The answer for :mod:`~planner.analysis.questions.analyse`."""
    return find_coalitions(premises, groundwork, watch, tallies=wishes.tallies)


def find_coalitions(
    premises: Premises, groundwork: Groundwork, watch: Watch, *, tallies: bool = False
) -> Coalitions:
    """As :func:`coalitions`, under a limit that is already running."""
    space = groundwork.space
    picks = groundwork.picks(premises)
    holders = space.case.holders(space.lines)
    more = tallies and not groundwork.hides_nothing
    working = watch.within(share=0.6) if more else watch
    together, incompatible, reason = _at_first(premises, groundwork, holders, working)
    found_all = not reason
    incompatible.sort(key=lambda parties: (len(parties), [holders.index(p) for p in parties]))
    scenarios = groundwork.scenarios(picks)
    everyone = tuple(party.id for party in space.case.parties)
    combined = everyone if len(everyone) <= _MOST_PARTIES else holders
    if len(combined) > _MOST_PARTIES:
        reason = reason or Stopped(Cut.MANY_PARTIES, (len(combined), _MOST_PARTIES))
        combined = ()
    heard = _Heard(groundwork, picks, holders, incompatible)
    wanted = list(dict.fromkeys(heard.of(parties) for parties in _subsets(combined)))
    counted, stopped = heard.counts(wanted, working.within(share=_COUNTING), together)
    reason = stopped or reason
    for allied in wanted:
        if allied not in counted:
            known = 0 if heard.clashing(allied) else Unfinished(0, scenarios, reason)
            counted[allied] = known
    counted |= heard.bounds(counted, working)
    counts: dict[Parties, Count] = {}
    for allied in wanted:
        count = counted[allied]
        if isinstance(count, Unfinished):
            reason = reason or count.reason
            if found_all:
                count = at_least(1, count)
        counts[allied] = count
    if found_all and combined and not any(isinstance(c, Unfinished) for c in counts.values()):
        reason = None
    tallied = {allied: Tally(count) for allied, count in counts.items()}
    if tallies:
        tallied = heard.tallies(counts, watch)
    answers = []
    for parties in _subsets(combined):
        tally = tallied[heard.of(parties)]
        answers.append(Coalition(parties, tally.open, tally.respecting, tally.without_added))
    return Coalitions(tuple(answers), tuple(incompatible), found_all, reason)


@frozen(eq=False, repr=False)
class _Heard(Compared):
    """Counts by the parties that hold lines: the others of a coalition make no difference."""

    groundwork: Groundwork
    picks: Picks
    holders: Sequence[str]
    incompatible: Sequence[tuple[str, ...]]

    def of(self, parties: Iterable[str]) -> Parties:
        """Those of the parties that hold lines."""
        return frozenset(parties).intersection(self.holders)

    def clashing(self, parties: Parties) -> bool:
        """Whether their lines are known to clash."""
        return any(parties.issuperset(clash) for clash in self.incompatible)

    def counts(
        self, wanted: Sequence[Parties], watch: Watch, together: Mapping[Parties, int]
    ) -> tuple[dict[Parties, Count], Stopped | None]:
        """Where none of their lines is crossed, as far as the limit goes, and what it says.

        What is counted ``together`` need not be counted again.
        """
        counted: dict[Parties, Count] = dict(together)
        try:
            counted |= {parties: 0 for parties in wanted if self.clashing(parties)}
            left = [parties for parties in wanted if parties not in counted]
            # What leaves little open is listed at once, before others take all the time.
            for parties in sorted(left, key=self._seems_wide):
                watch.check()
                counted[parties] = self._count(parties, watch)
        except LimitReachedError as error:
            return counted, error.reason
        return counted, None

    def bounds(self, counts: Mapping[Parties, Count], watch: Watch) -> dict[Parties, Count]:
        """What is not exact with nearer bounds, at first for all coalitions what takes no time."""
        space = self.groundwork.space
        domains = space.domains(self.picks)
        found = {allied: count for allied, count in counts.items() if isinstance(count, Unfinished)}
        exact: dict[Parties, Count] = {}
        with suppress(LimitReachedError):
            for width in _WIDTHS:
                for allied, count in list(found.items()):
                    watch.check()
                    rules = self._rules(allied)
                    nearer = bounded(rules, space, domains, count, watch, widths=(width,))
                    if isinstance(nearer, Unfinished):
                        found[allied] = nearer
                    else:
                        exact[allied] = nearer
                        del found[allied]
        return found | exact

    def tallies(self, counts: Mapping[Parties, Count], watch: Watch) -> dict[Parties, Tally]:
        """The counts with the other two, where the first is exact."""
        wanted = [p for p, count in counts.items() if not isinstance(count, Unfinished) and count]
        others = []
        for ground, share in ((self.groundwork.respecting, 0.5), (self.groundwork.sourced, 1.0)):
            found: Mapping[Parties, Count] = {}
            reason: Stopped | None = None
            if ground is not self.groundwork:
                heard = _Heard(ground, self.picks, self.holders, ())
                part = watch.within(share=share)
                together = heard.together(part.within(share=0.7)) if wanted else {}
                found, reason = heard.counts(wanted, part, together)
            others.append((ground is self.groundwork, found, reason))
        tallied = {}
        for parties, count in counts.items():
            if isinstance(count, Unfinished):
                tallied[parties] = Tally(count)
                continue
            of_these = (
                count if same or not count else found.get(parties, Unfinished(0, count, reason))
                for same, found, reason in others
            )
            tallied[parties] = Tally(count, *(no_more_than(count, other) for other in of_these))
        return tallied

    def _count(self, parties: Parties, watch: Watch) -> Count:
        return count_without(self.groundwork, self.picks, self._others(parties), watch)

    def _seems_wide(self, parties: Parties) -> bool:
        space = self.groundwork.space
        return not seems_nearly_closed(space.domains(self.picks), self._rules(parties))

    def _others(self, parties: Parties) -> set[int]:
        """The lines that none of these parties holds."""
        lines = self.groundwork.space.lines
        return {n for n, line in enumerate(lines) if line.party not in parties}

    def _rules(self, parties: Parties) -> list[Prohibition]:
        return list(self.groundwork.space.without(self._others(parties)))

    def together(self, watch: Watch) -> dict[Parties, int]:
        """The counts of all coalitions, as far as one diagram for all of them goes.

        It is a small one where coalitions are few, and none where lines are few too.
        """
        space = self.groundwork.space
        if 2 ** len(self.holders) < MANY:
            if len(space.lines) < _MANY_LINES:
                return {}
            watch = watch.within(nodes=_DIAGRAM, seconds=_SECONDS_TO_DRAW)
        from planner.analysis.engine.variants import Variants  # noqa: PLC0415 (of many lines)

        groups: list[list[Prohibition]] = [[] for _ in self.holders]
        for line, rules in zip(space.lines, space.by_line, strict=True):
            groups[self.holders.index(line.party)] += rules
        found: dict[frozenset[int], int] = {}
        with suppress(LimitReachedError):
            domains = space.domains(self.picks)
            variants = Variants(groups, space.anyway, space.variables, domains, watch)
            variants.selections(found, watch)
        return {frozenset(self.holders[n] for n in kept): c for kept, c in found.copy().items()}


def _at_first(
    premises: Premises, groundwork: Groundwork, holders: Sequence[str], watch: Watch
) -> tuple[Mapping[Parties, int], list[tuple[str, ...]], Stopped | None]:
    """What one diagram counts, who cannot agree, and why these may not be all.

    A solver says the latter where it soon can, else the diagram does, or again the solver.
    """
    found, reason = _incompatible(premises, groundwork, watch.within(seconds=_SOON))
    together: Mapping[Parties, int] = {}
    if len(holders) <= _MOST_PARTIES:
        heard = _Heard(groundwork, groundwork.picks(premises), holders, ())
        together = heard.together(watch.within(share=0.7))
    if reason:
        clashing = _clashing(together, holders) if together else None
        if clashing is not None:
            return together, clashing, None
        found, reason = _incompatible(premises, groundwork, watch)
    return together, found, reason


def _incompatible(
    premises: Premises, groundwork: Groundwork, watch: Watch
) -> tuple[list[tuple[str, ...]], Stopped | None]:
    """The minimal incompatible sets that a solver finds, and why these may not be all."""
    found: list[tuple[str, ...]] = []
    try:
        found.extend(find_incompatible(premises, groundwork, watch))
    except LimitReachedError as error:
        return found, error.reason
    return found, None


def _clashing(
    counts: Mapping[Parties, int], holders: Sequence[str]
) -> list[tuple[str, ...]] | None:
    """The minimal incompatible sets of which the counts tell; ``None`` where counts lack."""
    found: list[tuple[str, ...]] = []
    for parties in ((), *_subsets(holders)):
        if not any(set(clash) <= set(parties) for clash in found):
            count = counts.get(frozenset(parties))
            if count is None:
                return None
            if not count:
                found.append(parties)
    return found


def _subsets(parties: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The coalitions of one party or more, by size."""
    for size in range(1, len(parties) + 1):
        yield from combinations(parties, size)


def find_incompatible(
    premises: Premises, groundwork: Groundwork, watch: Watch
) -> Iterator[tuple[str, ...]]:
    """The minimal sets of parties whose lines no scenario respects together, in no order.

    Raises ``LimitReachedError``; what came before stands.
    """
    literals, space = groundwork.literals, groundwork.space
    picks = groundwork.picks(premises)
    if groundwork.any_open_by_guards(picks, watch):
        return
    solver = groundwork.guarded_solver(watch)
    hard = [*literals.picks(picks), *groundwork.rule_guards]
    if not solver.solve(hard, watch):
        yield ()
        return
    wish_of = {party: solver.new_variable() for party in space.case.holders(space.lines)}
    for n, line in enumerate(space.lines):
        solver.add([-wish_of[line.party], literals.guard(n)])
    party_of = {wish: party for party, wish in wish_of.items()}

    def granted() -> set[int]:
        crossed = space.broken(literals.chosen(solver))
        unhappy = {space.lines[n].party for n in crossed if n < len(space.lines)}
        return {wish for party, wish in wish_of.items() if party not in unhappy}

    for subset in minimal_impossible_subsets(solver, hard, list(party_of), granted, watch):
        yield tuple(party_of[wish] for wish in sorted(subset))
