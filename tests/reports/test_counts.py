"""Counts in words: no number of clear scenarios stands without what it hides."""

from __future__ import annotations

import pytest
from attrs import evolve

from planner.analysis.engine.limits import Stop, Stopped, Unfinished
from planner.analysis.questions.explanations import Explanation
from planner.analysis.questions.tally import Tally
from planner.check.size import scenario_count
from planner.model.reading import Reading
from planner.reports.content.explain import explain_left
from planner.reports.formats.text import PANE, text_lines
from planner.reports.words.counts import (
    brief_tally,
    clear_words,
    no_line_words,
    none_clear,
    open_sentences,
)
from tests.reports.small_case import CASE

LATE = Stopped(Stop.TIME, (1,))
SENTENCES = [
    (
        Tally(1, 0, 0),
        (
            "1 scenario crosses no counted line; it leaves a line contested; it uses an option "
            "that no source proposes"
        ),
    ),
    (
        Tally(1, 1, 1),
        (
            "1 scenario crosses no counted line; it leaves nothing contested; it uses sourced "
            "options only"
        ),
    ),
    (
        Tally(2, 0, 0),
        (
            "2 scenarios cross no counted line; 0 of them leave nothing contested; 0 use sourced "
            "options only"
        ),
    ),
    (
        Tally(2, 1, 1),
        (
            "2 scenarios cross no counted line; 1 of them leaves nothing contested; 1 uses sourced "
            "options only"
        ),
    ),
    (
        Tally(2_592, 2, 2),
        (
            "2,592 scenarios cross no counted line; 2 of them leave nothing contested; 2 use "
            "sourced options only"
        ),
    ),
]


@pytest.mark.parametrize(("tally", "words"), SENTENCES)
def test_a_number_of_clear_scenarios_says_what_it_hides(tally: Tally, words: str) -> None:
    assert clear_words(tally) == words


def test_a_number_may_be_of_all_of_other_lines_or_of_some_parties_lines() -> None:
    """What is left contested is then said of these lines alone."""
    assert clear_words(Tally(2, 2, 1), "12 scenarios").startswith("2 of 12 scenarios cross no ")
    assert clear_words(Tally(1, 1, 1), other=True).startswith(
        "1 scenario crosses no other counted line; it leaves nothing contested"
    )
    assert clear_words(Tally(3, 1, 1), whose="North or East").startswith(
        "3 scenarios cross no counted line of North or East; 1 of them leaves nothing contested "
        "among these lines"
    )


@pytest.mark.parametrize(
    ("tally", "brief"),
    [
        (Tally(0, 0, 0), "none clear"),
        (Tally(1, 0, 0), "1 clear, contested, not sourced"),
        (Tally(1, 1, 1), "1 clear, uncontested, sourced"),
        (Tally(2, 0, 0), "2 clear, all contested, none sourced"),
        (Tally(2, 2, 2), "2 clear, none contested, all sourced"),
        (Tally(3_456, 1, 56), "3,456 clear, 1 uncontested, 56 sourced"),
    ],
)
def test_where_room_is_short_a_word_stands_for_none_and_for_all(tally: Tally, brief: str) -> None:
    assert brief_tally(tally) == brief


def test_what_is_not_counted_is_said_to_be_unknown() -> None:
    """And bounds are told as far as they are proven."""
    tally = Tally(Unfinished(2, 40, LATE), Unfinished(1, 40, LATE), Unfinished(0, 40, LATE))
    assert clear_words(tally) == (
        "at least 2 and at most 40 scenarios cross no counted line; at least 1 of them leave "
        "nothing contested; how many use sourced options only is not known"
    )
    assert brief_tally(tally) == "at least 2 clear, at least 1 uncontested"
    alone = Tally(1, Unfinished(reason=LATE), Unfinished(reason=LATE))
    assert clear_words(alone) == (
        "1 scenario crosses no counted line; whether it leaves a line contested or uses an added "
        "option is not known"
    )


def test_no_scenario_is_clear_speaks_of_lines_and_rules_only() -> None:
    """Never that no deal is possible."""
    assert none_clear(evolve(CASE, coherence=())) == (
        "no scenario is clear: each crosses a counted line"
    )
    assert none_clear(CASE).endswith("each crosses a counted line or breaks a coherence rule")


def test_where_no_line_counts_nothing_is_said_about_lines() -> None:
    """Lines set aside, and parties without a line that counts, are named."""
    assert no_line_words("this scenario") == (
        "this reading counts no line, so it says nothing about this scenario"
    )
    assert no_line_words("it", ["N-1", "E-1"]).startswith("with N-1 and E-1 set aside this reading")
    assert no_line_words("them", whose="West").startswith("this reading counts no line of West,")


@pytest.mark.parametrize(
    ("tally", "words"),
    [(tally, f"If chosen: {words}.") for tally, words in SENTENCES]
    + [(Tally(0, 0, 0), "No scenario with it is clear.")],
)
def test_what_an_option_leaves_is_said_in_a_sentence(tally: Tally, words: str) -> None:
    assert text_lines(explain_left(CASE, tally, None), 1000, PANE) == [words]


def test_what_an_option_leaves_that_holds_beside_others_is_said_of_all_with_it() -> None:
    (told,) = text_lines(explain_left(CASE, Tally(3, 3, 3), None, several=True), 1000, PANE)
    assert told.startswith("Alone or with others: 3 scenarios cross no counted line; ")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Explanation({}, ("N-1",)), "No scenario with it is clear: N-1 leaves none."),
        (
            Explanation({"seat": "yes"}, ("N-1",), ("no-seat",)),
            (
                "No scenario with it is clear: with your choice of “Yes” (Seat), N-1 and no-seat "
                "leave none."
            ),
        ),
        (
            Explanation({"seat": "yes"}),
            "No scenario with it is clear with your choice of “Yes” (Seat).",
        ),
    ],
)
def test_why_an_option_leaves_none_names_choices_lines_and_rules(
    why: Explanation, words: str
) -> None:
    assert text_lines(explain_left(CASE, Tally(0, 0, 0), why), 1000, PANE) == [words]


def titles(tally: Tally | None, chosen: Tally | None = None, *, lines: bool = True) -> list[str]:
    return list(open_sentences(scenario_count(CASE), Reading.FIRM, tally, chosen, lines=lines))


def test_a_title_says_it_in_the_words_that_fit() -> None:
    """From long to short, each with what the number hides."""
    assert titles(Tally(4, 0, 0)) == [
        "4 of 12 scenarios clear, all contested, none sourced (firm)",
        "4 clear, all contested, none sourced (firm)",
    ]
    assert titles(Tally(4, 0, 0), Tally(1, 0, 0)) == [
        (
            "4 of 12 scenarios clear, all contested, none sourced (firm); with these choices "
            "1 clear, contested, not sourced"
        ),
        "4 of 12 scenarios clear, all contested, none sourced (firm); 1 with these choices",
        "1 clear left, contested, not sourced (firm)",
    ]
    assert titles(Tally(4, 0, 0), Tally(0, 0, 0))[-1] == "none clear left (firm)"
    assert titles(Tally(0, 0, 0)) == ["none clear of 12 scenarios (firm)", "none clear (firm)"]
    assert titles(None)[-1] == "counting ..., Esc stops (firm)"
    assert titles(None, lines=False) == [
        "12 scenarios · firm counts no line",
        "firm counts no line",
    ]
