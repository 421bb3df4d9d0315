"""What flipped between two days: lines and parties of one scenario, and what was stated."""

from __future__ import annotations

import datetime as dt

from attrs import evolve
from hypothesis import given

from planner.check.as_of import case_as_of
from planner.check.between_days import BetweenDays, LineChange, between_days
from planner.check.checker import check
from planner.check.verdict import LineStatus, PartyStatus
from planner.model.case import Case, following_evidence
from planner.model.reading import Reading
from planner.model.statements import Strength
from planner.reports.content.between_days import between_days_blocks
from planner.reports.formats.json_between_days import between_days_json
from planner.reports.formats.text import REPORT, text_lines
from tests.small_cases import red_line, scenario, when
from tests.timed_cases import AUGUST, DAYS, MARCH, MAY, line, said, three_days, timed_cases

CASE = three_days(red_line("B-2", "b", when(i="y")))
CHOSEN = scenario(i="x")


def lines(found: BetweenDays) -> list[tuple[str, str, str | None, str | None]]:
    return [(flip.line.id, flip.change.value, flip.before, flip.after) for flip in found.lines]


def test_each_line_that_is_new_or_superseded_is_told_with_its_statuses() -> None:
    found = between_days(CHOSEN, CASE, (MARCH, AUGUST))
    assert lines(found) == [
        ("A-1", "superseded", "crossed", None),
        ("A-2", "new", None, "respected"),
        ("B-1", "new", None, "crossed"),
    ]
    assert [(flip.id, flip.before, flip.after) for flip in found.parties] == [
        ("a", "crossed", "clear"),
        ("b", "clear", "crossed"),
    ]
    assert [s.id for s in found.stated] == ["E2", "E3"]
    assert [s.id for s in found.superseded] == ["E1"]


def test_of_a_day_in_between_only_what_came_since_is_told() -> None:
    found = between_days(CHOSEN, CASE, (MAY, None))
    assert lines(found) == [("B-1", "new", None, "crossed")]
    assert [flip.id for flip in found.parties] == ["b"]
    assert not found.superseded


def test_a_line_that_does_not_count_is_told_as_such() -> None:
    found = between_days(CHOSEN, CASE, (MAY, AUGUST), reading=Reading.LITERAL)
    assert lines(found) == [("B-1", "new", None, "not counted")]
    assert not found.parties
    aside = between_days(CHOSEN, CASE, (MAY, AUGUST), set_aside=["B-1", "B-2"])
    assert lines(aside) == [("B-1", "new", None, "not counted")]
    assert [flip.after for flip in aside.parties] == ["set_aside"]


def test_the_day_of_the_scenario_itself_plays_no_part() -> None:
    on_a_day = evolve(CHOSEN, as_of=MARCH)
    assert lines(between_days(on_a_day, CASE, (MAY, None))) == [("B-1", "new", None, "crossed")]


def test_a_line_is_told_as_strong_as_on_the_last_day_on_which_it_stood() -> None:
    """What it is by now, or was later, says nothing of what it was when it was crossed."""
    first = evolve(said("E1", MARCH, superseded_by="E2"), strength=Strength.INSISTENCE)
    later = evolve(said("E2", MAY), strength=Strength.PREFERENCE)
    coded = evolve(line("A-1", "E1", "E2", superseded_by="A-2"), strength_left_out=True)
    case = following_evidence(
        evolve(
            CASE,
            statements=(first, later, said("E3", AUGUST)),
            red_lines=(coded, line("A-2", "E3")),
        )
    )
    strengths = [
        between_days(CHOSEN, case, days, reading=Reading.MODERATE).lines[0].line.strength
        for days in ((MARCH, None), (MAY, None), (MARCH, MAY))
    ]
    assert case.red_lines[0].strength is Strength.PREFERENCE
    assert strengths == [Strength.INSISTENCE, Strength.PREFERENCE, Strength.PREFERENCE]


def test_between_two_days_without_any_change_nothing_flips() -> None:
    found = between_days(CHOSEN, CASE, (AUGUST, None))
    assert not any((found.lines, found.parties, found.stated, found.superseded))


def test_the_page_tells_it_line_by_line_and_party_by_party() -> None:
    found = between_days(CHOSEN, CASE, (MARCH, AUGUST))
    said_there = "\n".join(text_lines(between_days_blocks(CASE, found), 100, REPORT))
    for words in (
        "What flipped from 2025-03-01 to 2025-08-19",
        "A-1 · A, preference · A-1: crossed → superseded by A-2",
        "A-2 · A, preference · A-2: not stated yet → respected",
        "B: no stated line crossed → crossed: B-1",
        "E1: A, opposition; the source's own words, nobody quoted (2025-03-01, superseded by E2)",
        "2025-03-01: Crosses 1 stated red line under the firm reading: A-1.",
        "2025-08-19: Crosses 1 stated red line under the firm reading: B-1.",
    ):
        assert words in said_there, said_there


def test_the_page_says_so_where_nothing_flipped() -> None:
    found = between_days(CHOSEN, CASE, (AUGUST, None))
    said_there = "\n".join(text_lines(between_days_blocks(CASE, found), 100, REPORT))
    assert "What flipped from 2025-08-19 to all that is stated" in said_there
    assert "No red line and no party." in said_there


def test_a_party_that_flips_by_the_line_of_a_member_says_so() -> None:
    of_a_member = tuple(
        evolve(held, member="France") if held.id == "B-1" else held for held in CASE.red_lines
    )
    party = evolve(CASE.parties[1], members=("France", "Italy"))
    case = evolve(CASE, parties=(CASE.parties[0], party), red_lines=of_a_member)
    found = between_days(CHOSEN, case, (MAY, None))
    said_there = "\n".join(text_lines(between_days_blocks(case, found), 100, REPORT))
    words = "B: no stated line crossed → crossed by France's line alone: B-1"
    assert words in said_there, said_there


def test_a_program_gets_ids_days_and_statuses() -> None:
    assert between_days_json(between_days(CHOSEN, CASE, (MAY, None))) == {
        "from": "2025-05-09",
        "to": None,
        "lines": [
            {
                "id": "B-1",
                "party": "b",
                "change": "new",
                "superseded_by": None,
                "before": None,
                "after": "crossed",
            }
        ],
        "parties": [{"id": "b", "before": "clear", "after": "crossed"}],
        "stated": ["E3"],
        "superseded": [],
    }


@given(timed_cases(), DAYS, DAYS)
def test_what_is_told_is_all_that_differs(
    case: Case, one: dt.date | None, other: dt.date | None
) -> None:
    """With it the later verdict follows from the earlier one."""
    since, until = sorted((one or MARCH, other or AUGUST))
    found = between_days(CHOSEN, case, (since, until))
    before, after = (check(case_as_of(case, day), CHOSEN) for day in (since, until))
    held: dict[str, str] = {v.line.id: v.status.value for v in before.lines}
    for flip in found.lines:
        assert held.pop(flip.line.id, None) == flip.before
        assert (flip.change is LineChange.SUPERSEDED) == (flip.after is None)
        if flip.after is not None:
            held[flip.line.id] = LineStatus(flip.after)
    assert held == {v.line.id: v.status.value for v in after.lines}
    parties = dict(zip(case.parties_by_id, before.party_statuses, strict=True))
    for of_party in found.parties:
        assert parties[of_party.id] == of_party.before
        parties[of_party.id] = PartyStatus(of_party.after or "")
    assert [*parties.values()] == [*after.party_statuses]
