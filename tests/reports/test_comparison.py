"""Scenarios side by side: what differs, whose lines each crosses, the way between them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from attrs import evolve

from planner.check.checker import check
from planner.check.comparison import MOST_COLUMNS, Column, Comparison, IncomparableError
from planner.check.verdict import LineStatus
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from planner.reports.content.compare import comparison_blocks
from planner.reports.content.compare_details import way_page
from planner.reports.formats.json_comparison import comparison_json
from planner.reports.formats.text import PANE, REPORT, text_lines
from planner.reports.page import Change
from planner.reports.words.comparison import (
    LETTERS,
    dominance_words,
    effect_words,
    text_differences,
    way_words,
)
from tests.reports.small_case import CASE
from tests.small_cases import scenario


def column(name: str, made: Scenario, case: Case = CASE) -> Column:
    return Column(name, made, check(case, made))


def compare(*made: Scenario) -> Comparison:
    return Comparison(tuple(column(f"{n}.toml", each) for n, each in enumerate(made)))


FIRST = scenario(timing="first", format="three", seat="yes")  # crosses nothing
LAST = scenario(timing="last", format="three", seat="yes")  # crosses N-1 and E-1
PARALLEL = scenario(timing="parallel", format="three", seat="yes")  # leaves N-1 contested
TWO = scenario(timing="first", format="two", seat="no")  # crosses S-1
OPEN = scenario(timing="first")


def changes(made: Comparison, one: int, other: int) -> list[str]:
    blocks = [block for block in way_page(made, one, other).body if isinstance(block, Change)]
    return text_lines(blocks, 1000, PANE)


def test_issues_that_differ_come_first() -> None:
    """Else they stay in the case's order; undecided differs from any option."""
    found = compare(FIRST, scenario(timing="first", format="three", seat="no"))
    assert [issue.id for issue in found.differing] == ["seat"]
    assert [issue.id for issue in found.issues] == ["seat", "timing", "format"]
    assert compare(FIRST, OPEN).picks(CASE.issues_by_id["seat"]) == ("yes", None)


def test_a_subset_is_told_with_the_lines_that_make_the_difference() -> None:
    """No scores: only whose crossed lines are among whose."""
    words = dominance_words(compare(FIRST, LAST))
    assert words == ["A crosses no counted line: only B crosses N-1 and E-1"]
    assert dominance_words(compare(LAST, FIRST))[0].startswith("B crosses no counted line")


def test_what_is_contested_is_not_hidden_by_a_subset() -> None:
    """A scenario that crosses less may leave more contested."""
    (words,) = dominance_words(compare(PARALLEL, TWO))
    assert words == (
        "A crosses no counted line: only B crosses S-1; but A leaves N-1 contested, B does not"
    )


def test_different_lines_are_no_subset_of_each_other() -> None:
    """That is said, too."""
    assert dominance_words(compare(LAST, TWO)) == [
        "No scenario crosses a subset of another's lines"
    ]


def test_scenarios_that_cross_the_same_lines_are_told() -> None:
    """Or none; while issues are undecided only so far."""
    assert dominance_words(compare(FIRST, PARALLEL)) == ["Neither A nor B crosses a counted line"]
    assert dominance_words(compare(LAST, evolve(LAST, title="x"))) == [
        "A and B cross the same lines: N-1 and E-1"
    ]
    assert dominance_words(compare(FIRST, OPEN)) == [
        "So far neither A nor B crosses a counted line"
    ]


def test_subsets_are_only_told_of_scenarios_that_are_judged_alike() -> None:
    """Under another reading, or with a line set aside, fewer lines may say nothing at all."""
    lenient = evolve(LAST, reading=Reading.LITERAL)
    aside = evolve(LAST, set_aside=("N-1",))
    for other, why in ((lenient, "the same reading"), (aside, "the same lines")):
        found = compare(LAST, other)
        assert not list(found.relations())
        assert not found.same
        (words,) = dominance_words(found)
        assert words.startswith(f"Not all are judged with {why}")
    three = compare(LAST, lenient, FIRST)
    assert [(r.one, r.other) for r in three.relations()] == [(2, 0)]


def test_subsets_agree_with_the_sets_over_all_pairs() -> None:
    """Every complete scenario of the small case against every other."""
    made = [
        scenario(timing=timing, format=how, seat=seat)
        for timing, how, seat in itertools.product(
            ("first", "parallel", "last"), ("two", "three"), ("yes", "no")
        )
    ]
    for a, b in itertools.permutations(made, 2):
        found = compare(a, b)
        one, other = ({line.line.id for line in check(CASE, each).crossed} for each in (a, b))
        told = [(r.one, r.other, r.same, set(r.more)) for r in found.relations()]
        expected: list[tuple[int, int, bool, set[str]]] = []
        if one == other:
            expected = [(0, 1, True, set())]
        elif one < other:
            expected = [(0, 1, False, other - one)]
        elif other < one:
            expected = [(1, 0, False, one - other)]
        assert told == expected


