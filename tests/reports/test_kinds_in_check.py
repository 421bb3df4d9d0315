"""What a check says of several options, numbers, issues that do not apply, points and members."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.check.checker import check
from planner.check.comparison import Column, Comparison
from planner.model.case import Party
from planner.model.conditions import Condition
from planner.model.points import Points
from planner.model.scenario import Scenario, fitted
from planner.reports.content.check import check_page
from planner.reports.content.check_result import check_result
from planner.reports.content.compare import comparison_blocks
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.words.points import points_words
from planner.reports.words.reasons import depends_on
from planner.reports.words.verdicts import holder_name, possessive
from tests.reports.every_kind import CASE
from tests.small_cases import any_of, issue, made_case, red_line, scenario, when

WIDE = 400


def report(made: Scenario) -> str:
    """The page without its indentation, every paragraph a line."""
    verdict = check(CASE, fitted(made, CASE))
    lines = text_lines(check_page("deal.toml", made, verdict).blocks, WIDE, REPORT)
    return "\n".join(" ".join(line.split()) for line in lines)


def said(**picks: Any) -> str:
    """The report on a scenario with these choices."""
    return report(scenario(**picks))


def test_a_members_line_is_told_as_the_members() -> None:
    """In the party's words, in a row of its own, and in the heading of the line."""
    text = said(works=("dam", "canal"), height=1045, payer="north")
    assert "✗ crossed: L-1 · Valley (Lower, the mayor), declared · No dam" in text
    assert "because Height is 1,045 metres" in text
    assert "✗ Valley crossed by Lower's line alone: L-1" in text
    assert "✗ Valley: Lower crossed: L-1" in text
    assert "Valley: Upper" not in text


def test_a_line_of_the_party_itself_is_not_told_as_a_members() -> None:
    """Where both are crossed the party's verdict does not rest on the member alone."""
    text = said(works=("dam",), height=2000, payer="valley")
    assert "✗ Valley crossed: L-1, V-1" in text
    assert "alone" not in text


def test_a_line_by_points_gives_a_table_and_no_wall_of_conditions() -> None:
    """What the choices come to, what they must come to, and whose points these are."""
    text = said(works=("dam", "canal"), height=120, payer="both")
    assert (
        "✗ crossed: N-1 · North, preference · Worth the trouble\n"
        "50.25 of at least 55.5 points, contested below 60, as scored by the council\n"
        "Issue Choice Points\n"
        "Works Dam and Canal 38.25\n"
        "Height 120 metres 5\n"
        "Payer Both 7\n"
        "Together 50.25\n"
        "Rule: crossed when the choices come to less than 55.5 points, as scored by the "
        "council\n"
        "contested when they come to 55.5 or more and less than 60 points\n"
    ) in text


def test_a_line_by_points_that_is_not_crossed_says_what_it_comes_to_as_well() -> None:
    """Contested from the minimum on, then respected; negative points count."""
    contested = said(works=("dam", "canal"), height=1000, payer="both")
    assert "? contested: N-1" in contested
    assert "56.75 of at least 55.5 points, contested below 60" in contested
    kept = said(works=("dam", "canal"), height=1000, payer="valley")
    assert "✓ respected: N-1" in kept
    assert "63.75 of at least 55.5 points, contested below 60" in kept
    assert "\nWorks Dam and Pumps 28\n" in said(works=("dam", "pumps"), height=10, payer="both")


def test_of_a_partial_scenario_it_says_what_is_within_reach() -> None:
    """The least and the most that completions come to."""
    text = said(works=("dam", "canal"))
    assert (
        "so far 38.25 of at least 55.5 points, contested below 60, as scored by the council; "
        "between 38.25 and 63.75 points are within reach\n"
        "depends on Height and Payer\n"
    ) in text
    assert "\nHeight undecided\n" in text


def test_a_line_that_asks_whether_an_issue_applies_depends_on_no_choice_there() -> None:
    """It depends on what decides that; where the issue applies for certain, on its choice alone."""
    case = made_case(
        issues=(
            issue("guarantee", "nato", "none"),
            issue("seat", "yes", "no"),
            any_of("who", "eu", "us", applies_when=(when(guarantee="nato"), when(seat="yes"))),
        ),
        red_lines=(
            red_line("A-1", "a", when(who=Condition("", applies=True))),
            red_line("A-2", "a", when(who="eu")),
        ),
    )
    nothing, seated = check(case, Scenario("small")), check(case, scenario(seat="yes"))
    words = [depends_on(nothing, line) for line in case.red_lines]
    assert words == ["depends on Guarantee and Seat", "depends on Guarantee, Seat and Who"]
    assert depends_on(seated, case.red_lines[1]) == "depends on Who"


