"""Proven bounds on a count that does not finish: a diagram of limited width.

The states of a diagram are sets of live bans, with the states of the other rules beside them. Where
a layer grows too wide, states are merged: a ban that is taken for dead lets more scenarios through,
one that is taken for alive fewer, and so do other rules in coarser states; one pass of each kind
gives a count that is certainly not too low, and one that is not too high.
Relaxed and restricted diagrams: Bergman, Cire, van Hoeve, Hooker, Decision Diagrams for
Optimization (2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.analysis.engine.limits import LimitReachedError, Unfinished, Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import prepare
from planner.analysis.engine.rules import BROKEN, SAFE, Prohibition, Rule, bits
from planner.analysis.engine.space import Domains, Space

__all__ = ["bounded"]

_LOOK_EVERY = 1 << 12
_WIDTHS = (100, 1_000, 8_000, 40_000)


def bounded(  # noqa: PLR0913 - what a count has at hand, and the widths
    rules: Iterable[Prohibition],
    space: Space,
    domains: Domains,
    known: Unfinished,
    watch: Watch,
    *,
    widths: Sequence[int] = _WIDTHS,
) -> Unfinished | int:
    """``known`` with bounds as tight as the limit and the widths allow; a number if they meet.

    The ``rules`` are those of the space, or others in their place.
    """
    try:
        prepared = prepare(rules, domains, space.variables, watch)
    except LimitReachedError:
        return known
    if not all(prepared.domains):
        return 0
    joined = {variable for part in prepared.parts for variable in part.variables}
    free = 1
    for n, mask in enumerate(prepared.domains):
        if n not in joined:
            free *= space.variables[n].weigh(mask)
    at_least, at_most, states = known.at_least, known.at_most, known.states
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
            states = max(states, width)
            if at_least == at_most:
                return at_least
    except LimitReachedError:
        pass
    return Unfinished(at_least, at_most, known.reason, states)


def _merged_count(part: Part, domains: Domains, width: int, watch: Watch, *, strict: bool) -> int:
    """The part's count with at most ``width`` states a layer; ``strict``: forbidding no less."""
    surviving, ends = _masks(part)
    weights = part.weights(domains)
    packing = _Packing(part)
    layer = {packing.start: 1}
    if BROKEN in packing.states(packing.start):
        return 0
    for position in range(len(part.variables)):
        edges = list(zip(surviving[position], weights[position], strict=True))
        if part.rules:
            layer = packing.below(layer, position, edges, ends[position], watch)
        else:
            layer = _below(layer, edges, ends[position], watch)
        if len(layer) > width:
            layer = _narrowed(layer, width, packing, position, strict=strict)
    return sum(layer.values())


def _below(
    layer: dict[int, int], edges: Sequence[tuple[int, int]], end: int, watch: Watch
) -> dict[int, int]:
    """The next layer where all rules are bans."""
    below: dict[int, int] = {}
    for n, (state, count) in enumerate(layer.items()):
        if not n % _LOOK_EVERY:
            watch.check()
        for kept, weight in edges:
            live = state & kept
            if not live & end:
                below[live] = below.get(live, 0) + count * weight
    return below


