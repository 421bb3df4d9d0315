"""What the numbers of the analysis hide is said beside them, in words that agree with them."""

from __future__ import annotations

import pytest
from attrs import evolve

from planner.analysis.engine.limits import Stop, Stopped
from planner.analysis.questions import NAMES
from planner.analysis.questions.analyse import analyse
from planner.analysis.questions.conflicts import Conflict, Conflicts
from planner.analysis.questions.nearest import Change, Near, Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.options_left import options_left
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import WayOut, WaysOut
from planner.model.case import Case, Option, Origin
from planner.model.reading import Reading
from planner.reports.content.analysis import (
    GiveUp,
    ReadAs,
    sections,
)
from planner.reports.page import Tone
from tests.reports.sections import CLASH, finding, said, section, words
from tests.reports.small_case import CASE
from tests.small_cases import coherence_rule, issue, made_case, when


def test_lines_that_imply_each_other_are_one_group() -> None:
    """What opens is asked of both together; neither is called redundant by the other."""
    found = section(Premises(CASE, Reading.FIRM), "pivotal")
    group = finding(found, "N-1 + E-1")
    assert (
        group.note
        == "N-1 and E-1 say the same within the coherence rules; given up together: then 3 more "
        "clear, none contested, all sourced"
    )
    told = words(group.blocks)
    assert (
        "N-1 and E-1 say the same within the coherence rules: a scenario that breaks none of "
        "them crosses both or neither."
    ) in told
    assert "given up together, they make 3 more scenarios clear;" in words(group.blocks)
    assert group.step == GiveUp(("N-1", "E-1"))
    assert not [f for f in found.findings if f.title in {"N-1", "E-1"}]


def test_lines_say_the_same_of_all_scenarios_only_where_no_coherence_rule_is() -> None:
    """Where a rule leaves scenarios out, lines that differ on those alone are one group too."""
    free = evolve(CASE, coherence=())
    group = finding(section(Premises(free, Reading.FIRM), "pivotal"), "N-1 + E-1")
    assert group.note.startswith("N-1 and E-1 say the same; given up together:")
    assert "N-1 and E-1 say the same: a scenario crosses both or neither." in words(group.blocks)


def test_where_no_line_counts_and_all_scenarios_break_a_rule_that_is_said_of_them() -> None:
    """“0 of them break no coherence rule” stood there, of a single scenario too."""
    ruled = made_case(
        issues=(issue("timing", "first", "later"), issue("format", "two", "three")),
        coherence=[coherence_rule("dry", when(timing="first"))],
    )
    premises = Premises(ruled, Reading.FIRM, (), {"timing": "first"})
    assert said(section(premises, "open").summary)[0] == (
        "This reading counts no line, so it says nothing about the 2 scenarios; each of them "
        "breaks a coherence rule."
    )
    premises = Premises(ruled, Reading.FIRM, (), {"timing": "first", "format": "two"})
    assert said(section(premises, "open").summary)[0] == (
        "This reading counts no line, so it says nothing about this scenario; it breaks a "
        "coherence rule."
    )


def added(case: Case, issue_id: str, *names: str) -> Case:
    """The case with these options of the issue proposed by no source."""

    def made(option: Option) -> Option:
        return evolve(option, origin=Origin.ADDED if option.id in names else Origin.SOURCE)

    issues = (
        evolve(i, options=tuple(map(made, i.options))) if i.id == issue_id else i
        for i in case.issues
    )
    return evolve(case, issues=tuple(issues))


APART = added(CLASH, "timing", "parallel")
"""Only “Parallel” crosses neither line, both of them leave it open, and no source proposes it."""


