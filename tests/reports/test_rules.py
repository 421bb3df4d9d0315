"""Rules in words: short for every kind of condition, and saying exactly what it asks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from planner.model.case import Issue, IssueKind, Option
from planner.model.conditions import Condition, Term
from planner.model.points import Points
from planner.model.statements import Statement
from planner.reports.content.case_items import item_blocks
from planner.reports.page import Rule
from planner.reports.words.rules import applies_words, condition_words, rule_lines, term_words
from planner.reports.words.two_codings import value_words
from tests.small_cases import conditions, made_case, red_line, when


def letters(name: str, kind: IssueKind, *options: str, **more: Any) -> Issue:
    """An issue whose options are called as their ids."""
    return Issue(name, name.title(), tuple(Option(o, o) for o in options), kind=kind, **more)


ASKED = conditions(one="A|B")
CASE = made_case(
    issues=(
        letters("one", IssueKind.ONE, *"ABCDEFGH"),
        letters("held", IssueKind.ANY, *"ABCDE"),
        Issue(
            "army",
            "Army",
            kind=IssueKind.NUMBER,
            minimum=0,
            maximum=1_500_000,
            step=1000,
            unit="soldiers",
        ),
        letters("later", IssueKind.ONE, *"AB", applies_when=(Term(ASKED), when(held="C"))),
    )
)


def said(**parts: Any) -> str:
    """The condition in words, on the issue that is called first."""
    return condition_words(CASE, Condition(**parts))


def of(letters_: str) -> tuple[str, ...]:
    """Options by their letters."""
    return tuple(letters_)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"any": of("A")}, "One is “A”"),
        ({"any": of("AC")}, "One is “A” or “C”"),
        ({"any": of("ABCDEFG")}, "One is any option but “H”"),
        ({"any": of("BCDEFGH")}, "One is any option but “A”"),
        ({"any": of("ACDEFH")}, "One is any option but “B” and “G”"),
        ({"any": of("ABCD")}, "One is “A” to “D”"),
        ({"any": of("ABCDEFGH")}, "One is any of its options"),
        ({"none": of("A")}, "One is not “A”"),
        ({"none": of("AB")}, "One is neither “A” nor “B”"),
        ({"none": of("ACE")}, "One is none of “A”, “C” and “E”"),
        ({"none": of("ABCDEFG")}, "One is no option but “H”"),
    ],
)
def test_a_condition_on_one_option(parts: dict[str, Any], words: str) -> None:
    """A long list folds into what it leaves out, or into a range."""
    assert said(issue="one", **parts) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"any": of("A")}, "Held holds “A”"),
        ({"any": of("ABDE")}, "Held holds any option but “C”"),
        ({"all": of("AB")}, "Held holds “A” and “B”"),
        ({"all": of("ABCD")}, "Held holds all but “E”"),
        ({"all": of("ABCDE")}, "Held holds all of its options"),
        ({"none": of("A")}, "Held does not hold “A”"),
        ({"none": of("AB")}, "Held holds neither “A” nor “B”"),
        ({"none": of("ABCD")}, "Held holds no option but “E”"),
        ({"none": of("ABCDE")}, "Held holds none of its options"),
        ({"any": of("A"), "none": of("B")}, "Held holds “A” but not “B”"),
        ({"any": of("A"), "none": of("BC")}, "Held holds “A” but neither “B” nor “C”"),
        (
            {"any": of("A"), "none": of("BCD")},
            "Held holds “A” and no option but “A” and “E”",
        ),
        ({"any": of("AB"), "all": of("C")}, "Held holds “C”, and “A” or “B”"),
    ],
)
def test_a_condition_on_several_options(parts: dict[str, Any], words: str) -> None:
    """Any, all and none of them, together too."""
    assert said(issue="held", **parts) == words


@pytest.mark.parametrize(
    ("at_from", "below", "words"),
    [
        (600_000, None, "Army is 600,000 soldiers or more"),
        (None, 800_000, "Army is below 800,000 soldiers"),
        (600_000, 800_000, "Army is from 600,000 to below 800,000 soldiers"),
        (600_000, 601_000, "Army is 600,000 soldiers"),
        (599_500, 600_500, "Army is 600,000 soldiers"),
    ],
)
def test_a_condition_on_a_number(at_from: int | None, below: int | None, words: str) -> None:
    """With its unit, and thousands set apart; one value alone is named."""
    assert said(issue="army", at_from=at_from, below=below) == words


def test_a_statement_that_speaks_on_an_issue_for_no_answer_is_not_said_to_support_any() -> None:
    """Nor all of them: it may be what calls them all a red line."""
    spoken = Statement("S1", "This is our line", supports=conditions(one="", army=""))
    rules = [
        "".join(run.text for run in block.runs)
        for block in item_blocks(CASE, spoken)
        if isinstance(block, Rule)
    ]
    assert rules == [
        "Speaks on One, but names none of its options.",
        "Speaks on Army, but names no number.",
    ]
    assert value_words(CASE, spoken.supports[:1]) == "speaks on One, but names none of its options"


def test_whether_an_issue_applies() -> None:
    """As a condition, and as the reason why there is nothing to choose."""
    assert said(issue="later", applies=False) == "Later does not apply"
    assert said(issue="later", applies=True, any=of("A")) == "Later applies and is “A”"
    asked = CASE.issues_by_id["later"]
    assert (
        applies_words(CASE, asked) == "only asked where One is “A” or “B”; or where Held holds “C”"
    )
    assert applies_words(CASE, CASE.issues[0]) == ""


def test_a_combination_of_many_issues_stays_readable() -> None:
    """Two are joined; more stand apart, so that no “and” within one is taken for another."""
    two = conditions(one="A", later="B")
    assert term_words(CASE, Term(two)) == "One is “A” and Later is “B”"
    three = (*two, Condition("held", all=of("AB")))
    assert term_words(CASE, Term(three)) == "One is “A”; Later is “B”; and Held holds “A” and “B”"


def test_a_line_has_a_rule_for_each_combination() -> None:
    """Those that cross it first."""
    line = red_line("L", "a", when(one="A"), when(one="B"), contested=[when(one="C")])
    assert rule_lines(CASE, line) == [
        "crossed when One is “A”",
        "or crossed when One is “B”",
        "contested when One is “C”",
    ]


def test_the_rule_of_a_line_by_points_names_its_minimum_and_whose_points_these_are() -> None:
    """Not what gives them: that is a table."""
    points = Points(Decimal("55.50"), Decimal(60), "the mayor", {"one": {"A": Decimal(1)}})
    line = evolve(red_line("L", "a"), points=points)
    assert rule_lines(CASE, line) == [
        "crossed when the choices come to less than 55.5 points, as scored by the mayor",
        "contested when they come to 55.5 or more and less than 60 points",
    ]
