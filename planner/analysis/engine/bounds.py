"""Proven bounds on a count that does not finish: a diagram of limited width.

The states of a diagram are sets of live bans. Where a layer grows too wide, states are merged: a
ban that is taken for dead lets more scenarios through, one that is taken for alive fewer, so one
pass of each kind gives a count that is certainly not too low, and one that is not too high.
Relaxed and restricted diagrams: Bergman, Cire, van Hoeve, Hooker, Decision Diagrams for
Optimization (2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.analysis.engine.limits import LimitReachedError, Unfinished, Watch
from planner.analysis.engine.parts import Part, Sets
from planner.analysis.engine.preparation import prepare
from planner.analysis.engine.space import Domains, bits

__all__ = ["bounded"]

_LOOK_EVERY = 1 << 12
_WIDTHS = (100, 1_000, 8_000, 40_000)


def bounded(
    bans: Iterable[Sets],
    domains: Domains,
    known: Unfinished,
    watch: Watch,
    *,
    widths: Sequence[int] = _WIDTHS,
) -> Unfinished | int:
    """``known`` with bounds as tight as the limit and the widths allow; a number if they meet."""
    try:
        prepared = prepare(bans, domains, watch)
    except LimitReachedError:
        return known
    if not all(prepared.domains):
        return 0
    joined = {issue for part in prepared.parts for issue in part.issues}
    free = 1
    for issue, mask in enumerate(prepared.domains):
        if issue not in joined:
            free *= mask.bit_count()
    at_least, at_most = known.at_least, known.at_most
    try:
        for width in widths:
            if width > watch.nodes:
                break
            low = high = free
            for part in prepared.parts:
                low *= _merged_count(part, width, watch, alive=True)
                high *= _merged_count(part, width, watch, alive=False)
            at_least = max(at_least, low)
            at_most = high if at_most is None else min(at_most, high)
            if at_least == at_most:
                return at_least
    except LimitReachedError:
        pass
    return Unfinished(at_least, at_most, known.reason)


def _merged_count(part: Part, width: int, watch: Watch, *, alive: bool) -> int:
    """The part's count with at most ``width`` states a layer; ``alive``: what merged bans are."""
    surviving, ends = _masks(part)
    layer = {(1 << len(part.bans)) - 1: 1}
    for position, classes in enumerate(part.classes):
        edges = [
            (kept, members.bit_count())
            for kept, members in zip(surviving[position], classes, strict=True)
        ]
        end = ends[position]
        below: dict[int, int] = {}
        for n, (state, count) in enumerate(layer.items()):
            if not n % _LOOK_EVERY:
                watch.check()
            for kept, weight in edges:
                live = state & kept
                if not live & end:
                    below[live] = below.get(live, 0) + count * weight
        layer = below
        if len(layer) > width:
            layer = _narrowed(layer, width, part, position, alive=alive)
    return sum(layer.values())


def _masks(part: Part) -> tuple[list[list[int]], list[int]]:
    """The bans that each class leaves alive, by position, and those that end there; a bit each."""
    everything = (1 << len(part.bans)) - 1
    surviving = [[everything] * len(classes) for classes in part.classes]
    ends = [0] * len(part.issues)
    for n, sets in enumerate(part.bans):
        ends[sets[-1][0]] |= 1 << n
        for position, mask in sets:
            for k in range(len(part.classes[position])):
                if not mask >> k & 1:
                    surviving[position][k] &= ~(1 << n)
    return surviving, ends


def _narrowed(
    layer: dict[int, int], width: int, part: Part, position: int, *, alive: bool
) -> dict[int, int]:
    """The layer with its lighter half merged until it is narrow enough.

    The heaviest states are kept as they are. In the others bans are decided, as few as it
    takes, those first that hang on the most issues still to come: they are the likeliest to die.
    """
    ranked = sorted(layer.items(), key=lambda item: (-item[1], item[0]))
    kept = dict(ranked[: width // 2])
    rest = dict(ranked[width // 2 :])
    some, all_of_them = 0, -1
    for state in rest:
        some |= state
        all_of_them &= state
    ahead = {
        n: sum(1 for place, _ in part.bans[n] if place > position)
        for n in bits(some & ~all_of_them)
    }
    order = sorted(ahead, key=lambda n: (-ahead[n], n))
    fewest, enough = 0, len(order)
    while fewest < enough:
        middle = (fewest + enough) // 2
        if len(_decided(rest, order[:middle], alive=alive)) <= width - len(kept):
            enough = middle
        else:
            fewest = middle + 1
    for state, count in _decided(rest, order[:enough], alive=alive).items():
        kept[state] = kept.get(state, 0) + count
    return kept


def _decided(states: dict[int, int], bans: Sequence[int], *, alive: bool) -> dict[int, int]:
    """The states merged where they differ in these bans only."""
    mask = sum(1 << n for n in bans)
    merged: dict[int, int] = {}
    for state, count in states.items():
        to = state | mask if alive else state & ~mask
        merged[to] = merged.get(to, 0) + count
    return merged
