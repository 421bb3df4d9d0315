"""Every way to count gives the same, whatever the rules: branching, diagrams, sums, bounds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from math import prod
from random import Random
from threading import Event

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.analysis.engine import variants as variants_module
from planner.analysis.engine.alone import closed_alone, listed_alone
from planner.analysis.engine.bounds import bounded
from planner.analysis.engine.boxes import Boxes
from planner.analysis.engine.branching import branch
from planner.analysis.engine.cores import minimal_core
from planner.analysis.engine.counting import Counter
from planner.analysis.engine.diagram import Codes, draw
from planner.analysis.engine.graph import Graph
from planner.analysis.engine.grouping import Grouped
from planner.analysis.engine.limits import (
    Limit,
    LimitReachedError,
    Stop,
    Stopped,
    Unfinished,
    Watch,
)
from planner.analysis.engine.listing import listed
from planner.analysis.engine.ordering import reordered
from planner.analysis.engine.parts import Part
from planner.analysis.engine.possibility import Possibility
from planner.analysis.engine.preparation import Prepared, prepare
from planner.analysis.engine.relaxation import Relaxation
from planner.analysis.engine.rules import Prohibition, Sets, Threshold
from planner.analysis.engine.satisfiability import Literals, Solver
from planner.analysis.engine.shortfalls import summable
from planner.analysis.engine.slices import Slices
from planner.analysis.engine.space import Domains, Forbidden, Space, Variable
from planner.analysis.engine.sums import Sums
from planner.analysis.engine.trials import Way, first_of
from planner.analysis.engine.variants import Variants
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.premises import Premises
from planner.model.reading import Reading
from tests.analysis.made_spaces import (
    broken,
    counted,
    domains_in,
    judged_values,
    picks_in,
    scenarios,
    spaces,
    thresholds,
    variables,
)
from tests.benchmarks.analysis.points import scored
from tests.benchmarks.analysis.talks import talks

made = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SMALL = 2_000
"""Nodes of a diagram that is drawn in place."""


def a_watch() -> Watch:
    """More time than any of this takes."""
    return Limit(seconds=60).start()


def prepared(space: Space, domains: Domains | None = None) -> Prepared:
    """The space's rules made simple."""
    within = space.everything if domains is None else domains
    return prepare(space.prohibitions, within, space.variables, a_watch())


def compiled_by(method: str, part: Part) -> Boxes | Graph | Sums | Slices:
    """The part compiled one way or another."""
    watch = a_watch()
    if method == "branching":
        return branch(part, watch)
    if method == "along a tree":
        return branch(part, watch, along_tree=True)
    if method == "listing":
        return listed(part, watch)
    if method == "sums":
        return Sums(part, watch)
    if method == "slices":
        return Slices(part, watch)
    if method == "reordered":
        part = reordered(part, watch)
    return draw(part, watch.within(nodes=None if method == "aside" else SMALL)).graph(watch)


@pytest.mark.parametrize(
    ("most", "quicker"), [(5, Sums), (40, Slices)], ids=["few sums", "many sums"]
)
def test_of_sums_and_slices_the_quicker_is_taken(most: int, quicker: type[Sums | Slices]) -> None:
    """What takes sums some seconds takes slices a fraction of that, and the other way round."""
    case = scored(8, 6, 3, most=most, share=0.6)
    (part,) = prepared(Groundwork(Premises(case, Reading.STRICT)).space).parts
    ways: dict[Way, Callable[[Watch], Sums | Slices]] = {
        Way.SUMS: lambda trial: Sums(part, trial),
        Way.SLICES: lambda trial: Slices(part, trial),
    }
    assert isinstance(first_of(part, a_watch(), ways), quicker)


@pytest.mark.parametrize(("family", "first"), [("nearly closed", "list"), ("grid", "branching")])
def test_where_little_seems_open_it_is_listed_first(family: str, first: str) -> None:
    """A wide space is branched on before anything is listed."""
    (part,) = prepared(Groundwork(Premises(talks(family, 0), Reading.STRICT)).space).parts
    ways: dict[Way, Callable[[Watch], str]] = {
        Way.LISTING: lambda _: "list",
        Way.BRANCHING: lambda _: "branching",
    }
    assert first_of(part, a_watch(), ways) == first


def free_factor(space: Space, simple: Prepared, left: Domains) -> int:
    """The weights of the variables that stand in no part, multiplied."""
    joined = {variable for part in simple.parts for variable in part.variables}
    return prod(space.variables[n].weigh(mask) for n, mask in enumerate(left) if n not in joined)


