"""A counted decision graph: all open scenarios of a part, shared so that counting is one pass.

Whoever compiles a part (:mod:`planner.analysis.engine.diagram`,
:mod:`planner.analysis.engine.branching`) delivers the same thing: choice nodes with one child for
each class of values of their variable, and joint nodes whose children stand for variables that are
independent of each other from there on. On every way down each variable of the part is chosen
exactly once, so that choices can be fixed, and counted for every value, without building anything
again: fixing masks the edges.

Darwiche: A differential approach to inference in Bayesian networks (JACM 2003) is the source of the
two passes: one up for the count, one down for the counts of all options.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from operator import mul
from random import Random
from typing import Protocol, TypeVar

from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import bits
from planner.analysis.engine.space import Domains

__all__ = ["Fold", "Graph", "GraphBuilder"]

_T = TypeVar("_T")
_Node = tuple[int, tuple[int, ...]]

NONE = 0
"""The node that holds no scenario."""
ALL = 1
"""The node with nothing left to choose: one scenario."""
_JOINT = -1
_LOOK_EVERY = 1 << 14
"""Nodes between two looks at the limit: some ten milliseconds."""


class GraphBuilder:
    """Collects nodes, children before parents, each kept once."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.nodes: list[_Node] = [(_JOINT, ()), (_JOINT, ())]
        self._known: dict[_Node, int] = {}

    def __len__(self) -> int:
        return len(self.nodes)

    def choice(self, position: int, children: tuple[int, ...]) -> int:
        """The node that chooses on the variable at ``position``, a child for each class."""
        if not any(children):
            return NONE
        return self._node((position, children))

    def joint(self, children: list[int]) -> int:
        """The node whose children are independent of each other."""
        if NONE in children:
            return NONE
        children = [child for child in children if child != ALL]
        if len(children) == 1:
            return children[0]
        if not children:
            return ALL
        return self._node((_JOINT, tuple(sorted(children))))

    def free(self, positions: int) -> int:
        """The node on which the variables at these positions (a mask) may take anything."""
        return self.joint(
            [
                self.choice(position, (ALL,) * len(self.part.classes[position]))
                for position in bits(positions)
            ]
        )

    def _node(self, node: _Node) -> int:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return found

    def graph(self, root: int, watch: Watch) -> Graph:
        """The graph below ``root``, without the nodes that it does not reach."""
        nodes = self.nodes
        reached = bytearray(len(nodes))
        reached[root] = 1
        for n in range(root, ALL, -1):
            if not n % _LOOK_EVERY:
                watch.check()
            if reached[n]:
                for child in nodes[n][1]:
                    reached[child] = 1
        place = {NONE: NONE, ALL: ALL}
        kept: list[_Node] = []
        for n in range(2, root + 1):
            if not n % _LOOK_EVERY:
                watch.check()
            if reached[n]:
                position, children = nodes[n]
                place[n] = len(kept) + 2
                kept.append((position, tuple([place[child] for child in children])))
        return Graph(self.part, kept, place[root])


class Fold(Protocol[_T]):
    """What is made of a graph from below: of nothing left to choose, and of no scenario at all."""

    nothing_left: _T
    none: _T

    def choice(self, part: Part, position: int, below: Sequence[_T]) -> _T:
        """What is made of a node that chooses on a position, a child for each class."""

    def joint(self, below: Sequence[_T]) -> _T:
        """What is made of a node whose children are independent of each other."""