def test_what_all_clear_scenarios_rest_on_is_said_first() -> None:
    """The number is not to be read without it."""
    found = section(Premises(APART, Reading.FIRM), "open")
    assert said(found.summary)[:2] == [
        (
            "All 4 clear scenarios rest on “Parallel”, which no source proposes, and leave N-1 and "
            "E-2 contested."
        ),
        (
            "Under the firm reading 4 of 12 scenarios cross no counted line; 0 of them leave "
            "nothing contested; 0 use sourced options only."
        ),
    ]
    two = Premises(APART, Reading.FIRM, (), {"timing": "parallel", "format": "two"})
    assert said(section(two, "open").summary)[0].startswith(
        "Both clear scenarios with these choices rest on “Parallel”, "
    )
    one = Premises(APART, Reading.FIRM, (), {"timing": "parallel", "format": "two", "seat": "no"})
    assert said(section(one, "open").summary)[:2] == [
        (
            "This scenario rests on “Parallel”, which no source proposes, and leaves N-1 and E-2 "
            "contested."
        ),
        (
            "Under the firm reading this scenario crosses no counted line; it leaves a line "
            "contested; it uses an option that no source proposes."
        ),
    ]
    nothing = section(Premises(CASE, Reading.FIRM), "open")
    assert said(nothing.summary)[0].startswith("Under the firm reading")


def test_the_fewest_crossings_stand_side_by_side_where_none_is_clear() -> None:
    """As scenarios that knowingly cross just these lines; nothing is called the better one."""
    strict = section(Premises(APART, Reading.STRICT), "open")
    groups = [(f.group, f.title, f.note) for f in strict.findings]
    assert groups == [
        ("Fewest lines crossed: 1 line", "cross only N-1", "4 scenarios"),
        ("Fewest lines crossed: 1 line", "cross only E-2", "4 scenarios"),
        (
            "Fewest lines crossed with sourced options only: 1 line",
            "cross only N-1",
            "4 scenarios",
        ),
        (
            "Fewest lines crossed with sourced options only: 1 line",
            "cross only E-2",
            "4 scenarios",
        ),
    ]
    assert words(strict.findings[0].blocks) == (
        "4 scenarios knowingly cross just N-1 (North, opposition), and no other counted line; 4 of "
        "them leave nothing contested; 4 use sourced options only."
    )
    assert "strengths are not added up" in words(strict.summary)
    firm = section(Premises(APART, Reading.FIRM), "open")
    assert {f.group for f in firm.findings} == {
        "Fewest lines crossed with sourced options only: 1 line"
    }
    assert section(Premises(CASE, Reading.FIRM), "open").findings == ()


def test_lines_that_contested_ground_alone_keeps_apart_are_named() -> None:
    """With what a strict reading makes of them; “no red lines clash” is not said then."""
    found = section(Premises(APART, Reading.FIRM), "conflicts")
    assert words(found.summary) == (
        "Only contested ground keeps N-1 and E-2 apart: read strictly, every scenario crosses at "
        "least one of them."
    )
    assert found.short == "only contested ground: N-1 + E-2"
    (pair,) = found.findings
    assert (pair.title, pair.note, pair.tone) == (
        "N-1 + E-2",
        "North and East on Timing",
        Tone.CONTESTED,
    )
    assert pair.step == ReadAs(Reading.STRICT)
    assert pair.lines == ("N-1", "E-2")
    together = section(Premises(APART, Reading.FIRM), "coalitions")
    assert together.short == "no clash, all contested"


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("case", [CASE, CLASH, APART], ids=["small", "clash", "apart"])
def test_no_clash_is_said_only_where_some_scenario_respects_all_lines(
    case: Case, reading: Reading
) -> None:
    """And it is said wherever that is so."""
    found = analyse(Premises(case, reading), ["open", "conflicts"])
    of_open = found.answer("open", OpenAnswer)
    assert of_open is not None
    said = " ".join(words(part.summary) for part in sections(found))
    respected = bool(found.premises.counted) and of_open.counted.respecting != 0
    assert ("No red lines clash" in said) is respected


