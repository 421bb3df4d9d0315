"""Compiling a part with oxidd: a binary decision diagram, counted as it is or made a graph.

Each variable takes as many neighbouring bits as its values need, and each value as many codes as it
weighs, neighbours too; codes that name no value are excluded, so that the diagram's count is that
of the scenarios. The rules are conjoined from the last variable to the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, pairwise
from threading import Event
from typing import TYPE_CHECKING

from planner.analysis.engine.graph import ALL, NONE, Graph
from planner.analysis.engine.layers import layers
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.native import NODES_A_GRAPH_NODE, aside, too_large
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import BROKEN, Prohibition, Rule, Sets, bits

if TYPE_CHECKING:
    from oxidd.bdd import BDDFunction

__all__ = ["Codes", "Diagram", "draw"]

_IN_PLACE = 1 << 18
"""Diagrams of so few nodes take too little time to need a thread."""
_CHECK_EVERY = 1024
_FEW_BITS = 4
"""A variable of so few bits is taken apart at once, one of more a code at a time."""


def draw(part: Part, watch: Watch, *, counted: bool = False) -> Diagram:
    """The diagram of a part, within ``watch.nodes`` nodes of a graph; ``counted`` where wanted.

    Raises ``LimitReachedError`` past that, past the time and once
    cancelled.
    """
    drawing = _Drawing(part, watch.nodes * NODES_A_GRAPH_NODE, counted=counted)
    if drawing.capacity <= _IN_PLACE:
        drawing.run_in_place(watch)
    else:
        aside(drawing.run, watch)
    if drawing.diagram is None:
        watch.check()
        raise too_large(watch)
    return drawing.diagram


class _Drawing:
    """One build, perhaps in a thread of its own; it leaves no diagram where nodes ran out."""

    def __init__(self, part: Part, capacity: int, *, counted: bool) -> None:
        self.capacity = capacity
        self.diagram: Diagram | None = None
        self._part = part
        self._counted = counted

    def run_in_place(self, watch: Watch) -> None:
        """Draw where waiting for a thread would take longer."""
        from oxidd.util import DDMemoryError  # noqa: PLC0415 - only when used

        with suppress(DDMemoryError):
            self.run(Event(), watch)

    def run(self, left: Event, watch: Watch | None = None) -> None:
        """Draw until done, left or told to stop."""
        nodes = self.capacity // NODES_A_GRAPH_NODE
        codes = Codes(self._part, self.capacity, watch or Watch(None, nodes, left.is_set))
        root = self._conjoined(codes, left, watch)
        if root is not None:
            count = root.sat_count(codes.first_bits[-1]) if self._counted else 0
            self.diagram = Diagram(self._part, root, codes, count)

    def _conjoined(self, codes: Codes, left: Event, watch: Watch | None) -> BDDFunction | None:
        """All rules forbidden together, from the last variable to the first."""
        starting: list[list[Prohibition]] = [[] for _ in self._part.variables]
        for sets in sorted(self._part.bans, key=lambda sets: sets[-1][0]):
            starting[sets[0][0]].append(sets)
        for rule in self._part.rules:
            starting[rule.variables[0]].append(rule)
        root = codes.manager.true()
        for position in reversed(range(len(starting))):
            for forbidden in starting[position]:
                if left.is_set():
                    return None
                if watch is not None:
                    watch.check()
                root = root & ~codes.broken(forbidden)
            root = root & codes.valid(position)
        return root


class Codes:
    """The values of a part's variables as codes of bits; those of a class have neighbouring codes.

    Working out a rule raises ``LimitReachedError``.
    """

    def __init__(self, part: Part, capacity: int, watch: Watch) -> None:
        from oxidd.bdd import BDDManager  # noqa: PLC0415 - only when used

        weights = [
            [values.weigh(members) for members in classes]
            for values, classes in zip(part.values, part.classes, strict=True)
        ]
        widths = [(sum(per_class) - 1).bit_length() for per_class in weights]
        self._watch = watch
        self.first_bits = [0, *accumulate(widths)]
        self.manager = BDDManager(capacity, max(1 << 12, min(1 << 20, capacity // 4)), 1)
        self.manager.add_vars(self.first_bits[-1])
        self.first_codes: list[list[int]] = []
        self._classes: list[list[BDDFunction]] = []
        for position, per_class in enumerate(weights):
            codes = [0, *accumulate(per_class)]
            self.first_codes.append(codes[:-1])
            first, last = self.first_bits[position], self.first_bits[position + 1]
            self._classes.append([self._codes(first, last, *pair) for pair in pairwise(codes)])

    def broken(self, forbidden: Prohibition) -> BDDFunction:
        """True where the rule is broken."""
        return self._rule(forbidden) if isinstance(forbidden, Rule) else self.ban(forbidden)

    def ban(self, sets: Sets) -> BDDFunction:
        """True where each variable takes a value of its classes."""
        found = self.manager.true()
        for position, mask in reversed(sets):
            named = self.manager.false()
            for k in bits(mask):
                named = named | self._classes[position][k]
            found = named & found
        return found

    def valid(self, position: int) -> BDDFunction:
        """True where the variable's code is that of a value."""
        found = self.manager.false()
        for members in self._classes[position]:
            found = found | members
        return found

    def _rule(self, rule: Rule) -> BDDFunction:
        """A rule from its layers, the last first."""
        broken, fine = self.manager.true(), self.manager.false()
        found = layers(rule, lambda position: len(self._classes[position]), self._watch)
        below: dict[int, BDDFunction] = {}
        for position, layer in zip(reversed(rule.variables), reversed(found), strict=True):
            classes = self._classes[position]
            here = {}
            for state, after in layer.items():
                function = fine
                for named, to in zip(classes, after, strict=True):
                    child = below.get(to, broken if to == BROKEN else fine)
                    function = function | (named & child)
                here[state] = function
                self._watch.check()
            below = here
        return next(iter(below.values()))

    def _codes(self, bit: int, last: int, start: int, end: int) -> BDDFunction:
        """True where the bits from ``bit`` to before ``last`` are a code from start to end."""
        half = 1 << last - bit >> 1
        if start <= 0 and end >= 1 << last - bit:
            return self.manager.true()
        if end <= 0 or start >= 1 << last - bit:
            return self.manager.false()
        if end - start == 1:  # nearly always
            return self._code(bit, last, start)
        low = self._codes(bit + 1, last, start, end)
        high = self._codes(bit + 1, last, start - half, end - half)
        return self.manager.not_var(bit) & low | self.manager.var(bit) & high

    def _code(self, first: int, last: int, code: int) -> BDDFunction:
        """True where the bits from ``first`` to before ``last`` are the code."""
        found = self.manager.true()
        for bit in reversed(range(first, last)):
            literal = self.manager.var(bit) if code & 1 else self.manager.not_var(bit)
            found = literal & found
            code >>= 1
        return found