class Graph:
    """All open scenarios of a part, compiled; it holds nothing that changes."""

    counts_soon = True
    """Whether a count takes no longer than compiling what choices leave of its part."""

    def __init__(
        self,
        part: Part,
        nodes: list[_Node],
        root: int,
    ) -> None:
        self.part = part
        self._nodes = nodes
        self._root = root

    def __len__(self) -> int:
        return len(self._nodes)

    def count(self, domains: Domains, watch: Watch) -> int:
        """How many of the part's scenarios lie in the domains."""
        return self._up(self.part.weights(domains), watch)[self._root]

    def value_counts(self, domains: Domains, watch: Watch) -> dict[int, list[int]]:
        """For each variable of the part, the scenarios with each of its values.

        The domains of the *other* variables hold, that of the variable itself does not: what is
        counted is what choosing the value would leave.
        """
        weights = self.part.weights(domains)
        up = self._up(weights, watch)
        down = [0] * len(up)
        down[self._root] = 1
        found = [[0] * len(classes) for classes in self.part.classes]
        for n in range(len(self._nodes) - 1, -1, -1):
            if not n % _LOOK_EVERY:
                watch.check()
            flow = down[n + 2]
            if not flow:
                continue
            position, children = self._nodes[n]
            if position >= 0:
                here, weight = found[position], weights[position]
                for k, child in enumerate(children):
                    if child:
                        here[k] += flow * up[child]
                        if weight[k]:
                            down[child] += flow * weight[k]
            else:
                for child in children:
                    others = prod([up[c] for c in children if c != child])
                    down[child] += flow * others
        return {
            variable: self._per_value(position, found[position])
            for position, variable in enumerate(self.part.variables)
        }

    def folded(self, fold: Fold[_T], watch: Watch) -> _T:
        """What is made of the root, each node from what was made of its children.

        What no parent needs any more is let go.
        """
        uses = [0] * (len(self._nodes) + 2)
        for _, children in self._nodes:
            for child in set(children):
                uses[child] += 1
        made: dict[int, _T] = {NONE: fold.none, ALL: fold.nothing_left}
        for n, (position, children) in enumerate(self._nodes, 2):
            watch.check()
            below = [made[child] for child in children]
            made[n] = (
                fold.choice(self.part, position, below) if position >= 0 else fold.joint(below)
            )
            for child in set(children):
                uses[child] -= 1
                if child > ALL and not uses[child]:
                    del made[child]
        return made[self._root]

    def sampler(self, domains: Domains, watch: Watch) -> Sampler:
        """Draws from the part's scenarios in the domains, each as likely as any other."""
        weights = self.part.weights(domains)
        return Sampler(self, weights, self._up(weights, watch), domains)

    def _up(self, weights: list[list[int]], watch: Watch) -> list[int]:
        """For each node the scenarios below it."""
        up = [0, 1]
        append, value = up.append, up.__getitem__
        for start in range(0, len(self._nodes), _LOOK_EVERY):
            watch.check()
            for position, children in self._nodes[start : start + _LOOK_EVERY]:
                if position >= 0:
                    append(sum(map(mul, weights[position], map(value, children))))
                else:
                    append(prod(map(value, children)))
        return up

    def _per_value(self, position: int, counts: list[int]) -> list[int]:
        classes, weights = self.part.classes[position], self.part.values[position].weights
        found = [0] * max(members.bit_length() for members in classes)
        for members, count in zip(classes, counts, strict=True):
            for value in bits(members):
                found[value] = count * weights[value]
        return found


class Sampler:
    """Draws scenarios of one part uniformly: each choice in proportion to what lies below it."""

    def __init__(
        self, graph: Graph, weights: list[list[int]], up: list[int], domains: Domains
    ) -> None:
        self._graph = graph
        self._weights = weights
        self._up = up
        self._domains = domains

    @property
    def count(self) -> int:
        """How many scenarios it draws from."""
        return self._up[self._graph._root]  # noqa: SLF001 (its own graph's)

    def draw(self, random: Random, into: dict[int, int]) -> None:
        """Add a value for each of the part's variables; there must be a scenario to draw."""
        graph, up = self._graph, self._up
        nodes, part = graph._nodes, graph.part  # noqa: SLF001 (likewise)
        below = [graph._root]  # noqa: SLF001 (likewise)
        while below:
            n = below.pop()
            if n == ALL:
                continue
            position, children = nodes[n - 2]
            if position < 0:
                below.extend(children)
                continue
            rest = random.randrange(up[n])
            for k, child in enumerate(children):
                here = self._weights[position][k] * up[child]
                if rest < here:
                    variable = part.variables[position]
                    left = part.classes[position][k] & self._domains[variable]
                    into[variable] = part.values[position].at(left, rest // up[child])
                    below.append(child)
                    break
                rest -= here
