"""What each group of rules closes alone: the scenarios that break its rules and no others.

Three ways, each for spaces of its own kind; :mod:`~planner.analysis.engine.variants` is one more.
:func:`tabled_alone` reads it off tables along a tree.
:func:`closed_alone` compiles everything once. Where a choice breaks rules of one group only, the
node gets an edge to what is open from there once that group gives way; one pass down says how often
each of these edges is reached. :func:`listed_alone` lists what breaks one group, and is for spaces
that are nearly closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from operator import mul

from attrs import field, frozen

from planner.analysis.engine.boxes import MOST_LISTED
from planner.analysis.engine.branching import Branching, States
from planner.analysis.engine.conditioning import FATAL, Owned
from planner.analysis.engine.graph import ALL, NONE
from planner.analysis.engine.grouping import Grouped
from planner.analysis.engine.limits import LimitReachedError, Stopped, TooMuch, Watch
from planner.analysis.engine.rules import BROKEN, SAFE, Prohibition, bits
from planner.analysis.engine.satisfiability import Literals
from planner.analysis.engine.space import Domains, Forbidden, Space, Variable
from planner.analysis.engine.tables import closed_by_tables
from planner.analysis.engine.trusted import trusted
from planner.by_fields import Compared

__all__ = ["Alone", "closed_alone", "listed_alone", "tabled_alone"]


@frozen(eq=False, repr=False)
class Alone(Compared):
    """How many scenarios are open, and how many more each group closes by itself."""

    open: int
    closed: Mapping[int, int]


def closed_alone(
    grouped: Grouped, domains: Domains, watch: Watch, *, along_tree: bool = False
) -> Alone:
    """Count by branching once, holding at most ``watch.nodes`` nodes.

    Raises ``LimitReachedError``.
    """
    return _Branching(grouped, watch, along_tree=along_tree).counted(domains)


def tabled_alone(grouped: Grouped, domains: Domains, watch: Watch) -> Alone:
    """Count by tables. Raises ``LimitReachedError``, also where a rule is no ban.

    And where the library is not trusted.
    """
    if not trusted().counting:
        raise LimitReachedError(Stopped(TooMuch.TABLES_UNTRUSTED))
    _check_each_can_hold(grouped)
    owners = _owners(grouped)
    bans = [Owned(owners[sets], sets) for sets in grouped.part.bans]
    opened, closed = closed_by_tables(grouped.part, bans, domains, watch)
    groups = range(len(grouped.groups))
    return Alone(opened * grouped.free, {n: closed.get(n, 0) * grouped.free for n in groups})


def listed_alone(
    grouped: Grouped,
    domains: Domains,
    watch: Watch,
    most: int = MOST_LISTED,
    without: dict[int, int] | None = None,
) -> Alone:
    """List what is open, and what each group closes by itself: ``most`` scenarios each time.

    Raises ``LimitReachedError`` where there are more. What is open ``without`` each group is put in
    as it is found, so that it stays.
    """
    return _Listing(grouped, domains, watch, most).counted({} if without is None else without)


def _owners(grouped: Grouped) -> dict[Prohibition, int]:
    """The group of each rule; FATAL for one that never gives way, or that several share."""
    owners: dict[Prohibition, int] = dict.fromkeys(grouped.always, FATAL)
    for group, owned in enumerate(grouped.groups):
        for rule in owned:
            owners[rule] = group if owners.get(rule, group) == group else FATAL
    return owners


def _check_each_can_hold(grouped: Grouped) -> None:
    """Raise ``LimitReachedError`` where a rule is broken by every scenario."""
    if any(rule == () for group in (*grouped.groups, grouped.always) for rule in group):
        raise LimitReachedError(Stopped(TooMuch.NOTHING_LEFT))


@frozen(eq=False, repr=False)
class _Edge(Compared):
    """A class that breaks one group's rules alone, and what is open then without that group."""

    value: int
    group: int
    below: int


@frozen(eq=False, repr=False)
class _Node(Compared):
    """A choice (``position`` -1: independent children), with the edges that break one group."""

    position: int
    below: Sequence[int]
    edges: Sequence[_Edge] = ()


@frozen(eq=False, repr=False)
class _Known(Compared):
    """A node and whether anything is open below it without any group giving way."""

    node: int
    opens: bool


