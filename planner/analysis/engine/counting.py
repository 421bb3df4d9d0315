"""How many scenarios are open: parts compiled once, then counted under any choices.

The method is picked for each part by trial, cheapest first and by nodes, not by time, so that the
same question always takes the same way: a little branching (small cases never load oxidd), a small
diagram, more branching, a large diagram of the issues in their best order, all the branching that
the limit allows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import TypeVar

from attrs import frozen

from planner.analysis.engine.branching import branch
from planner.analysis.engine.diagram import draw
from planner.analysis.engine.graph import Graph
from planner.analysis.engine.limits import Count, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.ordering import reordered
from planner.analysis.engine.parts import Part, Sets
from planner.analysis.engine.preparation import Prepared, prepare
from planner.analysis.engine.space import Domains, bits, option_count

__all__ = ["Counter", "minus", "times"]

_T = TypeVar("_T")

_SMALL = 1 << 14
_TRIALS: tuple[tuple[bool, int | None], ...] = (
    (True, 400),
    (False, _SMALL),
    (True, 20_000),
    (False, None),
    (True, None),
)
"""(branching rather than a diagram, nodes allowed or as many as the limit allows), in turn."""

_QUICK_NODES = 10_000
_COUNTS_KEPT = 10_000
_ORDERS_KEPT = 100

_MORE_TIME = 2.0
"""What took too long is tried again once there is so many times the time."""

_SHARE_OF_ALL = 0.5
"""The share of the time that is spent on the whole where choices leave less to be counted."""

_Factor = tuple[Count, dict[int, list[Count]]]
"""The open scenarios of a part or free issue, and those with each option of its issues."""


class Counter:
    """Counts what is open under some bans, for any choices; parts are compiled once.

    Not to be used by two threads at a time.
    """

    def __init__(self, bans: Iterable[Sets], everything: Domains) -> None:
        self._bans = list(dict.fromkeys(bans))
        self._everything = everything
        self._prepared: Prepared | None = None
        self._graphs: dict[Part, Graph] = {}
        self._failures: dict[Part, _Failure] = {}
        self._counts: dict[Part, int] = {}
        self._arranged: dict[Part, Part] = {}

    @property
    def ready(self) -> bool:
        """Whether everything is compiled, so that counting under choices is one quick pass."""
        prepared = self._prepared
        return prepared is not None and all(part in self._graphs for part in prepared.parts)

    @property
    def quick(self) -> bool:
        """Whether a pass takes no longer than the solver would to say yes or no."""
        return self.ready and sum(map(len, self._graphs.values())) <= _QUICK_NODES

    def count(self, domains: Domains, watch: Watch) -> Count:
        """How many scenarios in the domains are open; unfinished past a limit."""
        if self._prepared is not None and self.ready:
            left = _within(domains, self._prepared)
            return times(total for total, _ in self._factors(self._prepared, left, watch))
        return self.count_under(self._bans, domains, watch)

    def count_under(self, bans: Iterable[Sets], domains: Domains, watch: Watch) -> Count:
        """The same under other bans; parts that were counted before are not counted again."""
        try:
            prepared = prepare(bans, domains, watch)
        except LimitReachedError as error:
            return Unfinished(0, option_count(domains), str(error))
        if not all(prepared.domains):
            return 0
        found: list[Count] = [prepared.domains[issue].bit_count() for issue in _free(prepared)]
        found += [self._part_count(part, prepared.domains, watch) for part in prepared.parts]
        return times(found)

    def option_counts(self, picks: Mapping[int, int], watch: Watch) -> list[list[Count]]:
        """For each issue and option: the open scenarios with it and all picks on *other* issues."""
        picked = self._picked(picks)
        try:
            if self._prepared is None:
                self._prepared = prepare(self._bans, self._everything, watch)
        except LimitReachedError as error:
            return self._unknown(picked, str(error))
        left = _within(picked, self._prepared)
        whole = watch.within(share=_SHARE_OF_ALL) if picks else watch
        found = self._assembled(self._factors(self._prepared, left, whole, options=True))
        if picks and any(isinstance(count, Unfinished) for counts in found for count in counts):
            with suppress(LimitReachedError):
                self._retry(found, picks, watch)
        return found

    def sampler(self, domains: Domains, watch: Watch) -> Callable[[Random], list[int]] | None:
        """What draws an open scenario in the domains uniformly; ``None`` if there is none.

        Raises ``LimitReachedError`` where counting does not finish.
        """
        prepared = prepare(self._bans, domains, watch)
        samplers = [
            self._graph(part, watch).sampler(prepared.domains, watch) for part in prepared.parts
        ]
        if not all(prepared.domains) or not all(sampler.count for sampler in samplers):
            return None
        free = [(issue, list(bits(prepared.domains[issue]))) for issue in _free(prepared)]

        def draw_one(random: Random) -> list[int]:
            chosen = {issue: options[random.randrange(len(options))] for issue, options in free}
            for sampler in samplers:
                sampler.draw(random, chosen)
            return [chosen[issue] for issue in range(len(domains))]

        return draw_one

    def _unknown(self, domains: Domains, reason: str) -> list[list[Count]]:
        """The answer where nothing is known but how many scenarios there are."""
        found: list[list[Count]] = []
        for issue, mask in enumerate(self._everything):
            others = option_count((*domains[:issue], *domains[issue + 1 :]))
            found.append([Unfinished(0, others, reason)] * mask.bit_length())
        return found

    def _picked(self, picks: Mapping[int, int]) -> Domains:
        return tuple(
            1 << picks[issue] if issue in picks else mask
            for issue, mask in enumerate(self._everything)
        )

    def _retry(self, found: list[list[Count]], picks: Mapping[int, int], watch: Watch) -> None:
        """Put in the counts that only what the picks leave is small enough for.

        For the issues still undecided in one go, for each decided one with its own pick taken
        back; not tried where even all picks together leave too much.
        """
        restricted = prepare(self._bans, self._picked(picks), watch)
        counts = self._assembled(self._factors(restricted, restricted.domains, watch, options=True))
        for issue, per_option in enumerate(counts):
            if issue not in picks:
                found[issue] = per_option
        if any(isinstance(counts[issue][option], Unfinished) for issue, option in picks.items()):
            return
        for issue, option in picks.items():
            others = {other: pick for other, pick in picks.items() if other != issue}
            restricted = prepare(self._bans, self._picked(others), watch)
            factors = self._factors(restricted, restricted.domains, watch, options=True)
            found[issue] = self._assembled(factors)[issue]
            found[issue][option] = counts[issue][option]

    def _factors(
        self, prepared: Prepared, left: Domains, watch: Watch, *, options: bool = False
    ) -> list[_Factor]:
        """The factors of the count in the domains ``left``: free issues first, then the parts."""
        factors: list[_Factor] = []
        for issue in _free(prepared):
            mask = prepared.domains[issue]
            factors.append(
                (
                    left[issue].bit_count(),
                    {issue: [mask >> n & 1 for n in range(mask.bit_length())]},
                )
            )
        for part in prepared.parts:
            counts: dict[int, list[Count]] = {}
            try:
                graph = self._graph(part, watch)
                if options:
                    exact = graph.option_counts(left, watch)
                    counts = {issue: list(per_option) for issue, per_option in exact.items()}
                    first = part.issues[0]
                    total = sum(exact[first][option] for option in bits(left[first]))
                else:
                    total = graph.count(left, watch)
            except LimitReachedError as error:
                factors.append(_unfinished(part, left, prepared.domains, str(error)))
            else:
                factors.append((total, counts))
        return factors

    def _assembled(self, factors: Sequence[_Factor]) -> list[list[Count]]:
        """The counts of all options of all issues from the factors."""
        found: list[list[Count]] = [[0] * mask.bit_length() for mask in self._everything]
        for others, (_, counts) in zip(_others(factors), factors, strict=True):
            for issue, per_option in counts.items():
                for option, count in enumerate(per_option):
                    found[issue][option] = times((count, others))
        return found

    def _graph(self, part: Part, watch: Watch) -> Graph:
        """The part's graph, from memory where it is. Raises ``LimitReachedError``."""
        graph = self._graphs.get(part)
        if graph is None:
            self._fail_again(part, watch)
            graph = self._by_trial(
                part,
                watch,
                lambda trial: branch(part, trial),
                lambda trial: draw(self._in_order(part, trial), trial).graph(watch),
            )
            held = sum(len(other) for other in self._graphs.values())
            for other in list(self._graphs):
                if held + len(graph) <= watch.nodes:
                    break
                if self._prepared is None or other not in self._prepared.parts:
                    held -= len(self._graphs.pop(other))
            self._graphs[part] = graph
        return graph

    def _part_count(self, part: Part, domains: Domains, watch: Watch) -> Count:
        """The open scenarios of a part in its domains; without a graph where none is at hand."""
        count = self._counts.get(part)
        if count is None:
            graph = self._graphs.get(part)
            try:
                if graph is not None:
                    return graph.count(domains, watch)
                self._fail_again(part, watch)
                count = self._by_trial(
                    part,
                    watch,
                    lambda trial: branch(part, trial).count(domains, watch),
                    lambda trial: draw(self._in_order(part, trial), trial, counted=True).count,
                )
            except LimitReachedError as error:
                return _unfinished(part, domains, domains, str(error))[0]
            if len(self._counts) >= _COUNTS_KEPT:
                self._counts.clear()
            self._counts[part] = count
        return count

    def _in_order(self, part: Part, watch: Watch) -> Part:
        """The part in an order worth a diagram of so many nodes: for large ones, a search's."""
        if watch.nodes <= _SMALL:
            return part
        if part not in self._arranged:
            if len(self._arranged) >= _ORDERS_KEPT:
                self._arranged.clear()
            self._arranged[part] = reordered(part, watch)
        return self._arranged[part]

    def _fail_again(self, part: Part, watch: Watch) -> None:
        """Raise at once where as many nodes, or about as much time, did not do before."""
        failure = self._failures.get(part)
        if failure is not None and not failure.outdone(watch):
            raise LimitReachedError(failure.reason)

    def _by_trial(
        self,
        part: Part,
        watch: Watch,
        by_branching: Callable[[Watch], _T],
        by_diagram: Callable[[Watch], _T],
    ) -> _T:
        began = time.monotonic()
        reason = ""
        for branching, nodes in _TRIALS:
            trial = watch.within(nodes=nodes)
            try:
                return by_branching(trial) if branching else by_diagram(trial)
            except LimitReachedError as error:
                reason = str(error)
                if watch.cancelled:
                    raise
                if watch.remaining == 0:
                    self._failures[part] = _Failure(reason, seconds=time.monotonic() - began)
                    raise
        self._failures[part] = _Failure(reason, nodes=watch.nodes)
        raise LimitReachedError(reason)


