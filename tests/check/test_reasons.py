"""Why a line is crossed or contested: what is named holds in every completion, by brute force."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.check.checker import check
from planner.check.dependence import behind, with_those_behind
from planner.check.reasons import Reason, reasons, terms_that_hold
from planner.check.verdict import LineStatus
from planner.model.conditions import Condition
from planner.model.red_lines import RedLine
from planner.model.scenario import fitted
from tests.made_cases import completions, is_true, mixed_cases, naive_points, scenarios
from tests.small_cases import any_of, issue, made_case, red_line, scenario, when


@given(st.data())
def test_what_is_said_to_hold_holds_however_the_rest_is_decided(data: st.DataObject) -> None:
    """A combination that is given as a reason is true in each completion."""
    case = data.draw(mixed_cases(most=60))
    made = fitted(data.draw(scenarios(case)), case)
    verdict = check(case, made)
    rules = [rule.impossible_when for rule in case.coherence]
    rules += [line.crossed_when for line in case.red_lines]
    held = [term for rule in rules for term in terms_that_hold(made, verdict, rule)]
    for completion in completions(case, made):
        assert all(is_true((term,), completion) for term in held)


@given(st.data())
def test_each_line_that_is_crossed_or_contested_has_a_reason_and_no_other(
    data: st.DataObject,
) -> None:
    """Which names only issues that the line depends on, each decided or without a say."""
    case = data.draw(mixed_cases(most=60))
    made = fitted(data.draw(scenarios(case)), case)
    verdict = check(case, made)
    for line in verdict.lines:
        found = reasons(made, verdict, line)
        assert bool(found) == (line.status in {LineStatus.CROSSED, LineStatus.CONTESTED})
        for reason in found:
            assert {*reason.decided} <= with_those_behind(line.line.issues, behind(case))
            assert {*reason.whatever} <= {*line.line.issues}
            for name in reason.decided:
                assert made.pick(name) is not None or verdict.applies(name) is False
            assert not {*reason.decided} & {*reason.whatever}


@given(st.data())
def test_the_points_of_the_choices_come_to_those_of_the_line(data: st.DataObject) -> None:
    """One by one, as a table shows them."""
    case = data.draw(mixed_cases(most=60))
    lines = [line for line in case.red_lines if line.points is not None]
    picks = next(completions(case, fitted(data.draw(scenarios(case)), case)), {})
    for line in lines:
        assert line.points is not None
        each = (line.points.given(issue, pick) for issue, pick in picks.items() if pick != "-")
        assert sum(each) == naive_points(line.points, picks)


def test_a_line_by_applying_names_the_choice_that_decides_whether_the_issue_applies() -> None:
    """What is chosen on the issue itself changes nothing, and no such choice may be there."""
    case = made_case(
        issues=(
            issue("guarantee", "nato", "none"),
            any_of("who", "eu", "us", applies_when=(when(guarantee="nato"),)),
        ),
        red_lines=(
            red_line("A-1", "a", when(who=Condition("", applies=True))),
            red_line("A-2", "a", when(who=Condition("", applies=False))),
        ),
    )
    there, away = case.red_lines

    def why(line: RedLine, **choices: Any) -> tuple[Reason, ...]:
        made = scenario(**choices)
        verdict = check(case, made)
        (held,) = (held for held in verdict.lines if held.line is line)
        return reasons(made, verdict, held)

    assert why(there, guarantee="nato") == (Reason(("guarantee",), ("who",)),)
    assert why(there, guarantee="nato", who=("eu",)) == (Reason(("guarantee",), ("who",)),)
    assert why(away, guarantee="none") == (Reason(("guarantee", "who")),)
