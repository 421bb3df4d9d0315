"""Every answer on Hypothesis-made cases equals the one worked out from all scenarios."""

from __future__ import annotations

import itertools
from functools import partial

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.analysis.engine import variants as variants_module
from planner.analysis.questions import coalitions as coalitions_module
from planner.analysis.questions import gains as gains_module
from planner.analysis.questions.coalitions import Coalitions, coalitions
from planner.analysis.questions.conflicts import conflicts
from planner.analysis.questions.explanations import Explanation
from planner.analysis.questions.groundwork import Groundwork
from planner.analysis.questions.least import least
from planner.analysis.questions.nearby import with_changes
from planner.analysis.questions.nearest import nearest
from planner.analysis.questions.open_set import list_open, open_set, sample_open
from planner.analysis.questions.options_left import OptionsLeft, options_left
from planner.analysis.questions.pivotal import PivotalLines, pivotal_lines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import ways_out
from planner.model.case import Issue
from planner.model.conditions import Pick
from planner.model.reading import Reading
from tests.analysis.judge import Judge, Where, answers_to, fixings, questions, stretches
from tests.made_cases import Picks, keeps_pick, picks_of, terms
from tests.small_cases import any_of, made_case, red_line, when

made = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_minimal(judge: Judge, why: Explanation, where: Where | None = None) -> None:
    """The explanation leaves nothing there, and anything less of it leaves something.

    Nothing at all explains what can never be.
    """
    assert set(why.choices.items()) <= set(judge.premises.fixed.items())

    def possible(choices: dict[str, Pick], lines: tuple[str, ...], rules: tuple[str, ...]) -> bool:
        return judge.possible_together(lines, choices, rules, where)

    choices = dict(why.choices)
    assert not possible(choices, why.lines, why.rules)
    for issue in choices:
        fewer = {k: v for k, v in choices.items() if k != issue}
        assert possible(fewer, why.lines, why.rules)
    for line in why.lines:
        assert possible(choices, tuple(x for x in why.lines if x != line), why.rules)
    for rule in why.rules:
        assert possible(choices, why.lines, tuple(x for x in why.rules if x != rule))


@made
@given(questions())
def test_open_set_is_counted_and_listed_in_order(premises: Premises) -> None:
    """Count and list equal the scenarios found by looking at all of them."""
    judge = Judge(premises)
    expected = judge.open_scenarios()
    found = open_set(premises)
    assert found.open == len(expected)
    assert found.scenarios == judge.with_fixed()
    assert found.all_scenarios == len(judge.all_choices)
    assert list(list_open(premises)) == expected


@made
@given(questions(), st.integers(0, 100))
def test_samples_are_open(premises: Premises, seed: int) -> None:
    """Drawn scenarios are open ones with the fixed choices; none are drawn where none is open."""
    expected = Judge(premises).open_scenarios()
    drawn = list(itertools.islice(sample_open(premises, seed), 20))
    assert bool(drawn) == bool(expected)
    assert all(scenario in expected for scenario in drawn)
    assert drawn == list(itertools.islice(sample_open(premises, seed), 20))


@made
@given(questions())
def test_options_left_are_counted(premises: Premises) -> None:
    """Each option's count keeps the other fixed choices."""
    found = options_left(premises, explain_all=False)
    assert found.complete
    assert found.open == Judge(premises).open()
    assert {
        issue.issue: {option.option: option.open for option in issue.every}
        for issue in found.issues
    } == Judge(premises).options()


@made
@given(questions(max_issues=5, max_lines=6))
def test_ruled_out_and_forced_options_are_explained_minimally(premises: Premises) -> None:
    """Explanations cite own choices, lines and rules that leave nothing, and no more of them."""
    assert_explained(premises)