@pytest.mark.parametrize(
    "method", ["branching", "along a tree", "listing", "in place", "aside", "reordered"]
)
@made
@given(st.data())
def test_each_method_counts_every_value(method: str, data: st.DataObject) -> None:
    """A part's graph counts what is in any domains, and each value besides the others."""
    space = data.draw(spaces())
    assert_counts(space, data.draw(domains_in(space)), method)


def assert_counts(space: Space, domains: Domains, method: str) -> None:
    """The parts counted this way give what brute force gives, for the domains and every value."""
    simple = prepared(space)
    left = tuple(a & b for a, b in zip(domains, simple.domains, strict=True))
    graphs = [compiled_by(method, part) for part in simple.parts]
    free = free_factor(space, simple, left)
    watch = a_watch()
    assert prod(g.count(left, watch) for g in graphs) * free == counted(space, domains)
    for graph in graphs:
        others = free * prod(g.count(left, watch) for g in graphs if g is not graph)
        for variable, counts in graph.value_counts(left, watch).items():
            for value, count in enumerate(counts):
                chosen = (*domains[:variable], 1 << value, *domains[variable + 1 :])
                assert count * others == counted(space, chosen)


@st.composite
def spaces_of_thresholds(draw_: st.DrawFn) -> Space:
    """Up to four thresholds over the same weighted variables."""
    of = draw_(variables())
    rules = draw_(st.lists(thresholds(of), min_size=1, max_size=4))
    return Space.forbidding(of, rules)


@made
@given(st.data())
def test_sums_count_every_value(data: st.DataObject) -> None:
    """Where there are thresholds alone, sums of two halves count the same."""
    space = data.draw(spaces_of_thresholds())
    domains = data.draw(domains_in(space))
    assume(all(summable(part) for part in prepared(space).parts))
    assert_counts(space, domains, "sums")


@made
@given(st.data(), st.integers(1, 30), st.integers(1, 30))
def test_slices_count_every_value(data: st.DataObject, listed: int, first: int) -> None:
    """So do slices, however many variables are listed and how many are added one by one."""
    space = data.draw(spaces_of_thresholds())
    domains = data.draw(domains_in(space))
    assume(all(summable(part) for part in prepared(space).parts))
    assume(prod(sum(v.weights) for v in space.variables) < 2**62)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.analysis.engine.slicing._LISTED", listed)
        patch.setattr("planner.analysis.engine.slicing._FIRST", first)
        assert_counts(space, domains, "slices")


