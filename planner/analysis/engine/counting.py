"""How many scenarios are open: parts compiled once, then counted under any choices.

The way is picked for each part by trial: see :mod:`~planner.analysis.engine.trials`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

from planner.analysis.engine.boxes import Boxes
from planner.analysis.engine.branching import branch
from planner.analysis.engine.counts import at_most, products_of_others, times
from planner.analysis.engine.graph import Graph
from planner.analysis.engine.limits import Count, LimitReachedError, Stopped, Unfinished, Watch
from planner.analysis.engine.ordering import Reordering
from planner.analysis.engine.parts import Part
from planner.analysis.engine.preparation import Prepared, prepare
from planner.analysis.engine.rules import Prohibition, bits
from planner.analysis.engine.space import Domains, Picks, Space, size
from planner.analysis.engine.trials import SMALL, Trials, Way, first_of

if TYPE_CHECKING:
    from planner.analysis.engine.diagram import Diagram
    from planner.analysis.engine.listing import Listing
    from planner.analysis.engine.slices import Slices
    from planner.analysis.engine.sums import Sums
    from planner.analysis.engine.tables import Tables

    _Compiled = Graph | Boxes | Sums | Slices | Tables

__all__ = ["Counter"]

_QUICK_NODES = 10_000
_COUNTS_KEPT = 10_000
_LISTINGS_KEPT = 10

_SHARE_OF_ALL = 0.5
"""The share of the time that is spent on the whole where choices leave less to be counted."""

_Factor = tuple[Count, dict[int, list[Count]]]
"""The open scenarios of a part or free variable, and those with each value of its variables."""


class Counter:
    """Counts what is open in a space, for any choices; parts are compiled once.

    Not to be used by two threads at a time.
    """

    def __init__(self, space: Space) -> None:
        self._space = space
        self._rules = list(dict.fromkeys(space.prohibitions))
        self._prepared: Prepared | None = None
        self._graphs: dict[Part, _Compiled] = {}
        self._trials = Trials()
        self._counts: dict[Part, int] = {}
        self._reordering = Reordering()
        self._listings: dict[Part, Listing] = {}

    @property
    def ready(self) -> bool:
        """Whether everything is compiled, so that counting under choices is one quick pass."""
        prepared = self._prepared
        return prepared is not None and all(
            part in self._graphs and self._graphs[part].counts_soon for part in prepared.parts
        )

    @property
    def quick(self) -> bool:
        """Whether a pass takes no longer than the solver would to say yes or no."""
        return self.ready and sum(map(len, self._graphs.values())) <= _QUICK_NODES

    def count(self, domains: Domains, watch: Watch) -> Count:
        """How many scenarios in the domains are open; unfinished past a limit."""
        if self._prepared is not None and self.ready:
            left = _within(domains, self._prepared)
            found = times(total for total, _ in self._factors(self._prepared, left, watch))
            return self._at_most_all(found, domains)
        return self.count_under(self._rules, domains, watch)

    def count_under(self, rules: Iterable[Prohibition], domains: Domains, watch: Watch) -> Count:
        """The same under other rules; parts that were counted before are not counted again."""
        variables = self._space.variables
        try:
            prepared = prepare(rules, domains, variables, watch)
        except LimitReachedError as error:
            return Unfinished(0, self._space.most(domains), error.reason)
        if not all(prepared.domains):
            return 0
        found: list[Count] = [variables[n].weigh(prepared.domains[n]) for n in _free(prepared)]
        found += [self._part_count(part, prepared.domains, watch) for part in prepared.parts]
        return self._at_most_all(times(found), domains)

    def _at_most_all(self, count: Count, domains: Domains) -> Count:
        """A count that is no more than there are scenarios: parts know nothing of each other."""
        if not isinstance(count, Unfinished):
            return count
        return at_most(self._space.most(domains), count)

    def graphs_under(
        self, rules: Iterable[Prohibition], domains: Domains, watch: Watch
    ) -> tuple[Prepared, list[Graph]]:
        """The rules made simple, and each of their parts compiled to a graph.

        Raises ``LimitReachedError``.
        """
        prepared = prepare(rules, domains, self._space.variables, watch)
        return prepared, [
            graph
            if isinstance(graph := self._graphs.get(part), Graph)
            else graph.graph(watch)
            if isinstance(graph, Boxes)
            else first_of(part, watch, self._to_graphs(part, watch))
            for part in prepared.parts
        ]

    def value_counts(self, picks: Picks, watch: Watch) -> list[list[Count]]:
        """For each variable and value: the open scenarios with it and all picks on other groups."""
        found = self._value_counts(picks, watch)
        for group in picks:
            variables = self._space.groups[group]
            if len(variables) > 1:
                freed = self._value_counts({g: s for g, s in picks.items() if g != group}, watch)
                for variable in variables:
                    found[variable] = freed[variable]
        return found

    def _value_counts(self, picks: Picks, watch: Watch) -> list[list[Count]]:
        """The same, but for a group of several variables: these do not leave each other free."""
        picked = self._space.domains(picks)
        try:
            if self._prepared is None:
                self._prepared = self._prepare(self._space.everything, watch)
        except LimitReachedError as error:
            return self._unknown(picked, error.reason)
        left = _within(picked, self._prepared)
        whole = watch.within(share=_SHARE_OF_ALL) if picks else watch
        found = self._assembled(self._factors(self._prepared, left, whole, values=True))
        if picks and any(isinstance(count, Unfinished) for counts in found for count in counts):
            with suppress(LimitReachedError):
                self._retry(found, picks, watch)
        return found

    def _prepare(self, domains: Domains, watch: Watch) -> Prepared:
        return prepare(self._rules, domains, self._space.variables, watch)

    def sampler(self, domains: Domains, watch: Watch) -> Callable[[Random], list[int]] | None:
        """What draws an open scenario in the domains uniformly; ``None`` if there is none.

        Raises ``LimitReachedError`` where counting does not finish.
        """
        prepared = self._prepare(domains, watch)
        samplers = [
            self._graph(part, watch).sampler(prepared.domains, watch) for part in prepared.parts
        ]
        if not all(prepared.domains) or not all(sampler.count for sampler in samplers):
            return None
        free = []
        for n in _free(prepared):
            variable, mask = self._space.variables[n], prepared.domains[n]
            free.append((n, variable, mask, variable.weigh(mask)))

        def draw_one(random: Random) -> list[int]:
            chosen = {n: v.at(mask, random.randrange(weight)) for n, v, mask, weight in free}
            for sampler in samplers:
                sampler.draw(random, chosen)
            return [chosen[variable] for variable in range(len(domains))]

        return draw_one

    def _unknown(self, domains: Domains, reason: Stopped) -> list[list[Count]]:
        """The answer where nothing is known but how many scenarios there are."""
        found: list[list[Count]] = []
        for n, variable in enumerate(self._space.variables):
            others = self._space.size((*domains[:n], 1, *domains[n + 1 :])) // variable.weights[0]
            found.append([Unfinished(0, others * weight, reason) for weight in variable.weights])
        return found

    def _retry(self, found: list[list[Count]], picks: Picks, watch: Watch) -> None:
        """Put in the counts that only what the picks leave is small enough for.

        For the variables still undecided in one go, for each decided group with its own pick taken
        back; not tried where even all picks together leave too much.
        """
        counts = self._restricted(picks, watch)
        picked = {variable: mask for sets in picks.values() for variable, mask in sets}
        for variable, per_value in enumerate(counts):
            if variable not in picked:
                found[variable] = per_value
        if any(
            isinstance(counts[variable][value], Unfinished)
            for variable, mask in picked.items()
            for value in bits(mask)
        ):
            return
        for group, sets in picks.items():
            freed = self._restricted({g: s for g, s in picks.items() if g != group}, watch)
            for variable in self._space.groups[group]:
                found[variable] = freed[variable]
            if len(sets) == 1:
                ((variable, mask),) = sets
                for value in bits(mask):
                    found[variable][value] = counts[variable][value]

    def _restricted(self, picks: Picks, watch: Watch) -> list[list[Count]]:
        """The counts of all values in what the picks leave, prepared for that alone."""
        restricted = self._prepare(self._space.domains(picks), watch)
        return self._assembled(self._factors(restricted, restricted.domains, watch, values=True))

    def _factors(
        self, prepared: Prepared, left: Domains, watch: Watch, *, values: bool = False
    ) -> list[_Factor]:
        """The factors of the count in the domains ``left``: free variables, then the parts."""
        factors: list[_Factor] = []
        for n in _free(prepared):
            variable, mask = self._space.variables[n], prepared.domains[n]
            weights = variable.weights[: mask.bit_length()]
            counts: list[Count] = [mask >> k & 1 and weight for k, weight in enumerate(weights)]
            factors.append((variable.weigh(left[n]), {n: counts}))
        for part in prepared.parts:
            counted: dict[int, list[Count]] = {}
            try:
                graph = self._graph(part, watch)
                if values:
                    exact = graph.value_counts(left, watch)
                    counted = {variable: list(counts) for variable, counts in exact.items()}
                    first = part.variables[0]
                    total = sum(exact[first][value] for value in bits(left[first]))
                else:
                    total = graph.count(left, watch)
            except LimitReachedError as error:
                factors.append(_unfinished(part, left, prepared.domains, error.reason))
            else:
                factors.append((total, counted))
        return factors

    def _assembled(self, factors: Sequence[_Factor]) -> list[list[Count]]:
        """The counts of all values of all variables from the factors."""
        found: list[list[Count]] = [[0] * size for size in self._space.sizes]
        others_of = products_of_others([total for total, _ in factors])
        for others, (_, counts) in zip(others_of, factors, strict=True):
            for variable, per_value in counts.items():
                for value, count in enumerate(per_value):
                    found[variable][value] = times((count, others))
        return found

    def _graph(self, part: Part, watch: Watch) -> _Compiled:
        """The part compiled, from memory where it is. Raises ``LimitReachedError``."""
        graph = self._graphs.get(part)
        if graph is None:
            self._fail_again(part, watch)
            ways: dict[Way, Callable[[Watch], _Compiled]] = {
                Way.SUMS: lambda trial: _sums(part, trial),
                Way.SLICES: lambda trial: _slices(part, trial),
                Way.TABLES: lambda trial: _tables(part, trial),
                **self._to_graphs(part, watch),
                Way.LISTING: lambda trial: self._listed(part, trial),
            }
            graph = self._trials.run(part, watch, ways)
            self._keep(part, graph, watch)
        return graph

    def _keep(self, part: Part, graph: _Compiled, watch: Watch) -> None:
        """Remember a part as it was compiled, and forget others where that is too much."""
        held = sum(len(other) for other in self._graphs.values())
        for other in list(self._graphs):
            if held + len(graph) <= watch.nodes:
                break
            if self._prepared is None or other not in self._prepared.parts:
                held -= len(self._graphs.pop(other))
        self._graphs[part] = graph

    def _to_graphs(self, part: Part, watch: Watch) -> dict[Way, Callable[[Watch], Graph]]:
        """The ways to compile a part to a graph."""
        return {
            Way.BRANCHING: lambda trial: branch(part, trial),
            Way.TREE: lambda trial: branch(part, trial, along_tree=True),
            Way.LISTING: lambda trial: self._listed(part, trial).graph(watch),
            Way.DIAGRAM: lambda trial: _drawn(self._in_order(part, trial), trial).graph(watch),
        }

    def _listed(self, part: Part, watch: Watch) -> Boxes:
        """The part listed; where time was too short, the list goes on from there later."""
        if part not in self._listings:
            if len(self._listings) >= _LISTINGS_KEPT:
                self._listings.clear()
            from planner.analysis.engine.listing import Listing  # noqa: PLC0415 (few parts are listed)

            self._listings[part] = Listing(part)
        boxes = self._listings[part].boxes(watch)
        del self._listings[part]
        return boxes

    def _part_count(self, part: Part, domains: Domains, watch: Watch) -> Count:
        """The open scenarios of a part in its domains; without a graph where none is at hand."""
        count = self._counts.get(part)
        if count is None:
            graph = self._graphs.get(part)
            try:
                if graph is not None and graph.counts_soon:
                    return graph.count(domains, watch)
                self._fail_again(part, watch)

                def counted(compiled: Graph | Boxes) -> int:
                    # What is small or hard to come by serves every other question too.
                    if len(compiled) <= SMALL or isinstance(compiled, Boxes):
                        self._keep(part, compiled, watch)
                    return compiled.count(domains, watch)

                ways: dict[Way, Callable[[Watch], int]] = {
                    Way.BRANCHING: lambda trial: counted(branch(part, trial)),
                    Way.SUMS: lambda trial: _sums(part, trial).count(domains, watch),
                    Way.SLICES: lambda trial: _slices(part, trial).count(domains, watch),
                    Way.TABLES: lambda trial: _tables(part, trial).count(domains, watch),
                    Way.TREE: lambda trial: counted(branch(part, trial, along_tree=True)),
                    Way.LISTING: lambda trial: counted(self._listed(part, trial)),
                    Way.DIAGRAM: lambda trial: (
                        _drawn(self._in_order(part, trial), trial, counted=True).count
                    ),
                }
                count = self._trials.run(part, watch, ways)
            except LimitReachedError as error:
                return _unfinished(part, domains, domains, error.reason)[0]
            if len(self._counts) >= _COUNTS_KEPT:
                self._counts.clear()
            self._counts[part] = count
        return count

    def _fail_again(self, part: Part, watch: Watch) -> None:
        """Raise at once where that failed before, but for a list that goes on where it stopped."""
        if part not in self._listings or not self._listings[part].goes_on:
            self._trials.fail_again(part, watch)

    def _in_order(self, part: Part, watch: Watch) -> Part:
        """The part in an order worth a diagram of ``nodes``: for large ones, a search's."""
        return part if watch.nodes <= 2 * SMALL else self._reordering.of(part, watch)


