"""What each answer would change, judged by brute force over all completions of every answer.

``PLANNER_LONG=1`` tries 2,000 cases.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.check.board import Board, Mark, Sign
from planner.check.checker import Checker
from planner.check.dependence import behind, with_those_behind
from planner.check.from_here import Change, OptionEffect, effect_of, from_here
from planner.check.verdict import LineStatus
from planner.files.cases.catalogue import find_case
from planner.model.case import Case, Issue, IssueKind
from planner.model.conditions import Condition, Pick
from planner.model.red_lines import RedLine
from planner.model.scenario import Choice, Scenario, fitted
from tests.made_cases import completions, is_true, mixed_cases, naive_status, scenarios, seeded_case
from tests.small_cases import issue, made_case, number, red_line, scenario, when

LONG = bool(os.environ.get("PLANNER_LONG"))
CASES = 2_000 if LONG else 60

CROSSED, CONTESTED = LineStatus.CROSSED, LineStatus.CONTESTED


def the_one(statuses: Iterable[LineStatus]) -> LineStatus:
    """What all completions agree on; undecided where they do not."""
    found = set(statuses)
    return found.pop() if len(found) == 1 else LineStatus.UNDECIDED


def counted_statuses(case: Case, chosen: Scenario) -> dict[str, LineStatus]:
    """The status of each counted line by its id; by the definition."""
    reading = chosen.reading or case.reading
    every = list(completions(case, chosen))
    return {
        line.id: the_one(naive_status(line, picks, reading) for picks in every)
        for line in case.red_lines
        if reading.counts(line.strength) and line.id not in chosen.set_aside
    }


def naive_change(now: LineStatus, then: LineStatus) -> Change:
    """What an answer changes of a line; by the definition."""
    if now is then:
        return Change.KEPT
    if then is CROSSED:
        return Change.ADDED
    if now is CROSSED:
        return {
            LineStatus.CONTESTED: Change.SOFTENED,
            LineStatus.UNDECIDED: Change.LOOSENED,
            LineStatus.RESPECTED: Change.ENDED,
        }[then]
    return {
        LineStatus.CONTESTED: Change.CONTESTED,
        LineStatus.UNDECIDED: Change.AT_STAKE,
        LineStatus.RESPECTED: Change.CLEARED,
    }[then]


def naive_depends(case: Case, chosen: Scenario, line: RedLine) -> tuple[str, ...]:
    """The undecided issues named by what may come true of the line; by the definition.

    Where only whether an issue applies is asked, no choice on that issue matters.
    """
    every = list(completions(case, chosen))
    terms = [
        term
        for term in (*line.crossed_when, *line.contested_when)
        if any(is_true([term], picks) for picks in every)
    ]
    waiting = [condition for term in terms for condition in term.conditions]
    waiting += map(Condition, line.points.issues if line.points is not None else ())
    named: set[str] = set()
    while waiting:
        condition = waiting.pop()
        name = condition.issue
        applies = {name in picks for picks in every}
        if applies == {False}:
            continue
        if condition != Condition(name, applies=condition.applies) or condition.applies is None:
            named.add(name)
        if applies == {True, False}:
            rule = case.issues_by_id[name].applies_when
            waiting += (condition for term in rule for condition in term.conditions)
    decided = {i for i, pick in chosen.chosen() if case.issues_by_id[i].answered_by(pick)}
    return tuple(i for i in case.issues_by_id if i in named and i not in decided)


def naive_answers(asked: Issue, picked: Pick | None) -> list[tuple[str, list[Pick | None]]]:
    """The names of the answers, with all picks that each stands for."""
    if asked.kind is IssueKind.ONE:
        return [(option, [option]) for option in asked.by_id]
    held = set(picked) if isinstance(picked, tuple) else set()
    found: list[tuple[str, list[Pick | None]]] = [
        (option, [asked.in_order(held ^ {option}) or None]) for option in asked.by_id
    ]
    return found if asked.at_least else [*found, ("", [()])]


def check_effect(case: Case, chosen: Scenario, asked: Issue, effect: OptionEffect) -> None:
    """Everything that is said of one answer is what the definition says."""
    then = chosen.with_pick(asked.id, effect.pick)
    before, after = counted_statuses(case, chosen), counted_statuses(case, then)
    told = {each.line.id: each for each in effect.effects}
    on_issue = [
        line.id
        for line in case.red_lines
        if line.id in before and asked.id in with_those_behind(line.issues, behind(case))
    ]
    assert [each.line.id for each in effect.effects] == on_issue
    for name, now in before.items():
        if name not in told:
            assert after[name] is now, "no answer changes what does not depend on its issue"
            continue
        assert (told[name].now, told[name].then) == (now, after[name])
        assert told[name].change is naive_change(now, after[name])
        undecided = after[name] is LineStatus.UNDECIDED
        assert told[name].depends == (
            naive_depends(case, then, told[name].line) if undecided else ()
        )
    assert [line.id for line in effect.all_crossed] == [n for n, s in after.items() if s is CROSSED]
    verdict = Checker(case).check(then)
    assert effect.complete is verdict.complete
    assert effect.incoherent is bool(verdict.incoherent)
    reading, aside = chosen.reading or case.reading, {*chosen.set_aside}
    assert [line.id for line in effect.crossed_aside] == [
        line.id
        for line in case.red_lines
        if line.id in aside
        and reading.counts(line.strength)
        and asked.id in with_those_behind(line.issues, behind(case))
        and {naive_status(line, p, reading) for p in completions(case, then)} == {CROSSED}
    ]
    assert [line.id for line in effect.all_contested] == [
        n for n, s in after.items() if s is CONTESTED
    ]


def check_answers(case: Case, chosen: Scenario, asked: Issue) -> None:
    """The answers are told in order, one that leaves no room is not possible, the rest is right."""
    effects = from_here(Checker(case), chosen, asked.id)
    if asked.kind is IssueKind.NUMBER:
        stretches = [tuple(map(int, effect.name.split(".."))) for effect in effects]
        covered = [n for a, b in stretches for n in asked.values if a <= n <= b]
        assert covered == [*asked.values]
    else:
        answers = naive_answers(asked, chosen.pick(asked.id))
        assert [(e.name, [e.pick]) for e in effects] == answers
    for effect in effects:
        assert effect.possible is not (
            isinstance(effect.pick, tuple) and len(effect.pick) > asked.most
        )
        if effect.possible:
            check_effect(case, chosen, asked, effect)
        else:
            assert (effect.effects, effect.all_crossed) == ((), ())


@settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_option_cell_is_what_choosing_it_would_bring(data: st.DataObject) -> None:
    """In cases of all kinds, for every answer of every issue: by brute force."""
    case = data.draw(mixed_cases(most=data.draw(st.sampled_from([30, 100]))))
    chosen = data.draw(scenarios(case))
    for asked in case.issues:
        check_answers(case, chosen, asked)


def test_every_number_of_a_stretch_does_the_same() -> None:
    """What is told of a stretch is told of each of its numbers."""
    height = number("height", 0, 9)
    line = red_line("L", "a", when(height=Condition("height", at_from=4)))
    case = made_case("c", issues=(height,), red_lines=(line,))
    checker, chosen = Checker(case), scenario("c")
    by_name = {effect.name: effect for effect in from_here(checker, chosen, "height")}
    assert list(by_name) == ["0..3", "4..9"]
    for value in range(10):
        told = by_name["0..3" if value < 4 else "4..9"]
        same = effect_of(checker, chosen, "height", value)
        assert [(e.line.id, e.change) for e in same.effects] == [
            (e.line.id, e.change) for e in told.effects
        ]


@settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_board_says_of_each_line_what_the_verdict_says(data: st.DataObject) -> None:
    """In the row of each of its issues, in its party's column, and nowhere else."""
    case = data.draw(mixed_cases(most=60))
    chosen = data.draw(scenarios(case))
    checker = Checker(case)
    verdict = checker.check(chosen)
    signs = {
        LineStatus.CROSSED: Sign.CROSSED,
        LineStatus.CONTESTED: Sign.CONTESTED,
        LineStatus.UNDECIDED: Sign.DEPENDS,
        LineStatus.RESPECTED: Sign.NOT_CROSSED,
    }
    grave = {Sign.CROSSED, Sign.CONTESTED, Sign.DEPENDS, Sign.SET_ASIDE}
    expected: dict[tuple[str, str], list[tuple[Sign, str]]] = {}
    for held in verdict.lines:
        sign = signs[held.status] if held.counted else Sign.SET_ASIDE
        if held.counted or held.crossed_aside:
            near = with_those_behind(held.line.issues, behind(case)) if sign in grave else ()
            for name in {*held.line.issues, *near}:
                marks = expected.setdefault((name, held.line.party), [])
                marks.append((sign, held.line.id))
    before = Board(checker, checker.check(Scenario(case.id), reading=verdict.reading))
    assert len(before.rows) == len(case.issues)
    for row in Board(checker, verdict, before).rows:  # some of them taken over
        for party, cell in zip(case.parties, row.cells, strict=True):
            marks = sorted(
                expected.get((row.issue.id, party.id), []), key=lambda m: list(Sign).index(m[0])
            )
            assert [(mark.sign, mark.line.id) for mark in cell.marks] == marks
            if marks:
                assert cell.sign is marks[0][0]
                assert [line.id for line in cell.lines] == [n for s, n in marks if s is cell.sign]
            else:
                coded = any(
                    row.issue.id in line.issues and line.party == party.id
                    for line in case.red_lines
                )
                stated = (party.id, row.issue.id) in case.positions
                assert cell.sign is (Sign.SPEAKS if coded or stated else Sign.SILENT)
        assert row.silent is all(cell.sign is Sign.SILENT for cell in row.cells)


