"""The two rows of the verdict, in every state and at every width, and the words of the board."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.analysis.engine.limits import Unfinished
from planner.analysis.questions.rests_on import RestsOn, SharedOption
from planner.check.board import Board
from planner.check.checker import Checker
from planner.check.from_here import OptionEffect, from_here
from planner.check.proposal import Kind, propose
from planner.editing.proposals import Proposals
from planner.model.case import Origin, Party
from planner.model.conditions import Condition
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.content.annotations import FileRemarks
from planner.reports.words.board import cell_words, effect_cell_words, legend
from planner.reports.words.deal import Deal, in_brief
from planner.reports.words.from_here import option_ways, ways_words
from planner.reports.words.named_lines import in_sentence
from planner.reports.words.proposals import (
    change_lines,
    leaves_words,
    proposal_place,
    proposal_sentences,
)
from planner.reports.words.verdict_rows import first_row, verdict_rows
from planner.reports.words.verdicts import reading_verdict
from planner.reports.words.what_is_left import second_row
from tests.made_cases import mixed_cases, scenarios
from tests.reports.drawn_case import CASE, COMPLETE, RULED, drawn
from tests.small_cases import any_of, coherence_rule, issue, made_case, red_line, scenario, when

NARROW, WIDE, WIDEST = 79, 118, 158

TWO_CROSSED: dict[str, Any] = {"security": "european", "ceasefire": "first", "meeting": "us_russia"}


def test_nothing_chosen() -> None:
    """How much there is to decide, how many are clear, and what all of these rest on."""
    assert verdict_rows(drawn({}), WIDE) == (
        "Nothing chosen yet: 8 issues to decide, 8 red lines depend on them.",
        (
            "96 of 3,456 scenarios are clear. All need “In parallel”, which no source proposes, "
            "and leave RU-1 and EU-1 contested."
        ),
    )
    assert verdict_rows(drawn({}), NARROW)[1] == (
        "96 of 3,456 scenarios are clear. All need “In parallel*”; 2 contested."
    )


def test_what_all_clear_ones_rest_on_is_a_number_where_names_have_no_room() -> None:
    """Never “clear” alone, where they need options that no source proposes."""
    deal = drawn({})
    assert deal.outlook is not None
    option = SharedOption("ceasefire", "parallel", Origin.ADDED)
    three = RestsOn((option, option, option), ("RU-1", "EU-1", "FR-1"))
    crowded = evolve(deal, outlook=evolve(deal.outlook, rests_on=three))
    opening = "96 of 3,456 scenarios are clear."
    for width, words in (
        (85, "All need 3 options no source proposes; 3 contested."),
        (NARROW, "All need 3 options*; 3 contested."),
    ):
        assert verdict_rows(crowded, width)[1] == f"{opening} {words}"


def test_two_lines_crossed() -> None:
    """By whom and on what; the ways to finish that cross nothing more, and the smallest mend."""
    deal = drawn(TWO_CROSSED)
    second = "24 ways to finish cross only these 2. None is clear. m: 1 change ends FR-1."
    assert verdict_rows(deal, NARROW) == (
        "✗ Crosses 2 lines: RU-1 Russia (ceasefire timing), FR-1 France (meeting format)",
        second,
    )
    assert verdict_rows(deal, WIDE) == (
        (
            "✗ Crosses 2 lines: RU-1 Russia (ceasefire timing) and FR-1 Europe (meeting format, by "
            "France's line alone)."
        ),
        second,
    )


def test_complete_and_clear() -> None:
    """Clear never stands alone: what stays contested, what a strict reading says, what is added."""
    deal = drawn(COMPLETE)
    assert verdict_rows(deal, NARROW) == (
        "Complete and clear: crosses no stated line. 2 stay contested: RU-1, EU-1.",
        "Read strictly it crosses both. It rests on 1 option no source proposes.",
    )
    assert verdict_rows(deal, WIDE)[0] == (
        "Complete and clear: crosses no stated red line. 2 lines stay contested: RU-1 Russia, "
        "EU-1 Europe."
    )


def test_some_chosen_and_nothing_crossed() -> None:
    """So far, and how many ways to finish are clear."""
    deal = drawn({k: COMPLETE[k] for k in ("security", "meeting", "territory")})
    assert verdict_rows(deal, NARROW) == (
        "Nothing crossed so far: 5 issues to decide, 3 red lines depend on them.",
        "24 ways to finish are clear. All need “In parallel*”; 2 contested.",
    )


def test_what_is_chosen_already_is_rested_on_and_not_needed() -> None:
    """It said that all need what the planner has chosen: another choice may do without it."""
    deal = drawn({k: COMPLETE[k] for k in ("security", "ceasefire")})
    assert verdict_rows(deal, NARROW)[1].endswith("All rest on “In parallel*”; 2 contested.")
    assert "rest on “In parallel”, which no source proposes, and" in verdict_rows(deal, WIDE)[1]


def test_complete_and_crossing() -> None:
    """The change that makes it clear, and what that leaves contested."""
    assert verdict_rows(drawn({**COMPLETE, "ceasefire": "first"}), WIDE) == (
        "✗ Complete. Crosses 1 line: RU-1 Russia (ceasefire timing).",
        (
            "1 change makes it clear (m): Ceasefire timing: In parallel*, then RU-1 and EU-1 are "
            "contested."
        ),
    )


@pytest.mark.parametrize(
    "title", ["Ukraine's ceasefire", "French forces", "NATO's role", "Russian forces"]
)
def test_an_issue_that_begins_with_a_name_keeps_its_capital(title: str) -> None:
    """A party's, a member's, or one in capitals; other titles begin small within a sentence."""
    issues = tuple(evolve(i, title=title) if i.id == "ceasefire" else i for i in CASE.issues)
    parties = (*CASE.parties, Party("others", "Others", ("French",)))
    deal = drawn(
        {**COMPLETE, "ceasefire": "first"}, case=evolve(CASE, issues=issues, parties=parties)
    )
    assert verdict_rows(deal, WIDE)[0] == f"✗ Complete. Crosses 1 line: RU-1 Russia ({title})."


def test_an_issue_that_begins_with_the_letters_of_a_short_name_begins_small() -> None:
    """A party may be named by a letter, with which many words begin."""
    titles = {"x": "Army size", "y": "A and its army", "z": "All of A's army"}
    case = made_case(parties=["a"], issues=[issue(i, "o", title=t) for i, t in titles.items()])
    assert case.parties[0].name == "A"
    named = [in_sentence(case, name) for name in titles]
    assert named == ["army size", "A and its army", "all of A's army"]


def test_strict_where_nothing_is_clear() -> None:
    """Why no scenario is clear, and how many ways there are to cross fewer."""
    assert verdict_rows(drawn(COMPLETE, Reading.STRICT), WIDEST) == (
        "✗ Complete. Crosses 2 lines: RU-1 Russia, EU-1 Europe (both ceasefire timing).",
        (
            "Read strictly, every choice on ceasefire timing crosses RU-1 or EU-1, so no scenario "
            "is clear. m: 2 ways to cross only one of them."
        ),
    )


def test_mends_that_were_not_all_looked_for_are_told_as_a_bound() -> None:
    """Neither their number nor that there is none is known then."""
    deal = evolve(drawn(COMPLETE, Reading.STRICT), mends_all=False)
    assert verdict_rows(deal, WIDE)[1].endswith("m: at least 2 ways to cross only one of them.")
    stopped = evolve(deal, mends=())
    assert second_row(stopped) == ["Whether a change mends it was not worked out; m looks."]
    assert second_row(evolve(stopped, mends_all=True)) == ["No change mends it."]


def test_literal_counts_no_line() -> None:
    """A reading that counts nothing says nothing, and another one is named."""
    deal = drawn({**COMPLETE, "ceasefire": "first"}, Reading.LITERAL)
    assert verdict_rows(deal, NARROW) == (
        "This reading counts none of the 8 lines, so it says nothing about this deal.",
        "r: under the firm reading it crosses RU-1.",
    )
    partial = drawn({"security": "european"}, Reading.LITERAL)
    assert verdict_rows(partial, NARROW)[1] == (
        "r: under the firm reading there is nothing crossed so far."
    )


def test_a_case_without_red_lines_is_no_matter_of_the_reading() -> None:
    """As one begins: no other reading would count any either."""
    deal = drawn({}, case=made_case())
    assert verdict_rows(deal, NARROW) == (
        "The case has no red line yet, so there is none to cross.",
        "C opens the case: red lines are added there.",
    )


def test_a_line_set_aside_is_never_hidden() -> None:
    """Counted it would be crossed."""
    deal = drawn({**COMPLETE, "meeting": "bilateral"}, set_aside=["FR-1"])
    first, second = verdict_rows(deal, WIDE)
    assert first == (
        "Crosses nothing else, with FR-1 France set aside; counted, FR-1 would be crossed."
    )
    assert second.startswith("Read strictly it crosses RU-1 and EU-1. ")
    assert second.endswith("a on FR-1 counts it again.")


def test_a_line_set_aside_does_not_hide_that_the_deal_is_partial() -> None:
    """What is to decide stands beside it, and what is contested so far."""
    picks = {"meeting": "bilateral", "ceasefire": "parallel"}
    deal = drawn(picks, set_aside=["FR-1"])
    assert verdict_rows(deal, WIDEST)[0] == (
        "Nothing else crossed so far: 6 issues to decide, 4 red lines depend on them; contested: "
        "RU-1 Russia, EU-1 Europe. FR-1, set aside, would be crossed."
    )
    assert verdict_rows(deal, NARROW)[0] == (
        "Nothing else crossed so far: 6 issues to decide. FR-1, set aside, would be."
    )


def test_a_line_set_aside_that_would_be_contested_is_named() -> None:
    """Else a deal looked clear of what the planner only left out."""
    deal = drawn(COMPLETE, set_aside=["EU-1"])
    assert verdict_rows(deal, WIDEST)[0] == (
        "Complete and clear: crosses no stated red line. 1 line stays contested: RU-1 Russia. "
        "EU-1, set aside, would be contested."
    )
    assert verdict_rows(deal, NARROW)[0] == (
        "Complete and clear. 1 line stays contested: RU-1. EU-1, set aside, would be."
    )
    both = drawn(COMPLETE, set_aside=["EU-1", "RU-1"])
    assert verdict_rows(both, NARROW)[0] == (
        "Complete and clear. RU-1 and EU-1, set aside, would be contested."
    )
    partial = drawn({"ceasefire": "parallel"}, set_aside=["EU-1"])
    assert verdict_rows(partial, WIDEST)[0].endswith(
        "contested: RU-1 Russia. EU-1, set aside, would be contested."
    )
    assert "1 contested" in verdict_rows(partial, NARROW)[0]
    assert verdict_rows(deal, WIDE)[1].startswith("Read strictly it crosses RU-1. ")


def test_looking_through_another_reading() -> None:
    """What the file says, and how to keep it or go back."""
    deal = drawn(COMPLETE, Reading.STRICT, own=Reading.FIRM)
    assert verdict_rows(deal, NARROW) == (
        "Looking through strict (the file says firm): crosses RU-1 and EU-1.",
        "= makes strict the reading of this file   Esc back to firm",
    )


def test_a_deal_that_contradicts_itself() -> None:
    """The choices that exclude each other come before any line."""
    deal = drawn({**COMPLETE, "meeting": "no"}, case=RULED)
    assert verdict_rows(deal, WIDE) == (
        "Contradicts itself: “No leaders' meeting” and “With European leaders” exclude each other.",
        "Nobody meets, and meets (no-summit-no-seat). It crosses UA-1, FR-1.",
    )
    assert verdict_rows(deal, 60)[1] == "Rule no-summit-no-seat. It crosses UA-1, FR-1."
    coherent = {**COMPLETE, "meeting": "no", "territory": "deferred"}
    alone = drawn(coherent, case=RULED, set_aside=["FR-1"])
    assert verdict_rows(alone, WIDE)[1] == "Nobody meets, and meets (no-summit-no-seat)."


def test_what_is_only_begun_excludes_nothing() -> None:
    """Another option may join it: the combination that holds for certain is named."""
    case = made_case(
        "c",
        issues=(
            issue("place", "here", "there"),
            issue("date", "early", "late"),
            any_of("talks", "a", "b", "c", at_least=2),
        ),
        coherence=(
            coherence_rule(
                "C-1",
                when(place="here", talks=Condition("talks", none=("b",))),
                when(place="here", date="early"),
            ),
        ),
    )
    deal = drawn({"place": "here", "date": "early", "talks": ("a",)}, case=case, counted=False)
    assert first_row(deal)[0] == "Contradicts itself: “Here” and “Early” exclude each other."


def test_no_word_for_it_calls_a_deal_clear_that_contradicts_itself() -> None:
    """Through another reading, in the list of readings, as a proposal and as an answer."""
    picks = {**COMPLETE, "meeting": "no", "territory": "deferred"}
    aside: dict[str, Any] = {"case": RULED, "set_aside": ["FR-1"]}
    deal = drawn(picks, Reading.MODERATE, own=Reading.FIRM, **aside)
    assert verdict_rows(deal, WIDE)[0] == (
        "Looking through moderate (the file says firm): contradicts itself, EU-1 contested."
    )
    assert reading_verdict(deal.verdict) == "contradicts itself, EU-1 contested, FR-1 set aside"
    literal = drawn(picks, Reading.LITERAL, **aside).verdict
    assert reading_verdict(literal) == "contradicts itself; counts no line"
    crossing = drawn({**picks, "ceasefire": "first"}, **aside).verdict
    assert reading_verdict(crossing).startswith("contradicts itself; crosses RU-1")
    assert [*in_brief(crossing)][-1] == "contradicts itself"
    checker, made = Checker(RULED), scenario("drawn", **picks, set_aside=["FR-1"])
    present = scenario("drawn", **{**picks, "meeting": "trilateral"}, set_aside=["FR-1"])
    assert leaves_words(propose(checker, Kind.TAKE_OVER, present, made)) == [
        "contradicts itself (no-summit-no-seat)",
        "leaves RU-1 and EU-1 contested",
        "uses 3 options no source proposes",
    ]
    by_name = {each.name: each for each in from_here(checker, present, "meeting")}
    assert option_ways(by_name["no"], [], 0, 19) == "contradicts itself"
    assert option_ways(by_name["trilateral"], [], 1, 19) == "clear"


def test_what_is_not_known_yet_is_said_to_be_counted() -> None:
    """A number is never guessed; given up it is said not to be counted."""
    deal = drawn(TWO_CROSSED, counted=False)
    assert verdict_rows(deal, NARROW)[1] == "Counting the ways to finish …"
    given_up = evolve(deal, working=False)
    assert verdict_rows(given_up, NARROW)[1] == "The ways to finish are not counted."


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.integers(20, 160))
def test_rows_fit_and_never_break_inside_a_name(data: st.DataObject, width: int) -> None:
    """Each row fits, or is the shortest there is; every id that is named is one of the case."""
    case = data.draw(mixed_cases(most=60))
    made = data.draw(scenarios(case))
    checker = Checker(case)
    verdict = checker.check(made)
    deal = Deal(
        made,
        verdict,
        verdict.reading,
        lambda: 1,
        {r: checker.check(made, reading=r) for r in Reading},
    )
    for row, forms in zip(
        verdict_rows(deal, width), (first_row(deal), second_row(deal)), strict=True
    ):
        assert len(row) <= width or row == forms[-1]
        assert "respect" not in row.lower()
        assert {*re.findall(r"L-\d+", row)} <= {line.id for line in case.red_lines}
    if verdict.incoherent or not verdict.counts_any:
        said = [*in_brief(verdict), reading_verdict(verdict), *first_row(deal)]
        assert not any("clear" in words for words in said)
    if verdict.crossed:
        forms = second_row(deal) if verdict.incoherent else first_row(deal)
        named = {*re.findall(r"L-\d+", forms[0])}
        assert {held.line.id for held in verdict.crossed} <= named


def effects(made: Scenario, issue: str) -> dict[str, OptionEffect]:
    """What each option would change, by name."""
    return {each.name: each for each in from_here(Checker(CASE), made, issue)}


@pytest.mark.parametrize(
    ("option", "party", "words"),
    [
        ("bilateral", "europe", "✗ FR-1"),
        ("trilateral", "europe", "ends FR-1"),
        ("trilateral", "ukraine", "✓"),
        ("no", "ukraine", "~ UA-1"),
    ],
)
def test_an_option_cell_says_what_it_changes_from_here(option: str, party: str, words: str) -> None:
    """As the drawing of the board with two lines crossed has it."""
    made = scenario("drawn", **TWO_CROSSED)
    checker = Checker(CASE)
    row = Board(checker, checker.check(made)).row("meeting")
    place = [held.id for held in CASE.parties].index(party)
    effect = effects(made, "meeting")[option]
    assert effect_cell_words(effect, CASE.parties[place], row.cells[place], 10) == words


def test_signs_shrink_with_the_room_and_keep_their_meaning() -> None:
    """The id, the number of lines, the sign alone."""
    checker = Checker(CASE)
    verdict = checker.check(scenario("drawn"))
    us = Board(checker, verdict).row("security").cells[0]
    assert [cell_words(us, width) for width in (9, 4, 1)] == ["~ 2 lines", "~ 2", "~"]
    strict = checker.check(scenario("drawn", ceasefire="first"))
    russia = Board(checker, strict).row("ceasefire").cells[2]
    assert [cell_words(russia, width) for width in (9, 4, 1)] == ["✗ RU-1", "✗ 1", "✗"]


def test_would_cross_is_another_sign_than_is_crossed() -> None:
    """And what would only be softened never says that it ends."""
    made = scenario("drawn", **TWO_CROSSED)
    cell = Board(Checker(CASE), Checker(CASE).check(made)).row("ceasefire").cells[2]
    russia, europe = CASE.parties[2], CASE.parties[3]
    options = effects(made, "ceasefire")
    assert effect_cell_words(options["parallel"], russia, cell, 10) == "✗→? RU-1"
    assert effect_cell_words(options["parallel"], europe, cell, 10) == "+? EU-1"
    assert effect_cell_words(options["settlement"], europe, cell, 10) == "+ EU-1"
    assert effect_cell_words(options["settlement"], russia, cell, 10) == "ends RU-1"


def test_the_column_from_here() -> None:
    """Numbers of ways to finish that cross nothing beyond what would then stand."""
    now = ["RU-1", "FR-1"]
    options = effects(scenario("drawn", **TWO_CROSSED), "meeting")
    assert option_ways(options["bilateral"], now, 48, 19) == "48 cross only these"
    assert option_ways(options["trilateral"], now, 48, 19) == "48 cross only RU-1"
    assert option_ways(options["trilateral"], ["RU-1"], 48, 19) == "48 cross only RU-1"
    assert option_ways(options["no"], now, None, 19) == "…"
    fresh = effects(scenario("drawn"), "security")
    assert option_ways(fresh["none"], [], None, 19) == "crosses US-2, EU-2"
    assert option_ways(fresh["none"], [], None, 15) == "crosses 2 lines"
    assert option_ways(fresh["style"], [], 48, 19) == "48 clear"
    done = effects(scenario("drawn", **COMPLETE), "ceasefire")
    assert option_ways(done["parallel"], [], 1, 19) == "clear"
    assert ways_words([], [], 1)[0] == "1 clear"
    many = Unfinished(at_least=85 * 10**159)
    assert option_ways(fresh["style"], [], many, 19) == "at least 8.5e160"
    assert option_ways(options["trilateral"], now, many, 19) == "at least 8.5e160"
    assert ways_words(["A"], [], 1)[0] == "1 crosses only A"


def test_a_proposal_says_what_it_ends_and_what_it_comes_to() -> None:
    """Strengths in words, never summed; a softened line says so in its own words."""
    found = list(Proposals(Checker(CASE), scenario("drawn", **TWO_CROSSED), Reading.FIRM).mends())
    by_changes = {tuple(change_lines(CASE, each)): each for each in found}
    trilateral = by_changes["Meeting format: Trilateral",]
    assert proposal_sentences(CASE, trilateral) == (
        "Ends FR-1; UA-1 no longer at stake.",
        "Crosses RU-1 (preference).",
    )
    parallel = by_changes["Ceasefire timing: In parallel*",]
    assert proposal_sentences(CASE, parallel) == (
        "RU-1 contested, no longer crossed; leaves EU-1 contested.",
        (
            "Crosses FR-1 (insistence); leaves RU-1 and EU-1 contested; uses 2 options no source "
            "proposes."
        ),
    )
    assert proposal_place(1, 3) == "Proposal 1 of 3"
    assert proposal_place(2, 4, more=True) == "Proposal 2 of at least 4"


def test_the_legend_takes_what_room_there_is() -> None:
    """Whole signs only."""
    assert legend(118) == (
        "✗ is crossed   + would cross   ? contested   ~ depends on a choice   ✓ not crossed   "
        "· speaks, no line   * added"
    )
    assert legend(30) == "✗ is crossed   + would cross"


def test_a_sentence_that_begins_with_the_id_of_a_line_leaves_it_as_it_is() -> None:
    """With a capital it would be the id of no line."""
    case = made_case(
        issues=(issue("venue", "park", "hall"),),
        red_lines=(red_line("mayor-min", "a", when(venue="park"), contested=[when(venue="hall")]),),
    )
    made = scenario(venue="park")
    proposal = propose(Checker(case), Kind.MEND, made, scenario(venue="hall"))
    assert proposal_sentences(case, proposal)[0] == "mayor-min contested, no longer crossed."
    file = FileRemarks("deal.toml", lambda _issue: None)
    (crossed,) = file.of_verdict(made, Checker(case).check(made))
    assert crossed.message.startswith("mayor-min · ")
    (undecided,) = file.of_undecided(scenario(), Checker(case).check(scenario()))
    assert "\nmayor-min · " in undecided.message


def test_an_id_that_a_comma_follows_stays_as_it_is_too() -> None:
    """The first of three lines that a choice ends."""
    names = ("mayor-min", "press", "union")
    case = made_case(
        issues=(issue("venue", "park", "hall"),),
        red_lines=tuple(
            red_line(name, "a", when(venue="park"), contested=[when(venue="hall")])
            for name in names
        ),
    )
    made = scenario(venue="park")
    proposal = propose(Checker(case), Kind.MEND, made, scenario(venue="hall"))
    words = "mayor-min, press and union contested, no longer crossed."
    assert proposal_sentences(case, proposal)[0] == words


def test_how_many_scenarios_a_case_has_is_asked_where_it_is_named() -> None:
    """To count them takes its time, and a deal on which something is chosen names other numbers."""

    def count() -> int:
        raise AssertionError

    verdict = Checker(CASE).check(made := scenario("drawn", security="european"))
    deal = Deal(made, verdict, verdict.reading, count, {verdict.reading: verdict}, working=False)
    assert all(verdict_rows(deal, 80))