@frozen
class _Failure:
    """A part that could not be compiled, and what was spent on it: so many nodes, or the time."""

    reason: str
    nodes: int = -1
    seconds: float = 0.0

    def outdone(self, watch: Watch) -> bool:
        """Whether the watch allows so much more that trying again makes sense."""
        if watch.nodes <= self.nodes:
            return False
        return watch.remaining is None or watch.remaining >= _MORE_TIME * self.seconds


def times(counts: Iterable[Count]) -> Count:
    """The product; exactly zero where any factor is, however unfinished the others are."""
    known = list(counts)
    at_least = at_most = 1
    reason = ""
    for count in known:
        if isinstance(count, Unfinished):
            reason = reason or count.reason
            at_least *= count.at_least
            # A part's scenarios are at most all of its domains', so there always is a bound.
            at_most *= count.at_most or 0
        elif count == 0:
            return 0
        else:
            at_least *= count
            at_most *= count
    if not any(isinstance(count, Unfinished) for count in known):
        return at_least
    return Unfinished(at_least, at_most, reason)


def minus(more: Count, fewer: int) -> Count:
    """The difference to an exact count."""
    if isinstance(more, Unfinished):
        at_most = None if more.at_most is None else max(0, more.at_most - fewer)
        return Unfinished(max(0, more.at_least - fewer), at_most, more.reason)
    return more - fewer


