"""Compiling a part with oxidd: a binary decision diagram, counted as it is or made a graph.

Each issue takes as many neighbouring bits as its options need; codes that name no option are
excluded, so that the diagram's count is that of the scenarios. The bans are conjoined from the last
issue to the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import accumulate, pairwise
from threading import Event
from typing import TYPE_CHECKING

from planner.analysis.engine.graph import ALL, NONE, Graph
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.native import NODES_A_GRAPH_NODE, aside, too_large
from planner.analysis.engine.parts import Part, Sets
from planner.analysis.engine.space import bits

if TYPE_CHECKING:
    from oxidd.bdd import BDDFunction

__all__ = ["Codes", "Diagram", "draw"]

_IN_PLACE = 1 << 17
"""Diagrams of so few nodes take too little time to need a thread."""
_CHECK_EVERY = 1024


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
        codes = Codes(self._part, self.capacity)
        root = self._conjoined(codes, left, watch)
        if root is not None:
            count = root.sat_count(codes.first_bits[-1]) if self._counted else 0
            self.diagram = Diagram(self._part, root, codes, count)

    def _conjoined(self, codes: Codes, left: Event, watch: Watch | None) -> BDDFunction | None:
        """All bans forbidden together, from the last issue to the first."""
        starting: list[list[Sets]] = [[] for _ in self._part.issues]
        for sets in self._part.bans:
            starting[sets[0][0]].append(sets)
        root = codes.manager.true()
        for position in reversed(range(len(starting))):
            for sets in sorted(starting[position], key=lambda sets: sets[-1][0]):
                if left.is_set():
                    return None
                if watch is not None:
                    watch.check()
                root = root & ~codes.ban(sets)
            root = root & codes.valid(position)
        return root


class Codes:
    """The options of a part's issues as codes of bits; those of a class have neighbouring codes."""

    def __init__(self, part: Part, capacity: int) -> None:
        from oxidd.bdd import BDDManager  # noqa: PLC0415 - only when used

        sizes = [sum(members.bit_count() for members in classes) for classes in part.classes]
        widths = [(size - 1).bit_length() for size in sizes]
        self.first_bits = [0, *accumulate(widths)]
        self.manager = BDDManager(capacity, max(1 << 12, min(1 << 20, capacity // 4)), 1)
        self.manager.add_vars(self.first_bits[-1])
        self.first_codes: list[list[int]] = []
        self._classes: list[list[BDDFunction]] = []
        for position, classes in enumerate(part.classes):
            codes = [0, *accumulate(members.bit_count() for members in classes)]
            self.first_codes.append(codes[:-1])
            self._classes.append([self._any_of(position, range(*pair)) for pair in pairwise(codes)])

    def ban(self, sets: Sets) -> BDDFunction:
        """True where each issue takes an option of its classes."""
        found = self.manager.true()
        for position, mask in reversed(sets):
            named = self.manager.false()
            for k in bits(mask):
                named = named | self._classes[position][k]
            found = named & found
        return found

    def valid(self, position: int) -> BDDFunction:
        """True where the issue's code is that of an option."""
        found = self.manager.false()
        for members in self._classes[position]:
            found = found | members
        return found

    def _any_of(self, position: int, codes: Iterable[int]) -> BDDFunction:
        found = self.manager.false()
        bits_of_issue = range(self.first_bits[position], self.first_bits[position + 1])
        for code in codes:
            one = self.manager.true()
            for weight, bit in enumerate(reversed(bits_of_issue)):
                literal = self.manager.var(bit) if code >> weight & 1 else self.manager.not_var(bit)
                one = literal & one
            found = found | one
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
        """The same as a graph: layer by layer, a node for each function that an issue leaves.

        Raises ``LimitReachedError`` at any limit.
        """
        layers = self._layers(watch)
        nodes: list[tuple[int, tuple[int, ...]]] = []
        first = NONE  # what the last layer leaves is NONE or, counted from there, ALL
        for position in reversed(range(len(layers))):
            watch.check()
            last, first = first, len(nodes) + ALL  # nodes are numbered from after ALL
            nodes += [
                (position, tuple([child and child + last for child in children]))
                for children in layers[position]
            ]
        return Graph(self._part.issues, self._part.classes, nodes, first + 1 if layers[0] else NONE)

    def _layers(self, watch: Watch) -> list[list[tuple[int, ...]]]:
        """For each position the functions met there, as what each class of options leaves.

        That is a place in the next layer, counted from one, or zero where it leaves nothing.
        """
        nothing = self._root.manager.false()
        layers = []
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
                leaves = _leaves(function, start, end)
                found.append(tuple([place(leaves[code], len(places)) for code in codes]))
            held += len(layer)
            layers.append(found)
            del places[nothing]
            layer = list(places)
        return layers


def _leaves(function: BDDFunction, start: int, end: int) -> list[BDDFunction]:
    """What the function is under each code of the bits from ``start`` to before ``end``."""
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
