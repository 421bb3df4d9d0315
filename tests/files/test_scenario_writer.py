"""The canonical form: what it looks like, that it reads back equal, and what it refuses."""

from __future__ import annotations

import tomllib

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import SaveError
from planner.files.scenarios.kind import scenario_kind
from planner.files.toml.envelope import Envelope
from planner.files.toml.source import source_from_text
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from tests.files.samples import canonical_text, scenario_from_text, small_case
from tests.files.strategies import envelopes, scenarios

CASE = small_case()
KIND = scenario_kind(CASE)
ENVELOPE = Envelope("lake.case.toml", "sha256:" + "0" * 64)
FULL = Scenario(
    case_id="lake",
    title='The "fair" one',
    authors=("A. Planner", "B. Planner"),
    summary="First line.\nSecond line.\n",
    reading=Reading.FIRM,
    set_aside=("S-1",),
    choices={"fishing": Choice("free"), "water": Choice("half", "Because\nit is fair.")},
)


def test_the_canonical_form_has_one_order() -> None:
    """The tables stand as the format lists them, the choices as the case lists its issues."""
    assert canonical_text(FULL, CASE, ENVELOPE) == (
        "format = 1\n"
        "\n"
        "[scenario]\n"
        'title = "The \\"fair\\" one"\n'
        "authors = [\n"
        '    "A. Planner",\n'
        '    "B. Planner",\n'
        "]\n"
        'summary = """\n'
        "First line.\n"
        "Second line.\n"
        '"""\n'
        "\n"
        "[case]\n"
        'id = "lake"\n'
        'path = "lake.case.toml"\n'
        f'digest = "sha256:{"0" * 64}"\n'
        "\n"
        "[check]\n"
        'reading = "firm"\n'
        "set_aside = [\n"
        '    "S-1",\n'
        "]\n"
        "\n"
        "[choices.water]\n"
        'option = "half"\n'
        'note = """\n'
        "Because\n"
        'it is fair."""\n'
        "\n"
        "[choices.fishing]\n"
        'option = "free"\n'
    )


def test_what_is_empty_is_left_out_but_every_issue_has_its_table() -> None:
    """An empty scenario still shows a reader of the file which issues there are."""
    assert canonical_text(Scenario("lake"), CASE) == (
        'format = 1\n\n[case]\nid = "lake"\n\n[choices.water]\n\n[choices.fishing]\n'
    )


@given(scenarios(CASE), envelopes)
def test_what_is_written_reads_back_equal(scenario: Scenario, envelope: Envelope) -> None:
    """Any scenario: whatever is in its notes, its title or its choices comes back as it was."""
    text = KIND.text_to_save(scenario, envelope)
    read = KIND.read(source_from_text("s.toml", text))
    assert (read.content, read.envelope) == (scenario, envelope)
    assert KIND.text(read.content, read.envelope) == text


@pytest.mark.parametrize(
    "note",
    [
        "a\r\nb",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> them\n",
        '"""',
        "'''\n\"\"\"\n",
        "\\",
        'ends with a quote\n"',
        "\n\n\n",
        " \t ",
        "\u200d\u200c\u200e\u200f\u061c\u200b\ufeff",
        "\U0001f3f4\U000e0067\U000e007f",
        "e\u0301 and é",
    ],
)
def test_notes_keep_every_character(note: str) -> None:
    """Line ends, quotes, joiners, flags and accents are kept as they were typed."""
    scenario = FULL.with_note("water", note)
    assert scenario_from_text(canonical_text(scenario, CASE), CASE).note("water") == note


UNWRITABLE = {
    "control character": (
        FULL.with_note("water", "a\x1b[2J"),
        'the note on "Water" holds a character that is not allowed (U+001B)',
    ),
    "lone carriage return": (
        FULL.with_note("water", "a\rb"),
        'the note on "Water" holds a character that is not allowed (U+000D)',
    ),
    "bidi override": (
        evolve(FULL, summary="\u202e"),
        "the summary holds a character that is not allowed (U+202E)",
    ),
    "half a surrogate pair": (
        evolve(FULL, title="\ud800"),
        "the title holds a character that is not allowed (U+D800)",
    ),
    "two lines": (evolve(FULL, title="a\nb"), "the title holds a line break"),
    "invisible": (
        evolve(FULL, authors=("a\u200b",)),
        "author 1 holds an invisible character (U+200B)",
    ),
    "empty author": (evolve(FULL, authors=("A", " ")), "author 2 is empty"),
    "unknown option": (
        FULL.with_pick("water", "x"),
        'in the file of the case the issue "Water" has no option "x"',
    ),
    "unknown issue": (FULL.with_pick("x", "y"), 'the file of the case has no issue "x"'),
    "unknown red line": (
        evolve(FULL, set_aside=("X",)),
        'the file of the case has no red line "X" to set aside',
    ),
    "a reason": (
        evolve(FULL, set_aside={"S-1": "\x1b"}),
        'the reason for setting "S-1" aside holds a character that is not allowed (U+001B)',
    ),
    "another case": (
        evolve(FULL, case_id="pond"),
        'it belongs to the case "pond", not "lake"',
    ),
}


@pytest.mark.parametrize(("scenario", "reason"), UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_what_no_file_can_hold_is_refused_with_the_reason(scenario: Scenario, reason: str) -> None:
    """The planner is told which field it is, before anything is written."""
    with pytest.raises(SaveError) as caught:
        KIND.refuse(scenario)
    assert str(caught.value) == f"the scenario cannot be saved: {reason}"


def test_a_scenario_that_is_too_large_is_refused() -> None:
    """What is larger than the reader accepts is never written."""
    large = FULL.with_note("water", "x" * (1 << 20))
    with pytest.raises(SaveError, match="at most 1,048,576 bytes"):
        KIND.text_to_save(large)


def test_a_text_that_reads_otherwise_is_refused() -> None:
    """A text that is readable but says something else is not taken for the scenario."""
    with pytest.raises(SaveError, match="would not read back"):
        KIND.refuse_unlike(canonical_text(FULL, CASE), FULL.with_note("water", "other"))
    with pytest.raises(SaveError, match="would not be readable"):
        KIND.refuse_unlike("format = 3", FULL)


@given(st.text(), st.text())
def test_any_text_is_written_equal_or_refused(title: str, note: str) -> None:
    """Whatever is typed or pasted is either kept exactly or refused; never changed in silence."""
    scenario = evolve(FULL.with_note("water", note), title=title)
    try:
        KIND.refuse(scenario)
    except SaveError:
        return
    text = canonical_text(scenario, CASE)
    assert scenario_from_text(text, CASE).note("water") == note
    assert tomllib.loads(text).get("scenario", {}).get("title", "") == title


def test_a_case_without_the_scenarios_issue_order_does_not_matter(case: Case) -> None:
    """The order of choices in memory has no say in the file."""
    assert canonical_text(FULL, case).index("water") < canonical_text(FULL, case).index("fishing")