@made
@given(questions(max_issues=5, max_lines=6))
def test_explanations_are_as_minimal_where_a_solver_works_long(premises: Premises) -> None:
    """What else is needed is then seen from one scenario to the next."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(Groundwork, "searched_long", lambda *_: True)
        assert_explained(premises)


def assert_explained(premises: Premises) -> None:
    """All options that are ruled out or forced, and no others, have minimal explanations."""
    judge = Judge(premises)
    forced = judge.forced()
    for issue in options_left(premises).issues:
        named = answers_to(premises.case, premises.case.issues_by_id[issue.issue])
        for option in issue.every:
            assert option.forced == ((issue.issue, option.option) in forced)
            assert (option.why is not None) == (option.ruled_out or option.forced)
            if option.why is None:
                continue
            assert issue.issue not in option.why.choices
            holds = named[option.option]
            if option.forced:
                assert_minimal(judge, option.why, lambda chosen: not holds(chosen))  # noqa: B023
            else:
                assert_minimal(judge, option.why, holds)


@made
@given(questions())
def test_conflict_sets_are_complete_and_minimal(premises: Premises) -> None:
    """All minimal conflict sets are found, each once, smallest first."""
    found = conflicts(premises)
    assert found.complete
    sets = [frozenset(conflict.lines) for conflict in found.sets]
    assert len(sets) == len(set(sets))
    assert set(sets) == Judge(premises).conflicts()
    assert [len(c.lines) for c in found.sets] == sorted(len(c.lines) for c in found.sets)


@made
@given(questions())
def test_conflicts_name_choices_rules_and_issues(premises: Premises) -> None:
    """With the choices and rules a conflict names its lines clash, without any of them not."""
    judge = Judge(premises)
    lines = {line.id: line for line in premises.counted}
    for conflict in conflicts(premises).sets:
        why = Explanation(conflict.choices, conflict.lines, conflict.rules)
        assert_minimal(judge, why)
        if not conflict.lines:
            continue
        hanging = {issue for line in conflict.lines for issue in lines[line].issues}
        assert set(conflict.issues) <= hanging
        assert set(conflict.parties) == {lines[line].party for line in conflict.lines}


@made
@given(questions())
def test_independent_conflicts_stand_apart(premises: Premises) -> None:
    """Groups hold each conflict once and share no line with each other."""
    found = conflicts(premises)
    grouped = [conflict for group in found.groups for conflict in group]
    assert sorted(c.lines for c in grouped) == sorted(c.lines for c in found.sets)
    held = [{line for c in group for line in c.lines} for group in found.groups]
    assert all(not a & b for a, b in itertools.combinations(held, 2))


@made
@given(questions())
def test_ways_out_are_complete_minimal_and_counted(premises: Premises) -> None:
    """All minimal ways out are found, in order, with what each opens."""
    judge = Judge(premises)
    found = ways_out(premises)
    assert found.complete
    assert {frozenset(way.lines) for way in found.ways} == judge.ways_out()
    assert len(found.ways) == len(judge.ways_out())
    rank = {line.id: line.strength.rank for line in premises.counted}
    keys = [
        (len(w.lines), sorted((rank[line] for line in w.lines), reverse=True)) for w in found.ways
    ]
    assert keys == sorted(keys)
    for way in found.ways:
        assert way.opens == judge.open(without=way.lines)
    zoned = any(line.has_contested_zone for line in premises.counted)
    if premises.reading is Reading.STRICT and zoned:
        assert found.contested_left_open is not None
        softer = Judge(premises.read_as(Reading.FIRM))
        assert found.contested_left_open.open == softer.open()
    else:
        assert found.contested_left_open is None


def has_changes(judge: Judge, changes: frozenset[tuple[str, str, bool]], chosen: Picks) -> bool:
    """Whether the chosen changes just that of what is chosen at present."""
    return judge.changes(chosen) == changes


def left_of(issue: Issue, before: Pick, chosen: Pick) -> Pick | None:
    """What a change to the chosen leaves: of a choice begun its own options alone, if any."""
    if isinstance(before, tuple) and isinstance(chosen, tuple) and issue.begun_by(before):
        return tuple(option for option in before if option in chosen) or None
    return chosen


@st.composite
def begun(draw: st.DrawFn) -> Premises:
    """A question with a choice begun, of which at least one option must go."""
    several = any_of("h", "p", "q", "r", "w", at_least=draw(st.integers(2, 3)))
    issues = (any_of("s", "x", "y", at_least=1), several)
    crossing = st.lists(terms(issues), min_size=1, max_size=2)
    held = draw(
        st.sampled_from([pick for pick in picks_of(several, begun=True) if several.begun_by(pick)])
    )
    assert isinstance(held, tuple)
    lines = [red_line("L-0", "a", when(h=held[0])), red_line("L-1", "a", *draw(crossing))]
    case = made_case(issues=issues, red_lines=lines)
    return Premises(case, Reading.FIRM, fixed={"h": held, "s": ("x",)})


@made
@given(questions() | begun(), st.data())
def test_nearest_are_the_minimal_sets_of_changes(premises: Premises, data: st.DataObject) -> None:
    """Those listed have the fewest changes, none holds another, and no minimal one is left out."""
    judge = Judge(premises)
    most = data.draw(st.integers(1, 8))
    found = nearest(premises, most=most, tallies=True)
    assert found.complete
    expected = judge.minimal_changes()
    listed = [judge.changes(near.choices) for near in found.scenarios]
    assert len(set(listed)) == len(listed) == min(most, len(expected))
    assert set(listed) <= expected
    sizes = sorted(len({issue for issue, _, _ in changes}) for changes in expected)
    assert [len(near.changes) for near in found.scenarios] == sizes[: len(listed)]
    if found.at_least is None:
        assert len(expected) <= most
    else:
        assert all(size >= found.at_least for size in sizes[most:])
    for near in found.scenarios:
        assert not judge.scenarios_by_choices[tuple(near.choices.items())]
        changes = {c.issue: (c.before, c.after) for c in near.changes}
        assert changes == {
            issue: (pick, left_of(judge.case.issues_by_id[issue], pick, near.choices[issue]))
            for issue, pick in premises.start.items()
            if not keeps_pick(judge.case.issues_by_id[issue], pick, near.choices.get(issue, pick))
        }
        made_so = with_changes(premises.start, near.changes)
        just_these = partial(has_changes, judge, judge.changes(near.choices))
        assert near.tally == judge.open_tally(made_so, just_these)
        for issue, (before, after) in changes.items():
            if isinstance(before, int):
                assert isinstance(after, int)
                alike = next(
                    range(first, last + 1)
                    for first, last in stretches(premises.case, premises.case.issues_by_id[issue])
                    if first <= after <= last
                )
                assert abs(after - before) == min(abs(alike[0] - before), abs(alike[-1] - before))


@made
@given(questions())
def test_pivotal_lines_open_what_they_alone_close(premises: Premises) -> None:
    """What a line opens is what crosses it and nothing else."""
    judge = Judge(premises)
    found = pivotal_lines(premises)
    assert found.complete
    now = judge.open()
    for line in found.lines:
        assert line.opens == judge.open(without=[line.line]) - now


@made
@given(questions(max_issues=5))
def test_redundant_lines_are_implied_by_lines_that_do_not_clash(premises: Premises) -> None:
    """The implying lines are consistent, and nothing respects them and crosses the line."""
    judge = Judge(premises)
    all_clash = bool(judge.conflicts())
    for line in pivotal_lines(premises).lines:
        if not all_clash:
            assert line.redundant == (line.opens == 0)
        if line.implied_by is None:
            continue
        why = line.implied_by
        assert line.line not in why.lines
        assert judge.possible_together(why.lines, dict(why.choices), why.rules)
        respecting = [
            chosen
            for chosen in judge.all_choices
            if judge.keeps(chosen, why.choices)
            and judge.possible_together((*why.lines,), chosen, why.rules)
        ]
        assert all(judge.possible_together((line.line,), chosen, ()) for chosen in respecting)


@made
@given(questions(max_issues=5))
def test_coalitions_are_counted_and_minimal_clashes_named(premises: Premises) -> None:
    """Every coalition's count and all minimal incompatible sets are right."""
    judge = Judge(premises)
    found = coalitions(premises)
    assert found.complete
    party_of = {line.id: line.party for line in premises.counted}
    parties = [party.id for party in premises.case.parties]
    expected = {}
    for size in range(1, len(parties) + 1):
        for subset in itertools.combinations(parties, size):
            others = [line for line, party in party_of.items() if party not in subset]
            expected[subset] = judge.open(without=others)
    assert dict(found.open) == expected
    clashes = {frozenset(subset) for subset, count in expected.items() if not count}
    if not judge.open(without=list(party_of)):
        clashes.add(frozenset())
    assert {frozenset(clash) for clash in found.incompatible} == {
        clash for clash in clashes if not any(other < clash for other in clashes)
    }