def test_the_way_from_one_to_another_is_its_changes_and_what_they_do() -> None:
    """Both ways."""
    found = compare(FIRST, LAST)
    assert changes(found, 0, 1) == ["Timing: First → Last"]
    assert changes(found, 1, 0) == ["Timing: Last → First"]
    assert way_words(found, 0, 1) == "A → B: 1 change: Timing"
    assert effect_words(found, 0, 1) == "crosses N-1 and E-1 in addition"
    assert effect_words(found, 1, 0) == "no longer crosses N-1 and E-1"
    assert way_words(compare(FIRST, FIRST), 0, 1) == "A → B: the same choices"
    assert changes(compare(FIRST, OPEN), 0, 1)[-1] == "Seat: Yes → undecided"


def test_titles_and_notes_differ_without_deciding_anything() -> None:
    """They are named, and the scenarios are the same."""
    noted = evolve(FIRST.with_note("seat", "why not"), title="Another", summary="Long")
    found = compare(FIRST, noted)
    assert found.same
    assert text_differences(found) == ["notes on Seat", "title", "summary"]


def test_scenarios_of_different_cases_are_refused_by_name() -> None:
    """In plain words; and so are different versions of one case."""
    other = evolve(CASE, id="other")
    with pytest.raises(
        IncomparableError, match=r'different cases.*a.toml to "small".*b.toml to "other"'
    ):
        Comparison((column("a.toml", FIRST), column("b.toml", FIRST, other)))
    changed = evolve(CASE, red_lines=CASE.red_lines[1:])
    with pytest.raises(
        IncomparableError, match=r'different versions of the case "small".*planner log'
    ):
        Comparison((column("a.toml", FIRST), column("b.toml", FIRST, changed)))


def way(one: int, other: int, timing: str, **effect: list[str]) -> dict[str, Any]:
    """An entry of ``changes``."""
    now = ("crosses", "contests", "counts", "ends", "settles")
    kinds = (*now, "contested", "undecided", "set_aside", "uncounted")
    return {
        "from": one,
        "to": other,
        "choices": {"timing": timing},
        "effect": {kind: effect.get(kind, []) for kind in kinds},
    }


def test_the_json_has_an_entry_for_each_file_everywhere() -> None:
    """Programs rely on the names; numbers count files from 0."""
    answer = comparison_json(compare(LAST, FIRST, PARALLEL))
    assert answer == {
        "files": ["0.toml", "1.toml", "2.toml"],
        "titles": ["A try", "A try", "A try"],
        "case": "small",
        "reading": "firm",
        "readings": ["firm", "firm", "firm"],
        "set_aside": [[], [], []],
        "same": False,
        "differing": ["timing"],
        "issues": {
            "timing": ["last", "first", "parallel"],
            "format": ["three", "three", "three"],
            "seat": ["yes", "yes", "yes"],
        },
        "parties": {
            "north": ["crossed", "clear", "contested"],
            "south": ["clear", "clear", "clear"],
            "east": ["crossed", "clear", "clear"],
            "west": ["no_position", "no_position", "no_position"],
        },
        "crossed": [["N-1", "E-1"], [], []],
        "contested": [[], [], ["N-1"]],
        "incoherent": [[], [], []],
        "undecided": [[], [], []],
        "notes": [],
        "texts": [],
        "subsets": [
            {"of": 1, "in": 0, "more": ["N-1", "E-1"]},
            {"of": 2, "in": 0, "more": ["N-1", "E-1"]},
        ],
        "equal": [[1, 2]],
        "changes": [
            way(0, 1, "first", ends=["N-1", "E-1"]),
            way(0, 2, "parallel", ends=["E-1"], contested=["N-1"]),
            way(1, 0, "last", crosses=["N-1", "E-1"]),
            way(1, 2, "parallel", contests=["N-1"]),
            way(2, 0, "last", crosses=["N-1", "E-1"]),
            way(2, 1, "first", settles=["N-1"]),
        ],
    }


def under(reading: Reading, *made: Scenario) -> Comparison:
    """As the command and the screen compare: all by one reading."""
    judged = (Column(f"{n}.toml", m, check(CASE, m, reading=reading)) for n, m in enumerate(made))
    return Comparison(tuple(judged))