def test_slices_count_numbers_of_many_values_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell holds more than 32 bits then, and no float comes near an exact count."""
    monkeypatch.setattr("planner.analysis.engine.slicing._LISTED", 1)
    monkeypatch.setattr("planner.analysis.engine.slicing._FIRST", 1)
    many = [Variable((1_000_003, 1)), Variable((1_000_003, 1, 1))]
    one = Threshold(((0, (0, -1)), (1, (0, 1)), (2, (0, 0, -1))), 0)
    other = Threshold(((0, (0, 0)), (1, (0, 1)), (2, (0, 0, -1))), 0)
    for rules in ([one], [one, other]):
        space = Space.forbidding([Variable.of(2), *many], rules)
        assert_counts(space, space.everything, "slices")


def test_slices_count_beyond_64_bits() -> None:
    """Sums of listed combinations may be of any size: here of half of 5^30."""
    points = tuple((n, (0, 1, 2, 3, 4)) for n in range(30))
    space = Space.forbidding([Variable.of(5)] * 30, [Threshold(points, 61)])
    simple = prepared(space)
    (part,) = simple.parts
    middle = [1]
    for _ in range(30):
        middle = [sum(middle[max(0, n - 4) : n + 1]) for n in range(len(middle) + 4)]
    count = Slices(part, a_watch()).count(simple.domains, a_watch())
    assert 2 * count + middle[60] == 5**30


@pytest.mark.parametrize("tries", [0, 10**6])
@pytest.mark.parametrize("method", [Sums, Slices])
@made
@given(spaces_of_thresholds(), st.integers(0, 100))
def test_sums_and_slices_draw_open_scenarios(
    tries: int, method: type[Sums | Slices], space: Space, seed: int
) -> None:
    """What is drawn breaks no threshold, by trying and by counts."""
    assume(prod(sum(v.weights) for v in space.variables) < 2**62)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.analysis.engine.sums._TRIES", tries)
        patch.setattr("planner.analysis.engine.slices._TRIES", tries)
        patch.setattr("planner.analysis.engine.slicing._LISTED", 10)
        assert_draws(method, space, Random(seed))


def assert_draws(method: type[Sums | Slices], space: Space, random: Random) -> None:
    """Draw one scenario of each part that has any, and judge it."""
    simple = prepared(space)
    for part in simple.parts:
        sampler = method(part, a_watch()).sampler(simple.domains, a_watch())
        into = dict.fromkeys(range(len(space.variables)), 0)
        for n, mask in enumerate(simple.domains):
            into[n] = mask.bit_length() - 1
        if sampler.count:
            sampler.draw(random, into)
            values = [into[n] for n in range(len(space.variables))]
            inside = [r for r in space.prohibitions if set(part.variables) & {*_reads(r)}]
            assert not any(broken(rule, values) for rule in inside)


class _At(Random):
    """Draws what stands at one place of all that could be drawn."""

    place = 0

    def randrange(self, *_: object) -> int:
        """That place."""
        return self.place


@made
@given(spaces())
def test_a_list_draws_every_scenario_once_and_unfolds_to_a_graph(space: Space) -> None:
    """Each place among as many as are counted is another open scenario of the part."""
    simple = prepared(space)
    for part in simple.parts:
        boxes = listed(part, a_watch())
        count = boxes.count(simple.domains, a_watch())
        assert boxes.graph(a_watch()).count(simple.domains, a_watch()) == count
        sampler = boxes.sampler(simple.domains, a_watch())
        assert sampler.count == count
        plain = all(space.variables[variable].plain for variable in part.variables)
        drawn = set()
        random = _At()
        for random.place in range(count if plain else min(count, 100)):
            into: dict[int, int] = {}
            sampler.draw(random, into)
            values = [into.get(n, 0) for n in range(len(space.variables))]
            inside = [r for r in space.prohibitions if {*_reads(r)} <= set(part.variables)]
            assert not any(broken(rule, values) for rule in inside if rule != ())
            drawn.add(tuple(into[variable] for variable in part.variables))
        assert len(drawn) == count or not plain


@pytest.mark.parametrize("method", [Sums, Slices, listed])
def test_rare_scenarios_are_drawn_by_their_counts(
    method: Callable[[Part, Watch], Sums | Slices | Boxes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no try at random meets an open scenario, each is still as likely as any other."""
    monkeypatch.setattr("planner.analysis.engine.sums._TRIES", 0)
    monkeypatch.setattr("planner.analysis.engine.slices._TRIES", 0)
    monkeypatch.setattr("planner.analysis.engine.slicing._LISTED", 3)
    each = Variable((1, 3, 1 << 20))
    rule = Threshold(tuple((n, (2, 1, 0)) for n in range(4)), 7)
    simple = prepared(Space.forbidding([each] * 4, [rule]))
    (part,) = simple.parts
    sampler = method(part, a_watch()).sampler(simple.domains, a_watch())
    random = Random(5)
    firsts = 0
    for _ in range(390):
        into: dict[int, int] = {}
        sampler.draw(random, into)
        assert sum(2 - value for value in into.values()) >= 7
        firsts += into[0] == 0
    assert sampler.count == 1 + 4 * 3
    assert 270 < firsts < 330  # 10 of 13


def _reads(rule: Prohibition) -> tuple[int, ...]:
    return rule.variables if not isinstance(rule, tuple) else tuple(n for n, _ in rule)


@made
@given(spaces())
def test_diagrams_count_by_themselves(space: Space) -> None:
    """The count of a diagram is that of its graph."""
    simple = prepared(space)
    for part in simple.parts:
        diagram = draw(part, a_watch().within(nodes=SMALL), counted=True)
        assert diagram.count == diagram.graph(a_watch()).count(simple.domains, a_watch())


@made
@given(spaces())
def test_bounds_are_proven(space: Space) -> None:
    """However narrow the diagram, the count lies between its bounds."""
    count = counted(space, space.everything)
    for widths in ((2,), (5,), (20,)):
        known = Unfinished(reason=Stopped(Stop.TIME))
        found = bounded(
            space.prohibitions, space, space.everything, known, a_watch(), widths=widths
        )
        if isinstance(found, Unfinished):
            assert found.at_most is not None
            assert found.at_least <= count <= found.at_most
            assert found.reason == known.reason
        else:
            assert found == count