def test_every_option_cell_of_the_bundled_case_is_right() -> None:
    """From four states of the bundled case, and under two readings, for every issue."""
    case = find_case("ukraine-2025-08").case
    picks: list[dict[str, Pick]] = [
        {},
        {"ceasefire_timing": "ceasefire_first", "meeting_format": ("us_russia",)},
        {"ceasefire_timing": "parallel", "meeting_format": ("bilateral",)},
        {"security_guarantee": "nato_style", "guarantors": ("united_states",)},
    ]
    small = made_case(
        case.id,
        parties=case.parties,
        issues=tuple(i for i in case.issues if any(i.id in r.issues for r in case.red_lines)),
        red_lines=case.red_lines,
    )
    for reading in ("firm", "strict"):
        for chosen in picks:
            made = Scenario(
                case.id,
                reading=type(case.reading)(reading),
                choices={i: Choice.of(pick) for i, pick in chosen.items()},
            )
            for asked in small.issues:
                check_answers(small, fitted(made, small), asked)


def test_a_line_that_another_choice_crosses_is_not_held_against_an_option() -> None:
    """What is crossed whatever is chosen here stays as it is; what ends a crossing says so."""
    case = made_case(
        "c",
        issues=(issue("timing", "first", "last"), issue("place", "here", "there")),
        red_lines=(
            red_line("T", "a", when(timing="first")),
            red_line("P", "a", when(place="here"), contested=[when(place="there")]),
        ),
    )
    chosen = scenario("c", timing="first", place="here")
    here, there = from_here(Checker(case), chosen, "place")
    assert [(e.line.id, e.change) for e in here.effects] == [("P", Change.KEPT)]
    assert [(e.line.id, e.change) for e in there.effects] == [("P", Change.SOFTENED)]
    assert not there.ended, "what is contested then has not ended"
    assert [line.id for line in there.all_crossed] == ["T"]
    _, last = from_here(Checker(case), chosen, "timing")
    assert [e.line.id for e in last.ended] == ["T"]