def test_a_file_that_says_another_reading_than_all_are_judged_by_is_marked() -> None:
    """``reading`` is the one of all, ``readings`` tells each file's own; they are not the same."""
    found = under(Reading.FIRM, LAST, evolve(LAST, reading=Reading.STRICT))
    answer = comparison_json(found)
    assert (answer["reading"], answer["readings"]) == ("firm", ["firm", "strict"])
    assert answer["same"] is False
    lines = text_lines(comparison_blocks(found), 100, REPORT)
    assert lines[1] == "All judged by the firm reading"
    assert [line.endswith("(its file says strict)") for line in lines[2:4]] == [False, True]


@pytest.mark.parametrize("reading", Reading)
def test_what_is_not_crossed_any_more_has_ended_only_where_it_is_respected(
    reading: Reading,
) -> None:
    """Every scenario of the small case, partial ones too, on the way to every other."""
    made = [
        Scenario("small", choices={i: Choice(o) for i, o in picks if o}, set_aside=aside)
        for picks in itertools.product(
            [("timing", option) for option in ("", "first", "parallel", "last")],
            [("format", option) for option in ("", "two", "three")],
        )
        for aside in ((), ("N-1",))
    ]
    for a, b in itertools.permutations(made, 2):
        found = under(reading, a, b)
        effect, words = found.effect(0, 1), effect_words(found, 0, 1)
        before, after = (
            {line.line.id: line for line in column.verdict.lines} for column in found.columns
        )
        for line in after:
            was, now = before[line], after[line]
            crossed = [v.counted and v.status is LineStatus.CROSSED for v in (was, now)]
            gone = crossed == [True, False]
            assert (line in effect.ends) == (gone and now.status is LineStatus.RESPECTED)
            assert (line in effect.undecided) == (gone and now.status is LineStatus.UNDECIDED)
            assert (line in effect.contested) == (gone and now.status is LineStatus.CONTESTED)
            assert (line in effect.set_aside) == (gone and now.status is LineStatus.CROSSED)
            assert (line in effect.crosses + effect.counts) == (crossed == [False, True])
            assert (line in effect.counts) == (crossed[1] and was.crossed_aside)
            beside = was.counted and now.counted and crossed == [False, False]
            contested = [v.status is LineStatus.CONTESTED for v in (was, now)]
            assert (line in effect.contests) == (beside and contested == [False, True])
            settled = contested[0] and now.status is LineStatus.RESPECTED
            assert (line in effect.settles) == (beside and settled)
        assert ("no longer crosses" in words) == bool(effect.ends)
        assert ("contested in addition" in words) == bool(effect.contests)
        assert ("no longer leaves" in words) == bool(effect.settles)
        assert effect.uncounted == ()


def test_the_text_says_what_differs_before_the_verdicts_and_the_rest() -> None:
    """Scenarios that choose the same share a line; no line is too wide."""
    made = compare(FIRST, LAST, scenario(timing="last", format="three", seat="no"))
    lines = text_lines(comparison_blocks(made), 60, REPORT)
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads == [
        "Small talks, as of 2025-08-19",
        "All judged by the firm reading",
        "Issues that differ (2 of 3 issues)",
        "Verdicts",
        "Whose crossed lines",
        "From one to another",
        "Issues that are the same (1)",
    ]
    timing = lines.index("  Timing")
    assert lines[timing + 1 : timing + 3] == ["    A  First", "    B C  Last"]
    assert "    A B C  - no stated position" in lines
    assert max(map(len, lines)) <= 60


def test_the_same_choices_are_told_first() -> None:
    """Then the verdicts, which agree."""
    lines = text_lines(
        comparison_blocks(compare(FIRST, Scenario("small", choices=FIRST.choices))), 80, REPORT
    )
    assert "All choose the same on every issue." in lines
    assert "Other differences, which decide nothing: title." in lines


def test_a_choice_of_nothing_and_a_missing_one_are_the_same() -> None:
    """A scenario may leave an issue out."""
    named = Scenario("small", choices={"timing": Choice("first"), "seat": Choice()})
    assert compare(named, Scenario("small", choices={"timing": Choice("first")})).same


def test_where_no_line_counts_nothing_is_said_of_lines() -> None:
    """Neither that they are crossed nor that they are not."""
    one, other = scenario(timing="first"), scenario(timing="parallel")
    bare = evolve(CASE, red_lines=())
    columns = tuple(
        Column(name, tried, check(bare, tried)) for name, tried in (("a", one), ("b", other))
    )
    assert dominance_words(Comparison(columns)) == [
        "This reading counts no line, so it says nothing about A and B"
    ]


def test_every_column_has_a_letter() -> None:
    """No more and no fewer than can stand side by side."""
    assert len(LETTERS) == MOST_COLUMNS
