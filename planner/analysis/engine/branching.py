"""Compiling a part by branching with a memory: for bans that join issues like a tree or sparsely.

Choosing an option kills the bans that do not admit it; what the live bans still join falls apart
into components, and a component with the same issues and the same live bans is met only once. This
is how exact model counters work (Sang, Bacchus, Beame, Kautz, Pitassi: Combining component caching
and clause learning for effective model counting, SAT 2004), on options instead of bits.
"""

from __future__ import annotations

import sys

from planner.analysis.engine.graph import NONE, Graph, GraphBuilder
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.space import bits

__all__ = ["branch"]

_FRAMES_AN_ISSUE = 2
_FRAMES_KEPT_FREE = 400


def branch(part: Part, watch: Watch) -> Graph:
    """Compile a part, holding at most ``watch.nodes`` nodes.

    Raises ``LimitReachedError`` past that, past the time, once
    cancelled, and for a part with more issues than Python may nest calls.
    """
    frames = _FRAMES_AN_ISSUE * len(part.issues) + _FRAMES_KEPT_FREE
    if frames > sys.getrecursionlimit():
        watch.within(nodes=0).check_nodes(1)
    branching = _Branching(part, watch)
    root = branching.split((1 << len(part.issues)) - 1, (1 << len(part.bans)) - 1)
    return branching.builder.graph(part.issues, root, watch)


class _Branching:
    """One run: positions and bans are bits of masks, and so are sets of them."""

    def __init__(self, part: Part, watch: Watch) -> None:
        self.builder = GraphBuilder(part.classes)
        self._watch = watch
        self._memory: dict[tuple[int, int], int] = {}
        everything = (1 << len(part.bans)) - 1
        self._scope = [sum(1 << position for position, _ in sets) for sets in part.bans]
        self._touching = [0] * len(part.issues)
        admitting = [[0] * len(classes) for classes in part.classes]
        for n, sets in enumerate(part.bans):
            for position, mask in sets:
                self._touching[position] |= 1 << n
                for k in bits(mask):
                    admitting[position][k] |= 1 << n
        self._surviving = [
            [admitted | (everything & ~touching) for admitted in per_class]
            for touching, per_class in zip(self._touching, admitting, strict=True)
        ]
        self._free = [self.builder.free(1 << n) for n in range(len(part.issues))]

    def split(self, issues: int, alive: int) -> int:
        """The node for these issues under these live bans, component by component."""
        touching, scope = self._touching, self._scope
        children = []
        while issues:
            lowest = issues & -issues
            position = lowest.bit_length() - 1
            reached = alive & touching[position]
            if not reached:
                children.append(self._free[position])
                issues ^= lowest
                continue
            component, joining = lowest, 0
            while reached:
                joining |= reached
                found = 0
                while reached:
                    ban = reached & -reached
                    reached ^= ban
                    found |= scope[ban.bit_length() - 1]
                found &= issues & ~component
                component |= found
                while found:
                    issue = found & -found
                    found ^= issue
                    reached |= touching[issue.bit_length() - 1]
                reached &= alive & ~joining
            issues &= ~component
            node = self._memory.get((component, joining))
            if node is None:
                node = self._branch(component, joining)
            if node == NONE:
                return NONE
            children.append(node)
        return self.builder.joint(children)

    def _branch(self, issues: int, alive: int) -> int:
        """The node of a component: branch on the issue on which most bans hang."""
        self._watch.check()
        self._watch.check_nodes(len(self.builder) + len(self._memory))
        touching = self._touching
        position, most = -1, 0
        left = issues
        while left:
            lowest = left & -left
            left ^= lowest
            candidate = lowest.bit_length() - 1
            hanging = (touching[candidate] & alive).bit_count()
            if hanging > most:
                position, most = candidate, hanging
        rest = issues & ~(1 << position)
        final = sum(1 << n for n in bits(alive & touching[position]) if not self._scope[n] & rest)
        known: dict[int, int] = {}
        children = []
        for surviving in self._surviving[position]:
            still = alive & surviving
            node = known.get(still)
            if node is None:
                node = NONE if still & final else self.split(rest, still)
                known[still] = node
            children.append(node)
        node = self.builder.choice(position, tuple(children))
        self._memory[issues, alive] = node
        return node