# Each is imported where it is tried: branching does for most parts, and none of these is let go of.
def _sums(part: Part, watch: Watch) -> Sums:
    from planner.analysis.engine.sums import Sums  # noqa: PLC0415 (see above)

    return Sums(part, watch)


def _slices(part: Part, watch: Watch) -> Slices:
    from planner.analysis.engine.slices import Slices  # noqa: PLC0415 (see above)

    return Slices(part, watch)


def _tables(part: Part, watch: Watch) -> Tables:
    from planner.analysis.engine.tables import Tables  # noqa: PLC0415 (see above)

    return Tables(part, watch)


def _drawn(part: Part, watch: Watch, *, counted: bool = False) -> Diagram:
    from planner.analysis.engine.diagram import draw  # noqa: PLC0415 (see above)

    return draw(part, watch, counted=counted)


def _unfinished(part: Part, left: Domains, whole: Domains, reason: Stopped) -> _Factor:
    """What is known of a part that could not be compiled: no more than its domains hold."""
    variables = part.variables
    total = size(part.values, (left[variable] for variable in variables))
    counts: dict[int, list[Count]] = {}
    for n, variable in enumerate(variables):
        others = 1
        for k, other in enumerate(variables):
            if k != n:
                others *= part.values[k].weigh(left[other])
        counts[variable] = [
            Unfinished(0, others * part.values[n].weights[value], reason)
            if others and whole[variable] >> value & 1
            else 0
            for value in range(whole[variable].bit_length())
        ]
    return (Unfinished(0, total, reason) if total else 0), counts


def _within(domains: Domains, prepared: Prepared) -> Domains:
    return tuple(a & b for a, b in zip(domains, prepared.domains, strict=True))


def _free(prepared: Prepared) -> list[int]:
    """The variables that no part holds."""
    joined = {variable for part in prepared.parts for variable in part.variables}
    return [variable for variable in range(len(prepared.domains)) if variable not in joined]
