"""Every way to count gives the same: branching, diagrams, in place or aside, and bounds hold."""

from __future__ import annotations

import itertools
from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.analysis.engine.bounds import bounded
from planner.analysis.engine.branching import branch
from planner.analysis.engine.counting import Counter
from planner.analysis.engine.diagram import draw
from planner.analysis.engine.graph import Graph
from planner.analysis.engine.limits import Limit, LimitReachedError, Unfinished
from planner.analysis.engine.ordering import reordered
from planner.analysis.engine.parts import Part, Sets
from planner.analysis.engine.preparation import Prepared, prepare
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.engine.satisfiability import Solver
from planner.analysis.engine.space import Domains

made = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SMALL = 2_000
"""Nodes of a diagram that is drawn in place."""


@st.composite
def bans(draw: st.DrawFn) -> tuple[list[Sets], Domains]:
    """Bans over up to six issues of up to five options, and the options left of each."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    everything = [(1 << size) - 1 for size in sizes]
    found = draw(
        st.lists(
            st.dictionaries(
                st.integers(0, len(sizes) - 1), st.integers(1, 31), min_size=1, max_size=4
            ),
            max_size=12,
        )
    )
    sets = []
    for ban in found:
        masks = {issue: mask & everything[issue] for issue, mask in ban.items()}
        if all(masks.values()):
            sets.append(tuple(sorted((i, m) for i, m in masks.items() if m != everything[i])))
    return sets, tuple(draw(st.integers(1, mask)) for mask in everything)


def by_hand(sets: list[Sets], domains: Domains) -> int:
    """The count by looking at every scenario."""
    options = [[o for o in range(mask.bit_length()) if mask >> o & 1] for mask in domains]
    return sum(
        not any(all(mask >> chosen[issue] & 1 for issue, mask in ban) for ban in sets)
        for chosen in itertools.product(*options)
    )


def graph_by(method: str, part: Part) -> Graph:
    """The part compiled one way or another."""
    watch = Limit(seconds=30).start()
    if method == "branching":
        return branch(part, watch)
    if method == "reordered":
        part = reordered(part, watch)
    return draw(part, watch.within(nodes=None if method == "aside" else SMALL)).graph(watch)


def free_factor(prepared: Prepared, left: Domains) -> int:
    """The options of the issues that stand in no part, multiplied."""
    joined = {issue for part in prepared.parts for issue in part.issues}
    return prod(mask.bit_count() for issue, mask in enumerate(left) if issue not in joined)


@pytest.mark.parametrize("method", ["branching", "in place", "aside", "reordered"])
@made
@given(bans())
def test_each_method_counts_every_option(
    method: str, made_bans: tuple[list[Sets], Domains]
) -> None:
    """A part's graph counts what is in any domains, and each option besides the others."""
    sets, domains = made_bans
    everything = tuple((1 << mask.bit_length()) - 1 for mask in domains)
    watch = Limit(seconds=30).start()
    prepared = prepare(sets, everything, watch)
    left = tuple(a & b for a, b in zip(domains, prepared.domains, strict=True))
    graphs = [graph_by(method, part) for part in prepared.parts]
    free = free_factor(prepared, left)
    assert prod(g.count(left, watch) for g in graphs) * free == by_hand(sets, domains)
    for graph in graphs:
        others = free * prod(g.count(left, watch) for g in graphs if g is not graph)
        for issue, counts in graph.option_counts(left, watch).items():
            for option, count in enumerate(counts):
                chosen = (*domains[:issue], 1 << option, *domains[issue + 1 :])
                assert count * others == by_hand(sets, chosen)


@made
@given(bans())
def test_diagrams_count_by_themselves(made_bans: tuple[list[Sets], Domains]) -> None:
    """The count of a diagram is that of its graph."""
    sets, domains = made_bans
    watch = Limit(seconds=30).start()
    prepared = prepare(sets, domains, watch)
    for part in prepared.parts:
        diagram = draw(part, watch.within(nodes=SMALL), counted=True)
        assert diagram.count == diagram.graph(watch).count(prepared.domains, watch)


@made
@given(bans())
def test_bounds_are_proven(made_bans: tuple[list[Sets], Domains]) -> None:
    """However narrow the diagram, the count lies between its bounds."""
    sets, domains = made_bans
    for widths in ((2,), (5,)):
        found = bounded(sets, domains, Unfinished(reason="told"), Limit().start(), widths=widths)
        count = by_hand(sets, domains)
        if isinstance(found, Unfinished):
            assert found.at_most is not None
            assert found.at_least <= count <= found.at_most
            assert found.reason == "told"
        else:
            assert found == count


@made
@given(bans(), st.data())
def test_where_the_whole_is_too_large_choices_are_counted_by_themselves(
    made_bans: tuple[list[Sets], Domains], data: st.DataObject
) -> None:
    """With nodes for nothing but trivial parts, every exact count is right, and bounds hold."""
    sets, domains = made_bans
    everything = tuple((1 << mask.bit_length()) - 1 for mask in domains)
    picks = {
        issue: option
        for issue, mask in enumerate(everything)
        if (option := data.draw(st.sampled_from([None, *range(mask.bit_length())]))) is not None
    }
    counter = Counter(sets, everything)
    found = counter.option_counts(picks, Limit(nodes=12).start())
    for issue, counts in enumerate(found):
        for option, count in enumerate(counts):
            chosen = [
                1 << picks[other] if other in picks else mask
                for other, mask in enumerate(everything)
            ]
            chosen[issue] = 1 << option
            true = by_hand(sets, tuple(chosen))
            if isinstance(count, Unfinished):
                assert count.at_most is not None
                assert count.at_least <= true <= count.at_most
            else:
                assert count == true


def test_too_few_nodes_are_said() -> None:
    """Both methods stop at their nodes and say so."""
    rng = range(12)
    sets: list[Sets] = [
        ((a, 1 << (a * b) % 4), (b, 1 << (a + b) % 4)) for a in rng for b in rng if a < b
    ]
    watch = Limit(nodes=5).start()
    (part,) = prepare(sets, (15,) * 12, watch).parts
    with pytest.raises(LimitReachedError, match="memory limit of 5 nodes"):
        branch(part, watch)
    with pytest.raises(LimitReachedError, match="memory limit of 5 nodes"):
        draw(part, watch)


@made
@given(st.lists(st.lists(st.integers(-6, 6).filter(bool), min_size=1, max_size=3), max_size=14))
def test_relaxation_finds_all_minimal_sets_by_size(clauses: list[list[int]]) -> None:
    """Wishes for six variables: the sets to give up come complete, minimal and by size."""
    models = [
        dict(zip(range(1, 7), values, strict=True))
        for values in itertools.product([False, True], repeat=6)
    ]
    denied = {
        frozenset(v for v, value in model.items() if not value)
        for model in models
        if all(any(model[abs(x)] == (x > 0) for x in clause) for clause in clauses)
    }
    minimal = {d for d in denied if not any(other < d for other in denied)}
    watch = Limit().start()
    solver = Solver([*clauses, *([v, -v] for v in range(1, 7))], 6, watch)
    relaxation = Relaxation(solver, [], list(range(1, 7)))
    found: list[frozenset[int]] = []
    while relaxation.look(watch):
        given_up = frozenset(range(1, 7)).difference(solver.true_variables(6))
        assert len(given_up) == relaxation.given_up
        found.append(given_up)
        if not given_up:
            break
        solver.add(sorted(given_up))
    assert len(found) == len(set(found))
    assert set(found) == minimal
