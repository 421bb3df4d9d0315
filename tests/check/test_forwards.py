"""From a statement to the answers that its lines are about, against the verdicts themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.check.checker import Checker
from planner.check.forwards import answers_from, chooses, lines_from
from planner.check.verdict import LineStatus
from planner.files.cases.reading import read_case
from planner.model.case import IssueKind
from planner.model.conditions import Condition
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Statement, Strength
from tests.small_cases import conditions, issue, made_case, number, red_line, when

_BUNDLED = Path(__file__).parents[2] / "planner" / "cases" / "ukraine-2025-08.case.toml"


def test_an_answer_crosses_alone_what_the_checker_says_it_crosses() -> None:
    """Each option of the bundled case, chosen alone, against the verdict on it."""
    case = read_case(_BUNDLED).case
    checker = Checker(case)
    seen = 0
    for statement in case.statements:
        lines = {line.id for line in lines_from(case, statement)}
        doing = {
            (answer.issue.id, answer.condition.any[0]): {
                held.line.id for held in answer.crosses if held.alone
            }
            for answer in answers_from(case, statement)
            if answer.condition.any and answer.issue.kind is IssueKind.ONE
        }
        for here in case.issues:
            if here.kind is not IssueKind.ONE:
                continue
            for option in here.options:
                chosen = Scenario(case.id, choices={here.id: Choice(option.id)})
                verdict = checker.check(chosen)
                crossed = {
                    held.line.id
                    for held in verdict.lines
                    if held.status is LineStatus.CROSSED and held.line.id in lines
                }
                assert doing.get((here.id, option.id), set()) == crossed
                seen += bool(crossed)
    assert seen > 5


def test_what_needs_another_choice_is_not_said_to_cross_alone() -> None:
    """A line over two issues; an option that the statement alone speaks for is listed too."""
    case = made_case(
        issues=(issue("seat", "x", "y", "z"), issue("time", "now", "later")),
        statements=(
            Statement(
                "E1",
                "no seat now",
                party="a",
                strength=Strength.INSISTENCE,
                supports=conditions(seat="z"),
            ),
        ),
        parties=("a",),
        red_lines=(red_line("A-1", "a", when(seat="x|y", time="now"), evidence=("E1",)),),
    )
    found = {
        (answer.issue.id, answer.condition.any[0]): answer
        for answer in answers_from(case, case.statements[0])
    }
    assert set(found) == {("seat", "x"), ("seat", "y"), ("seat", "z"), ("time", "now")}
    assert found["seat", "z"].supported
    assert not found["seat", "z"].crosses
    assert [held.alone for held in found["seat", "x"].crosses] == [False]


@pytest.mark.parametrize(("value", "chosen"), [(5, False), (10, True), (19, True), (20, False)])
def test_a_range_of_a_number_is_chosen_by_the_values_in_it(value: int, *, chosen: bool) -> None:
    """From the first to before the last."""
    ten_to_twenty = Condition("army", at_from=10, below=20)
    case = made_case(
        issues=(number("army", 0, 30),),
        statements=(Statement("E1", "ten to twenty", party="a", strength=Strength.INSISTENCE),),
        parties=("a",),
        red_lines=(red_line("A-1", "a", when(army=ten_to_twenty), evidence=("E1",)),),
    )
    (answer,) = answers_from(case, case.statements[0])
    scenario = Scenario(case.id, choices={"army": Choice(value=value)})
    assert chooses(scenario, Checker(case).check(scenario), answer) is chosen
