"""The analysis in words: each section says what is so, and what is not known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from planner.analysis.engine.limits import Limit, Stop, Stopped, TooMuch, Unfinished
from planner.analysis.questions import NAMES
from planner.analysis.questions.analyse import Analysis, analyse
from planner.analysis.questions.coalitions import Coalition, Coalitions
from planner.analysis.questions.conflicts import NOT_YET_MINIMAL, Conflict, Conflicts
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.open_set import OpenSet
from planner.analysis.questions.options_left import IssueLeft, OptionLeft, OptionsLeft
from planner.analysis.questions.pivotal import LineAlone, PivotalLines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import WayOut, WaysOut
from planner.check.proposal import Kind
from planner.model.case import Option, Origin
from planner.model.conditions import Condition
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.statements import Strength
from planner.reports.content.analysis import (
    Choose,
    GiveUp,
    ReadAs,
    evidence,
    sections,
    worded,
)
from planner.reports.content.analysis.report import analysis_page
from planner.reports.formats.text import FINDINGS, text_lines
from planner.reports.page import Paragraph, Tone
from planner.reports.words.stops import reason_words
from tests.benchmarks.analysis.families import sparse
from tests.reports.sections import CLASH, finding, said, section, words
from tests.reports.small_case import CASE, QUOTE
from tests.small_cases import any_of, coherence_rule, issue, made_case, number, red_line, when

STOPPED = Stopped(Stop.TIME, (1,))
LATE = "the time limit of 1 s was reached"
SLOW = Unfinished(2, 40, STOPPED)
TINY = Limit(seconds=60, nodes=500)
FIRM = Premises(CASE, Reading.FIRM)


def analysis_lines(name: str, analysis: Analysis, asked: frozenset[str]) -> list[str]:
    return text_lines(analysis_page(name, analysis, asked).blocks, 100, FINDINGS)


def test_the_open_set_is_one_sentence_and_the_lines_counted() -> None:
    """With what is left out of the count."""
    found = section(Premises(CASE, Reading.FIRM, ["E-1"]), "open")
    assert words(found.summary).startswith(
        "Under the firm reading with E-1 set aside 5 of 12 scenarios cross no counted line; 2 of "
        "them leave nothing contested; 5 use sourced options only. 2 red lines are counted: N-1, "
        "S-1. Scenarios that break a coherence rule are left out"
    )
    assert found.short == "5 of 12 clear, 2 uncontested, all sourced"


def test_the_choices_that_are_fixed_are_told_once() -> None:
    """With the clear scenarios, else at the top."""
    fixed = Premises(CASE, Reading.FIRM, (), {"format": "three"})
    for part in ("open", "conflicts"):
        asked = frozenset({part})
        shown = " ".join(analysis_lines("x", analyse(fixed, asked), asked))
        assert shown.count("Fixed: Format “Three”.") == 1, part


def test_why_counting_stopped_is_told_without_the_words_of_an_engine() -> None:
    """Nor with its numbers; and with what may help, for more time does not."""
    limited = analyse(Premises(sparse(30, 5, 200, seed=1), Reading.FIRM), ["open"], TINY)
    assert limited.reasons["open"] == Stopped(TooMuch.NODES, (500,))
    shown = " ".join(" ".join(analysis_lines("x", limited, frozenset({"open"}))).split())
    assert "nodes" not in shown
    assert (
        "Not finished: the red lines join too many issues for the memory that this may take; more "
        "choices made, or lines set aside, may help"
    ) in shown
    assert reason_words(STOPPED) == LATE


def test_nothing_open_reads_no_scenario_is_clear() -> None:
    """Never that no deal is possible."""
    found = section(Premises(CLASH, Reading.STRICT), "open")
    first = found.summary[0]
    assert isinstance(first, Paragraph)
    assert first.tone is Tone.CROSSED
    assert words([first]) == (
        "Under the strict reading no scenario is clear: each crosses a counted line."
    )
    assert found.short == "none clear"


def test_fixed_choices_are_part_of_the_sentence() -> None:
    """What is counted are the scenarios that keep them."""
    fixed = Premises(CASE, Reading.FIRM, (), {"format": "three", "seat": "no"})
    found = section(fixed, "open")
    shown = words(found.summary)
    assert shown.startswith(
        "Under the firm reading 2 of the 3 scenarios with the 2 choices fixed cross no counted "
        "line; 1 of them leaves nothing contested; 2 use sourced options only."
    )
    assert "Fixed: Format “Three” and Seat “No”." in shown
    none = section(Premises(CLASH, Reading.FIRM, (), {"timing": "last"}), "open")
    assert words(none.summary[0:1]) == (
        "Under the firm reading no scenario with the 1 choice fixed is clear: each crosses a "
        "counted line."
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (
            SLOW,
            (
                f"Not finished: {LATE}; under the firm reading at least 2 and at most 40 of 100 "
                "scenarios cross no counted line; how many of them leave nothing contested or use "
                "sourced options only is not known."
            ),
        ),
        (
            Unfinished(7, None, STOPPED),
            f"Not finished: {LATE}; under the firm reading at least 7 of 100 scenarios cross",
        ),
        (
            Unfinished(0, 100, STOPPED),
            f"Not finished: {LATE}; how many of 100 scenarios cross no counted line is not known",
        ),
    ],
)
def test_an_open_set_past_a_limit_says_what_is_proven(count: Unfinished, said: str) -> None:
    """And nothing that is not."""
    found = section(FIRM, "open", open=OpenAnswer(OpenSet(count, 100, 100)))
    assert words(found.summary[0:1]).startswith(said)
    assert "not finished" in found.short


def test_a_conflict_names_parties_issues_and_the_evidence_of_both_sides() -> None:
    """Its findings are to be read with their quotes."""
    found = section(Premises(CLASH, Reading.STRICT), "conflicts")
    assert found.quotes
    assert found.short == "1 conflict"
    (clash,) = found.findings
    assert (clash.title, clash.note) == ("N-1 + E-2", "North and East on Timing")
    assert clash.lines == ("N-1", "E-2")
    assert words(clash.blocks) == (
        "Every scenario crosses at least one of N-1 (North, opposition) and E-2 (East, "
        "preference). They clash on Timing."
    )
    proof = evidence(CLASH, clash.lines)
    assert f"“{QUOTE}”" in said(proof)
    assert "no evidence is given for this red line" in said(proof)


def test_choices_behind_a_conflict_are_named() -> None:
    """Without them the lines would not clash."""
    premises = Premises(CLASH, Reading.FIRM, (), {"timing": "last"})
    (clash,) = section(premises, "conflicts").findings
    assert words(clash.blocks) == (
        "Every scenario crosses N-1 (North, opposition). That is so given Timing “Last”."
    )


def test_independent_conflicts_stand_apart() -> None:
    """Each group has its heading, and it is said that each needs a way out."""
    sets = (Conflict(("N-1", "E-2")), Conflict(("S-1", "E-1")), Conflict(("N-1", "S-9")))
    case = evolve(
        CLASH,
        red_lines=tuple(
            RedLine(name, "north", name, (when(timing="first"),))
            for name in ("N-1", "E-2", "S-1", "E-1", "S-9")
        ),
    )
    found = section(Premises(case, Reading.FIRM), "conflicts", conflicts=Conflicts(sets))
    assert [(f.title, f.group) for f in found.findings] == [
        ("N-1 + E-2", "Independent conflict 1 of 2"),
        ("N-1 + S-9", "Independent conflict 1 of 2"),
        ("S-1 + E-1", "Independent conflict 2 of 2"),
    ]
    assert "2 groups that share no line: each needs a way out" in words(found.summary)


def test_conflicts_past_a_limit_are_at_least_those_found() -> None:
    """No conflict found is then not said to be none."""
    stopped = Conflicts((Conflict(("N-1", "E-2")),), complete=False, reason=STOPPED)
    found = section(Premises(CLASH, Reading.STRICT), "conflicts", conflicts=stopped)
    assert words(found.summary) == (
        f"Not finished: {LATE}. At least 1 minimal conflict set found so far:"
    )
    assert found.short == "1 conflict so far"
    nothing = evolve(stopped, sets=())
    found = section(Premises(CLASH, Reading.STRICT), "conflicts", conflicts=nothing)
    assert words(found.summary) == f"Not finished: {LATE}."
    assert found.short == "none so far"


def test_no_conflict_is_not_the_empty_conflict() -> None:
    """The one says that nothing clashes, the other that no line is needed."""
    none = section(FIRM, "conflicts")
    assert words(none.summary) == (
        "No red lines clash: some scenario crosses no counted line and leaves none contested."
    )
    rule = CoherenceRule("never", "Never", (when(timing="first|parallel|last"),))
    premises = Premises(evolve(CASE, coherence=(rule,)), Reading.FIRM)
    empty = section(premises, "conflicts")
    assert words(empty.summary).startswith(
        "The choices and coherence rules alone leave no scenario"
    )
    assert empty.findings == ()
    ways = section(premises, "ways_out")
    assert words(ways.summary).startswith("Giving up red lines does not help")


def test_ways_out_stand_by_party_weakest_first_and_can_be_taken() -> None:
    """The reading that leaves the contested zone open is one, too."""
    found = section(Premises(CLASH, Reading.STRICT), "ways_out")
    assert [(f.group, f.title, f.note, f.step) for f in found.findings] == [
        (
            "East alone",
            "give up E-2",
            "then 4 clear, none contested, all sourced",
            GiveUp(("E-2",)),
        ),
        (
            "North alone",
            "give up N-1",
            "then 4 clear, none contested, all sourced",
            GiveUp(("N-1",)),
        ),
        (
            "Or without giving up a line",
            "count contested ground as not crossed",
            "firm reading, then 4 clear, all contested, all sourced",
            ReadAs(Reading.FIRM),
        ),
    ]
    assert words(found.findings[0].blocks) == (
        "If E-2 (East, preference) is given up, 4 scenarios cross no other counted line; 4 of them "
        "leave nothing contested; 4 use sourced options only."
    )
    assert words(found.findings[2].blocks) == (
        "Or count contested ground as not crossed, which is the firm reading: that makes 4 "
        "scenarios clear; 0 of them leave nothing contested; 4 use sourced options only."
    )


def test_counting_contested_ground_as_not_crossed_names_lines_by_points_too() -> None:
    """Where points leave open whether they are too few, that is contested ground."""
    points = Points(
        Decimal(1),
        contested_below=Decimal(2),
        of_options={"timing": {option.id: Decimal(1) for option in CASE.issues[0].options}},
    )
    line = RedLine("N-9", "north", "Points", points=points, strength=Strength.DECLARED)
    case = evolve(CASE, red_lines=(line,), coherence=())
    found = section(Premises(case, Reading.STRICT), "ways_out")
    assert finding(found, "count contested ground as not crossed").lines == ("N-9",)


def test_ways_out_past_a_limit_say_what_is_proven() -> None:
    """What they open at least, and how many lines any other gives up at least."""
    ways = WaysOut(
        (WayOut(("N-1",), ("north",), SLOW),), complete=False, reason=STOPPED, at_least=3
    )
    premises = Premises(CLASH, Reading.STRICT)
    found = section(premises, "ways_out", ways_out=ways)
    assert words(found.summary).startswith(f"Not finished: {LATE}.")
    assert "Any other way gives up at least 3 lines." in words(found.summary)
    assert "at least 2 and at most 40 scenarios" in words(found.findings[0].blocks)
    unproven = evolve(ways, fewest_first=False)
    found = section(premises, "ways_out", ways_out=unproven)
    assert "may not be the shortest" in words(found.summary)
    none = section(FIRM, "ways_out")
    assert words(none.summary).startswith("Nothing need be given up: ")


def test_the_nearest_scenario_spells_its_changes_out_and_can_be_applied() -> None:
    """With the lines that are then no longer crossed; they are its evidence."""
    start = {"timing": "last", "format": "three", "seat": "no"}
    found = section(Premises(CASE, Reading.FIRM, (), start), "nearest")
    assert words(found.summary).startswith(
        "At least 1 choice must change to cross no counted line."
    )
    first = found.findings[0]
    assert (first.title, first.note) == ("1 change", "Timing: Last → First")
    assert "N-1 and E-1 are then neither crossed nor contested." in words(first.blocks)
    assert first.lines == ("N-1", "E-1")
    assert first.step == Choose(Kind.NEAREST, start | {"timing": "first"})
    assert "Format  Three" in words(first.more)


def test_undecided_issues_cost_nothing_but_are_filled_in() -> None:
    """For instance."""
    partial = Premises(CASE, Reading.FIRM, (), {}, {"seat": "no"})
    found = section(partial, "nearest")
    assert words(found.summary).startswith("The choices can stay")
    assert words(found.findings[0].blocks) == (
        "With the choices as they are, 3 scenarios cross no counted line; 1 of them leaves "
        "nothing contested; 3 use sourced options only. Still undecided, for instance: Timing: "
        "First; Format: Three."
    )
    empty = section(Premises(CASE, Reading.FIRM), "nearest")
    assert words(empty.summary).startswith("Nothing is decided")
    none = section(Premises(CLASH, Reading.STRICT), "nearest")
    assert words(none.summary) == (
        "No scenario is clear, so none is near; “Clear scenarios” says what crosses least."
    )


def test_what_must_go_of_a_choice_begun_is_a_change_and_what_may_join_it_is_open() -> None:
    """All ways to fill it up are counted, and one stands for instance."""
    helpers = any_of("helpers", "p", "q", "r", "w", at_least=2)
    case = made_case(issues=(helpers,), red_lines=[red_line("A-1", "a", when(helpers="p"))])
    found = section(Premises(case, Reading.FIRM, (), {"helpers": ("p",)}), "nearest")
    (only,) = found.findings
    assert (only.title, only.note) == (
        "1 change",
        "Helpers: undecided, 1 of at least 2: P → undecided",
    )
    assert "With these changes, 4 scenarios cross no counted line" in words(only.blocks)
    assert "Still undecided, for instance: Helpers: R and W." in words(only.more)


def test_options_say_why_they_leave_none_clear_and_where_one_alone_does() -> None:
    """With the lines and the choices that matter, and no more."""
    found = section(Premises(CASE, Reading.FIRM, (), {"format": "two"}), "options")
    timing = finding(found, "Timing")
    assert timing.note == "only “Parallel” leaves any clear"
    assert "First     none clear: S-1, given Format “Two”" in words(timing.blocks)
    assert "Last      none clear: " in words(timing.blocks)
    assert "Only “Parallel” leaves any clear, because of " in words(timing.blocks)
    assert set(timing.lines) >= {"S-1"}
    seat = finding(found, "Seat")
    assert "Yes  none clear: S-1, given Format “Two”" in words(seat.blocks)


def test_an_option_that_is_not_counted_shows_its_bounds() -> None:
    """And one of which nothing is known says so."""
    options = OptionsLeft(
        (
            IssueLeft(
                "seat",
                (OptionLeft("yes", SLOW), OptionLeft("no", Unfinished(0, None, STOPPED))),
            ),
        ),
        SLOW,
        STOPPED,
    )
    found = section(FIRM, "options", options=options)
    assert f"Not finished: {LATE}." in words(found.summary)
    (seat,) = found.findings
    assert seat.note == "not finished"
    assert "Yes  at least 2 and at most 40 scenarios" in words(seat.blocks)
    assert "No   not counted" in words(seat.blocks)


def test_pivotal_lines_come_first_and_redundant_ones_name_what_implies_them() -> None:
    """A line that opens nothing because others clash is not called redundant."""
    found = section(Premises(CASE, Reading.FIRM), "pivotal")
    assert found.findings[0].title == "S-1"
    assert finding(found, "S-1").step == GiveUp(("S-1",))
    wider = RedLine("E-1", "east", "Not last in two", (when(format="two", timing="last"),))
    implied = Premises(evolve(CASE, red_lines=(CASE.red_lines[0], wider)), Reading.FIRM)
    redundant = finding(section(implied, "pivotal"), "E-1")
    assert redundant.note == "redundant: implied by N-1"
    assert redundant.lines == ("E-1", "N-1")
    clash = evolve(
        CLASH,
        red_lines=(*CLASH.red_lines, RedLine("W-1", "west", "Three", (when(format="two"),))),
    )
    alone = finding(section(Premises(clash, Reading.STRICT), "pivotal"), "W-1")
    assert alone.note == "then none more clear: others clash"
    assert "not redundant" in words(alone.blocks)


def test_a_line_that_nothing_can_cross_is_redundant_without_another_line() -> None:
    """There is nothing that implies it."""
    never = red_line("W-1", "west", when(army=Condition("army", at_from=20)))
    case = made_case(parties=("west",), issues=(number("army", 0, 10),), red_lines=(never,))
    alone = finding(section(Premises(case, Reading.FIRM), "pivotal"), "W-1")
    assert alone.note == "redundant: nothing can cross it"
    assert "It is redundant: nothing can cross it." in words(alone.blocks)


def test_lines_that_were_not_counted_are_named_apart() -> None:
    """They open neither nothing nor something."""
    lines = (LineAlone("N-1", 3), LineAlone("S-1", SLOW), LineAlone("E-1", Unfinished()))
    found = section(FIRM, "pivotal", pivotal=PivotalLines(lines, STOPPED))
    assert [(f.title, f.note) for f in found.findings] == [
        ("N-1", "then 3 more clear"),
        ("S-1", "then at least 2 more clear"),
    ]
    assert "Not counted: E-1." in words(found.summary)


def test_an_answer_that_comes_late_is_the_only_one_to_be_worded() -> None:
    """Sections of the same answers are taken over, unless they tell of what has come."""
    premises = Premises(CLASH, Reading.STRICT)
    whole = analyse(premises, ["coalitions", "conflicts", "options"])
    early = {name: whole.answers[name] for name in ("coalitions", "options")}
    before = worded(Analysis(premises, early))
    after = worded(whole, before)
    assert list(after.sections.values()) == list(sections(whole))
    assert after.sections["options"] is before.sections["options"]
    assert after.sections["coalitions"] is not before.sections["coalitions"]
    other = Analysis(Premises(CLASH, Reading.STRICT), whole.answers)
    assert worded(other, after).sections["options"] is not after.sections["options"]


def test_parties_whose_lines_clash_come_before_the_coalitions() -> None:
    """With the lines that clash; a coalition of none says so."""
    premises = Premises(CLASH, Reading.STRICT)
    analysis = analyse(premises, ["coalitions", "conflicts"])
    found = next(s for s in sections(analysis) if s.part == "coalitions")
    first = found.findings[0]
    assert (first.title, first.note) == ("North + East", "their lines clash")
    assert "Every scenario crosses a counted line of North or East." in words(first.blocks)
    assert first.lines == ("N-1", "E-2")
    assert len(found.findings) == 1 + 15
    alone = section(Premises(CLASH, Reading.STRICT, fixed={"timing": "last"}), "coalitions")
    assert "its lines leave none clear" in {each.note for each in alone.findings}
    together = section(FIRM, "coalitions")
    assert words(together.summary) == (
        "5 scenarios cross no counted line; 2 of them leave nothing contested; 5 use sourced "
        "options only."
    )
    stopped = Coalitions((), (), incompatible_complete=False, reason=STOPPED)
    late = section(FIRM, "coalitions", coalitions=stopped)
    assert "cross no counted line" not in words(late.summary)
    assert "There may be more" in words(late.summary)


def test_where_a_coherence_rule_leaves_no_scenario_no_party_is_said_to_have_a_line_of_it() -> None:
    """Each crosses a line or breaks a rule, and of whom no line counts nothing is said."""
    premises = Premises(CASE, Reading.FIRM, fixed={"format": "two", "seat": "yes"})
    found = section(premises, "coalitions")
    alone = finding(found, "South")
    assert words(alone.blocks) == (
        "Every scenario crosses a counted line of South or breaks a coherence rule."
    )
    assert finding(found, "West").note == "no line counts"
    alone = finding(section(premises, "pivotal"), "S-1")
    assert alone.note == "then none more clear: others or rules leave none"
    assert "without it other lines or rules still leave no scenario clear" in words(alone.blocks)
    closed = evolve(CASE, coherence=(*CASE.coherence, coherence_rule("late", when(timing="last"))))
    rule = "Every scenario crosses a counted line of South alone or breaks a coherence rule."
    south = evolve(CASE.red_lines[1], crossed_when=(when(timing="first|parallel"),))
    ruled = Premises(evolve(closed, red_lines=(south,)), Reading.FIRM)
    assert words(section(ruled, "coalitions").findings[0].blocks).startswith(rule)


def test_the_readings_stand_side_by_side_in_a_table() -> None:
    """A row each can be switched to; options that flip say where."""
    found = section(Premises(CLASH, Reading.FIRM), "flips")
    rows = said(found.summary)
    assert rows[0] == "reading   lines  clear  uncontested  sourced  conflicts  ways out"
    assert rows[1] == "literal       0      -            -        -          -         -"
    assert rows[5] == "strict        2      0            0        0          1         2"
    assert finding(found, "(•) firm").step == ReadAs(Reading.FIRM)
    strict = finding(found, "( ) strict")
    assert strict.note == "none clear · 1 conflict"
    assert strict.lines == ("N-1", "E-2")
    assert "Ways out: give up E-2 or N-1." in words(strict.blocks)
    flip = finding(found, "Timing: Parallel")
    assert flip.note == "none clear: strict"
    # Of literal, which counts no line, nothing is said.
    assert "Some clear scenarios have it under lenient, moderate and firm." in words(flip.more)
    assert found.short == "- > 8 > 8 > 4 > 0"


def test_the_text_quotes_each_line_once() -> None:
    """Those of conflicts beside them, the others at the end."""
    premises = Premises(CLASH, Reading.STRICT)
    asked = frozenset(NAMES)
    shown = " ".join(" ".join(analysis_lines("x", analyse(premises, asked), asked)).split())
    assert shown.count(f"“{QUOTE}”") == 1
    assert "The red lines behind these answers" not in shown
    firm = " ".join(" ".join(analysis_lines("x", analyse(FIRM, asked), asked)).split())
    assert firm.count(f"“{QUOTE}”") == 1
    assert "The red lines behind these answers" in firm


def test_a_line_of_several_conflicts_is_quoted_with_the_first() -> None:
    """The others point back."""
    sets = Conflicts((Conflict(("N-1", "E-2")), Conflict(("N-1",))))
    analysis = Analysis(Premises(CLASH, Reading.STRICT), {"conflicts": sets})
    shown = analysis_lines("x", analysis, frozenset(["conflicts"]))
    assert " ".join(" ".join(shown).split()).count(f"“{QUOTE}”") == 1
    assert "      N-1 · quoted above" in shown


def test_parts_that_were_not_reached_are_named() -> None:
    """After an interruption the text does not pass over what is missing."""
    shown = analysis_lines("x", Analysis(FIRM), frozenset(["pivotal"]))
    assert "Not finished: cancelled before pivotal." in shown


def test_lines_that_still_become_fewer_are_not_called_a_minimal_set() -> None:
    """While they do, and where a limit ended it."""
    premises = Premises(CLASH, Reading.STRICT)
    lines = tuple(line.id for line in premises.counted)
    for reason in (NOT_YET_MINIMAL, STOPPED):
        found = Conflicts((), complete=False, reason=reason, shrinking=Conflict(lines))
        analysis = Analysis(premises, {"conflicts": found})
        (shown,) = (each for each in sections(analysis) if each.part == "conflicts")
        assert words(shown.summary).startswith("Not yet minimal: every scenario crosses at least")
        assert (LATE in words(shown.summary)) == (reason == STOPPED)
        assert shown.short == f"{len(lines)} lines, not yet minimal"
        assert [each.lines for each in shown.findings] == [lines]


def test_a_coalition_of_which_only_the_first_count_is_there_has_its_section() -> None:
    """What is not known of contested ground is not said."""
    everybody = Coalition(("north", "south"), 4, Unfinished(0, 4, STOPPED), 4)
    analysis = Analysis(FIRM, {"coalitions": Coalitions((everybody,), ())})
    (shown,) = (each for each in sections(analysis) if each.part == "coalitions")
    assert shown.short == "no clash"


def test_sets_of_the_fewest_lines_that_are_only_the_first_are_told_as_that() -> None:
    """Of 128 such sets it lists a hundred."""
    issues = [issue(f"i{n}", "x", "y") for n in range(7)]
    lines = [
        red_line(f"{option.upper()}{n}", "a", when(**{f"i{n}": option}), strength=Strength.DECLARED)
        for n in range(7)
        for option in "xy"
    ]
    more = "Not finished: the first 100 sets of 7 lines; there are more."
    for number_of, told in ((7, 1), (6, 0)):
        case = made_case(issues=issues[:number_of], red_lines=lines[: 2 * number_of])
        found = section(Premises(case, Reading.FIRM), "open")
        assert words(found.summary).count(more) == told


def test_under_each_reading_the_first_of_many_conflicts_and_ways_out_are_no_number_of_all() -> None:
    """Of 121 conflicts it knows 20."""
    lines = [
        red_line(f"L{n}", "a", when(i="xy"[n % 2]), strength=Strength.DECLARED) for n in range(22)
    ]
    for number_of, told in ((22, "20 conflicts so far"), (8, "16 conflicts")):
        case = made_case(issues=[issue("i", "x", "y")], red_lines=lines[:number_of])
        found = section(Premises(case, Reading.FIRM), "flips")
        note = found.findings[0].note
        assert note == f"none clear · {told}"
        assert ("Conflicts so far: " in words(found.findings[0].blocks)) is (number_of == 22)


def test_the_one_clear_scenario_with_choices_fixed_is_not_told_as_the_only_one_of_the_case() -> (
    None
):
    """With the first option of J three more are clear."""
    issues = [issue("i", Option("x", "X", origin=Origin.ADDED), "y", "z"), issue("j", "a", "b")]
    line = red_line("A", "a", when(i="y|z", j="a"), strength=Strength.DECLARED)
    premises = Premises(made_case(issues=issues, red_lines=[line]), Reading.FIRM)
    found = words(section(evolve(premises, fixed={"j": "a"}), "open").summary)
    assert found.startswith("The one clear scenario with these choices rests on “X”, which no")
