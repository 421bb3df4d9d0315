"""What a page says on one answer: an option among several, values of a number, none of them."""

from __future__ import annotations

from attrs import evolve

from planner.check.checker import Checker
from planner.check.from_here import from_here
from planner.model.conditions import Condition, Pick
from planner.model.statements import Statement, Strength
from planner.reports.content.explain import explain_answer, explain_issue, explain_option
from planner.reports.content.statements import stated_on
from planner.reports.content.why import why_issue
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.page import Page
from tests.reports.every_kind import CASE
from tests.small_cases import any_of, conditions, issue, made_case, red_line, scenario, when

CHECKER = Checker(CASE)
WORKS, HEIGHT = CASE.issues_by_id["works"], CASE.issues_by_id["height"]


def text_of(page: Page) -> str:
    """The page without its indentation, every paragraph a line."""
    return "\n".join(" ".join(line.split()) for line in text_lines(page.blocks, 400, REPORT))


def of_height(name: str, *, chosen: bool = False) -> str:
    """The page on a stretch of the height, of a scenario with a dam."""
    made = scenario(works=("dam",), height=1045, payer="north")
    done = {e.name: e for e in from_here(CHECKER, made, "height")}[name]
    first = int(name.partition("..")[0])
    verdict = CHECKER.check(made)
    return text_of(explain_answer(verdict, HEIGHT, name, first, done, chosen=chosen))


def test_values_of_a_number_say_what_they_cross_add_and_who_speaks_against_them() -> None:
    """As an option does."""
    text = of_height("1045..2000", chosen=True)
    assert "crosses L-1 · Valley (Lower, the mayor), declared" in text
    assert "crossed when Height is 1,045 metres or more" in text
    assert "Adds 11.5 points to N-1." in text
    assert "What is stated on this number" in text
    assert "against: “No dam that moves our houses”" in text
    small = of_height("100..995")
    assert "would cross N-1" in small
    assert "No statement speaks for or against this number." in small


def test_an_option_that_holds_says_what_its_end_would_do() -> None:
    """The others say what adding them would do."""
    made = scenario(works=("dam", "canal"), height=1000, payer="valley")
    verdict = CHECKER.check(made)
    done = {e.name: e for e in from_here(CHECKER, made, "works")}
    held = explain_option(verdict, WORKS, WORKS.option("dam"), done["dam"], chosen=True)
    text = text_of(held)
    assert "Taken away:" in text
    assert "would cross V-2" in text
    assert "Adds 30 points to N-1." in text
    other = explain_option(verdict, WORKS, WORKS.option("pumps"), done["pumps"], chosen=False)
    assert "Takes 2 points from N-1." in text_of(other)


def test_an_issue_says_how_it_is_answered_and_when_it_is_asked() -> None:
    """How many hold, between which numbers, and why there may be nothing to choose."""
    made = scenario(works=("canal",), payer="north")
    verdict = CHECKER.check(made)
    works = text_of(explain_issue(verdict, WORKS, ("canal",), made))
    assert "Chosen: Canal" in works
    assert "1 to 2 of its options hold together." in works
    away = text_of(explain_issue(verdict, HEIGHT, 50, made))
    assert "Chosen, but does not apply now: 50 metres; only asked where Works holds “Dam”." in away
    made = scenario(works=("dam",))
    verdict = CHECKER.check(made)
    asked = text_of(explain_issue(verdict, HEIGHT, None, made))
    assert "Chosen: undecided" in asked
    assert "From 10 to 2,000 metres in steps of 5." in asked
    assert "Only asked where Works holds “Dam”." in asked


def test_the_reasons_of_an_issue_that_does_not_apply_say_once_when_it_is_asked() -> None:
    """The condition stood there twice, in two sentences below each other."""
    made = scenario(works=("canal",))
    said = "\n".join(text_lines([*why_issue(CHECKER.check(made), HEIGHT, made)], 400, REPORT))
    assert "Does not apply: only asked where Works holds “Dam”." in said
    assert said.count("asked where") == 1


def test_the_lines_of_an_issue_say_why_they_are_set_aside() -> None:
    """The reason stands wherever the line is."""
    line = next(line for line in CHECKER.case.red_lines if WORKS.id in line.issues)
    made = evolve(scenario(works=("canal",)), set_aside={line.id: "for a what-if"})
    shown = text_of(explain_issue(CHECKER.check(made), WORKS, ("canal",), made))
    assert "(set aside for a what-if: “for a what-if”)" in shown


def test_a_statement_for_none_of_some_options_speaks_against_each() -> None:
    """And one that opposes none of them speaks for each."""
    works = any_of("works", "a", "b")
    none = conditions(works=Condition("", none=("a", "b")))
    said = (
        Statement("S", "neither", party="a", strength=Strength.DECLARED, supports=none),
        Statement("O", "not neither", party="a", strength=Strength.DECLARED, opposes=none),
    )
    case = made_case(issues=(works,), statements=said)
    picks: tuple[Pick, ...] = (("a",), ("b",))
    for pick in picks:
        lines = text_lines([*stated_on(case, works, pick)], 400, REPORT)
        text = "\n".join(lines)
        assert "against: “neither”" in text
        assert "for: “not neither”" in text


def test_an_issue_without_a_line_is_named_as_it_is_titled() -> None:
    """A name in it keeps its capital; so does one on which nothing is crossed."""
    army = issue("army", "large", "small", title="Ukraine's army")
    press = issue("press", "more", "less", title="Pressure on NATO")
    case = made_case(issues=(army, press), red_lines=(red_line("A-1", "a", when(press="less")),))
    made = scenario()
    checker = Checker(case)
    verdict = checker.check(made)
    for asked, words in (
        (army, "No counted red line depends on Ukraine's army."),
        (press, "It would cross no counted red line on Pressure on NATO as things stand."),
    ):
        first = from_here(checker, made, asked.id)[0]
        page = explain_option(verdict, asked, asked.options[0], first, chosen=False)
        assert words in text_of(page)