@pytest.mark.skipif(not LONG, reason="a measure of time, with PLANNER_LONG=1")
def test_a_large_board_fits_in_a_keystroke() -> None:
    """150 issues and 1,000 lines: the board and the unfolded issue within 20 ms."""
    case = seeded_case(150, 4, 1_000, 6)
    checker = Checker(case)
    made = Scenario(case.id, choices={i.id: Choice.of("o1") for i in case.issues[::2]})
    Board(checker, checker.check(made))
    times = []
    for asked in case.issues:
        began = time.process_time()
        Board(checker, checker.check(made))
        from_here(checker, made, asked.id)
        times.append(time.process_time() - began)
    assert sorted(times)[len(times) // 2] < 0.02


def test_marks_are_gravest_first() -> None:
    """A cell of several lines shows the gravest, and the others after it."""
    case = made_case(
        "c",
        issues=(issue("timing", "first", "last"),),
        red_lines=(
            red_line("A", "a", when(timing="last")),
            red_line("B", "a", when(timing="first")),
        ),
    )
    checker = Checker(case)
    (row,) = Board(checker, checker.check(scenario("c", timing="first"))).rows
    marks: tuple[Mark, ...] = row.cells[0].marks
    assert [(m.sign, m.line.id) for m in marks] == [(Sign.CROSSED, "B"), (Sign.NOT_CROSSED, "A")]