_DEAD = _Known(NONE, opens=False)
_DONE = _Known(ALL, opens=True)


class _Branching(Branching):
    """Nodes of its own for what is met while all groups hold; one that gave way leads below."""

    def __init__(self, grouped: Grouped, watch: Watch, *, along_tree: bool) -> None:
        super().__init__(grouped.part, watch, along_tree=along_tree)
        self._grouped = grouped
        rules: list[Prohibition] = [*grouped.part.bans, *grouped.part.rules]
        owners = _owners(grouped)
        self._owner = [owners[rule] for rule in rules]
        self._own = [0] * len(grouped.groups)
        for n, owner in enumerate(self._owner):
            if owner != FATAL:
                self._own[owner] |= 1 << n
        self._nodes: list[_Node] = [_Node(-1, ()), _Node(-1, ())]
        self._met: dict[tuple[int, int, States], _Known] = {}

    def counted(self, domains: Domains) -> Alone:
        """The counts of all scenarios in the domains."""
        groups = range(len(self._own))
        _check_each_can_hold(self._grouped)
        alive = (1 << self._first_rule) - 1
        states = []
        for n, rule in enumerate(self._rules, self._first_rule):
            states.append(rule.settle(rule.start, self._scope[n]))
            if states[-1] != SAFE:
                alive |= 1 << n
        everything = (1 << len(self._free)) - 1
        free = self._grouped.free
        broken = self._broken_states(tuple(states))
        if broken:
            group = self._only_owner(broken)
            if group is None:
                return Alone(0, dict.fromkeys(groups, 0))
            root = self.split(everything, *self._given_way(group, alive, tuple(states)))
            opened = self._opened_below(self.builder.part.weights(domains))[root] * free
            return Alone(0, {**dict.fromkeys(groups, 0), group: opened})
        return self._passed(self._met_by(everything, alive, tuple(states)), domains)

    def _met_by(self, variables: int, alive: int, states: States) -> _Known:
        """The node for these variables while all groups hold, component by component."""
        found: list[_Known] = []
        while variables:
            lowest = variables & -variables
            position = lowest.bit_length() - 1
            reached = alive & self._touching[position]
            if reached:
                component, joining = self._component(lowest, reached, variables, alive)
                variables &= ~component
                inside = self._inside(joining, states)
                known = self._met.get((component, joining, inside))
                if known is None:
                    known = self._met[component, joining, inside] = self._chosen(
                        component, joining, inside
                    )
            else:
                variables ^= lowest
                classes = len(self.builder.part.classes[position])
                known = _Known(self._added(_Node(position, (ALL,) * classes)), opens=True)
            if known.node == NONE:
                return _DEAD
            found.append(known)
        closed = sum(not known.opens for known in found)
        if closed > 1:  # each would need a group to give way
            return _DEAD
        if not found:
            return _DONE
        if len(found) == 1:
            return found[0]
        return _Known(self._added(_Node(-1, [known.node for known in found])), opens=not closed)

    def _chosen(self, variables: int, alive: int, states: States) -> _Known:
        """The node of a component, class by class of the variable that comes first."""
        tree = self._tree
        position, rest, final = self._next(variables, alive)
        self._watch.check_nodes(len(self._nodes) + len(self.builder))
        final &= (1 << self._first_rule) - 1
        below: list[int] = []
        edges: list[_Edge] = []
        opens = False
        for k, surviving in enumerate(self._surviving[position]):
            still, after = alive & surviving, states
            if states:
                still, after = self._moved(position, k, rest, still, states)
            broken = still & final | self._broken_states(after)
            if not broken:
                known = self._met_by(rest, still, after)
                below.append(known.node)
                opens = opens or known.opens
                continue
            below.append(NONE)
            group = self._only_owner(broken)
            if group is not None:
                node = self.split(rest, *self._given_way(group, still, after))
                if node != NONE:
                    edges.append(_Edge(k, group, node))
        self._tree = tree
        if not edges and not any(below):
            return _DEAD
        return _Known(self._added(_Node(position, below, edges)), opens=opens)

    def _added(self, node: _Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1

    def _broken_states(self, states: States) -> int:
        """The rules that are broken by their states, as a mask."""
        return sum(1 << n for n, state in enumerate(states, self._first_rule) if state == BROKEN)

    def _only_owner(self, broken: int) -> int | None:
        """The group that alone has these rules; ``None`` where others have some of them."""
        owners = {self._owner[n] for n in bits(broken)}
        if len(owners) > 1 or FATAL in owners:
            return None
        return owners.pop()

    def _given_way(self, group: int, alive: int, states: States) -> tuple[int, States]:
        """The live rules and the states once a group gave way."""
        own = self._own[group]
        kept = tuple(
            SAFE if own >> n & 1 else state for n, state in enumerate(states, self._first_rule)
        )
        return alive & ~own, kept

    def _opened_below(self, weights: Sequence[Sequence[int]]) -> list[int]:
        """For each node of what is left once a group gave way, the scenarios below it."""
        up = [0, 1]
        value = up.__getitem__
        for position, children in self.builder.nodes[2:]:
            if position >= 0:
                up.append(sum(map(mul, weights[position], map(value, children))))
            else:
                up.append(prod(map(value, children)))
        return up

    def _passed(self, root: _Known, domains: Domains) -> Alone:
        """One pass up and one down."""
        weights = self.builder.part.weights(domains)
        left = self._opened_below(weights)
        up = [0, 1]
        for node in self._nodes[2:]:
            below = [up[child] for child in node.below]
            up.append(
                sum(map(mul, weights[node.position], below)) if node.position >= 0 else prod(below)
            )
        free = self._grouped.free
        closed = dict.fromkeys(range(len(self._own)), 0)
        down = [0] * len(up)
        down[root.node] = free
        for n in range(len(self._nodes) - 1, ALL, -1):
            flow, node = down[n], self._nodes[n]
            if not flow:
                continue
            if node.position < 0:
                below = [up[child] for child in node.below]
                for k, child in enumerate(node.below):
                    down[child] += flow * prod(below[:k]) * prod(below[k + 1 :])
                continue
            weight = weights[node.position]
            for k, child in enumerate(node.below):
                down[child] += flow * weight[k]
            for edge in node.edges:
                closed[edge.group] += flow * weight[edge.value] * left[edge.below]
        return Alone(up[root.node] * free, closed)


@frozen(eq=False, repr=False)
class _Listing(Compared):
    """One run of the solver over everything, each scenario forbidden once it is known."""

    grouped: Grouped
    domains: Domains
    watch: Watch
    most: int
    weights: list[list[int]] = field(init=False)

    @weights.default
    def _weights(self) -> list[list[int]]:
        return self.grouped.part.weights(self.domains)

    def counted(self, without: dict[int, int]) -> Alone:
        """The counts. Raises ``LimitReachedError``."""
        grouped, watch = self.grouped, self.watch
        groups = range(len(grouped.groups))
        owned = [
            *(Forbidden(n, rule) for n in groups for rule in grouped.groups[n]),
            *(Forbidden(None, rule) for rule in grouped.always),
        ]
        sizes = [len(classes) for classes in grouped.part.classes]
        space = Space(
            tuple(map(Variable.of, sizes)),
            tuple(owned),
            len(groups),
            tuple((n,) for n in range(len(sizes))),
        )
        literals = Literals(space)
        solver = literals.solver(watch, guarded=True)

        def weighed(given: Sequence[int]) -> int:
            found = listed = 0
            while solver.solve(given, watch):
                listed += 1
                if listed > self.most:
                    raise LimitReachedError(Stopped(TooMuch.SCENARIOS, (self.most,)))
                values = literals.chosen(solver)
                found += prod(map(list.__getitem__, self.weights, values))
                solver.add([-literals.value(n, value) for n, value in enumerate(values)])
            return found * grouped.free

        guards = [literals.guard(n) for n in groups]
        opened = weighed(guards)
        closed = {}
        for n in groups:
            watch.check()
            crossing = solver.new_variable()
            broken = []
            for rule in grouped.groups[n]:
                broken.append(solver.new_variable())
                for clause in literals.breaking(rule, broken[-1], solver, watch):
                    solver.add(clause)
            solver.add([-crossing, *broken])
            closed[n] = weighed([*guards[:n], *guards[n + 1 :], crossing])
            without[n] = opened + closed[n]
        return Alone(opened, closed)