class _Packing:
    """States as one number: the live bans, a bit each, and above them a field for each other rule.

    A field holds the rule's state plus one, so that zero is SAFE.
    """

    def __init__(self, part: Part) -> None:
        self.part = part
        self.alive = (1 << len(part.bans)) - 1
        first = len(part.bans)
        self._fields: list[tuple[Rule, int, int]] = []
        for rule in part.rules:
            width = (rule.largest + 1).bit_length()
            self._fields.append((rule, first, (1 << width) - 1))
            first += width
        rest = (1 << len(part.variables)) - 1
        self._first_states = [rule.settle(rule.start, rest) for rule in part.rules]
        self.start = self.pack(self.alive, [max(SAFE, state) for state in self._first_states])

    @property
    def grains(self) -> int:
        """How many steps there are from exact states to one state for all."""
        return max((mask.bit_length() for _, _, mask in self._fields), default=0)

    def pack(self, alive: int, states: Sequence[int]) -> int:
        """The number of some live bans and states."""
        for (_, place, _), state in zip(self._fields, states, strict=True):
            alive |= state + 1 << place
        return alive

    def states(self, packed: int) -> list[int]:
        """The states of the rules; BROKEN for one that is so from the start."""
        if packed == self.start:
            return self._first_states
        return [(packed >> place & mask) - 1 for _, place, mask in self._fields]

    def below(
        self,
        layer: dict[int, int],
        position: int,
        edges: Sequence[tuple[int, int]],
        end: int,
        watch: Watch,
    ) -> dict[int, int]:
        """The next layer where rules that are no bans have states."""
        rest = (1 << len(self.part.variables)) - (2 << position)
        reading = [n for n, rule in enumerate(self.part.rules) if position in rule.variables]
        below: dict[int, int] = {}
        for n, (packed, count) in enumerate(layer.items()):
            if not n % _LOOK_EVERY:
                watch.check()
            states = self.states(packed)
            for k, (kept, weight) in enumerate(edges):
                live = packed & self.alive & kept
                if live & end:
                    continue
                after = list(states)
                for m in reading:
                    if states[m] != SAFE:
                        rule = self.part.rules[m]
                        after[m] = rule.settle(rule.step(states[m], position, k), rest)
                if BROKEN not in after:
                    to = self.pack(live, after)
                    below[to] = below.get(to, 0) + count * weight
        return below

    def coarse(self, packed: int, grain: int, *, strict: bool) -> int:
        """The state with those of the rules made coarser."""
        states = [
            rule.widened(state, grain, strict=strict) if state >= 0 else state
            for (rule, _, _), state in zip(self._fields, self.states(packed), strict=True)
        ]
        return self.pack(packed & self.alive, states)


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
    layer: dict[int, int], width: int, packing: _Packing, position: int, *, strict: bool
) -> dict[int, int]:
    """The layer with its lighter half merged until it is narrow enough.

    The heaviest states are kept as they are. In the others the states of other rules are made
    coarser and then bans are decided, as little as it takes, those first that depend on the most
    variables still to come: they are the likeliest to die.
    """
    ranked = sorted(layer.items(), key=lambda item: (-item[1], item[0]))
    kept = dict(ranked[: width // 2])
    rest = dict(ranked[width // 2 :])
    some, all_of_them = 0, -1
    for state in rest:
        some |= state
        all_of_them &= state
    ahead = {
        n: sum(1 for place, _ in packing.part.bans[n] if place > position)
        for n in bits(some & ~all_of_them & packing.alive)
    }
    order = sorted(ahead, key=lambda n: (-ahead[n], n))
    fewest, enough = 0, packing.grains + len(order)
    while fewest < enough:
        middle = (fewest + enough) // 2
        if len(_decided(rest, packing, order, middle, strict=strict)) <= width - len(kept):
            enough = middle
        else:
            fewest = middle + 1
    for state, count in _decided(rest, packing, order, enough, strict=strict).items():
        kept[state] = kept.get(state, 0) + count
    return kept


def _decided(
    layer: dict[int, int], packing: _Packing, order: Sequence[int], steps: int, *, strict: bool
) -> dict[int, int]:
    """The states merged in ``steps``: the first make rules coarser, the others decide bans."""
    mask = sum(1 << n for n in order[: max(0, steps - packing.grains)])
    grain = 1 << min(steps, packing.grains)
    if grain > 1:
        layer = _summed(
            (packing.coarse(state, grain, strict=strict), count) for state, count in layer.items()
        )
    merged: dict[int, int] = {}
    for state, count in layer.items():
        to = state | mask if strict else state & ~mask
        merged[to] = merged.get(to, 0) + count
    return merged


def _summed(states: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for state, count in states:
        found[state] = found.get(state, 0) + count
    return found
