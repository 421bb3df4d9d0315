"""The case as of a day: what stands by then, and what is superseded by then."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from attrs import evolve
from hypothesis import given

from planner.check.as_of import case_as_of
from planner.model.case import Case, Option
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength
from tests.small_cases import issue, made_case
from tests.timed_cases import AUGUST, DAYS, MARCH, MAY, line, said, timed_cases

A_DAY = dt.timedelta(days=1)


def stated(case: Case, day: dt.date | None) -> set[str]:
    return set(case_as_of(case, day).statements_by_id)


def lines(case: Case, day: dt.date | None) -> set[str]:
    return set(case_as_of(case, day).red_lines_by_id)


def test_a_case_in_which_nothing_is_dated_or_superseded_is_the_same_case_on_every_day() -> None:
    case = made_case(statements=[said("E1")], red_lines=[line("L1", "E1"), line("L2")])
    for day in (None, dt.date.min, MARCH, dt.date.max):
        assert case_as_of(case, day) is case


def test_a_case_of_which_all_stands_by_the_day_is_the_same_case() -> None:
    case = made_case(statements=[said("E1", MARCH)], red_lines=[line("L1", "E1", date=MAY)])
    assert case_as_of(case, MAY) is case
    assert case_as_of(case, None) is case


def test_a_statement_stands_from_its_day_on_and_one_without_a_day_always() -> None:
    case = made_case(statements=[said("E1", MAY), said("E2")])
    assert stated(case, MAY - A_DAY) == {"E2"}
    assert stated(case, MAY) == {"E1", "E2"}


def test_a_statement_holds_until_the_day_of_the_one_that_supersedes_it() -> None:
    case = made_case(statements=[said("E1", MARCH, superseded_by="E2"), said("E2", MAY)])
    assert stated(case, MAY - A_DAY) == {"E1"}
    assert stated(case, MAY) == {"E2"}
    assert stated(case, None) == {"E2"}


def test_what_a_statement_without_a_day_supersedes_never_holds() -> None:
    case = made_case(statements=[said("E1", MARCH, superseded_by="E2"), said("E2")])
    assert stated(case, MARCH) == stated(case, None) == {"E2"}


def test_a_statement_that_is_superseded_itself_has_superseded_still() -> None:
    case = made_case(
        statements=[
            said("E1", MARCH, superseded_by="E2"),
            said("E2", MAY, superseded_by="E3"),
            said("E3", AUGUST),
        ]
    )
    assert stated(case, AUGUST) == {"E3"}


def test_a_superseded_statement_gives_no_position() -> None:
    case = made_case(statements=[said("E1", MARCH, superseded_by="E2"), said("E2", MAY)])
    assert [s.id for s in case_as_of(case, AUGUST).positions["a", "i"]] == ["E2"]
    assert not case_as_of(case, MARCH - A_DAY).positions


def test_a_line_counts_from_its_own_day_on_whatever_its_evidence() -> None:
    case = made_case(statements=[said("E1", MARCH)], red_lines=[line("L1", "E1", date=MAY)])
    assert lines(case, MARCH) == set()
    assert lines(case, MAY) == {"L1"}


def test_a_line_without_a_day_counts_from_the_first_day_on_which_any_of_its_evidence_stands() -> (
    None
):
    case = made_case(
        statements=[said("E1", AUGUST), said("E2", MAY), said("E3")],
        red_lines=[line("L1", "E1", "E2"), line("L2", "E1", "E3"), line("L3")],
    )
    assert lines(case, MAY - A_DAY) == {"L2", "L3"}
    assert lines(case, MAY) == {"L1", "L2", "L3"}


def test_a_line_counts_until_the_day_of_the_one_that_supersedes_it() -> None:
    case = made_case(
        statements=[said("E1", MAY), said("E2")],
        red_lines=[
            line("by-its-own-day", date=MARCH, superseded_by="L2"),
            line("L2", date=AUGUST),
            line("by-its-evidence", superseded_by="L4"),
            line("L4", "E1"),
            line("always", "E2", superseded_by="L6"),
            line("L6", "E2"),
        ],
    )
    assert lines(case, MAY - A_DAY) == {"by-its-own-day", "by-its-evidence", "L6"}
    assert lines(case, MAY) == {"by-its-own-day", "L4", "L6"}
    assert lines(case, AUGUST) == lines(case, None) == {"L2", "L4", "L6"}


def test_a_line_outlasts_its_evidence_until_another_line_supersedes_it() -> None:
    case = made_case(
        statements=[said("E1", MARCH, superseded_by="E2"), said("E2", MAY)],
        red_lines=[line("L1", "E1")],
    )
    (held,) = case_as_of(case, AUGUST).red_lines
    assert (held.id, held.evidence) == ("L1", ())


def test_what_does_not_stand_is_named_nowhere() -> None:
    asked = issue("i", "x", Option("y", "Y", evidence=("E1", "E2")))
    case = made_case(
        issues=[asked],
        statements=[said("E1", AUGUST), said("E2", MARCH)],
        red_lines=[line("L1", "E1", "E2")],
    )
    found = case_as_of(case, MAY)
    assert found.issues_by_id["i"].option("y").evidence == ("E2",)
    assert found.red_lines_by_id["L1"].evidence == ("E2",)


def test_what_repeats_a_statement_that_does_not_stand_repeats_what_that_one_repeated() -> None:
    case = made_case(
        statements=[
            said("E1", MARCH),
            said("E2", MARCH, repeats="E1", superseded_by="E4"),
            said("E3", MARCH, repeats="E2"),
            said("E4", MAY),
            said("E5", MAY, repeats="E6"),
            said("E6", AUGUST),
        ]
    )
    found = case_as_of(case, MAY).statements_by_id
    assert found["E3"].repeats == "E1"
    assert found["E5"].repeats is None


@given(timed_cases())
def test_from_one_day_to_a_later_one_what_ends_has_been_superseded(case: Case) -> None:
    days = [MARCH - A_DAY, MARCH, MAY, AUGUST, None]
    states = [case_as_of(case, day) for day in days]
    for before, after in pairwise(states):
        for nouns in ("statements_by_id", "red_lines_by_id"):
            ended = getattr(before, nouns).keys() - getattr(after, nouns).keys()
            assert all(getattr(case, nouns)[name].superseded_by for name in ended)
    assert states[-1] == states[-2]  # the last of the days is as late as any


@given(timed_cases(), DAYS)
def test_the_case_as_of_a_day_is_itself_as_of_that_day_and_with_all_it_holds(
    case: Case, day: dt.date | None
) -> None:
    found = case_as_of(case, day)
    assert case_as_of(found, day) == case_as_of(found, None) == found


@given(timed_cases(), DAYS)
def test_nothing_is_known_of_what_was_said_after_the_day(case: Case, day: dt.date | None) -> None:
    """The case as of a day is that of a planner who had read no further."""
    until = dt.date.max if day is None else day

    def read(noun: Statement | RedLine) -> bool:
        return noun.date is None or noun.date <= until

    said_by_then = tuple(filter(read, case.statements))
    quotable = {statement.id for statement in said_by_then}
    coded = tuple(
        held
        for held in filter(read, case.red_lines)
        if held.date or not held.evidence or quotable & {*held.evidence}
    )
    lines = {held.id for held in coded}
    known = evolve(
        case,
        statements=tuple(
            s if s.superseded_by in quotable else evolve(s, superseded_by=None)
            for s in said_by_then
        ),
        red_lines=tuple(
            evolve(
                held,
                evidence=tuple(e for e in held.evidence if e in quotable),
                superseded_by=held.superseded_by if held.superseded_by in lines else None,
            )
            for held in coded
        ),
    )
    assert case_as_of(known, None) == case_as_of(case, day)


def test_a_line_whose_strength_is_left_out_is_as_strong_as_what_was_stated_by_the_day() -> None:
    weak = evolve(said("E1", MARCH), strength=Strength.PREFERENCE)
    strong = evolve(said("E2", MAY), strength=Strength.DECLARED)
    again = evolve(said("E3", repeats="E1"), strength=Strength.INSISTENCE)
    coded = line("L1", "E1", "E2", "E3", strength=Strength.DECLARED)
    for left_out, before in ((True, Strength.PREFERENCE), (False, Strength.DECLARED)):
        case = made_case(
            statements=[weak, strong, again],
            red_lines=[evolve(coded, strength_left_out=left_out)],
        )
        assert case_as_of(case, MAY - A_DAY).red_lines[0].strength is before
        assert case_as_of(case, MAY).red_lines[0].strength is Strength.DECLARED


def test_a_line_is_a_preference_while_nothing_of_its_evidence_stands() -> None:
    case = made_case(
        statements=[said("E1", MAY)],
        red_lines=[
            line("L1", "E1", date=MARCH, strength=Strength.OPPOSITION, strength_left_out=True)
        ],
    )
    assert case_as_of(case, MARCH).red_lines[0].strength is Strength.PREFERENCE
