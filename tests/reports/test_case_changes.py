"""What became of a case in words: kinds, bounds, points, members and dates, and what it costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from planner.check.case_changes import judged_by_both
from planner.model.case import Case, IssueKind, Party
from planner.model.comments import Comment
from planner.model.points import Points
from planner.model.scenario import Scenario
from planner.model.statements import Statement, Strength
from planner.reports.words.case_changes import change_words, vanished_words
from tests.small_cases import any_of, issue, made_case, number, red_line, scenario, when

MARCH = dt.date(2025, 3, 1)
POINTS = Points(Decimal("55.5"), None, "the mayor", {"seat": {"here": Decimal(14)}})
CASE = made_case(
    parties=(Party("a", "A", ("France",)),),
    issues=(
        issue("seat", "here", "there"),
        any_of("meeting", "bilateral", "trilateral", "shuttle", title="Meeting format", at_most=2),
        number("army", 0, 1500, 100, title="Army ceiling", unit="soldiers"),
    ),
    statements=(Statement("E1", "words", party="a", strength=Strength.OPPOSITION),),
    red_lines=(
        red_line("A-1", "a", when(seat="here")),
        evolve(red_line("A-2", "a"), points=POINTS),
    ),
)
CHOSEN = scenario(seat="here", meeting=("bilateral", "trilateral"), army=600)


def told(after: Case, before: Case = CASE, chosen: Scenario = CHOSEN) -> list[str]:
    return change_words(chosen, judged_by_both(chosen, before, after))


def asked(name: str, **changes: Any) -> Case:
    """The case with one of its issues changed."""
    issues = tuple(evolve(i, **changes) if i.id == name else i for i in CASE.issues)
    return evolve(CASE, issues=issues)


def coded(name: str, **changes: Any) -> Case:
    """The case with one of its lines changed."""
    lines = tuple(evolve(li, **changes) if li.id == name else li for li in CASE.red_lines)
    return evolve(CASE, red_lines=lines)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (
            asked("seat", kind=IssueKind.ANY),
            "issue changed: Seat: kind (one option → any of its options)",
        ),
        (
            asked("meeting", at_least=1, at_most=None),
            "issue changed: Meeting format: how many options hold (0 to 2 → 1 to 3)",
        ),
        (
            asked("army", maximum=800, step=50),
            (
                "issue changed: Army ceiling: its values (0 to 1,500 soldiers in steps of 100 → "
                "0 to 800 soldiers in steps of 50)"
            ),
        ),
        (
            asked("army", applies_when=(when(seat="there"),), question="How many?"),
            (
                "issue changed: Army ceiling: when it applies (always asked → only asked where "
                "Seat is “There”); another question"
            ),
        ),
        (asked("seat", title="Place"), "issue changed: Seat: title (Seat → Place)"),
        (
            coded("A-1", member="France", date=MARCH),
            "red line changed: A-1: member (the party's → France) and date (none → 2025-03-01)",
        ),
        (
            coded("A-1", superseded_by="A-2"),
            "red line changed: A-1: what supersedes it (nothing → A-2)",
        ),
        (
            coded("A-2", points=evolve(POINTS, minimum=Decimal(60), of_options={})),
            "red line changed: A-2: minimum (55.5 → 60); what gives how many points",
        ),
        (
            coded("A-2", points=evolve(POINTS, contested_below=Decimal(60), scored_by="us")),
            "red line changed: A-2: contested below (none → 60); whose points these are",
        ),
        (coded("A-2", points=None), "red line changed: A-2: no line by points any more"),
        (
            evolve(CASE, parties=(Party("a", "A", ("France", "Italy")),)),
            "party changed: a (its members)",
        ),
        (
            evolve(CASE, statements=(evolve(CASE.statements[0], date=MARCH, repeats="E0"),)),
            "statements changed: E1 (date, repeats)",
        ),
        (evolve(CASE, statements=()), "statements changed: E1 (gone)"),
        (evolve(CASE, as_of=MARCH), "the sources were read until: no day → 2025-03-01"),
    ],
)
def test_each_change_is_told_with_what_it_was_and_is(after: Case, words: str) -> None:
    """By the words of the screen, not by the keys of the file."""
    assert told(after) == [words]


def test_a_case_that_says_the_same_has_no_changes() -> None:
    assert told(evolve(CASE)) == ["nothing that is coded differs"]


def test_options_that_are_gone_say_that_they_are_chosen_here_one_of_several_too() -> None:
    meeting = CASE.issues[1]
    after = asked("meeting", options=meeting.options[1:])
    assert told(after) == ["option gone: Meeting format: Bilateral; it is chosen here"]
    unread = asked("meeting", options=(evolve(meeting.options[0], clause="Shall meet"),))
    assert "option worded differently: Meeting format: Bilateral; it is chosen here" in told(unread)


def test_what_is_gone_says_how_many_comments_are_about_it() -> None:
    """They stay in the file, where nobody would look for them."""
    at = dt.datetime(2025, 11, 27, tzinfo=dt.UTC)
    about = ("A-1", "army", "A-1", "seat", "")
    comments = [Comment(f"{n:08x}", "Ann", at, "Why?", on) for n, on in enumerate(about)]
    after = evolve(CASE, issues=CASE.issues[:2], red_lines=CASE.red_lines[1:])
    words = told(after, chosen=evolve(CHOSEN, comments=comments))
    assert words[0] == "issue gone: Army ceiling; it is decided here; 1 comment is about it"
    assert words[1] == "red line gone: A-1 · A, preference · A-1; 2 comments are about it"


def test_an_issue_that_is_gone_says_that_it_is_decided_here() -> None:
    after = evolve(CASE, issues=CASE.issues[:2])
    assert told(after) == ["issue gone: Army ceiling; it is decided here"]
    undecided = CHOSEN.with_pick("army", None)
    assert told(after, chosen=undecided) == ["issue gone: Army ceiling"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (
            asked("meeting", options=CASE.issues[1].options[2:]),
            "Meeting format: the options “bilateral” and “trilateral” are gone",
        ),
        (
            asked("meeting", at_most=1),
            "Meeting format: 2 options hold together, and at most 1 may",
        ),
        (
            asked("meeting", kind=IssueKind.ONE),
            "Meeting format: “bilateral, trilateral” answers it no more",
        ),
        (
            asked("army", maximum=500),
            "Army ceiling: the value 600 is gone",
        ),
        (
            evolve(CASE, issues=CASE.issues[:2]),
            "the issue “army” is gone (“600” was chosen)",
        ),
        (
            evolve(CASE, issues=(CASE.issues[0], CASE.issues[2])),
            "the issue “meeting” is gone (“bilateral, trilateral” was chosen)",
        ),
    ],
)
def test_a_choice_that_the_case_does_not_know_any_more_is_told_with_the_reason(
    case: Case, words: str
) -> None:
    """It is kept, and not judged."""
    assert vanished_words(CHOSEN, case) == [f"{words}; kept, and not judged"]
