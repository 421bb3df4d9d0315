"""The text report on a scenario."""

from __future__ import annotations

import re

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.check.checker import check
from planner.check.verdict import Verdict
from planner.model.reading import Reading
from planner.model.scenario import Scenario, fitted
from planner.reports.content.check import check_page
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.formats.wrapping import cells
from tests.cli.running import flat
from tests.made_cases import cases, mixed_cases, scenarios
from tests.reports.small_case import CASE, QUOTE
from tests.small_cases import scenario


def check_lines(file: str, made: Scenario, verdict: Verdict, width: int) -> list[str]:
    return text_lines(check_page(file, made, verdict).blocks, width, REPORT)


def report(made: Scenario, width: int = 100) -> str:
    return "\n".join(check_lines("deal.toml", made, check(CASE, made), width))


def test_the_file_the_scenario_and_the_case_come_first_then_the_verdict() -> None:
    """A reader who stops after the verdict sentence knows what matters most."""
    lines = report(scenario(timing="last", format="three", seat="no")).splitlines()
    assert lines[:4] == ["deal.toml", "─────────", "A try · Small talks, as of 2025-08-19", ""]
    assert lines[4] == "Crosses 2 stated red lines under the firm reading: N-1, E-1."


def test_a_crossed_line_is_opened_up_to_its_source() -> None:
    """Rule, choice, quote, who holds and who says it, how strongly, source, limits, caveat."""
    text = flat(report(scenario(timing="last", format="three", seat="no"), width=50))
    for part in (
        "✗ crossed: N-1 · North (its council), opposition · Silence first",
        "because Timing is “Last”",
        "Rule: crossed when Timing is “Last” contested when Timing is “Parallel”",
        f"E1: “{QUOTE}”",
        "North (its council), opposition; a spokesman, partly quoted by The Paper",
        "The Paper, Talks begin, Aug 19, section “The north”",
        "Caveat: Says nothing on the format.",
        "Caveat of the coding: One spokesman only.",
        "Confidence of the coding: medium",
    ):
        assert part in text


def test_a_contested_line_is_opened_like_a_crossed_one() -> None:
    """Its reason is the choice in the grey zone."""
    text = flat(report(scenario(timing="parallel", format="three", seat="no")))
    assert "Crosses no stated red line under the firm reading; leaves 1 contested: N-1." in text
    assert "? contested: N-1 · North" in text
    assert "because Timing is “Parallel”" in text
    assert QUOTE in text


def test_under_the_strict_reading_a_contested_line_says_why_it_counts_as_crossed() -> None:
    """The text itself leaves it open; that must not get lost."""
    made = scenario(timing="parallel", format="three", seat="no", reading=Reading.STRICT)
    text = flat(report(made))
    why = "contested, which the strict reading counts as crossed: because Timing is “Parallel”"
    assert why in text


def test_every_combination_of_choices_that_crosses_a_line_is_named() -> None:
    """Undoing one of them is not enough, so both are told."""
    text = report(scenario(timing="first", format="two", seat="yes"))
    assert "    because Format is “Two” and Seat is “Yes”\n" in text
    assert "    because Timing is “First” and Format is “Two”\n" in text


def test_a_line_crossed_whatever_comes_says_so() -> None:
    """No single combination holds yet, but there is no way past them all."""
    text = report(scenario(timing="last", seat="no"))
    assert "✗ crossed: E-1" in text
    assert "    because Timing is “Last”, whatever is chosen on Format\n" in text


def test_a_line_without_evidence_says_so() -> None:
    """What rests on nothing must not look like what rests on a quote."""
    text = report(scenario(timing="first", format="two", seat="no"))
    assert "No evidence is given for this red line." in text


def test_undecided_issues_are_named_with_the_lines_that_hang_on_them() -> None:
    """A partial scenario says what is still open."""
    text = report(scenario(format="three"))
    assert "Undecided issues: Timing and Seat.\n" in text
    assert "~ undecided: N-1 · North (its council), opposition · Silence first\n" in text
    assert "    depends on Timing\n" in text


def test_one_undecided_issue_is_one() -> None:
    """The sentence keeps its grammar."""
    text = report(scenario(timing="first", format="three"))
    assert "Undecided issue: Seat." in text


def test_a_contradiction_is_said_before_the_verdict_and_is_nobodys_line() -> None:
    """Nobody's red line, yet the scenario cannot stand."""
    text = flat(report(scenario(timing="parallel", format="two", seat="yes")))
    said = (
        "The scenario contradicts itself because Format is “Two” and Seat is “Yes”: "
        "A seat needs a third chair (no-seat)."
    )
    assert said in text
    assert text.index(said) < text.index("Crosses 1 stated red line")


def test_lines_that_are_left_out_say_why_and_what_they_would_be() -> None:
    """Neither a line set aside nor one too weak for the reading vanishes in silence."""
    made = scenario(
        timing="last", format="two", seat="yes", reading=Reading.LENIENT, set_aside=("N-1",)
    )
    text = flat(report(made))
    assert "set aside for a what-if; it would be crossed" in text
    assert "/ North no counted line crossed; N-1, set aside, would be" in text
    too_weak = "preference is weaker than the lenient reading asks"
    weaker = f"not counted: {too_weak}; it would be crossed"
    assert weaker in text
    both = flat(report(evolve(made, set_aside={"S-1": "for a what-if"})))
    assert f"set aside for a what-if: “for a what-if”, and {too_weak}; it would be" in both
    assert "Left out / N-1 · North (its council), opposition · Silence first" in text


def test_every_party_has_its_status_in_words() -> None:
    """Sign and word; a silent party gets no tick."""
    text = report(scenario(timing="last", format="three", seat="no"))
    assert text.endswith(
        "Parties\n"
        "  ✗ North  crossed: N-1\n"
        "  ✓ South  no stated line crossed\n"
        "  ✗ East   crossed: E-1\n"
        "  - West   no stated position"
    )


def test_a_scope_in_brackets_reads_without_double_brackets() -> None:
    """``Capital (mayor)`` stands in brackets itself."""
    text = report(scenario(timing="first", format="two", seat="no"))
    assert "South (Capital, mayor), preference" in text


def test_a_scenario_without_a_title_is_called_by_its_case() -> None:
    """No stray separator."""
    made = scenario(title="", timing="first", format="three", seat="no")
    assert "\nSmall talks, as of 2025-08-19\n" in report(made)


@given(st.data())
def test_every_case_gets_a_report_that_names_each_counted_crossed_line(data: st.DataObject) -> None:
    """No case, however odd, is without an answer; the reasons are never missing."""
    case = data.draw(st.one_of(cases(), mixed_cases()))
    made = data.draw(scenarios(case))
    verdict = check(case, fitted(made, case))
    lines = check_lines("x.toml", made, verdict, 200)
    for line in (*verdict.crossed, *verdict.contested):
        at = next(n for n, text in enumerate(lines) if re.match(rf". \w+: {line.line.id} ", text))
        reason = r"because|whatever|contested, which|(so far )?-?[\d.,]+ of at least"
        assert re.match(rf" +({reason})", lines[at + 1])
    assert all(text == text.rstrip() and cells(text) for text in lines if text)


def test_blocks_that_say_the_same_are_equal() -> None:
    """A screen keeps the lines that it has set by their block, and seldom has to set new ones."""
    made = scenario(timing="last", format="three", seat="no")
    one, again = (check_page("deal.toml", made, check(CASE, made)).blocks for _ in range(2))
    assert list(map(hash, one)) == list(map(hash, again))
    assert one == again
