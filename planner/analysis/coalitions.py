"""Coalitions: which parties' lines can be respected together, and in how many scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations

from attrs import frozen

from planner.analysis.engine.limits import Count, Limit, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.parts import Sets
from planner.analysis.engine.space import option_count
from planner.analysis.engine.subsets import minimal_impossible_subsets
from planner.analysis.engine.variants import Variants
from planner.analysis.groundwork import Groundwork
from planner.analysis.question import Question

__all__ = ["MOST_PARTIES", "Coalition", "Coalitions", "coalitions", "find_coalitions"]

MOST_PARTIES = 12

MANY = 64
"""So many coalitions or more are worth a diagram of their own."""


@frozen
class Coalition:
    """Parties (ids in the case's order) and how many scenarios respect all their counted lines."""

    parties: tuple[str, ...]
    open: Count

    @property
    def compatible(self) -> bool:
        """Whether it is certain that some scenario respects their lines."""
        return self.open.at_least > 0 if isinstance(self.open, Unfinished) else self.open > 0


@frozen
class Coalitions:
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
    reason: str = ""

    @property
    def complete(self) -> bool:
        """Whether every coalition is answered exactly."""
        return not self.reason

    @property
    def open(self) -> Mapping[tuple[str, ...], Count]:
        """The counts by coalition."""
        return {coalition.parties: coalition.open for coalition in self.coalitions}


def coalitions(
    question: Question, limit: Limit | None = None, *, groundwork: Groundwork | None = None
) -> Coalitions:
    """Find for every coalition whether, and in how many scenarios, its lines are respected."""
    watch = (limit or Limit()).start()
    return find_coalitions(question, Groundwork.of(question, groundwork), watch)


def find_coalitions(question: Question, groundwork: Groundwork, watch: Watch) -> Coalitions:
    """As :func:`coalitions`, under a limit that is already running."""
    space = groundwork.space
    picks = groundwork.picks(question)
    holders = _holders(groundwork)
    incompatible: list[tuple[str, ...]] = []
    reason = ""
    try:
        incompatible.extend(find_incompatible(question, groundwork, watch))
    except LimitReachedError as error:
        reason = str(error)
    found_all = not reason
    incompatible.sort(key=lambda parties: (len(parties), [holders.index(p) for p in parties]))
    scenarios = option_count(space.domains(picks))
    everyone = [party.id for party in space.case.parties]
    combined = everyone if len(everyone) <= MOST_PARTIES else holders
    if len(combined) > MOST_PARTIES:
        reason = reason or f"{len(combined)} parties hold lines: more than {MOST_PARTIES}"
        combined = []
    counted: dict[frozenset[str], Count] = {}
    try:
        if combined and 2 ** len(holders) >= MANY:
            counted.update(_together(groundwork, picks, holders, watch.within(share=0.7)))
        for parties in _subsets(combined):
            heard = frozenset(parties).intersection(holders)
            if heard not in counted:
                watch.check()
                counted[heard] = _count(
                    groundwork, picks, heard, incompatible, watch, certain=found_all
                )
    except LimitReachedError as error:
        reason = str(error)
    answers: list[Coalition] = []
    for parties in _subsets(combined):
        count = counted.get(frozenset(parties).intersection(holders))
        if count is None:
            clashing = any(set(clash).issubset(parties) for clash in incompatible)
            count = 0 if clashing else Unfinished(int(found_all), scenarios, reason)
        elif isinstance(count, Unfinished):
            reason = reason or count.reason
        answers.append(Coalition(parties, count))
    return Coalitions(tuple(answers), tuple(incompatible), found_all, reason)


def _together(
    groundwork: Groundwork, picks: Mapping[int, int], holders: Sequence[str], watch: Watch
) -> dict[frozenset[str], int]:
    """The counts of the coalitions of these parties, as far as one diagram for all of them goes."""
    space = groundwork.space
    groups: list[list[Sets]] = [[] for _ in holders]
    rules: list[Sets] = []
    for ban in space.bans:
        if ban.owner in space.rules:
            rules.append(ban.sets)
        else:
            groups[holders.index(space.lines[ban.owner].party)].append(ban.sets)
    found: dict[frozenset[int], int] = {}
    with suppress(LimitReachedError):
        Variants(groups, rules, space.domains(picks), watch).selections(found, watch)
    return {frozenset(holders[n] for n in kept): count for kept, count in found.copy().items()}


def _subsets(parties: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The coalitions of one party or more, by size."""
    for size in range(1, len(parties) + 1):
        yield from combinations(parties, size)


def _holders(groundwork: Groundwork) -> list[str]:
    """The parties that hold counted lines, in the case's order."""
    held = {line.party for line in groundwork.space.lines}
    return [party.id for party in groundwork.space.case.parties if party.id in held]


def find_incompatible(
    question: Question, groundwork: Groundwork, watch: Watch
) -> Iterator[tuple[str, ...]]:
    """The minimal sets of parties whose lines no scenario respects together, in no order.

    Raises ``LimitReachedError``; what came before stands.
    """
    literals, space = groundwork.literals, groundwork.space
    picks = groundwork.picks(question)
    solver = literals.solver(watch, guarded=True)
    hard = [*literals.picks(picks), *groundwork.rule_guards]
    if not solver.solve(hard, watch):
        yield ()
        return
    wish_of = {party: solver.new_variable() for party in _holders(groundwork)}
    for n, line in enumerate(space.lines):
        solver.add([-wish_of[line.party], literals.guard(n)])
    party_of = {wish: party for party, wish in wish_of.items()}

    def granted() -> set[int]:
        crossed = space.crossed(literals.chosen(solver))
        unhappy = {space.lines[n].party for n in crossed if n < len(space.lines)}
        return {wish for party, wish in wish_of.items() if party not in unhappy}

    for subset in minimal_impossible_subsets(solver, hard, list(party_of), granted, watch):
        yield tuple(party_of[wish] for wish in sorted(subset))


def _count(  # noqa: PLR0913
    groundwork: Groundwork,
    picks: Mapping[int, int],
    parties: frozenset[str],
    incompatible: Iterable[tuple[str, ...]],
    watch: Watch,
    *,
    certain: bool,
) -> Count:
    """The scenarios that respect the parties' lines; ``certain``: all minimal clashes are known."""
    if any(parties >= set(clash) for clash in incompatible):
        return 0
    space = groundwork.space
    others = {n for n, line in enumerate(space.lines) if line.party not in parties}
    count = groundwork.counter.count_under(
        (ban.sets for ban in space.bans_without(others)), space.domains(picks), watch
    )
    if isinstance(count, Unfinished) and certain:
        return Unfinished(max(1, count.at_least), count.at_most, count.reason)
    return count