def told(found: OptionsLeft) -> list[tuple[str, object, bool, bool]]:
    """All that is told of options, but of reasons only that there is one."""
    every = (option for issue in found.issues for option in issue.every)
    return [(o.option, o.tally, o.forced, o.why is None) for o in every]


@made
@given(questions(), st.data())
def test_one_groundwork_serves_many_questions(premises: Premises, data: st.DataObject) -> None:
    """Answers do not depend on what was asked before of the same groundwork.

    Where there is more than one minimal reason, which of them is told may.
    """
    assume(premises.case.issues)
    ground = Groundwork(premises)
    for _ in range(3):
        fixed = data.draw(fixings(premises.case))
        asked = Premises(premises.case, premises.reading, premises.set_aside, fixed)
        again, anew = options_left(asked, groundwork=ground), options_left(asked)
        assert told(again) == told(anew)
        assert open_set(asked, groundwork=ground) == open_set(asked)
        assert ways_out(asked, groundwork=ground) == ways_out(asked)
        assert list(list_open(asked, groundwork=ground)) == list(list_open(asked))


@made
@given(questions(max_issues=5))
def test_counting_all_variants_in_one_diagram_changes_nothing(premises: Premises) -> None:
    """Pivotal lines and coalitions are the same whether they are counted together or one by one."""

    def answers() -> tuple[PivotalLines, Coalitions]:
        return pivotal_lines(premises, tallies=True), coalitions(premises, tallies=True)

    one_by_one = answers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gains_module, "MANY", 1)
        patch.setattr(coalitions_module, "MANY", 1)
        assert answers() == one_by_one
        # Nor whether a group of lines goes in at once or line by line, as where it is large.
        patch.setattr(variants_module, "_AT_ONCE", 0)
        assert answers() == one_by_one


@made
@given(questions(max_issues=5))
def test_what_each_line_opens_found_once_changes_no_answer(premises: Premises) -> None:
    """Conflicts, ways out, the least that is crossed and pivotal lines are as if each searched."""

    def answers() -> tuple[object, ...]:
        ground = Groundwork(premises)
        return (
            conflicts(premises, groundwork=ground),
            ways_out(premises, tallies=True, groundwork=ground),
            least(premises, sourced=False, groundwork=ground),
            pivotal_lines(premises, tallies=True, groundwork=ground),
        )

    searched = answers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gains_module, "MANY", 1)
        patch.setattr(Groundwork, "searched_long", lambda *_: True)
        assert answers() == searched
