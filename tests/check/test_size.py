"""How many complete scenarios a case has."""

from __future__ import annotations

import os

from attrs import evolve
from hypothesis import HealthCheck, given, settings

from planner.check.size import scenario_count
from planner.model.case import Case, Issue, IssueKind, Option
from planner.model.conditions import Condition, Term
from tests.made_cases import complete_scenarios, mixed_cases
from tests.small_cases import issue, made_case, numbered_issues

LONG = bool(os.environ.get("PLANNER_LONG"))


def several(name: str, options: int, **more: object) -> Issue:
    """An issue of which some of so many options hold together."""
    made = tuple(Option(f"o{k}", f"Option {k}") for k in range(options))
    return Issue(name, name, made, kind=IssueKind.ANY, **more)  # type: ignore[arg-type]


def only_when(asked: Issue, *conditions: Condition) -> Issue:
    """The issue, which applies where any of the conditions is true."""
    return evolve(asked, applies_when=tuple(Term((condition,)) for condition in conditions))


@settings(max_examples=2_000 if LONG else 100, suppress_health_check=list(HealthCheck))
@given(mixed_cases(most=10_000 if LONG else 300))
def test_it_is_how_many_scenarios_there_are(case: Case) -> None:
    """Of all kinds mixed, with bounds and issues that need not apply: as many as are listed."""
    assert scenario_count(case) == sum(1 for _ in complete_scenarios(case))


def test_several_options_and_numbers_multiply() -> None:
    """All subsets of twenty options, at most two of four, and a million and a half numbers."""
    ceiling = Issue("n", "N", kind=IssueKind.NUMBER, maximum=1_500_000)
    issues = (several("a", 20), several("b", 4, at_most=2), ceiling)
    assert scenario_count(made_case(issues=issues)) == 2**20 * (1 + 4 + 6) * 1_500_001


def test_an_issue_for_each_of_twenty_options_is_counted_at_once() -> None:
    """Each of twenty guarantors, of whom at least one, sends one of a thousand and one numbers."""
    guarantors = several("g", 20, at_least=1)
    troops = [
        only_when(
            Issue(f"t{k}", f"T{k}", kind=IssueKind.NUMBER, maximum=1000),
            Condition("g", any=(f"o{k}",)),
        )
        for k in range(20)
    ]
    assert scenario_count(made_case(issues=(guarantors, *troops))) == 1002**20 - 1
    assert scenario_count(made_case(issues=(*troops, guarantors))) == 1002**20 - 1


def test_a_long_chain_of_issues_that_need_not_apply_is_counted_at_once() -> None:
    """Each of 300 issues applies where the first option of the one before it is chosen."""
    first, *others = numbered_issues([3] * 300)
    chain = [only_when(asked, Condition(f"i{n}", any=("o0",))) for n, asked in enumerate(others)]
    assert scenario_count(made_case(issues=(first, *chain))) == 2 * 299 + 3


def test_a_whole_issue_of_twenty_options_that_need_not_apply_counts_once_where_it_does_not() -> (
    None
):
    """At least two and at most eighteen of twenty, only for one of two answers elsewhere."""
    asked = only_when(several("a", 20, at_least=2, at_most=18), Condition("timing", any=("first",)))
    case = made_case(issues=(asked, issue("timing", "first", "last")))
    assert scenario_count(case) == 2**20 - 2 * (1 + 20) + 1
