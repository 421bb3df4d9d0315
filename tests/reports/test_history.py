"""What undo and redo say: which step it was, and what holds now."""

from __future__ import annotations

import pytest
from attrs import evolve

from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from planner.reports.words.history import step_words
from tests.reports.small_case import CASE
from tests.small_cases import scenario

FIRST = scenario(timing="first", format="three", seat="yes")


def undone(name: str, was: Scenario, now: Scenario = FIRST) -> str:
    return step_words("Undid", name, CASE, was, now)


@pytest.mark.parametrize(
    ("name", "was", "words"),
    [
        ("Timing: Last", FIRST.with_pick("timing", "last"), "Undid Timing: Last. Now: First."),
        ("note on Seat", FIRST.with_note("seat", "x"), "Undid the note on Seat. Now: no note."),
        ("title", evolve(FIRST, title="A deal"), "Undid the title. Now: “{title}”."),
        (
            "strict reading",
            evolve(FIRST, reading=Reading.STRICT),
            "Undid the reading: strict → firm. Now: firm.",
        ),
        (
            "N-1 set aside",
            evolve(FIRST, set_aside=("N-1",)),
            "Undid N-1: set aside → counted. Now: counted.",
        ),
        ("the file saved", FIRST, "Undid “the file saved”."),
    ],
)
def test_a_step_that_did_one_thing_is_told_with_what_holds_now(
    name: str, was: Scenario, words: str
) -> None:
    """By its own words, without the subject twice."""
    assert undone(name, was) == words.format(title=FIRST.title)


def test_a_step_that_did_several_things_names_what_each_is_now() -> None:
    """At most three of them; the rest is counted."""
    was = evolve(
        FIRST.with_pick("timing", "last").with_pick("format", None).with_pick("seat", "no"),
        set_aside=("N-1", "S-1"),
    )
    assert undone("merged with a.toml", was) == (
        "Undid “merged with a.toml”. Now: Timing: First; Format: Three; Seat: Yes; and 2 more."
    )


def test_one_thing_done_under_another_name_has_its_subject() -> None:
    """Else nobody knew of what is told."""
    was = Scenario("small", reading=FIRST.reading, choices={**FIRST.choices, "seat": Choice()})
    was = evolve(was, title=FIRST.title)
    assert undone("draft recovered", was) == "Undid “draft recovered”. Now: Seat: Yes."


def test_a_long_text_is_told_by_its_beginning_in_one_line() -> None:
    """A note may have many lines."""
    now = FIRST.with_note("seat", "one\ntwo " + "x" * 80)
    words = undone("note on Seat", FIRST, now)
    assert words.startswith("Undid the note on Seat. Now: “one two xxx")
    assert words.endswith("x…”.")
    assert "\n" not in words
    assert len(words) < 80
