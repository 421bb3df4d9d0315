"""Every answer on Hypothesis-made cases equals the one worked out from all scenarios."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.analysis import coalitions as coalitions_module
from planner.analysis import gains as gains_module
from planner.analysis.coalitions import Coalitions, coalitions
from planner.analysis.conflicts import conflicts
from planner.analysis.engine import variants as variants_module
from planner.analysis.explanations import Explanation
from planner.analysis.groundwork import Groundwork
from planner.analysis.nearest import nearest
from planner.analysis.open_set import list_open, open_set, sample_open
from planner.analysis.options_left import options_left
from planner.analysis.pivotal import PivotalLines, pivotal_lines
from planner.analysis.question import Question
from planner.analysis.ways_out import ways_out
from planner.model import Reading
from tests.analysis.judge import Judge, questions

made = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_minimal(judge: Judge, why: Explanation, extra: dict[str, str]) -> None:
    """The explanation leaves nothing, and anything less of it leaves something."""
    assert set(why.choices.items()) <= set(judge.question.fixed.items())

    def possible(choices: dict[str, str], lines: tuple[str, ...], rules: tuple[str, ...]) -> bool:
        return judge.possible_together(lines, choices | extra, rules)

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
def test_open_set_is_counted_and_listed_in_order(question: Question) -> None:
    """Count and list equal the scenarios found by looking at all of them."""
    expected = Judge(question).open_scenarios()
    assert open_set(question).open == len(expected)
    assert list(list_open(question)) == expected


@made
@given(questions(), st.integers(0, 100))
def test_samples_are_open(question: Question, seed: int) -> None:
    """Drawn scenarios are open ones with the fixed choices; none are drawn where none is open."""
    expected = Judge(question).open_scenarios()
    drawn = list(itertools.islice(sample_open(question, seed), 20))
    assert bool(drawn) == bool(expected)
    assert all(scenario in expected for scenario in drawn)
    assert drawn == list(itertools.islice(sample_open(question, seed), 20))


@made
@given(questions())
def test_options_left_are_counted(question: Question) -> None:
    """Each option's count keeps the other fixed choices."""
    found = options_left(question, explain_all=False)
    assert found.complete
    assert found.open == Judge(question).open()
    assert {
        issue.issue: {option.option: option.open for option in issue.options}
        for issue in found.issues
    } == Judge(question).options()


@made
@given(questions(max_issues=5, max_lines=6))
def test_ruled_out_and_forced_options_are_explained_minimally(question: Question) -> None:
    """Explanations cite own choices, lines and rules that leave nothing, and no more of them."""
    judge = Judge(question)
    for issue in options_left(question).issues:
        left = [option.option for option in issue.options if not option.ruled_out]
        assert issue.forced == (left[0] if len(left) == 1 else None)
        for option in issue.options:
            assert (option.why is not None) == option.ruled_out
            if option.why is not None:
                assert issue.issue not in option.why.choices
                assert_minimal(judge, option.why, {issue.issue: option.option})
        if issue.why_forced is not None:
            why = issue.why_forced
            others = [o.option for o in issue.options if o.option != issue.forced]
            assert not any(
                judge.possible_together(why.lines, {**why.choices, issue.issue: other}, why.rules)
                for other in others
            )


@made
@given(questions())
def test_conflict_sets_are_complete_and_minimal(question: Question) -> None:
    """All minimal conflict sets are found, each once, smallest first."""
    found = conflicts(question)
    assert found.complete
    sets = [frozenset(conflict.lines) for conflict in found.sets]
    assert len(sets) == len(set(sets))
    assert set(sets) == Judge(question).conflicts()
    assert [len(c.lines) for c in found.sets] == sorted(len(c.lines) for c in found.sets)


@made
@given(questions())
def test_conflicts_name_choices_rules_and_issues(question: Question) -> None:
    """With the choices and rules a conflict names its lines clash, without any of them not."""
    judge = Judge(question)
    lines = {line.id: line for line in question.counted}
    for conflict in conflicts(question).sets:
        why = Explanation(conflict.choices, conflict.lines, conflict.rules)
        assert_minimal(judge, why, {})
        if not conflict.lines:
            continue
        hanging = {issue for line in conflict.lines for issue in lines[line].issues}
        assert set(conflict.issues) <= hanging
        assert set(conflict.parties) == {lines[line].party for line in conflict.lines}


@made
@given(questions())
def test_independent_conflicts_stand_apart(question: Question) -> None:
    """Groups hold each conflict once and share no line with each other."""
    found = conflicts(question)
    grouped = [conflict for group in found.groups for conflict in group]
    assert sorted(c.lines for c in grouped) == sorted(c.lines for c in found.sets)
    held = [{line for c in group for line in c.lines} for group in found.groups]
    assert all(not a & b for a, b in itertools.combinations(held, 2))