@made
@given(st.data())
def test_every_value_is_counted_beside_choices(data: st.DataObject) -> None:
    """A value's count keeps what is chosen in other groups, and frees its own."""
    space = data.draw(spaces())
    picks = data.draw(picks_in(space))
    counter = Counter(space)
    assert counter.value_counts(picks, a_watch()) == judged_values(space, picks)
    assert counter.count(space.domains(picks), a_watch()) == counted(space, space.domains(picks))
    allowed = counter.count_under(space.bounds, space.domains(picks), a_watch())
    assert allowed == counted(space, space.domains(picks), space.bounds)


@made
@given(st.data())
def test_where_the_whole_is_too_large_choices_are_counted_by_themselves(
    data: st.DataObject,
) -> None:
    """With nodes for nothing but trivial parts, every exact count is right, and bounds hold."""
    space = data.draw(spaces())
    picks = data.draw(picks_in(space))
    found = Counter(space).value_counts(picks, Limit(seconds=60, nodes=12).start())
    for per_value, expected in zip(found, judged_values(space, picks), strict=True):
        for count, true in zip(per_value, expected, strict=True):
            if isinstance(count, Unfinished):
                assert count.at_most is not None
                assert count.at_least <= true <= count.at_most
            else:
                assert count == true


@made
@given(st.data())
def test_possible_values_are_those_with_a_count(data: st.DataObject) -> None:
    """The solver says yes exactly where brute force finds a scenario, and lists them in order."""
    space = data.draw(spaces())
    light = [Variable(tuple(min(w, 3) for w in v.weights)) for v in space.variables]
    space = evolve(space, variables=tuple(light))
    picks = data.draw(picks_in(space))
    literals = Literals(space)
    solver = literals.solver(a_watch(), guarded=False)
    possibility = Possibility(literals, lambda _watch: solver)
    expected = [[count > 0 for count in counts] for counts in judged_values(space, picks)]
    assert possibility.values(picks, a_watch()) == expected
    guarded = literals.solver(a_watch(), guarded=True)
    under = [*literals.picks(picks), *(literals.guard(n) for n in range(space.owners))]
    opens = any(
        not any(broken(rule, values) for rule in space.prohibitions)
        for values in scenarios(space.domains(picks))
    )
    assert possibility.soon_by(lambda _watch: guarded, under, picks, a_watch()) is opens
    listed = list(possibility.in_order(picks, a_watch()))
    expected_list = [
        (values, places)
        for values in scenarios(space.domains(picks))
        if not any(broken(rule, values) for rule in space.prohibitions)
        for places in itertools.product(
            *(range(v.weights[value]) for v, value in zip(space.variables, values, strict=True))
        )
    ]
    assert listed == sorted(expected_list, key=lambda pair: list(zip(*pair, strict=True)))


@made
@given(st.data())
def test_cores_are_minimal(data: st.DataObject) -> None:
    """Owners and choices that leave nothing leave something without any one of them."""
    space = data.draw(spaces())
    picks = data.draw(picks_in(space))
    literals = Literals(space)
    solver = literals.solver(a_watch(), guarded=True)
    guards = [literals.guard(n) for n in range(space.owners)]
    core = minimal_core(
        solver, [], [*literals.picks(picks), *guards], a_watch(), literals.together(picks)
    )

    def possible(groups: set[int], owners: set[int]) -> bool:
        without = {*range(space.owners)} - owners
        chosen = {group: picks[group] for group in groups}
        return counted(space, space.domains(chosen), space.without(without)) > 0

    if core is None:
        assert possible(set(picks), {*range(space.owners)})
        return
    owners = {literals.owner(literal) for literal in core if literal > literals.value_count}
    values = [literal for literal in core if literal <= literals.value_count]
    groups = {space.group_of[literals.place(abs(literal))[0]] for literal in values}
    assert not possible(groups, owners)
    assert all(possible(groups - {group}, owners) for group in groups)
    assert all(possible(groups, owners - {owner}) for owner in owners)


@made
@given(spaces())
def test_models_tell_who_is_broken(space: Space) -> None:
    """A solver under guards finds each owner broken where a scenario breaks it, and says who is."""
    literals = Literals(space)
    solver = literals.solver(a_watch(), guarded=True)
    for item in space.forbidden:
        if item.owner is None:
            continue
        crossing = solver.new_variable()
        for clause in literals.breaking(item.rule, crossing, solver, a_watch()):
            solver.add(clause)
        possible = any(
            broken(item.rule, values) and not any(broken(rule, values) for rule in space.bounds)
            for values in scenarios(space.everything)
        )
        assert solver.solve([crossing], a_watch()) == possible
        if possible:
            values = literals.chosen(solver)
            assert space.broken(values) == {
                other.owner
                for other in space.forbidden
                if other.owner is not None and broken(other.rule, values)
            }