def test_points_that_every_completion_has_are_told_before_their_issue_is_decided() -> None:
    """In words and in JSON: what is chosen comes to less than what is certain."""
    fourteen = dict.fromkeys(("stadium", "park"), Decimal(14))
    points = Points(Decimal(10), of_options={"venue": fourteen})
    case = made_case(
        issues=(issue("venue", *fourteen),), red_lines=(red_line("M", "a", points=points),)
    )
    verdict = check(case, Scenario("small"))
    (line,) = verdict.lines
    assert line.points is not None
    assert points_words(line.points) == "so far 0 of at least 10 points; 14 points are certain"
    (found,) = check_result("a.toml", Scenario("small"), verdict, lambda _: None)["lines"]
    assert found["points"] == {"have": 0, "minimum": 10, "least": 14, "most": 14}


def test_an_issue_that_does_not_apply_says_why_and_what_had_been_chosen() -> None:
    """It is not undecided, and the choice is kept."""
    text = said(works=("canal",), height=50, payer="north")
    assert "Undecided" not in text
    assert (
        "\nDoes not apply\n"
        "- Height: chosen, but does not apply now: 50 metres; only asked where Works holds “Dam”\n"
    ) in text
    assert "because Works holds “Canal” and Height does not apply\n" in text
    without = said(works=("canal",), payer="north")
    assert "- Height: does not apply: only asked where Works holds “Dam”" in without


def test_a_choice_begun_is_undecided_and_says_how_far_it_is() -> None:
    """Fewer options than must hold."""
    text = said(works=(), payer="north")
    assert "Undecided issue" in text
    assert "\nWorks: undecided, 0 of at least 1\n" in text


def test_a_statement_says_what_it_repeats_and_what_takes_its_place() -> None:
    """With its day, the address of its source, and which occurrence is meant."""
    text = said(works=("dam", "canal"), height=1045, payer="north")
    cited = (
        "The Paper, A dam, 2024-05-20, https://paper.example, section “front page” "
        "(occurrence 2 there)"
    )
    assert cited in text
    assert "Stated on 2024-05-20; superseded by L3 from 2024-06-01." in text
    assert "Repeats L1, counted once." in text


def test_the_reason_for_setting_a_line_aside_stands_beside_it() -> None:
    """Also where the line would not be crossed; nothing is said where no reason is given."""
    aside = {"L-1": "The mayor may\nbe brought round", "V-1": ""}
    text = report(scenario(set_aside=aside, works=("dam", "canal"), height=1045, payer="north"))
    reason = "set aside for a what-if: “The mayor may be brought round”; it would be crossed"
    assert reason in text
    assert "set aside for a what-if; it is neither crossed nor contested" in text


def test_a_comparison_says_what_does_not_apply_and_why_lines_are_set_aside() -> None:
    """Scenario by scenario, beside what each chooses."""
    aside = {"L-1": "The mayor may be brought round"}
    made = (
        scenario(set_aside=aside, works=("dam", "canal"), height=1045, payer="north"),
        scenario(works=("canal",), height=50, payer="north"),
    )
    columns = tuple(Column(f"{n}.toml", each, check(CASE, each)) for n, each in enumerate(made))
    lines = text_lines(comparison_blocks(Comparison(columns)), WIDE, REPORT)
    text = "\n".join(" ".join(line.split()) for line in lines)
    assert "\nWorks\nA Dam and Canal\nB Canal\n" in text
    assert "\nA 1,045 metres\nB chosen, but does not apply now: 50 metres\n" in text
    assert "\nSet aside\nA L-1: “The mayor may be brought round”\nB none\n" in text


def test_a_line_by_points_that_is_set_aside_still_says_what_it_comes_to() -> None:
    """Beside what it would be."""
    text = report(scenario(set_aside=("N-1",), works=("dam",), height=10, payer="north"))
    assert (
        "set aside for a what-if; it would be crossed\n"
        "30 of at least 55.5 points, contested below 60, as scored by the council\n"
    ) in text


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("France", "Europe (France)"),
        ("France (Macron)", "Europe (France, Macron)"),
        ("ministers", "Europe (France, ministers)"),
        ("", "Europe (France)"),
    ],
)
def test_a_member_whose_line_it_is_is_named_once(scope: str, words: str) -> None:
    """The scope often names it already."""
    assert holder_name(Party("eu", "Europe", ("France",)), scope, "France") == words


def test_a_line_is_a_members_whatever_its_name_ends_in() -> None:
    """As it is written in English."""
    assert [*map(possessive, ("France", "the Netherlands"))] == ["France's", "the Netherlands'"]
