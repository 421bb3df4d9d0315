"""Steps, differences and merges in words, where several options hold, or a number, or a day."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.merging import Merge
from planner.model.scenario import Choice, Scenario
from planner.reports.words.differences import differences
from planner.reports.words.history import step_words
from planner.reports.words.merging import change_lines, clash_lines, merge_sentence
from tests.small_cases import any_of, issue, made_case, number, red_line, scenario, when

CASE = made_case(
    issues=(
        issue("seat", "here", "there"),
        any_of("meeting", "bilateral", "trilateral", "shuttle", title="Meeting format", at_least=2),
        number("army", 0, 1500, 100, title="Army ceiling", unit="soldiers"),
    ),
    red_lines=(red_line("A-1", "a", when(seat="here")),),
)
MEETINGS = ("bilateral", "trilateral")
CHOSEN = scenario(seat="here", meeting=MEETINGS, army=600)
MARCH = dt.date(2025, 3, 1)


def merge(base: Scenario | None, mine: Scenario, theirs: Scenario) -> Merge:
    return scenario_kind(CASE, "").merged(base, mine, theirs)


@pytest.mark.parametrize(
    ("name", "was", "words"),
    [
        (
            "Meeting format: Shuttle added",
            CHOSEN.with_pick("meeting", (*MEETINGS, "shuttle")),
            "Undid Meeting format: Shuttle added. Now: Bilateral and Trilateral.",
        ),
        (
            "Army ceiling: 700 soldiers",
            CHOSEN.with_pick("army", 700),
            "Undid Army ceiling: 700 soldiers. Now: 600 soldiers.",
        ),
        (
            "as of 2025-03-01",
            evolve(CHOSEN, as_of=MARCH),
            "Undid the day: 2025-03-01 → all that is stated. Now: all that is stated.",
        ),
    ],
)
def test_a_step_is_told_with_what_holds_now(name: str, was: Scenario, words: str) -> None:
    """The case is the one from before, whatever the kind of the issue."""
    assert step_words("Undid", name, CASE, was, CHOSEN) == words


def test_a_step_to_what_the_case_no_longer_has_names_it() -> None:
    now = CHOSEN.with_pick("meeting", ("bilateral", "gone"))
    words = step_words("Undid", "merged", CASE, CHOSEN, now)
    assert "Meeting format: “bilateral, gone” (gone from the case)" in words


def test_another_reason_for_setting_a_line_aside_is_a_step_of_its_own() -> None:
    was = evolve(CHOSEN, set_aside={"A-1": "a bluff"})
    now = evolve(CHOSEN, set_aside={"A-1": "a bluff, says the envoy"})
    assert step_words("Undid", "reason", CASE, was, now) == (
        "Undid the reason for setting A-1 aside. Now: “a bluff, says the envoy”."
    )


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (
            CHOSEN.with_pick("meeting", ()),
            "Meeting format: Bilateral and Trilateral → undecided, 0 of at least 2",
        ),
        (
            CHOSEN.with_pick("meeting", ("shuttle",)),
            "Meeting format: Bilateral and Trilateral → undecided, 1 of at least 2: Shuttle",
        ),
        (CHOSEN.with_pick("meeting", None), "Meeting format: Bilateral and Trilateral → undecided"),
        (CHOSEN.with_pick("army", 1200), "Army ceiling: 600 soldiers → 1,200 soldiers"),
        (evolve(CHOSEN, as_of=MARCH), "judged by: all that is stated → 2025-03-01"),
        (CHOSEN.with_note("army", "why"), "Army ceiling: another note"),
    ],
)
def test_each_difference_is_a_line(after: Scenario, words: str) -> None:
    """One for a choice, whichever of its fields hold it."""
    assert differences(CASE, CHOSEN, after) == [words]


def test_a_choice_of_another_kind_of_answer_than_the_case_asks_for_is_one_difference() -> None:
    """The issue was of one option when the other was saved."""
    other = evolve(CHOSEN, choices={**CHOSEN.choices, "meeting": Choice("bilateral")})
    assert differences(CASE, other, CHOSEN) == [
        "Meeting format: what is gone from the case: dropped",
        "Meeting format: undecided → Bilateral and Trilateral",
    ]
    assert differences(CASE, CHOSEN, other) == [
        "Meeting format: what is gone from the case: now “bilateral”",
    ]


def test_sets_and_numbers_in_conflict_are_told_by_their_titles() -> None:
    """With what stood there before."""
    mine = CHOSEN.with_pick("meeting", ("bilateral", "shuttle")).with_pick("army", 700)
    theirs = evolve(CHOSEN.with_pick("meeting", ()).with_pick("army", None), as_of=MARCH)
    merging = merge(CHOSEN, mine, theirs)
    assert merge_sentence(CASE, merging) == (
        "merging takes theirs on day as of which it is judged; asks on Meeting format, Army ceiling"
    )
    told = {clash.path[1]: clash_lines(CASE, clash) for clash in merging.clashes}
    assert told == {
        "meeting": [
            "You: Bilateral and Shuttle",
            "They: undecided, 0 of at least 2",
            "Before: Bilateral and Trilateral",
        ],
        "army": ["You: 700 soldiers", "They: undecided", "Before: 600 soldiers"],
    }


def test_two_days_in_conflict_are_told() -> None:
    merging = merge(CHOSEN, evolve(CHOSEN, as_of=MARCH), evolve(CHOSEN, as_of=dt.date(2025, 5, 9)))
    (clash,) = merging.clashes
    assert clash_lines(CASE, clash) == ["You: 2025-03-01", "They: 2025-05-09"]


def test_a_merge_of_sets_and_numbers_says_who_changed_what() -> None:
    mine, theirs = CHOSEN.with_pick("army", 700), CHOSEN.with_pick("meeting", None)
    assert change_lines(CASE, CHOSEN, mine, theirs) == [
        "They: Meeting format: Bilateral and Trilateral → undecided",
        "You: Army ceiling: 600 soldiers → 700 soldiers",
    ]
    assert merge_sentence(CASE, merge(CHOSEN, mine, theirs)) == (
        "merging takes theirs on Meeting format; takes yours on Army ceiling"
    )