@made
@given(spaces())
def test_variants_count_what_is_open_without_some(space: Space) -> None:
    """One diagram counts what is open without each owner, and what each selection leaves."""
    groups = [
        [item.rule for item in space.forbidden if item.owner == n] for n in range(space.owners)
    ]
    if not any(rule != () for rule in space.prohibitions):
        return
    watch = a_watch().within(nodes=100_000)
    variants = Variants(groups, space.bounds, space.variables, space.everything, watch)
    found: dict[int, int] = {}
    if groups:
        variants.without_each(range(len(groups)), found, watch)
    assert found == {
        n: counted(space, space.everything, space.without([n])) for n in range(len(groups))
    }
    selected: dict[frozenset[int], int] = {}
    variants.selections(selected, watch)
    for kept, count in selected.items():
        rules = space.without({*range(space.owners)} - kept)
        assert count == counted(space, space.everything, rules)


@pytest.mark.parametrize("moment", range(18))
def test_what_a_diagram_counted_before_it_was_left_is_right(
    moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be left between any two rules: what was worked out by half says nothing."""
    rng = Random(3)
    rules: list[list[Prohibition]] = [
        [((first, 1 << rng.randrange(3)), (first + 1, 1 << rng.randrange(3))) for first in range(4)]
        for _ in range(4)
    ]
    forbidden = tuple(Forbidden(n, rule) for n, owned in enumerate(rules) for rule in owned)
    space = Space((Variable.of(3),) * 5, forbidden, len(rules), tuple((n,) for n in range(5)))
    left, worked_out = Event(), itertools.count()
    work_out = Codes.broken

    def broken_or_left(codes: Codes, rule: Prohibition) -> object:
        if next(worked_out) == moment:
            left.set()
        return work_out(codes, rule)

    monkeypatch.setattr(Codes, "broken", broken_or_left)
    monkeypatch.setattr(variants_module, "aside", lambda work, _watch: work(left))
    watch = a_watch()
    variants = Variants(rules, (), space.variables, space.everything, watch)
    opened: dict[int, int] = {}
    variants.without_each(range(len(rules)), opened, watch)
    assert len(opened) == len(rules) or left.is_set()
    for n, found in opened.items():
        assert found == counted(space, space.everything, space.without([n]))


@pytest.mark.parametrize("way", ["listing", "branching", "along a tree"])
@made
@given(data=st.data())
def test_what_each_group_closes_alone_is_what_breaks_it_and_no_other(
    way: str, data: st.DataObject
) -> None:
    """In one go for all groups, whatever they share and whatever never gives way."""
    space = data.draw(spaces())
    domains = data.draw(domains_in(space))
    groups = [
        [item.rule for item in space.forbidden if item.owner == n] for n in range(space.owners)
    ]
    if data.draw(st.booleans()) and len(groups) > 1:
        groups[0] = [*groups[0], *groups[1]]
    watch = a_watch()
    grouped = Grouped.of(groups, space.bounds, space.variables, domains, watch)
    assume(all(rule != () for rules in (*grouped.groups, grouped.always) for rule in rules))
    if way == "listing":
        found = listed_alone(grouped, domains, watch)
    else:
        found = closed_alone(grouped, domains, watch, along_tree=way == "along a tree")
    everything = [rule for group in groups for rule in group] + list(space.bounds)
    assert found.open == counted(space, domains, everything)
    for n in range(len(groups)):
        others = [rule for k, group in enumerate(groups) if k != n for rule in group]
        left = counted(space, domains, [*others, *space.bounds])
        assert found.closed[n] == left - found.open


def test_too_few_nodes_are_said() -> None:
    """Both methods stop at their nodes and say so."""
    rng = range(12)
    sets: list[Sets] = [
        ((a, 1 << (a * b) % 4), (b, 1 << (a + b) % 4)) for a in rng for b in rng if a < b
    ]
    watch = Limit(nodes=5).start()
    (part,) = prepare(sets, (15,) * 12, [Variable.of(4)] * 12, watch).parts
    with pytest.raises(LimitReachedError, match=r"NODES.*\(5,\)"):
        branch(part, watch)
    with pytest.raises(LimitReachedError, match=r"NODES.*\(5,\)"):
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
