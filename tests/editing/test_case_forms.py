"""Forms of a case: each thing as fields, what was typed as a thing, mistakes in a file's words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.editing.case_edits import CaseTable, Ref, found, put
from planner.editing.case_forms import DETAILS, fields_of, fill, new_id
from planner.editing.rule_texts import RuleTextError, points_data, rule_data, rule_text
from planner.model.case import Case, IssueKind
from planner.model.conditions import Condition
from planner.model.points import Points
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength
from tests.editing.test_case_session import refs
from tests.files.samples import small_case, talks_case
from tests.files.strategies import cases
from tests.small_cases import any_of, issue, made_case, red_line, when


def typed(case: Case, ref: Ref, **others: str) -> dict[str, str]:
    """What a form holds, with some fields typed anew."""
    return {**{field.name: field.text for field in fields_of(case, ref)}, **others}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_form_that_nobody_touches_changes_nothing(data: st.DataObject) -> None:
    """Whatever stands in a case, its fields say all of it."""
    case = data.draw(cases())
    for ref in [DETAILS, *refs(case)]:
        filled = fill(case, ref, typed(case, ref))
        assert filled.wrong == {}
        assert filled.case == case
        assert ref is DETAILS or filled.item == found(case, ref)


@pytest.mark.parametrize("case", [small_case(), talks_case()], ids=["lake", "talks"])
def test_every_field_says_what_it_is_for(case: Case) -> None:
    """And what it takes, where that is known."""
    for ref in [DETAILS, *refs(case)]:
        for field in fields_of(case, ref):
            assert field.help
            assert field.label
    strength = next(
        f for f in fields_of(case, Ref(CaseTable.RED_LINES, "S-1")) if f.name == "strength"
    )
    assert strength.known == ("declared", "opposition", "insistence", "preference")


def test_a_field_that_may_be_empty_says_which_word_holds_then() -> None:
    """A file that writes that word has an empty field too."""
    case = evolve(small_case(), reading=Reading.FIRM)
    (reading,) = (field for field in fields_of(case, DETAILS) if field.name == "reading")
    assert (reading.text, reading.help.rpartition(" · ")[2]) == ("", "firm if left empty")
    new = fields_of(case, Ref(CaseTable.STATEMENTS, "S99"))
    said = {field.name: field.help.rpartition(" · ")[2] for field in new}
    assert said["attribution"] == "article if left empty"
    assert said["strength"] == "context if left empty"


def test_a_new_thing_is_made_from_what_was_typed() -> None:
    """A number issue, and a red line of two combinations."""
    case = small_case()
    army = Ref(CaseTable.ISSUES, "army")
    filled = fill(
        case,
        army,
        typed(
            case, army, title="Army", kind="number", minimum="0", maximum="1,500,000", unit="men"
        ),
    )
    assert filled.case is not None
    issue = filled.case.issues_by_id["army"]
    assert (issue.kind, issue.maximum, issue.unit) == (IssueKind.NUMBER, 1_500_000, "men")
    line = Ref(CaseTable.RED_LINES, "N-1")
    filled = fill(
        filled.case,
        line,
        typed(
            filled.case,
            line,
            party="north",
            title="No large army",
            crossed_when="army: from 800000; water: half\nfishing: not banned",
            strength="preference",
        ),
    )
    assert filled.wrong == {}
    assert isinstance(filled.item, RedLine)
    assert filled.item.strength is Strength.PREFERENCE
    assert [term.issues for term in filled.item.crossed_when] == [("army", "water"), ("fishing",)]


@pytest.mark.parametrize("text", ["1,5", "1,5000", "0,500"])
def test_a_comma_that_separates_no_thousands_is_refused(text: str) -> None:
    """It would be read as the tenfold of what was meant; the field says how it is written."""
    case, army = small_case(), Ref(CaseTable.ISSUES, "army")
    texts = typed(case, army, title="Army", kind="number", minimum="0", maximum=text)
    assert fill(case, army, texts).wrong == {
        "maximum": f'"{text}" is no whole number; expected one such as 1,500: '
        "a point stands before decimals, commas only between thousands"
    }
    line = Ref(CaseTable.RED_LINES, "N-1")
    wrong = fill(case, line, typed(case, line, minimum="55,5")).wrong
    assert "expected one such as 55.5 or 1,500" in wrong["minimum"]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("party", "suoth", 'did you mean "south"?'),
        ("party", "", "is empty"),
        ("strength", "loud", "expected one of declared"),
        ("date", "in May", "expected a date, such as 2025-08-19"),
        ("title", " ", "expected some words"),
        ("crossed_when", "water half", 'has no ":" behind an issue'),
        ("crossed_when", "water: hlaf", 'did you mean "half"?'),
        ("crossed_when", "", "has no rule"),
        ("evidence", "S1, S9", 'the case has no statement "S9"'),
        ("minimum", "lots", "expected a number such as 14 or 55.5"),
        ("caveat", "a\x1bb", "not allowed"),
    ],
)
def test_a_mistake_is_said_at_its_field_in_the_words_of_a_file(
    field: str, text: str, words: str
) -> None:
    """Nothing is made of it."""
    case = small_case()
    line = Ref(CaseTable.RED_LINES, "S-1")
    filled = fill(case, line, typed(case, line, **{field: text}))
    assert filled.case is None
    assert words in filled.wrong[field]


def test_what_would_break_another_thing_is_said_too() -> None:
    """An issue that becomes a number keeps no options, and lines name these."""
    case = small_case()
    fishing = Ref(CaseTable.ISSUES, "fishing")
    filled = fill(case, fishing, typed(case, fishing, kind="number", minimum="0", maximum="9"))
    assert filled.case is None
    assert filled.wrong


def test_red_lines_follow_a_member_that_is_renamed_in_its_form() -> None:
    """One name that became another is the same member; of two nobody can say."""
    case = small_case()
    south = Ref(CaseTable.PARTIES, "south")
    case = fill(case, south, typed(case, south, members="Lower\nUpper")).case or case
    line = evolve(case.red_lines_by_id["S-1"], member="Upper")
    case = put(case, line)
    filled = fill(case, south, typed(case, south, members="Lower\nHigh South"))
    assert filled.case is not None
    assert filled.case.red_lines_by_id["S-1"].member == "High South"
    refused = fill(case, south, typed(case, south, members="Low\nHigh"))
    assert 'has no member "Upper"' in refused.wrong[""]


def test_rules_are_typed_without_brackets() -> None:
    """And read back as they were."""
    text = "water: all a, b and not c; army: from 100 and below 200\nseats: does not apply\nx:"
    data = rule_data(text)
    assert data == [
        {"water": {"all": ["a", "b"], "none": ["c"]}, "army": {"from": 100, "below": 200}},
        {"seats": {"applies": False}},
        {"x": []},
    ]
    assert rule_text(tuple(data)) == text
    assert points_data("army: from 600000 10.5") == {
        "army": [{"from": 600000, "points": points_data("x: a 10.5")["x"]["a"]}]
    }
    for wrong in ("water: a; water: b", "water: a and b", "water"):
        with pytest.raises(RuleTextError):
            rule_data(wrong)


def test_a_new_id_is_made_of_words_and_is_free() -> None:
    """Else it is counted on."""
    case = small_case()
    assert new_id(case, CaseTable.ISSUES, "Army ceiling!") == "army_ceiling"
    assert new_id(case, CaseTable.ISSUES, "Water") == "water1"
    assert new_id(case, CaseTable.STATEMENTS) == "S2"
    assert new_id(case, CaseTable.OPTIONS, "Half", issue="water") == "half1"
    assert new_id(case, CaseTable.RED_LINES, taken=["L1", "L2"]) == "L3"


@pytest.mark.parametrize(
    ("ids", "after"),
    [(["E01", "E09"], "E10"), (["V2", "V4", "V3"], "V5"), (["x"], "S1"), ([], "S1"), (["9"], "10")],
)
def test_statements_are_counted_on_as_the_case_counts_them(ids: list[str], after: str) -> None:
    """From the last one, passing over those that are taken; else they begin with S1."""
    statements = tuple(Statement(each, quote="words") for each in ids)
    case = evolve(small_case(), statements=statements)
    assert new_id(case, CaseTable.STATEMENTS) == after


def test_a_change_of_meaning_is_seen_by_who_puts_it_in() -> None:
    """The form gives the thing; the session empties the review."""
    case = small_case()
    (line,) = case.red_lines
    held = evolve(case, red_lines=(evolve(line, reviewed_by=("Ada",)),))
    ref = Ref.of(line)
    filled = fill(held, ref, typed(held, ref, crossed_when="water: half"))
    assert isinstance(filled.item, RedLine)
    assert filled.item.crossed_when == (when(water="half"),)
    assert filled.item.reviewed_by == ("Ada",)


def test_a_new_issue_begins_with_the_titles_of_its_options() -> None:
    """Without any it is no issue, and that is said at the field; a number has none."""
    case = small_case()
    dam = Ref(CaseTable.ISSUES, "dam")
    texts = typed(case, dam, title="The dam", options="Shared\nNorth's\n\nShared\n")
    filled = fill(case, dam, texts)
    assert filled.case is not None
    options = filled.case.issues_by_id["dam"].options
    assert [(option.id, option.title) for option in options] == [
        ("shared", "Shared"),
        ("north_s", "North's"),
        ("shared2", "Shared"),
    ]
    assert "has no option" in fill(case, dam, typed(case, dam, title="The dam")).wrong["options"]
    assert "options" not in typed(filled.case, dam)


AMNESTY = made_case(
    parties=("a",),
    issues=[any_of("amnesty", "applies", "from", "and"), issue("seats", "x", "y")],
)


@pytest.mark.parametrize(
    "condition",
    [
        Condition("amnesty", any=("applies",)),
        Condition("amnesty", any=("and",)),
        Condition("amnesty", any=("applies",), none=("from",)),
        Condition("amnesty", all=("from", "and"), none=("applies",)),
    ],
)
def test_options_that_are_called_as_the_words_of_rules_are_read_back(condition: Condition) -> None:
    """Whoever changes another part of a rule leaves this one as it is."""
    line = red_line("A-1", "a", when(amnesty=condition))
    held = evolve(AMNESTY, red_lines=(line,))
    text = typed(held, Ref.of(line))["crossed_when"]
    filled = fill(held, Ref.of(line), typed(held, Ref.of(line), crossed_when=f"{text}; seats: x"))
    assert isinstance(filled.item, RedLine)
    assert filled.item.crossed_when[0].conditions[0] == condition


def test_points_of_an_option_that_is_called_from_are_read_back() -> None:
    """It stands first, where steps of a number begin with that word."""
    points = Points(minimum=Decimal(2), of_options={"amnesty": {"from": Decimal(3)}})
    line = red_line("A-1", "a", points=points)
    held = evolve(AMNESTY, red_lines=(line,))
    text = typed(held, Ref.of(line))["points"]
    filled = fill(held, Ref.of(line), typed(held, Ref.of(line), points=f"{text}\nseats: x 1"))
    assert isinstance(filled.item, RedLine)
    assert filled.item.points is not None
    assert filled.item.points.of_options["amnesty"] == {"from": Decimal(3)}
