"""One space under many selections of its rules, all in one diagram that shares what they share.

Made for what opens if each owner alone gives way, and for coalitions: building every selection by
itself takes a hundred times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Event
from typing import TYPE_CHECKING

from planner.analysis.engine.diagram import Codes
from planner.analysis.engine.grouping import Grouped
from planner.analysis.engine.limits import Watch
from planner.analysis.engine.native import NODES_A_GRAPH_NODE, aside
from planner.analysis.engine.parts import Part
from planner.analysis.engine.rules import Prohibition, Rule
from planner.analysis.engine.space import Domains, Variable
from planner.analysis.engine.trusted import trusted

if TYPE_CHECKING:
    from oxidd.bdd import BDDFunction

__all__ = ["Variants"]

_AT_ONCE = 300_000_000
"""The most pairs of nodes that are joined in one call, which cannot be interrupted: half as many
again kept a processor busy for ten seconds after they had been left."""


class Variants:
    """Groups of rules, of which some are dropped at a time, in the domains given.

    ``always`` are rules that are never dropped. Raises ``LimitReachedError``, as its methods do;
    these put what they count into ``found`` as it comes, so that what was found stays. Nothing is
    found where the diagram would take too many nodes, or its library is not trusted.
    """

    def __init__(
        self,
        groups: Sequence[Iterable[Prohibition]],
        always: Iterable[Prohibition],
        variables: Sequence[Variable],
        domains: Domains,
        watch: Watch,
    ) -> None:
        grouped = Grouped.of(groups, always, variables, domains, watch)
        self._part, self._free = grouped.part, grouped.free
        self._groups, self._always = grouped.groups, grouped.always

    def without_each(self, dropped: Sequence[int], found: dict[int, int], watch: Watch) -> None:
        """For each of the groups ``dropped``, what is open when it alone is."""
        if not trusted().counting:
            return
        place = {n: min((_first(rule) for rule in self._groups[n]), default=0) for n in dropped}
        ordered = sorted(dropped, key=lambda n: -place[n])

        def work(left: Event) -> None:
            drawing, always = self._drawing(watch, left)
            rest = [n for n in range(len(self._groups)) if n not in place]
            context = drawing.forbid_all([always, *rest], drawing.start())
            if context is not None:
                self._halve(drawing, context, ordered, found)

        aside(work, watch)

    def _halve(
        self, drawing: _Drawing, context: BDDFunction, dropped: Sequence[int], found: dict[int, int]
    ) -> None:
        """All others are in the context already: put in half of these, turn to the other half."""
        if len(dropped) == 1:
            found[dropped[0]] = drawing.count(context) * self._free
            return
        middle = len(dropped) // 2
        for now, later in (
            (dropped[middle:], dropped[:middle]),
            (dropped[:middle], dropped[middle:]),
        ):
            deeper = drawing.forbid_all(now, context)
            if deeper is not None:
                self._halve(drawing, deeper, later, found)

    def selections(self, found: dict[frozenset[int], int], watch: Watch) -> None:
        """For every selection of groups kept, what is open; none above one with nothing open."""
        if not trusted().counting:
            return

        def work(left: Event) -> None:
            drawing, always = self._drawing(watch, left)
            start = drawing.forbid_all([always], drawing.start())
            pending = [] if start is None else [(frozenset[int](), start)]
            while pending and not left.is_set():
                kept, context = pending.pop()
                found[kept] = drawing.count(context) * self._free
                if not found[kept]:
                    continue
                for n in range(max(kept, default=-1) + 1, len(self._groups)):
                    deeper = drawing.forbid_all([n], context)
                    if deeper is not None:
                        pending.append((kept | {n}, deeper))

        aside(work, watch)

    def _drawing(self, watch: Watch, left: Event) -> tuple[_Drawing, int]:
        """A diagram of the groups, and of which of its groups are those that never give way."""
        groups = [*self._groups, self._always]
        return _Drawing(self._part, watch.nodes, groups, left), len(self._groups)


class _Drawing:
    """The functions of the groups, in one diagram; everything stops once left."""

    def __init__(
        self, part: Part, nodes: int, groups: Sequence[Sequence[Prohibition]], left: Event
    ) -> None:
        watch = Watch(None, nodes, left.is_set)
        self._codes = Codes(part, nodes * NODES_A_GRAPH_NODE, watch)
        self._size = len(part.variables)
        # What stands below joins what stands below sooner.
        self._groups = [sorted(rules, key=lambda rule: -_first(rule)) for rules in groups]
        self._known: dict[tuple[int, int, int], BDDFunction] = {}
        self._left = left

    def start(self) -> BDDFunction:
        """Any codes that are values."""
        found = self._codes.manager.true()
        for position in reversed(range(self._size)):
            found = found & self._codes.valid(position)
        return found

    def count(self, function: BDDFunction) -> int:
        return function.sat_count(self._codes.first_bits[-1])

    def forbid_all(self, groups: Iterable[int], context: BDDFunction) -> BDDFunction | None:
        """What the context leaves once these groups are forbidden; ``None`` once left."""
        left: BDDFunction | None = context
        for n in groups:
            left = self._forbid((n, 0, len(self._groups[n])), left)
        return left

    def _forbid(
        self, rules: tuple[int, int, int], context: BDDFunction | None
    ) -> BDDFunction | None:
        """The same for some rules of a group: in one call where that takes no long, else by halves.

        They are the group's from a place to before another.
        """
        group, first, end = rules
        known = self._open(rules)
        if known is None or context is None or self._left.is_set():
            return None
        if end - first < 2 or known.node_count() * context.node_count() < _AT_ONCE:
            return context & known
        middle = (first + end) // 2
        return self._forbid((group, middle, end), self._forbid((group, first, middle), context))

    def _open(self, rules: tuple[int, int, int]) -> BDDFunction | None:
        """What breaks none of these rules; ``None`` once left."""
        found = self._known.get(rules)
        if found is None and not self._left.is_set():
            group, first, end = rules
            middle = (first + end) // 2
            if first == end:
                found = self._codes.manager.true()
            elif end - first == 1:
                found = ~self._codes.broken(self._groups[group][first])
            else:
                found = self._forbid((group, middle, end), self._open((group, first, middle)))
            if found is not None:
                self._known[rules] = found
        return found


def _first(rule: Prohibition) -> int:
    """The first position that a rule reads."""
    if isinstance(rule, Rule):
        return rule.variables[0]
    return rule[0][0] if rule else 0
