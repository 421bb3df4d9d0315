"""Compiling a part by branching with a memory: for rules that join variables like a tree or little.

Choosing a value kills the bans that do not admit it and moves the other rules on to a new state;
what the live rules still join falls apart into components, and a component with the same variables,
the same live rules and the same states is met only once. This is how exact model counters work
(Sang, Bacchus, Beame, Kautz, Pitassi: Combining component caching and clause learning for effective
model counting, SAT 2004), on values instead of bits.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from attrs import field, frozen

from planner.analysis.engine.graph import NONE, Graph, GraphBuilder
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import BROKEN, SAFE, bits
from planner.by_fields import Compared

__all__ = ["Branching", "States", "branch"]

_FRAMES_A_VARIABLE = 2
_FRAMES_KEPT_FREE = 400

_FEW = 6
"""In a component of no more variables any order will do."""
_STARTS = 4
"""The trees of which the narrowest is taken, for all variables."""
_MANY = 24
_STALE = 0.3
"""A component of more variables than many gets a tree of its own where this share of the rules is
still alive, or less."""

States = tuple[int, ...]
"""The states of the rules that are no bans; SAFE where a rule is not alive."""


def branch(part: Part, watch: Watch, *, along_tree: bool = False) -> Graph:
    """Compile a part, holding at most ``watch.nodes`` nodes.

    Branches on what most rules read, or ``along_tree`` on what takes the part apart soonest. Raises
    ``LimitReachedError`` past that, past the time, once cancelled, and for a part with more
    variables than Python may nest calls.
    """
    branching = Branching(part, watch, along_tree=along_tree)
    return branching.builder.graph(branching.root(), watch)


@frozen(eq=False, repr=False)
class _Tree(Compared):
    """How to branch on components: the ranks of their variables, made at that number of joins."""

    joins: int = 0
    ranks: Mapping[int, int] = field(factory=dict)


_NO_TREE = _Tree()


class Branching:
    """One run: positions and rules are bits of masks, and so are sets of them.

    Bans have the lower bits; the other rules follow, and are alive while their state is open.
    """

    def __init__(self, part: Part, watch: Watch, *, along_tree: bool) -> None:
        """Raises ``LimitReachedError`` for more variables than Python may nest calls."""
        frames = _FRAMES_A_VARIABLE * len(part.variables) + _FRAMES_KEPT_FREE
        if frames > sys.getrecursionlimit():
            watch.within(nodes=0).check_nodes(1)
        self.builder = GraphBuilder(part)
        self._watch = watch
        self._along_tree = along_tree
        self._tree = _NO_TREE
        self._memory: dict[tuple[int, int] | tuple[int, int, States], int] = {}
        self._rules = part.rules
        self._first_rule = len(part.bans)
        everything = (1 << len(part.bans) + len(part.rules)) - 1
        self._scope = [sum(1 << position for position, _ in sets) for sets in part.bans]
        self._scope += [sum(1 << position for position in rule.variables) for rule in part.rules]
        self._touching = [0] * len(part.variables)
        admitting = [[0] * len(classes) for classes in part.classes]
        for n, sets in enumerate(part.bans):
            for position, mask in sets:
                self._touching[position] |= 1 << n
                for k in bits(mask):
                    admitting[position][k] |= 1 << n
        for n, rule in enumerate(part.rules, self._first_rule):
            for position in rule.variables:
                self._touching[position] |= 1 << n
                # Its state says what it survives.
                for k in range(len(part.classes[position])):
                    admitting[position][k] |= 1 << n
        self._surviving = [
            [admitted | (everything & ~touching) for admitted in per_class]
            for touching, per_class in zip(self._touching, admitting, strict=True)
        ]
        self._free = [self.builder.free(1 << n) for n in range(len(part.variables))]

    def root(self) -> int:
        """The node for all variables."""
        alive = (1 << self._first_rule) - 1
        states = []
        for n, rule in enumerate(self._rules, self._first_rule):
            state = rule.settle(rule.start, self._scope[n])
            if state == BROKEN:
                return NONE
            if state != SAFE:
                alive |= 1 << n
            states.append(state)
        return self.split((1 << len(self._free)) - 1, alive, tuple(states))

    def split(self, variables: int, alive: int, states: States) -> int:
        """The node for these variables under these live rules, component by component."""
        children = []
        while variables:
            lowest = variables & -variables
            position = lowest.bit_length() - 1
            reached = alive & self._touching[position]
            if not reached:
                children.append(self._free[position])
                variables ^= lowest
                continue
            component, joining = self._component(lowest, reached, variables, alive)
            variables &= ~component
            if states:
                inside = self._inside(joining, states)
                node = self._memory.get((component, joining, inside))
                if node is None:
                    node = self._branch_on_states(component, joining, inside)
            else:
                node = self._memory.get((component, joining))
                if node is None:
                    node = self._branch(component, joining)
            if node == NONE:
                return NONE
            children.append(node)
        return self.builder.joint(children)

    def _component(self, lowest: int, reached: int, variables: int, alive: int) -> tuple[int, int]:
        """The variables that live rules join to the lowest, and these rules.

        Some of them, ``reached``, read it.
        """
        touching, scope = self._touching, self._scope
        component, joining = lowest, 0
        while reached:
            joining |= reached
            found = 0
            while reached:
                rule = reached & -reached
                reached ^= rule
                found |= scope[rule.bit_length() - 1]
            found &= variables & ~component
            component |= found
            while found:
                variable = found & -found
                found ^= variable
                reached |= touching[variable.bit_length() - 1]
            reached &= alive & ~joining
        return component, joining

    def _inside(self, joining: int, states: States) -> States:
        """The states without those of rules that other components have."""
        first = self._first_rule
        return tuple([s if joining >> n & 1 else SAFE for n, s in enumerate(states, first)])

    def _branch(self, variables: int, alive: int) -> int:
        """The node of a component where all rules are bans."""
        tree = self._tree
        position, rest, final = self._next(variables, alive)
        known: dict[int, int] = {}
        children = []
        for surviving in self._surviving[position]:
            still = alive & surviving
            node = known.get(still)
            if node is None:
                node = NONE if still & final else self.split(rest, still, ())
                known[still] = node
            children.append(node)
        self._tree = tree
        node = self.builder.choice(position, tuple(children))
        self._memory[variables, alive] = node
        return node

    def _branch_on_states(self, variables: int, alive: int, states: States) -> int:
        """The node of a component where other rules have states."""
        tree = self._tree
        position, rest, final = self._next(variables, alive)
        final &= (1 << self._first_rule) - 1
        known: dict[tuple[int, States], int] = {}
        children = []
        for k, surviving in enumerate(self._surviving[position]):
            still, after = self._moved(position, k, rest, alive & surviving, states)
            node = known.get((still, after))
            if node is None:
                broken = still & final or BROKEN in after
                node = NONE if broken else self.split(rest, still, after)
                known[still, after] = node
            children.append(node)
        self._tree = tree
        node = self.builder.choice(position, tuple(children))
        self._memory[variables, alive, states] = node
        return node

    def _next(self, variables: int, alive: int) -> tuple[int, int, int]:
        """The position to branch on; what is left then; which live rules end there."""
        self._watch.check()
        self._watch.check_nodes(len(self.builder) + len(self._memory))
        touching = self._touching
        if self._along_tree and variables.bit_count() > _FEW:
            position = self._highest(variables, alive)
        else:
            position, most = -1, 0
            left = variables
            while left:
                lowest = left & -left
                left ^= lowest
                candidate = lowest.bit_length() - 1
                reading = (touching[candidate] & alive).bit_count()
                if reading > most:
                    position, most = candidate, reading
        rest = variables & ~(1 << position)
        final = sum(1 << n for n in bits(alive & touching[position]) if not self._scope[n] & rest)
        return position, rest, final

    def _highest(self, variables: int, alive: int) -> int:
        """The position that comes first in the tree; a new tree where few of its rules are left."""
        joins, tree = alive.bit_count(), self._tree
        stale = joins < _STALE * tree.joins and variables.bit_count() > _MANY
        if tree is _NO_TREE or stale:
            from planner.analysis.engine.decomposition import branching_ranks  # noqa: PLC0415 (large)

            sizes = [len(classes) for classes in self.builder.part.classes]
            scopes = {self._scope[n] & variables for n in bits(alive)}
            starts = _STARTS if tree is _NO_TREE else 1
            ranks = branching_ranks(variables, scopes, sizes, starts, self._watch)
            self._tree = _Tree(joins, ranks)
        return max(bits(variables), key=self._tree.ranks.__getitem__)

    def _moved(
        self, position: int, k: int, rest: int, alive: int, states: States
    ) -> tuple[int, States]:
        """The live rules and the states once a class is chosen."""
        first = self._first_rule
        after = list(states)
        for n in bits((alive & self._touching[position]) >> first):
            rule = self._rules[n]
            after[n] = rule.settle(rule.step(states[n], position, k), rest)
            if after[n] == SAFE:
                alive ^= 1 << first + n
        return alive, tuple(after)