class Diagram:
    """A part as a diagram of oxidd; ``count`` of its open scenarios, where it was asked for."""

    def __init__(self, part: Part, root: BDDFunction, codes: Codes, count: int) -> None:
        self.count = count
        self._part = part
        self._root = root
        self._first_bits = codes.first_bits
        self._codes = codes.first_codes

    def graph(self, watch: Watch) -> Graph:
        """The same as a graph: layer by layer, a node for each function that a variable leaves.

        Raises ``LimitReachedError`` at any limit.
        """
        levels = self._layers(watch)
        nodes: list[tuple[int, tuple[int, ...]]] = []
        first = NONE  # what the last layer leaves is NONE or, counted from there, ALL
        for position in reversed(range(len(levels))):
            watch.check()
            last, first = first, len(nodes) + ALL  # nodes are numbered from after ALL
            nodes += [
                (position, tuple([child and child + last for child in children]))
                for children in levels[position]
            ]
        return Graph(self._part, nodes, first + 1 if levels[0] else NONE)

    def _layers(self, watch: Watch) -> list[list[tuple[int, ...]]]:
        """For each position the functions met there, as what each class of values leaves.

        That is a place in the next layer, counted from one, or zero where it leaves nothing.
        """
        nothing = self._root.manager.false()
        levels = []
        layer = [self._root] if self._root.satisfiable() else []
        held = 0
        for position, codes in enumerate(self._codes):
            start, end = self._first_bits[position], self._first_bits[position + 1]
            places = {nothing: 0}
            place = places.setdefault
            found = []
            for n, function in enumerate(layer):
                if not n % _CHECK_EVERY:
                    watch.check()
                    watch.check_nodes(held + n)
                leaves = _leaves(function, start, end, codes)
                found.append(tuple([place(leaves[code], len(places)) for code in codes]))
            held += len(layer)
            levels.append(found)
            del places[nothing]
            layer = list(places)
        return levels


def _leaves(
    function: BDDFunction, start: int, end: int, codes: Sequence[int]
) -> Sequence[BDDFunction] | Mapping[int, BDDFunction]:
    """What the function is under the codes of the bits from ``start`` to before ``end``."""
    if end - start > _FEW_BITS:
        return {code: _leaf(function, start, end, code) for code in codes}
    leaves = [function]
    level = function.node_level()
    if level is None or level >= end:
        return leaves * (1 << end - start)
    for bit in range(start, end):
        split: list[BDDFunction] = []
        for leaf in leaves:
            if leaf.node_level() == bit:
                pair = leaf.cofactors()
                assert pair is not None  # noqa: S101 - only a terminal has none
                split += (pair[1], pair[0])
            else:
                split += (leaf, leaf)
        leaves = split
    return leaves


def _leaf(function: BDDFunction, start: int, end: int, code: int) -> BDDFunction:
    """What the function is under one code."""
    for bit in range(start, end):
        if function.node_level() == bit:
            pair = function.cofactors()
            assert pair is not None  # noqa: S101 - only a terminal has none
            function = pair[0] if code >> end - 1 - bit & 1 else pair[1]
    return function
