"""Numbers and the words that agree with them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import planner
from planner.analysis.engine.limits import Unfinished
from planner.analysis.questions.tally import Tally
from planner.check.checker import check
from planner.check.comparison import Column, Comparison
from planner.check.coverage import Coverage
from planner.model.case import Case, Issue, Option
from planner.model.conditions import Condition
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Statement, Strength
from planner.reports.content.case_items import doubt_blocks
from planner.reports.formats.text import REPORT, text_lines
from planner.reports.words.choices import answer_lines
from planner.reports.words.comparison import way_words
from planner.reports.words.counts import (
    bounds,
    brief_tally,
    clear_words,
    open_sentences,
    tally_clauses,
)
from planner.reports.words.coverage import coverage_words
from planner.reports.words.from_here import of_them_words, ways_words
from planner.reports.words.line_effect import effect_words
from planner.reports.words.numbers import agreeing, counted, digits
from planner.reports.words.verdicts import case_size, sentence, undecided_sentence, verdict_sentence
from tests.contracts.said import faults
from tests.reports.small_case import CASE
from tests.small_cases import any_of, issue, when

SOURCES = sorted(Path(planner.__file__).parent.rglob("*.py"))
GRAMMAR = Path(planner.__file__).parent / "reports" / "words" / "numbers.py"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 issues"), (1, "1 issue"), (2, "2 issues"), (1_000, "1,000 issues")],
)
def test_a_noun_agrees_with_its_number(number: int, words: str) -> None:
    assert counted(number, "issue") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10**60 - 1, ",".join(["999"] * 20)),
        (10**60, "about 1.0e60"),
        (5**300, "about 4.9e209"),
        (196 * 10**100, "about 2.0e102"),
        (194 * 10**100, "about 1.9e102"),
        (10**6_000 - 1, "about 1.0e6000"),
        (10**6_000, "about 1.0e6000"),
    ],
    ids=["60 digits", "61 digits", "300 issues", "up", "down", "all nines", "6,001 digits"],
)
def test_a_number_that_nobody_reads_is_rounded_and_says_so(number: int, words: str) -> None:
    """Of any length: Python itself refuses to write out more than 4,300 digits."""
    assert digits(number) == words


def test_a_proven_bound_stays_one_where_it_is_rounded() -> None:
    """From below down, from above up: else the words claim more than is proven."""
    found = Unfinished(at_least=196 * 10**100, at_most=201 * 10**100)
    assert bounds(found) == ["at least about 1.9e102", "at most about 2.1e102"]
    assert bounds(Unfinished(at_most=991 * 10**100)) == ["at most about 1.0e103"]


def test_what_a_red_line_closes_is_told_also_where_nobody_reads_the_number() -> None:
    """As it is written: the rule of a line ended the app there."""
    told = effect_words(CASE.red_lines[0], Reading.FIRM, 10**6_000, 10**5_999, ())
    assert told[0] == (
        "It closes about 9.0e5999 of about 1.0e6000 scenarios that are clear without it."
    )
    told = effect_words(CASE.red_lines[0], Reading.FIRM, 10**6_000, 10**6_000, ())
    assert told[0].startswith("It closes none of about 1.0e6000 scenarios")


@pytest.mark.parametrize(("number", "words"), [(0, "0 parties"), (1, "1 party"), (2, "2 parties")])
def test_a_plural_without_a_bare_s_is_given(number: int, words: str) -> None:
    assert counted(number, "party", "parties") == words


def test_a_verb_agrees_with_its_number() -> None:
    """A number that is only bounded is many, whatever its bounds."""
    numbers = (0, 1, 2, Unfinished(1, 1))
    assert [agreeing(n, "crosses", "cross") for n in numbers] == [
        "cross",
        "crosses",
        "cross",
        "cross",
    ]


def choices_by_one(source: str) -> list[int]:
    """The lines on which words are chosen by whether a number is 1."""

    def is_one(test: ast.expr) -> bool:
        return (
            isinstance(test, ast.Compare)
            and isinstance(test.ops[0], ast.Eq | ast.NotEq)
            and isinstance(other := test.comparators[0], ast.Constant)
            and other.value == 1
        )

    def is_text(value: ast.expr) -> bool:
        return isinstance(value, ast.JoinedStr) or (
            isinstance(value, ast.Constant) and isinstance(value.value, str)
        )

    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.IfExp)
        and is_one(node.test)
        and (is_text(node.body) or is_text(node.orelse))
    ]


@pytest.mark.parametrize("name", [pytest.param(p, id=p.name) for p in SOURCES if p != GRAMMAR])
def test_only_one_place_knows_one_from_many(name: Path) -> None:
    """Any other would sooner or later forget it in one of its sentences."""
    assert choices_by_one(name.read_text(encoding="utf-8")) == []


def test_a_choice_by_hand_would_be_found() -> None:
    assert choices_by_one("x = f'{n} issue' if n == 1 else f'{n} issues'") == [1]
    assert choices_by_one("\nx = 's' if number != 1 else ''") == [2]


def case_of(lines: int, issues: int) -> Case:
    """So many lines of one party, crossed by the first option of as many issues."""
    names = [f"i{n}" for n in range(max(lines, issues))][:issues]
    return evolve(
        CASE,
        issues=tuple(issue(name, "yes", "no") for name in names),
        statements=(),
        red_lines=tuple(
            RedLine(f"N-{n}", "north", f"Line {n}", (when(**{names[n % issues]: "yes"}),))
            for n in range(lines)
        ),
        coherence=(),
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (0, "the firm reading counts no line, so it says nothing about this scenario"),
        (1, "crosses 1 stated red line under the firm reading: N-0"),
        (2, "crosses 2 stated red lines under the firm reading: N-0, N-1"),
    ],
)
def test_a_verdict_agrees_with_its_lines(lines: int, words: str) -> None:
    case = case_of(lines, 2)
    chosen = Scenario("small", choices={name: Choice("yes") for name in ("i0", "i1")})
    assert verdict_sentence(check(case, chosen)) == words


@pytest.mark.parametrize(
    ("lines", "issues", "words"),
    [
        (1, 1, "1 issue undecided, 1 red line depends on it"),
        (2, 1, "1 issue undecided, 2 red lines depend on it"),
        (1, 2, "2 issues undecided, 1 red line depends on them"),
        (2, 2, "2 issues undecided, 2 red lines depend on them"),
    ],
)
def test_a_verdict_agrees_with_its_undecided_issues(lines: int, issues: int, words: str) -> None:
    case = case_of(lines, issues)
    assert verdict_sentence(check(case, Scenario("small"))).endswith(words)
    noun = "undecided issue: " if issues == 1 else "undecided issues: "
    assert undecided_sentence(check(case, Scenario("small"))).startswith(noun)


def test_the_size_of_a_case_agrees_with_each_of_its_numbers() -> None:
    """Parties, issues, options, scenarios and lines."""
    two = evolve(case_of(2, 2), parties=CASE.parties[:2])
    assert case_size(two) == "2 parties, 2 issues, 4 options, 4 scenarios, 2 red lines"
    option = Issue("i0", "I0", (Option("yes", "Yes"),))
    one = evolve(case_of(1, 1), parties=CASE.parties[:1], issues=(option,))
    assert case_size(one) == "1 party, 1 issue, 1 option, 1 scenario, 1 red line"
    assert case_size(evolve(one, red_lines=())).endswith("0 red lines")


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (0, "0 of 4 pairs of party and issue hold a stated position"),
        (1, "1 of 4 pairs of party and issue holds a stated position"),
        (2, "2 of 4 pairs of party and issue hold a stated position"),
    ],
)
def test_the_coverage_agrees_with_how_much_is_documented(statements: int, words: str) -> None:
    supports = (Condition("i0", ("yes",)),)
    said = tuple(
        Statement(f"E{n}", "So", party=party.id, strength=Strength.PREFERENCE, supports=supports)
        for n, party in enumerate(CASE.parties[:statements])
    )
    assert coverage_words(Coverage(evolve(case_of(0, 1), statements=said))) == words


@pytest.mark.parametrize(("things", "words"), [(51, "1 more follows"), (52, "2 more follow")])
def test_what_is_to_be_looked_at_later_is_counted(things: int, words: str) -> None:
    *_, told = text_lines(doubt_blocks(["it has no evidence"] * things), 100, REPORT)
    assert told.strip() == f"{words} once these are dealt with."


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, None, "any number of its options hold together"),
        (1, None, "1 or more of its options hold together"),
        (0, 1, "at most one of its options holds"),
        (1, 1, "exactly one of its options holds"),
        (0, 2, "at most 2 of its options hold together"),
        (1, 2, "1 to 2 of its options hold together"),
        (2, 2, "2 of its options hold together"),
    ],
)
def test_how_many_options_hold_agrees_with_their_number(
    least: int, most: int | None, words: str
) -> None:
    asked = any_of("seat", "here", "there", "nowhere", at_least=least, at_most=most)
    assert answer_lines(evolve(CASE, issues=(asked,)), asked) == [words]


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_all_that_is_said_of_clear_scenarios_agrees_with_their_numbers(
    clear: int, uncontested: int, sourced: int
) -> None:
    """None, one and several of them, and of those that leave nothing contested or are sourced."""
    tally = Tally(clear, min(clear, uncontested), min(clear, sourced))
    said = [
        *([sentence(clear_words(tally))] if clear else []),
        brief_tally(tally),
        *of_them_words(tally),
        *open_sentences(3, Reading.FIRM, tally, tally, lines=True),
        *(sentence(f"x then {words}") for words in tally_clauses(tally)),
        *ways_words(["N-1"], [], clear),
        *ways_words(["N-1", "E-1"], ["N-1", "E-1"], clear),
    ]
    assert [fault for words in said for fault in faults(words) if "agree" in fault] == []


@pytest.mark.parametrize(
    ("changes", "words"), [(0, "the same choices"), (1, "1 change: I0"), (2, "2 changes: I0, I1")]
)
def test_the_way_between_scenarios_agrees_with_its_changes(changes: int, words: str) -> None:
    case = case_of(1, 2)
    picks = [{"i0": "yes", "i1": "yes"}]
    picks.append(picks[0] | {f"i{n}": "no" for n in range(changes)})
    columns = []
    for name, chosen in zip("ab", picks, strict=True):
        scenario = Scenario("small", choices={i: Choice(o) for i, o in chosen.items()})
        columns.append(Column(name, scenario, check(case, scenario)))
    assert way_words(Comparison(tuple(columns)), 0, 1) == f"A → B: {words}"
