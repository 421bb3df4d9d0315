"""The session on issues of which several options hold, on numbers, and on lines set aside."""

from __future__ import annotations

import pytest

from planner.editing.deciding import TooManyError
from planner.editing.scenario_session import Session
from planner.model.conditions import Condition
from planner.model.scenario import Choice
from tests.small_cases import any_of, issue, made_case, number, red_line, scenario, when

CASE = made_case(
    parties=("north", "south"),
    issues=(
        issue("seat", "here", "there"),
        any_of("meeting", "bilateral", "trilateral", "shuttle", title="Meeting format", at_most=2),
        any_of("guarantors", "a", "b", "c", at_least=2),
        number("army", 0, 1500, 100, title="Army ceiling", unit="soldiers"),
    ),
    red_lines=(
        red_line("N-1", "north", when(meeting=Condition("", none=("trilateral",)))),
        red_line("S-1", "south", when(army=Condition("", at_from=600))),
        red_line("S-2", "south", when(army=Condition("", at_from=1000), seat="here")),
    ),
)


@pytest.fixture
def session() -> Session:
    """A new scenario of the case."""
    return Session(CASE, scenario())


def test_a_tick_adds_an_option_or_takes_it_away_by_a_name_of_its_own(session: Session) -> None:
    """Each is a step that undo takes back."""
    names = []
    for option in ("trilateral", "bilateral", "trilateral", "bilateral"):
        change = session.tick("meeting", option)
        assert change is not None
        names.append(change.name)
    assert names == [
        "Meeting format: Trilateral added",
        "Meeting format: Bilateral added",
        "Meeting format: Trilateral taken away",
        "Meeting format: Bilateral taken away",
    ]
    assert session.scenario.pick("meeting") is None
    session.undo()
    session.undo()
    assert session.scenario.pick("meeting") == ("bilateral", "trilateral")


def test_that_none_of_them_holds_is_decided_by_itself(session: Session) -> None:
    """It is another thing than an issue that is undecided."""
    change = session.choose("meeting", ())
    assert change is not None
    assert change.name == "Meeting format: none of them"
    assert session.written.choices["meeting"] == Choice(options=())
    session.choose("meeting", None)


def test_what_is_beyond_the_most_is_refused_and_changes_nothing(session: Session) -> None:
    """Undo would have nothing to take back."""
    session.choose("meeting", ("bilateral", "shuttle"))
    before = session.written
    with pytest.raises(TooManyError):
        session.tick("meeting", "trilateral")
    with pytest.raises(KeyError):
        session.choose("meeting", ("bilateral", "trilateral", "shuttle"))
    assert session.written is before


def test_a_choice_with_too_few_options_is_begun_and_counts_as_undecided(session: Session) -> None:
    """It stays in the file, and is seen as far as it goes."""
    session.tick("guarantors", "c")
    assert session.picked("guarantors") == ("c",)
    assert session.scenario.pick("guarantors") is None
    assert session.with_begun.pick("guarantors") == ("c",)
    assert session.with_begun.choices == {
        **session.scenario.choices,
        "guarantors": Choice(options=("c",)),
    }
    session.tick("guarantors", "a")
    assert session.with_begun == session.scenario
    assert session.picked("guarantors") == session.scenario.pick("guarantors") == ("a", "c")


def test_values_that_the_number_does_not_have_are_refused(session: Session) -> None:
    """Off the steps, beyond the bounds, or of another kind."""
    for wrong in (650, 1600, -100, "many", ("a",)):
        with pytest.raises(KeyError):
            session.choose("army", wrong)
    assert session.choose("army", 600) is not None


def test_quick_steps_of_a_number_are_one_step_to_undo(session: Session) -> None:
    """Until something else is done, or the planner has moved on."""
    session.choose("army", 800)
    changes = [session.choose("army", value, quick=True) for value in (900, 1000, 1100)]
    assert [change.name for change in changes if change][-1] == "Army ceiling: 1,100 soldiers"
    session.end_merging()
    session.choose("army", 1200, quick=True)
    assert session.undo()
    assert session.scenario.pick("army") == 1100
    assert session.undo()
    assert session.scenario.pick("army") == 800


def test_stretches_begin_where_a_rule_says_something_else(session: Session) -> None:
    """All rules of the case, whoever's."""
    assert [*session.stretches("army")] == [(0, 500), (600, 900), (1000, 1500)]


def test_why_a_line_is_set_aside_is_kept_with_it_and_written_anew(session: Session) -> None:
    """Setting aside with its why is one step, and so is writing another why letter by letter."""
    session.set_aside("S-1", aside=True, why="they may come round")
    assert session.scenario.set_aside == {"S-1": "they may come round"}
    session.end_merging()
    for why in ("n", "no", "not now"):
        change = session.write_why("S-1", why)
        assert change is not None
        assert change.name == "why S-1 is set aside"
    assert session.scenario.set_aside == {"S-1": "not now"}
    session.undo()
    assert session.scenario.set_aside == {"S-1": "they may come round"}
    with pytest.raises(KeyError):
        session.write_why("N-1", "never set aside")
    session.undo()
    assert not session.scenario.set_aside
