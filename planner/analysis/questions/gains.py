"""What lines keep closed: counts of the scenarios that cross these and respect all others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import frozen

from planner.analysis.engine.boxes import MOST_LISTED
from planner.analysis.engine.counts import minus
from planner.analysis.engine.limits import Count, LimitReachedError, Unfinished, Watch
from planner.analysis.engine.rules import Prohibition
from planner.analysis.engine.space import Domains, Picks, Space
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.open_set import count_open
from planner.analysis.questions.tally import Tally, no_more_than
from planner.by_fields import Compared

if TYPE_CHECKING:
    from planner.analysis.engine.alone import Alone
    from planner.analysis.engine.grouping import Grouped

__all__ = ["count_together", "gained", "opened_by_each", "tallied_gains"]

Lines = tuple[int, ...]
"""Lines that are given up together, as indices."""

_SHARE_FOR_ALL = 0.5
"""The share of all time that is spent on what serves all questions."""

MANY = 20
"""This number of counts or more is worth being compiled together."""

_SMALL_TABLES, _TABLES = 3_000, 100_000
"""The nodes that tables may take before anything else is tried: a second or two."""

_DIAGRAM, _SECONDS_TO_DRAW = 600_000, 5.0
"""What a small diagram may take: where it is too small that mostly shows sooner."""

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
    known = groundwork.alone(picks)
    if known is not None:
        given_up = [lines for lines in given_up if len(lines) > 1]
    few_open = not isinstance(open_now, Unfinished) and 0 < open_now <= MOST_LISTED
    without = _without_each(
        groundwork, picks, given_up, space.by_line, space.anyway, watch, few_open=few_open
    )
    without.update({(line,): count for line, count in (known or {}).items()})
    return {lines: _difference(count, open_now) for lines, count in without.items()}


def opened_by_each(groundwork: Groundwork, picks: Picks, watch: Watch) -> Mapping[int, int] | None:
    """Where nothing is open with the picks: what opens if each line alone gives way.

    Worked out once for all questions: each line of which something opens stands in every minimal
    conflict, and is the shortest way out. ``None`` where that takes too long.
    """
    known = groundwork.alone(picks)
    lines = len(groundwork.space.lines)
    # Whichever question asks first, all others have it then.
    whole = watch.whole.within(share=_SHARE_FOR_ALL)
    if known is None and lines >= MANY and groundwork.worth_trying_alone(picks, whole):
        space = groundwork.space
        each = _Selection(
            space,
            space.domains(picks),
            space.by_line,
            space.anyway,
            lines,
            few_open=False,
            drawn_soon=True,
        )
        began = time.monotonic()
        found = each.without_each(whole)
        if len(found) == lines:
            known = found
            groundwork.learn_alone(picks, found)
        else:
            groundwork.not_alone_within(picks, time.monotonic() - began)
    return known


def count_together(
    groundwork: Groundwork, picks: Picks, given_up: Sequence[Lines], watch: Watch
) -> None:
    """Have what many lines alone open counted at once, where each count would take long."""
    if groundwork.searched_long(picks) and sum(len(lines) == 1 for lines in given_up) >= MANY:
        opened_by_each(groundwork, picks, watch)


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
    some = _without_each(
        ground, picks, given_up, groups, rules, watch.within(share=0.5), few_open=False
    )
    kept = _without_each(
        ground, picks, given_up, groups, [*rules, *crossing], watch, few_open=False
    )
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


def _without_each(  # noqa: PLR0913, PLR0917 (what is counted, and with what)
    groundwork: Groundwork,
    picks: Picks,
    given_up: Sequence[Lines],
    groups: Sequence[Sequence[Prohibition]],
    always: Sequence[Prohibition],
    watch: Watch,
    *,
    few_open: bool,
) -> dict[Lines, Count]:
    """What is open without what each of these lines forbids; all at once where they are many."""
    space = groundwork.space
    domains = space.domains(picks)
    apart = _apart(given_up)
    together: dict[int, int] = {}
    if len(apart) >= MANY:
        merged = _Selection(space, domains, _merged(groups, apart), always, len(apart), few_open)
        together = merged.without_each(watch.within(share=0.7))
    found: dict[Lines, Count] = {apart[n]: count for n, count in together.items()}
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


@frozen(eq=False, repr=False)
class _Selection(Compared):
    """Groups of rules of which the first ``wanted`` give way one at a time; the others never do.

    ``few_open`` says that some scenarios are open, and no more than could be listed; where
    ``drawn_soon`` a diagram is tried before large tables, which take longer where all lines clash.
    """

    space: Space
    domains: Domains
    groups: Sequence[Sequence[Prohibition]]
    always: Sequence[Prohibition]
    wanted: int
    few_open: bool
    drawn_soon: bool = False

    def without_each(self, watch: Watch) -> dict[int, int]:
        """What is open without each, as far as it is found by ways that are not too much."""
        from planner.analysis.engine.grouping import Grouped  # noqa: PLC0415 (of many lines)

        found: dict[int, int] = {}
        with suppress(LimitReachedError):
            grouped = Grouped.of(
                self.groups, self.always, self.space.variables, self.domains, watch
            )
            for way in self._ways(grouped, found):
                with suppress(LimitReachedError):
                    way(watch)
                if all(n in found for n in range(self.wanted)):
                    break
                watch.check()
        return {n: count for n, count in found.copy().items() if n < self.wanted}

    def _ways(self, grouped: Grouped, found: dict[int, int]) -> Iterator[Callable[[Watch], None]]:
        """What is quick at first, and then what may take long."""
        from planner.analysis.engine.alone import closed_alone, tabled_alone  # noqa: PLC0415 (large)

        def put(alone: Alone) -> None:
            found.update({n: alone.open + closed for n, closed in alone.closed.items()})

        def tabled(nodes: int | None) -> Callable[[Watch], None]:
            return lambda w: put(tabled_alone(grouped, self.domains, w.within(nodes=nodes)))

        if self.few_open:
            yield lambda w: self._listed(grouped, found, w.within(share=0.7))
        if self.drawn_soon:
            yield tabled(_SMALL_TABLES)
        else:
            yield tabled(_TABLES)
        yield lambda w: self._drawn(found, w.within(nodes=_DIAGRAM, seconds=_SECONDS_TO_DRAW))
        if self.drawn_soon:
            yield tabled(_TABLES)
        yield lambda w: put(closed_alone(grouped, self.domains, w.within(nodes=_BRANCHING)))
        yield tabled(None)
        yield lambda w: put(
            closed_alone(grouped, self.domains, w.within(nodes=_ALONG_TREE), along_tree=True)
        )
        yield lambda w: self._drawn(found, w)

    def _drawn(self, found: dict[int, int], watch: Watch) -> None:
        from planner.analysis.engine.variants import Variants  # noqa: PLC0415 (seldom needed)

        variants = Variants(self.groups, self.always, self.space.variables, self.domains, watch)
        variants.without_each(range(self.wanted), found, watch)

    def _listed(self, grouped: Grouped, found: dict[int, int], watch: Watch) -> None:
        from planner.analysis.engine.alone import listed_alone  # noqa: PLC0415 (large)

        listed_alone(grouped, self.domains, watch, without=found)


def _difference(more: Count, fewer: Count) -> Count:
    if isinstance(fewer, Unfinished):
        at_most = more.at_most if isinstance(more, Unfinished) else more
        return Unfinished(0, at_most, fewer.reason)
    return minus(more, fewer)
