"""The verdict, judged by brute force over all completions."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check.checker import Checker, check
from planner.check.verdict import LineStatus, PartyStatus
from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.cases.reading import read_case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Statement, Strength
from tests.made_cases import (
    cases,
    completions,
    is_true,
    mixed_cases,
    naive_status,
    picks_of,
    scenarios,
)
from tests.small_cases import coherence_rule, issue, made_case, red_line, scenario, when

TIMING = issue("timing", "first", "parallel", "last")
FORMAT = issue("format", "two", "three")
CASE = made_case(
    parties="abcd",
    issues=(TIMING, FORMAT),
    statements=(
        Statement("E1", "words", party="c", strength=Strength.OPENNESS),
        Statement("E2", "words", party="d", strength=Strength.CONTEXT),
    ),
    red_lines=(
        red_line(
            "A-1",
            "a",
            when(timing="last"),
            contested=[when(timing="parallel")],
            strength=Strength.DECLARED,
        ),
        red_line("A-2", "a", when(format="two")),
        red_line(
            "B-1",
            "b",
            when(timing="first", format="two"),
            when(timing="parallel|last", format="two"),
            strength=Strength.OPPOSITION,
        ),
    ),
    coherence=(coherence_rule("odd", when(timing="last", format="three")),),
)


def statuses(chosen: Scenario, reading: Reading = Reading.FIRM) -> list[str]:
    return [str(status) for status in check(CASE, chosen, reading=reading).statuses]


def the_one(found: Iterable[LineStatus]) -> LineStatus:
    """The status that all completions share; undecided where they differ."""
    kinds = set(found)
    return kinds.pop() if len(kinds) == 1 else LineStatus.UNDECIDED


@settings(max_examples=150)
@given(st.data())
def test_a_line_has_the_status_that_all_completions_share(data: st.DataObject) -> None:
    """For any case and scenario each status is that of brute force over all completions."""
    case = data.draw(cases())
    chosen = data.draw(scenarios(case))
    verdict = check(case, chosen)
    every = list(completions(case, chosen))
    assert list(verdict.statuses) == [
        the_one(naive_status(line, options, verdict.reading) for options in every)
        for line in case.red_lines
    ]
    assert verdict.incoherent == tuple(
        rule.id
        for rule in case.coherence
        if all(is_true(rule.impossible_when, options) for options in every)
    )
    assert verdict.undecided == tuple(i.id for i in case.issues if chosen.option(i.id) is None)


@settings(max_examples=80)
@given(st.data())
def test_a_party_has_the_gravest_status_of_its_counted_lines(data: st.DataObject) -> None:
    """A line set aside that would be crossed outweighs what is clear, and nothing else."""
    case = data.draw(cases())
    verdict = check(case, data.draw(scenarios(case)))
    gravity = [LineStatus.CROSSED, LineStatus.CONTESTED, LineStatus.UNDECIDED]
    for party in verdict.parties:
        held = [line for line in verdict.lines if line.line.party == party.party.id]
        assert list(party.lines) == held
        counted = [
            line.status
            for line in held
            if verdict.reading.counts(line.line.strength) and line.line.id not in verdict.set_aside
        ]
        gravest = next((str(s) for s in gravity if s in counted), "clear")
        crossed_aside = any(
            line.status is LineStatus.CROSSED
            and verdict.reading.counts(line.line.strength)
            and line.line.id in verdict.set_aside
            for line in held
        )
        if party.party.id not in case.heard_parties:
            assert party.status is PartyStatus.NO_POSITION
        elif crossed_aside and (not counted or gravest == "clear"):
            assert party.status is PartyStatus.SET_ASIDE
        elif not counted:
            assert party.status is PartyStatus.NONE_COUNTED
        else:
            assert party.status == gravest


def test_a_crossed_line_outweighs_its_contested_zone() -> None:
    """Where both conditions are true the line is crossed, not contested."""
    line = red_line("X", "a", when(timing="last"), contested=[when(timing="last|parallel")])
    case = made_case("c", issues=(TIMING,), red_lines=(line,))
    chosen = Scenario("c", choices={"timing": Choice("last")})
    assert check(case, chosen).statuses == (LineStatus.CROSSED,)


def test_nothing_decided_leaves_ordinary_lines_undecided() -> None:
    """An empty scenario crosses nothing and respects nothing that could still go either way."""
    assert statuses(scenario()) == ["undecided", "undecided", "undecided"]


def test_a_line_whose_terms_exhaust_an_issue_is_crossed_before_that_issue_is_decided() -> None:
    """B-1 is crossed by format two whatever the timing, though each of its terms is still open."""
    assert statuses(scenario(format="two"))[2] == "crossed"


def test_strict_counts_the_contested_zone_as_crossed() -> None:
    """The same choice is contested under firm and crossed under strict."""
    chosen = scenario(timing="parallel", format="three")
    assert statuses(chosen)[0] == "contested"
    assert statuses(chosen, Reading.STRICT)[0] == "crossed"


def test_crossed_or_contested_in_every_completion_is_crossed_under_strict() -> None:
    """Strict judges both zones together even where neither is certain by itself."""
    line = red_line("X", "a", when(timing="last|first"), contested=[when(timing="parallel")])
    case = made_case("c", issues=(TIMING,), red_lines=(line,))
    assert check(case, Scenario("c"), reading=Reading.STRICT).statuses == (LineStatus.CROSSED,)
    assert check(case, Scenario("c"), reading=Reading.FIRM).statuses == (LineStatus.UNDECIDED,)


def test_a_broken_coherence_rule_is_nobodys_red_line() -> None:
    """It is told apart, and changes no party's status."""
    verdict = check(CASE, scenario(timing="last", format="three"))
    assert verdict.incoherent == ("odd",)
    assert [v.line.id for v in verdict.crossed] == ["A-1"]