@pytest.mark.parametrize(
    "premises",
    [Premises(CASE, Reading.FIRM, ["N-1", "S-1", "E-1"]), Premises(CLASH, Reading.LITERAL)],
)
def test_where_no_line_counts_no_section_says_that_lines_are_kept(premises: Premises) -> None:
    """Each that speaks of lines says that it has nothing to say."""
    asked = frozenset(NAMES) - {"flips"}
    for found in sections(analyse(premises, asked)):
        said = words(found.summary)
        assert "counts no line, so it says nothing about" in said, found.part
        assert "cross no" not in said
        assert "No red lines clash" not in said


def test_what_is_set_aside_is_named_only_where_the_reading_would_count_it() -> None:
    """Of lines that it would not count the planner's setting aside changes nothing."""
    aside = Premises(CLASH, Reading.LENIENT, ["N-1", "E-2"])
    for part in ("open", "pivotal"):
        opening = "With N-1 set aside this reading counts no line"
        assert opening in words(section(aside, part).summary)
        literal = section(evolve(aside, reading=Reading.LITERAL), part)
        assert "This reading counts no line" in words(literal.summary)


@pytest.mark.parametrize(
    ("number", "summary", "short"),
    [
        (1, "1 minimal conflict set: every scenario crosses at least one of its lines.", "1 conf"),
        (
            2,
            "2 minimal conflict sets: every scenario crosses at least one of the lines of each.",
            "2 conflicts",
        ),
    ],
)
def test_conflicts_agree_with_their_number(number: int, summary: str, short: str) -> None:
    sets = (Conflict(("N-1", "E-2")), Conflict(("N-1",)))[:number]
    found = section(Premises(CLASH, Reading.STRICT), "conflicts", conflicts=Conflicts(sets))
    assert said(found.summary)[0] == summary
    assert found.short.startswith(short)


@pytest.mark.parametrize(
    ("changes", "short", "summary"),
    [
        (0, "no change needed", "The choices can stay: they can be part of a clear scenario."),
        (1, "1 change", "At least 1 choice must change to cross no counted line."),
        (2, "2 changes", "At least 2 choices must change to cross no counted line."),
    ],
)
def test_the_nearest_agree_with_the_number_of_changes(
    changes: int, short: str, summary: str
) -> None:
    start = {"timing": "first", "format": "two", "seat": "yes"}
    both = (Change("seat", "yes", "no"), Change("format", "two", "three"))
    near = Nearest((Near(both[:changes], start),))
    found = section(Premises(CASE, Reading.FIRM, (), start), "nearest", nearest=near)
    assert found.short == short
    assert said(found.summary)[0] == summary


@pytest.mark.parametrize(
    ("lines", "words_"),
    [
        (("N-1",), "If N-1 (North, opposition) is given up, "),
        (("N-1", "E-2"), "If N-1 (North, opposition) and E-2 (East, preference) are given up, "),
    ],
)
def test_a_way_out_agrees_with_its_lines(lines: tuple[str, ...], words_: str) -> None:
    ways = WaysOut((WayOut(lines, ("north",), 1, 1, 1),))
    found = section(Premises(CLASH, Reading.STRICT), "ways_out", ways_out=ways)
    assert words(found.findings[0].blocks) == (
        f"{words_}1 scenario crosses no other counted line; it leaves nothing contested; it uses "
        "sourced options only."
    )


def test_explanations_that_did_not_finish_are_said_to_be_missing() -> None:
    """All counts are exact there: without a word a bare “none clear” would look like all."""
    premises = Premises(CLASH, Reading.STRICT)
    whole = options_left(premises)
    assert "explanations" not in words(section(premises, "options", options=whole).summary)
    short = evolve(whole, unexplained=Stopped(Stop.TIME, (1,)))
    assert short.complete
    said_so = "The explanations are not finished: the time limit of 1 s was reached."
    assert said_so in words(section(premises, "options", options=short).summary)
