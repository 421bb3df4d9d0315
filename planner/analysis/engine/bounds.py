"""Proven bounds on a count that does not finish: a diagram of limited width.

The states of a diagram are sets of live bans, with the states of the other rules beside them. Where
a layer grows too wide, states are merged: a ban that is taken for dead lets more scenarios through,
one that is taken for alive fewer, and so do other rules in coarser states; one pass of each kind
gives a count that is certainly not too low, and one that is not too high.
Relaxed and restricted diagrams: Bergman, Cire, van Hoeve, Hooker, Decision Diagrams for
Optimization (2016).
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.engine.limits import LimitReachedError, Unfinished, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import prepare
from planner.analysis.engine.rules import BROKEN, SAFE, bits
from planner.analysis.engine.space import Domains, Space

__all__ = ["bounded"]

_LOOK_EVERY = 1 << 12
_WIDTHS = (100, 1_000, 8_000, 40_000)


def bounded(
    space: Space,
    domains: Domains,
    known: Unfinished,
    watch: Watch,
    *,
    widths: Sequence[int] = _WIDTHS,
) -> Unfinished | int:
    """``known`` with bounds as tight as the limit and the widths allow; a number if they meet."""
    try:
        prepared = prepare(space.prohibitions, domains, space.variables, watch)
    except LimitReachedError:
        return known
    if not all(prepared.domains):
        return 0
    joined = {variable for part in prepared.parts for variable in part.variables}
    free = 1
    for n, mask in enumerate(prepared.domains):
        if n not in joined:
            free *= space.variables[n].weigh(mask)
    at_least, at_most = known.at_least, known.at_most
    try:
        for width in widths:
            if width > watch.nodes:
                break
            low = high = free
            for part in prepared.parts:
                low *= _merged_count(part, prepared.domains, width, watch, strict=True)
                high *= _merged_count(part, prepared.domains, width, watch, strict=False)
            at_least = max(at_least, low)
            at_most = high if at_most is None else min(at_most, high)
            if at_least == at_most:
                return at_least
    except LimitReachedError:
        pass
    return Unfinished(at_least, at_most, known.reason)


_State = tuple[int, tuple[int, ...]]
"""The live bans as a mask, and the state of each other rule."""


def _merged_count(part: Part, domains: Domains, width: int, watch: Watch, *, strict: bool) -> int:
    """The part's count with at most ``width`` states a layer; ``strict``: forbidding no less."""
    surviving, ends = _masks(part)
    weights = part.weights(domains)
    rest = (1 << len(part.variables)) - 1
    first = tuple([rule.settle(rule.start, rest) for rule in part.rules])
    if BROKEN in first:
        return 0
    layer: dict[_State, int] = {((1 << len(part.bans)) - 1, first): 1}
    for position in range(len(part.variables)):
        rest ^= 1 << position
        edges = list(zip(surviving[position], weights[position], strict=True))
        if part.rules:
            below = _below(part, layer, position, edges, ends[position], rest, watch)
        else:
            below = _below_bans(layer, edges, ends[position], watch)
        layer = below
        if len(layer) > width:
            layer = _narrowed(layer, width, part, position, strict=strict)
    return sum(layer.values())


def _below_bans(
    layer: dict[_State, int], edges: Sequence[tuple[int, int]], end: int, watch: Watch
) -> dict[_State, int]:
    """The next layer where all rules are bans."""
    below: dict[int, int] = {}
    for n, ((alive, _), count) in enumerate(layer.items()):
        if not n % _LOOK_EVERY:
            watch.check()
        for kept, weight in edges:
            live = alive & kept
            if not live & end:
                below[live] = below.get(live, 0) + count * weight
    return {(live, ()): count for live, count in below.items()}


def _below(  # noqa: PLR0913, PLR0917 - one step of the loop above
    part: Part,
    layer: dict[_State, int],
    position: int,
    edges: Sequence[tuple[int, int]],
    end: int,
    rest: int,
    watch: Watch,
) -> dict[_State, int]:
    """The next layer where other rules have states."""
    reading = [(n, rule) for n, rule in enumerate(part.rules) if position in rule.variables]
    below: dict[_State, int] = {}
    for n, ((alive, states), count) in enumerate(layer.items()):
        if not n % _LOOK_EVERY:
            watch.check()
        for k, (kept, weight) in enumerate(edges):
            live = alive & kept
            if live & end:
                continue
            after = list(states)
            for m, rule in reading:
                if states[m] != SAFE:
                    after[m] = rule.settle(rule.step(states[m], position, k), rest)
            if BROKEN not in after:
                to = (live, tuple(after))
                below[to] = below.get(to, 0) + count * weight
    return below


def _masks(part: Part) -> tuple[list[list[int]], list[int]]:
    """The bans that each class leaves alive, by position, and those that end there; a bit each."""
    everything = (1 << len(part.bans)) - 1
    surviving = [[everything] * len(classes) for classes in part.classes]
    ends = [0] * len(part.variables)
    for n, sets in enumerate(part.bans):
        ends[sets[-1][0]] |= 1 << n
        for position, mask in sets:
            for k in range(len(part.classes[position])):
                if not mask >> k & 1:
                    surviving[position][k] &= ~(1 << n)
    return surviving, ends


def _narrowed(
    layer: dict[_State, int], width: int, part: Part, position: int, *, strict: bool
) -> dict[_State, int]:
    """The layer with its lighter half merged until it is narrow enough.

    The heaviest states are kept as they are. In the others the states of other rules are made
    coarser and then bans are decided, as little as it takes, those first that depend on the most
    variables still to come: they are the likeliest to die.
    """
    ranked = sorted(layer.items(), key=lambda item: (-item[1], item[0]))
    kept = dict(ranked[: width // 2])
    rest = dict(ranked[width // 2 :])
    some, all_of_them = 0, -1
    for alive, _ in rest:
        some |= alive
        all_of_them &= alive
    ahead = {
        n: sum(1 for place, _ in part.bans[n] if place > position)
        for n in bits(some & ~all_of_them)
    }
    order = sorted(ahead, key=lambda n: (-ahead[n], n))
    highest = max((state for _, states in rest for state in states), default=0)
    grains = highest.bit_length() if part.rules else 0
    fewest, enough = 0, grains + len(order)
    while fewest < enough:
        middle = (fewest + enough) // 2
        if len(_decided(rest, part, order, middle, grains, strict=strict)) <= width - len(kept):
            enough = middle
        else:
            fewest = middle + 1
    for state, count in _decided(rest, part, order, enough, grains, strict=strict).items():
        kept[state] = kept.get(state, 0) + count
    return kept


def _decided(  # noqa: PLR0913 - what the search above has at hand
    layer: dict[_State, int],
    part: Part,
    order: Sequence[int],
    steps: int,
    grains: int,
    *,
    strict: bool,
) -> dict[_State, int]:
    """The states merged by so many steps: the first make rules coarser, the others decide bans."""
    mask = sum(1 << n for n in order[: max(0, steps - grains)])
    grain = 1 << min(steps, grains)
    merged: dict[_State, int] = {}
    for (alive, states), count in layer.items():
        coarse = states
        if grain > 1:
            coarse = tuple(
                [
                    rule.widened(state, grain, strict=strict) if state >= 0 else state
                    for rule, state in zip(part.rules, states, strict=True)
                ]
            )
        to = (alive | mask if strict else alive & ~mask, coarse)
        merged[to] = merged.get(to, 0) + count
    return merged
