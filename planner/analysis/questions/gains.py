"""What lines keep closed: counts of the scenarios that cross these and respect all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from planner.analysis.engine.alone import Alone, closed_alone, listed_alone, tabled_alone
from planner.analysis.engine.counts import minus
from planner.analysis.engine.grouping import Grouped
from planner.analysis.engine.limits import Count, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.rules import Prohibition
from planner.analysis.engine.space import Domains, Picks
from planner.analysis.engine.variants import Variants
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_open
from planner.analysis.questions.tally import Tally, no_more_than

__all__ = ["gained", "tallied_gains"]

Lines = tuple[int, ...]
"""Lines that are given up together, as indices."""

MANY = 20
"""This number of counts or more is worth being compiled together."""

_TABLES = 100_000
"""The nodes that tables may take before anything else is tried: half a second."""

_BRANCHING, _ALONG_TREE = 60_000, 300_000
"""The nodes of branching that are tried before a diagram: a few seconds."""


def gained(
    groundwork: Groundwork,
    picks: Picks,
    given_up: Sequence[Lines],
    open_now: Count,
    watch: Watch,
) -> dict[Lines, Count]:
    """For each of these sets of lines, what opens with the picks if they are given up together."""
    space = groundwork.space
    without = _without_each(groundwork, picks, given_up, space.by_line, space.anyway, watch)
    return {lines: _difference(count, open_now) for lines, count in without.items()}


def tallied_gains(
    groundwork: Groundwork, picks: Picks, gains: Mapping[Lines, Count], watch: Watch
) -> dict[Lines, Tally]:
    """The gains, with how many of each leave no other line contested, and how many add nothing.

    Nothing is tried for a gain that is not exact itself.
    """
    known = [lines for lines, gain in gains.items() if not isinstance(gain, Unfinished) and gain]
    respecting = _respecting(groundwork, picks, known, watch.within(share=0.6))
    sourced = _sourced(groundwork, picks, known, watch)
    found = {}
    for lines, gain in gains.items():
        if isinstance(gain, Unfinished):
            found[lines] = Tally(gain)
        else:
            of_these = (counts.get(lines, gain) for counts in (respecting, sourced))
            found[lines] = Tally(gain, *(no_more_than(gain, count) for count in of_these))
    return found


def _respecting(
    groundwork: Groundwork, picks: Picks, given_up: Sequence[Lines], watch: Watch
) -> dict[Lines, Count]:
    """The gains that leave no other line contested; empty where that is all of them.

    They are what the others with their zones leave, less what crosses none of those given up.
    """
    ground = groundwork.respecting
    if ground is groundwork or not given_up:
        return {}
    groups, rules = ground.space.by_line, ground.space.anyway
    crossing = [rule for group in groundwork.space.by_line for rule in group]
    some = _without_each(ground, picks, given_up, groups, rules, watch.within(share=0.5))
    kept = _without_each(ground, picks, given_up, groups, [*rules, *crossing], watch)
    return {lines: _difference(some[lines], kept[lines]) for lines in given_up}


def _sourced(
    groundwork: Groundwork, picks: Picks, given_up: Sequence[Lines], watch: Watch
) -> dict[Lines, Count]:
    """The gains of sourced options only; empty where that is all of them."""
    ground = groundwork.sourced
    if ground is groundwork or not given_up:
        return {}
    open_now = count_open(ground, picks, watch.within(share=0.3))
    return gained(ground, picks, given_up, open_now, watch)


def _without_each(  # noqa: PLR0913, PLR0917
    groundwork: Groundwork,
    picks: Picks,
    given_up: Sequence[Lines],
    groups: Sequence[Sequence[Prohibition]],
    always: Sequence[Prohibition],
    watch: Watch,
) -> dict[Lines, Count]:
    """What is open without what each of these lines forbids; all at once where they are many."""
    space = groundwork.space
    domains = space.domains(picks)
    apart = _apart(given_up)
    together: dict[int, int] = {}
    if len(apart) >= MANY:
        share = watch.within(share=0.7)
        merged = _merged(groups, apart)
        with suppress(LimitReachedError):
            grouped = Grouped.of(merged, always, space.variables, domains, share)
            together.update(_all_in_one(grouped, domains, share))
        if not together:
            with suppress(LimitReachedError):
                variants = Variants(merged, always, space.variables, domains, share)
                variants.without_each(range(len(apart)), together, share)
    found: dict[Lines, Count] = {
        apart[n]: count for n, count in together.copy().items() if n < len(apart)
    }
    for lines in given_up:
        if lines not in found:
            left = (rule for n, group in enumerate(groups) if n not in lines for rule in group)
            found[lines] = groundwork.counter.count_under((*left, *always), domains, watch)
    return found


def _apart(given_up: Sequence[Lines]) -> list[Lines]:
    """Those of the sets of lines that share no line with one before."""
    taken: set[int] = set()
    found = []
    for lines in given_up:
        if taken.isdisjoint(lines):
            taken.update(lines)
            found.append(lines)
    return found


def _merged(
    groups: Sequence[Sequence[Prohibition]], apart: Sequence[Lines]
) -> list[list[Prohibition]]:
    """What each of these sets of lines forbids, and then what each other line does."""
    taken = {line for lines in apart for line in lines}
    merged = [[rule for line in lines for rule in groups[line]] for lines in apart]
    return merged + [list(group) for n, group in enumerate(groups) if n not in taken]


def _all_in_one(grouped: Grouped, domains: Domains, watch: Watch) -> dict[int, int]:
    """What is open without each of the groups, by the first way that is not too much."""
    ways: tuple[Callable[[], Alone], ...] = (
        lambda: tabled_alone(grouped, domains, watch.within(nodes=_TABLES)),
        lambda: listed_alone(grouped, domains, watch),
        lambda: closed_alone(grouped, domains, watch.within(nodes=_BRANCHING)),
        lambda: tabled_alone(grouped, domains, watch),
        lambda: closed_alone(grouped, domains, watch.within(nodes=_ALONG_TREE), along_tree=True),
    )
    for way in ways:
        with suppress(LimitReachedError):
            found = way()
            return {group: found.open + closed for group, closed in found.closed.items()}
        watch.check()
    return {}


def _difference(more: Count, fewer: Count) -> Count:
    if isinstance(fewer, Unfinished):
        at_most = more.at_most if isinstance(more, Unfinished) else more
        return Unfinished(0, at_most, fewer.reason)
    return minus(more, fewer)