@pytest.mark.parametrize(
    ("reading", "counted"),
    [
        (Reading.LITERAL, ["A-1"]),
        (Reading.LENIENT, ["A-1", "B-1"]),
        (Reading.MODERATE, ["A-1", "B-1"]),
        (Reading.FIRM, ["A-1", "A-2", "B-1"]),
        (Reading.STRICT, ["A-1", "A-2", "B-1"]),
    ],
)
def test_a_reading_counts_lines_of_its_strength_and_above(
    reading: Reading, counted: list[str]
) -> None:
    """The least strength decides, for each of the five readings."""
    verdict = check(CASE, scenario(), reading=reading)
    assert [v.line.id for v in verdict.lines if v.counted] == counted


def test_no_tick_where_nobody_said_anything() -> None:
    """A party with only openness has no line to count; one with only context said nothing."""
    by_party = {p.party.id: p.status for p in check(CASE, scenario()).parties}
    assert by_party["c"] is PartyStatus.NONE_COUNTED
    assert by_party["d"] is PartyStatus.NO_POSITION


def test_a_line_set_aside_keeps_its_status_but_does_not_count() -> None:
    """The planner sees what was left out and what it would have said."""
    verdict = check(CASE, scenario(timing="last", format="three"), set_aside=["A-1"])
    first = verdict.lines[0]
    assert (first.status, first.counted, first.set_aside) == (LineStatus.CROSSED, False, True)
    assert verdict.crossed == ()


@pytest.mark.parametrize("reading", Reading)
def test_no_party_of_the_bundled_case_is_clear_whose_line_set_aside_is_crossed(
    reading: Reading,
) -> None:
    """Every complete scenario, with each crossed line set aside by itself, under each reading.

    One that is too weak for the reading changes nothing where it is set aside.
    """
    case = read_case(case_files(bundled_folder())[0]).case
    checker = Checker(case)
    issues = sorted({issue for line in case.red_lines for issue in line.issues})
    answers = [picks_of(case.issues_by_id[issue]) for issue in issues]
    seen = set()
    for chosen in itertools.product(*answers):
        made = Scenario(
            case.id, choices={i: Choice.of(p) for i, p in zip(issues, chosen, strict=True)}
        )
        whole = checker.check(made, reading=reading)
        for held in whole.lines:
            if held.status is LineStatus.CROSSED:
                verdict = checker.check(made, reading=reading, set_aside=[held.line.id])
                if held.weaker:
                    assert verdict.party_statuses == whole.party_statuses
                    continue
                (party,) = (p for p in verdict.parties if p.party.id == held.line.party)
                counted = {line.status for line in party.lines if line.counted}
                seen.add(party.status)
                assert party.status is not PartyStatus.CLEAR
                assert (party.status is PartyStatus.SET_ASIDE) == (
                    counted <= {LineStatus.RESPECTED}
                )
    assert (PartyStatus.SET_ASIDE in seen) == whole.counts_any


def test_the_scenarios_own_reading_is_used_before_the_cases() -> None:
    """Without an override the scenario decides, and without its word the case does."""
    assert check(CASE, Scenario("small", reading=Reading.STRICT)).reading is Reading.STRICT
    assert check(CASE, Scenario("small")).reading is Reading.FIRM


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_each_of_several_readings_gives_the_verdict_that_it_gives_alone(
    data: st.DataObject,
) -> None:
    """What they share is worked out once."""
    case = data.draw(mixed_cases())
    chosen = data.draw(scenarios(case))
    checker = Checker(case)
    for reading, found in checker.check_under(Reading, chosen).items():
        alone = checker.check(chosen, reading=reading)
        assert found.reading is reading
        assert (found.statuses, found.undecided) == (alone.statuses, alone.undecided)
        assert (found.party_statuses, found.member_statuses) == (
            alone.party_statuses,
            alone.member_statuses,
        )
        assert (found.incoherent, found.reached) == (alone.incoherent, alone.reached)
