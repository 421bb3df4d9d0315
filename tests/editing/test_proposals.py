"""Proposals beside a scenario: told one by one, judged like any scenario, taken as one step."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.analysis.engine.limits import Limit, Stop, Stopped
from planner.check.checker import Checker
from planner.check.proposal import Kind, Proposal
from planner.check.verdict import LineStatus
from planner.editing.proposals import Proposals
from planner.editing.scenario_session import Session
from planner.model.case import Case, Origin
from planner.model.conditions import Pick
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario, fitted
from tests.made_cases import (
    completions,
    keeps_pick,
    mixed_cases,
    picks_of,
    scenarios,
    seeded_case,
)
from tests.small_cases import any_of, issue, made_case, party, red_line, scenario, when

TIMING = issue("timing", "first", "parallel", "last")
PLACE = issue("place", "here", "there")
TALKS = made_case(
    "talks",
    parties=(party("russia"), party("europe"), party("us")),
    issues=(TIMING, PLACE),
    red_lines=(
        red_line("R", "russia", when(timing="first"), contested=[when(timing="parallel")]),
        red_line("E", "europe", when(timing="last"), contested=[when(timing="parallel")]),
        red_line("U", "us", when(place="here")),
    ),
)


def proposals(case: Case, made: Scenario, reading: Reading = Reading.FIRM) -> Proposals:
    """What is proposed beside the scenario."""
    return Proposals(Checker(case), made, reading)


def picks(found: Proposal) -> dict[str, object]:
    """What it would choose otherwise."""
    return dict(found.picks)


def ids(effects: object) -> list[str]:
    """The lines of some effects."""
    return [effect.line.id for effect in effects]  # type: ignore[attr-defined]


def test_a_mend_says_what_it_ends_and_what_it_leaves_contested() -> None:
    """One change first, then both together; what only softens a crossing says so."""
    made = scenario("talks", timing="first", place="here")
    found = list(proposals(TALKS, made).mends())
    assert [picks(each) for each in found] == [
        {"place": "there"},
        {"timing": "parallel"},
        {"timing": "parallel", "place": "there"},
    ]
    ends, softens, both = found
    assert (ids(softens.softened), ids(softens.ended), ids(softens.contests)) == (["R"], [], ["E"])
    assert (ids(ends.ended), [v.line.id for v in ends.verdict.crossed]) == (["U"], ["R"])
    assert both.clear
    assert {each.kind for each in found} == {Kind.MEND}


def test_where_nothing_mends_the_packages_with_the_fewest_crossings_are_shown() -> None:
    """Read strictly every timing crosses R or E: the other one is offered beside it, no sum."""
    made = scenario("talks", timing="first", place="there")
    stream = proposals(TALKS, made, Reading.STRICT).mends()
    found = list(stream)
    assert [(each.kind, picks(each)) for each in found] == [(Kind.LEAST, {"timing": "last"})]
    assert not stream.reason


def test_packages_with_equally_many_crossings_come_by_the_names_of_their_parties() -> None:
    """Europe before Russia, though its line stands later in the case."""
    made = scenario("talks")
    found = list(proposals(TALKS, made, Reading.STRICT).least())
    assert [[v.line.id for v in each.verdict.crossed] for each in found] == [["E"], ["R"]]
    assert all(each.verdict.complete for each in found)


def test_a_way_to_finish_keeps_every_choice_and_comes_sourced_first() -> None:
    """What uses sourced options only is offered before what adds one."""
    case = made_case(
        "c",
        issues=(TIMING, any_of("talks", "a", "b")),
        red_lines=(red_line("R", "a", when(timing="first")),),
    )
    talks = case.issues_by_id["talks"]
    options = tuple(
        evolve(option, origin=Origin.ADDED if option.id == "a" else Origin.SOURCE)
        for option in talks.options
    )
    case = evolve(case, issues=(TIMING, evolve(talks, options=options)))
    found = list(proposals(case, scenario("c", timing="last")).finishes())
    assert [picks(each)["talks"] for each in found] == [(), ("b",), ("a",), ("a", "b")]
    assert [bool(each.added_options) for each in found] == [False, False, True, True]


def test_what_another_scenario_or_an_earlier_state_chooses_is_a_proposal_too() -> None:
    """Of one issue, or of all; an issue may become undecided again."""
    made = scenario("talks", timing="first", place="here")
    other = scenario("talks", timing="last")
    offered = proposals(TALKS, made)
    assert picks(offered.taking_over(other, ["timing"])) == {"timing": "last"}
    back = offered.going_back(other)
    assert (picks(back), back.kind) == ({"timing": "last", "place": None}, Kind.HISTORY)


def test_what_is_only_begun_is_kept_and_joined_by_others() -> None:
    """By ways to finish; another scenario that decides as little leaves it alone."""
    case = made_case("c", issues=(TIMING, any_of("talks", "a", "b", "c", at_least=2)))
    offered = proposals(case, scenario("c", timing="last", talks=("b",)))
    assert [picks(each)["talks"] for each in offered.finishes()] == [
        ("b", "c"),
        ("a", "b"),
        ("a", "b", "c"),
    ]
    over = offered.taking_over(scenario("c", timing="first", talks=("c",)))
    assert picks(over) == {"timing": "first"}
    assert over.scenario.pick("talks") == ("b",)


@pytest.mark.parametrize("earlier", [None, ("a",), ("b", "c"), ("gone",)])
@pytest.mark.parametrize("now", [None, ("a",), ("b",), ("a", "b")])
def test_going_back_brings_back_what_was_only_begun(now: Pick | None, earlier: Pick | None) -> None:
    """Whatever was chosen or begun since; what the case has not any more is undecided."""
    case = made_case("c", issues=(any_of("talks", "a", "b", "c", at_least=2),))
    session = Session(case, Scenario("c").with_pick("talks", now))
    back = proposals(case, session.with_begun).going_back(Scenario("c").with_pick("talks", earlier))
    was = None if earlier == ("gone",) else earlier
    assert picks(back) == ({} if was == now else {"talks": was})
    session.take(back)
    assert session.picked("talks") == was


def test_taking_a_proposal_is_one_step_of_undo() -> None:
    """However many choices it changes."""
    session = Session(TALKS, scenario("talks", timing="first", place="here"))
    both = list(proposals(TALKS, session.scenario).mends())[-1]
    step = session.take(both)
    assert step is not None
    assert step.name == "Timing: Parallel, Place: There"
    assert not session.verdict.crossed
    session.undo()
    assert dict(session.scenario.chosen()) == {"timing": "first", "place": "here"}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_near_a_whole_deal_are_other_clear_ones_and_never_itself(data: st.DataObject) -> None:
    """By brute force: one is found exactly where another is clear that a rule tells apart."""
    case = data.draw(mixed_cases(most=60, max_lines=3))
    every = list(completions(case, Scenario(case.id)))
    here = data.draw(st.sampled_from(every))
    made = Scenario(case.id, choices={issue: Choice.of(pick) for issue, pick in here.items()})
    checker = Checker(case)

    def clear(picks: Mapping[str, Pick]) -> bool:
        chosen = {issue: Choice.of(pick) for issue, pick in picks.items()}
        verdict = checker.check(Scenario(case.id, choices=chosen), reading=case.reading)
        return not verdict.crossed and not verdict.incoherent

    def told_apart(picks: Mapping[str, Pick]) -> dict[str, object]:
        return {issue: stretch_of(issue, pick) for issue, pick in picks.items()}

    def stretch_of(issue: str, pick: Pick) -> object:
        return next(
            (s for s in checker.stretches(issue) if isinstance(pick, int) and s[0] <= pick <= s[1]),
            pick,
        )

    found = [
        each
        for each, _ in zip(proposals(case, made, case.reading).nearest(), range(9), strict=False)
    ]
    assert bool(found) is any(
        clear(picks) for picks in every if told_apart(picks) != told_apart(here)
    )
    assert all(each.clear and each.picks for each in found)


def test_a_stream_past_its_limit_ends_and_says_so() -> None:
    """What came before stays right."""
    case = seeded_case(60, 4, 400, 4)
    made = Scenario(case.id, reading=Reading.STRICT)
    stream = Proposals(Checker(case), made, Reading.STRICT).nearest(Limit(seconds=0.0))
    assert list(stream) == []
    assert stream.reason == Stopped(Stop.TIME, (0.0,))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_proposal_changes_is_the_difference_of_two_verdicts(data: st.DataObject) -> None:
    """Line by line, in cases of all kinds, of whatever is proposed."""
    case = data.draw(mixed_cases(most=60, max_lines=4))
    made = fitted(data.draw(scenarios(case)), case, begun=True)
    reading = made.reading or case.reading
    offered = Proposals(Checker(case), made, reading)
    checker = Checker(case)
    before = checker.check(made)
    for stream in (offered.mends(), offered.finishes(), offered.least(), offered.nearest()):
        for found, _ in zip(stream, range(5), strict=False):
            after = checker.check(found.scenario, reading=reading, set_aside=made.set_aside)
            assert after.statuses == found.verdict.statuses
            told = {effect.line.id: (effect.now, effect.then) for effect in found.effects}
            assert told == {
                was.line.id: (was.status, now.status)
                for was, now in zip(before.lines, after.lines, strict=True)
                if was.counted and was.status is not now.status
            }
            for issue_id in case.issues_by_id:
                pick = found.picks.get(issue_id, made.pick(issue_id))
                assert pick == found.scenario.pick(issue_id)
            if found.kind is Kind.FINISH:
                assert after.complete
                for issue_id, pick in made.chosen():
                    finished = found.scenario.pick(issue_id)
                    assert finished is not None
                    assert keeps_pick(case.issues_by_id[issue_id], pick, finished)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_mend_ends_a_crossing_and_adds_none(data: st.DataObject) -> None:
    """By brute force: one is found exactly where another deal crosses only some of the lines."""
    case = data.draw(mixed_cases(most=60, max_lines=4))
    checker = Checker(case)

    def crossed(made: Scenario) -> frozenset[str]:
        return frozenset(v.line.id for v in checker.check(made, reading=case.reading).crossed)

    every = [
        Scenario(case.id, choices={issue: Choice.of(pick) for issue, pick in picks.items()})
        for picks in completions(case, Scenario(case.id))
    ]
    crossing = [made for made in every if crossed(made)]
    assume(crossing)
    here = data.draw(st.sampled_from(crossing))
    for asked in case.issues:
        begun = [pick for pick in picks_of(asked, begun=True) if asked.begun_by(pick)]
        if asked.id in here.choices and begun and data.draw(st.booleans()):
            here = here.with_pick(asked.id, data.draw(st.sampled_from(begun)))
    assume(crossed(here))
    stream = proposals(case, here, case.reading).mends()
    mends = [m for m, _ in zip(stream, range(9), strict=False) if m.kind is Kind.MEND]
    assert bool(mends) is any(
        crossed(made) < crossed(here) and not checker.check(made).incoherent for made in every
    )
    for mend in mends:
        assert crossed(mend.scenario) < crossed(here)
        assert not any(effect.then is LineStatus.CROSSED for effect in mend.effects)
        for issue_id, pick in mend.picks.items():
            before = here.pick(issue_id)
            if isinstance(before, tuple) and case.issues_by_id[issue_id].begun_by(before):
                assert pick is None or (isinstance(pick, tuple) and set(pick) < set(before))


def test_a_mend_takes_away_what_must_go_of_a_choice_begun_and_leaves_the_rest_open() -> None:
    """No filling of it is proposed in place of the others."""
    guarantors = any_of("guarantors", "nato", "eu", "un", "osce", at_least=3)
    lines = [red_line("N", "a", when(guarantors="nato")), red_line("P", "a", when(place="here"))]
    case = made_case(issues=(guarantors, PLACE), red_lines=lines)
    made = scenario(guarantors=("nato", "un"), place="here")
    (mend,) = proposals(case, made).mends()
    assert picks(mend) == {"guarantors": ("un",), "place": "there"}
    made = scenario(guarantors=("nato",), place="here")
    (mend,) = proposals(case, made).mends()
    assert picks(mend) == {"guarantors": None, "place": "there"}
