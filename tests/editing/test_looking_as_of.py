"""A day is looked through like a reading: nothing is written until it becomes the file's own."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from planner.check.verdict import PartyStatus
from planner.editing.scenario_session import Session
from planner.model.statements import Statement, Strength
from tests.small_cases import conditions, made_case, red_line, scenario, when

MAY, AUGUST = dt.date(2025, 5, 9), dt.date(2025, 8, 19)
SAID = Statement("E1", "not x", party="a", strength=Strength.OPPOSITION, opposes=conditions(i="x"))
CASE = made_case(
    statements=[SAID],
    red_lines=[
        red_line("L1", "a", when(i="x"), evidence=("E1",), superseded_by="L2"),
        red_line("L2", "a", when(i="y"), date=AUGUST),
    ],
)


@pytest.fixture
def session() -> Session:
    """A scenario that crosses the first of the lines alone."""
    return Session(CASE, scenario(i="x"))


def looked_at(session: Session) -> dt.date | None:
    """As of which day."""
    return session.day


def test_looking_as_of_a_day_changes_nothing_and_follows_the_file_once_it_says_so(
    session: Session,
) -> None:
    """Going on with the choices keeps the day that is looked at."""
    session.look_as_of(MAY)
    assert looked_at(session) == MAY
    assert session.own_day is None
    assert set(session.case.red_lines_by_id) == {"L1"}
    assert not session.unsaved
    session.choose("i", "y")
    assert looked_at(session) == MAY
    assert session.verdict.party_statuses == (PartyStatus.CLEAR,)
    session.look_as_of(None)
    assert looked_at(session) is None
    assert session.verdict.party_statuses == (PartyStatus.CROSSED,)
    session.judge_as_of(MAY)
    session.undo()
    assert looked_at(session) is None


def test_all_days_can_be_looked_at_in_a_file_that_says_one() -> None:
    """The file keeps its own all the while."""
    session = Session(CASE, evolve(scenario(i="x"), as_of=MAY))
    session.look_as_of(None)
    assert looked_at(session) is None
    assert set(session.case.red_lines_by_id) == {"L2"}
    assert not session.unsaved
    session.look_as_of(session.own_day)
    assert looked_at(session) == MAY