@made
@given(questions())
def test_ways_out_are_complete_minimal_and_counted(question: Question) -> None:
    """All minimal ways out are found, in order, with what each opens."""
    judge = Judge(question)
    found = ways_out(question)
    assert found.complete
    assert {frozenset(way.lines) for way in found.ways} == judge.ways_out()
    assert len(found.ways) == len(judge.ways_out())
    rank = {line.id: line.strength.rank for line in question.counted}
    keys = [
        (len(w.lines), sorted((rank[line] for line in w.lines), reverse=True)) for w in found.ways
    ]
    assert keys == sorted(keys)
    for way in found.ways:
        assert way.opens == judge.open(without=way.lines)
    if question.reading is Reading.STRICT:
        assert found.contested_left_open is not None
        softer = Judge(question.read_as(Reading.FIRM))
        assert found.contested_left_open.open == softer.open()
    else:
        assert found.contested_left_open is None


@made
@given(questions(), st.data())
def test_nearest_are_the_minimal_sets_of_changes(question: Question, data: st.DataObject) -> None:
    """Those listed have the fewest changes, none holds another, and no minimal one is left out."""
    judge = Judge(question)
    most = data.draw(st.integers(1, 8))
    found = nearest(question, most=most)
    assert found.complete
    expected = judge.minimal_changes()
    listed = [frozenset((c.issue, c.after) for c in near.changes) for near in found.scenarios]
    assert len(set(listed)) == len(listed) == min(most, len(expected))
    assert set(listed) <= expected
    sizes = sorted(map(len, expected))
    assert list(map(len, listed)) == sizes[: len(listed)]
    if found.at_least is None:
        assert len(expected) <= most
    else:
        assert all(size >= found.at_least for size in sizes[most:])
    for near in found.scenarios:
        assert not judge.scenarios_by_choices[tuple(near.choices.items())]
        changes = {c.issue: (c.before, c.after) for c in near.changes}
        assert changes == {
            issue: (option, near.choices[issue])
            for issue, option in question.start.items()
            if near.choices[issue] != option
        }


@made
@given(questions())
def test_pivotal_lines_open_what_they_alone_close(question: Question) -> None:
    """What a line opens is what crosses it and nothing else."""
    judge = Judge(question)
    found = pivotal_lines(question)
    assert found.complete
    now = judge.open()
    for line in found.lines:
        assert line.opens == judge.open(without=[line.line]) - now


@made
@given(questions(max_issues=5))
def test_redundant_lines_are_implied_by_lines_that_do_not_clash(question: Question) -> None:
    """The implying lines are consistent, and nothing respects them and crosses the line."""
    judge = Judge(question)
    all_clash = bool(judge.conflicts())
    for line in pivotal_lines(question).lines:
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
def test_coalitions_are_counted_and_minimal_clashes_named(question: Question) -> None:
    """Every coalition's count and all minimal incompatible sets are right."""
    judge = Judge(question)
    found = coalitions(question)
    assert found.complete
    party_of = {line.id: line.party for line in question.counted}
    parties = [party.id for party in question.case.parties]
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


@made
@given(questions(), st.data())
def test_one_groundwork_serves_many_questions(question: Question, data: st.DataObject) -> None:
    """Answers do not depend on what was asked before of the same groundwork."""
    assume(question.case.issues)
    ground = Groundwork(question)
    for _ in range(3):
        fixed = {
            issue.id: option
            for issue in question.case.issues
            if (option := data.draw(st.sampled_from([None, *issue.by_id]))) is not None
        }
        asked = Question(question.case, question.reading, question.set_aside, fixed)
        assert options_left(asked, groundwork=ground) == options_left(asked)
        assert open_set(asked, groundwork=ground) == open_set(asked)
        assert ways_out(asked, groundwork=ground) == ways_out(asked)
        assert list(list_open(asked, groundwork=ground)) == list(list_open(asked))


@made
@given(questions(max_issues=5))
def test_counting_all_variants_in_one_diagram_changes_nothing(question: Question) -> None:
    """Pivotal lines and coalitions are the same whether they are counted together or one by one."""

    def answers() -> tuple[PivotalLines, Coalitions]:
        return pivotal_lines(question, tallies=True), coalitions(question, tallies=True)

    one_by_one = answers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gains_module, "MANY", 1)
        patch.setattr(coalitions_module, "MANY", 1)
        assert answers() == one_by_one
        # Nor whether a group of lines goes in at once or line by line, as where it is large.
        patch.setattr(variants_module, "_AT_ONCE", 0)
        assert answers() == one_by_one