def _others(factors: Sequence[_Factor]) -> list[Count]:
    """For each factor the product of all the others."""
    before: list[Count] = [1]
    after: list[Count] = [1]
    for total, _ in factors[:-1]:
        before.append(times((before[-1], total)))
    for total, _ in reversed(factors[1:]):
        after.append(times((after[-1], total)))
    return [times(pair) for pair in zip(before, reversed(after), strict=True)] if factors else []


def _unfinished(part: Part, left: Domains, whole: Domains, reason: str) -> _Factor:
    """What is known of a part that could not be compiled: no more than its domains hold."""
    issues = part.issues
    total = option_count(tuple(left[issue] for issue in issues))
    options: dict[int, list[Count]] = {}
    for issue in issues:
        others = option_count(tuple(left[other] for other in issues if other != issue))
        options[issue] = [
            Unfinished(0, others, reason) if others and whole[issue] >> n & 1 else 0
            for n in range(whole[issue].bit_length())
        ]
    return (Unfinished(0, total, reason) if total else 0), options


def _within(domains: Domains, prepared: Prepared) -> Domains:
    return tuple(a & b for a, b in zip(domains, prepared.domains, strict=True))


def _free(prepared: Prepared) -> list[int]:
    """The issues that no part holds."""
    joined = {issue for part in prepared.parts for issue in part.issues}
    return [issue for issue in range(len(prepared.domains)) if issue not in joined]
