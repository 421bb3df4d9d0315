"""Choices of all kinds: each mistake has its place; what the case no longer knows is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import FileProblemError, SaveError
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.files.toml.envelope import Envelope
from planner.model.scenario import Choice, Scenario, vanished
from tests.files.samples import FORMATS, TALKS_TEXT, put, spoiled, talks_case

SCENARIO = (FORMATS / "scenario-2-talks.toml").read_text(encoding="utf-8")
OPTIONS = 'options = ["east", "union"]'
MOVED = "sha256:" + "1" * 64

MISTAKES = {
    "option on any": (
        (OPTIONS, 'option = "east"'),
        '16:1: error: "option" does not fit the issue "guarantors"; expected options = ["..."]',
    ),
    "options on one": (
        ('option = "pact"', 'options = ["pact"]'),
        '13:1: error: "options" does not fit the issue "guarantee"; expected option = "..."',
    ),
    "value on one": (
        ('option = "pact"', "value = 0"),
        '13:1: error: "value" does not fit the issue "guarantee"; expected option = "..."',
    ),
    "none of the options of one": (
        ('option = "pact"', "options = []"),
        '13:1: error: "options" does not fit the issue "guarantee"; expected option = "..."',
    ),
    "options on a number": (
        ("value = 800000", 'options = ["east"]'),
        '20:1: error: "options" does not fit the issue "army"; expected value = NUMBER',
    ),
    "unknown option": (
        (OPTIONS, 'options = ["east", "unoin"]'),
        (
            '16:20: error: the issue "guarantors" has no option "unoin"; expected one of east, '
            'west, union; did you mean "union"?'
        ),
    ),
    "option twice": (
        (OPTIONS, 'options = ["east", "east"]'),
        '16:20: error: "east" stands in this list twice; expected each once',
    ),
    "too many options": (
        (OPTIONS, 'options = ["east", "union", "west"]'),
        '16:11: error: too many options are chosen on "guarantors": 3; expected at most 2',
    ),
    "value beyond the greatest": (
        ("value = 800000", "value = 1501000"),
        (
            '20:9: error: the issue "army" does not have the value 1501000; expected a number from '
            "0 to 1500000 in steps of 1000"
        ),
    ),
    "value between the steps": (
        ("value = 800000", "value = 800500"),
        (
            '20:9: error: the issue "army" does not have the value 800500; expected a number from '
            "0 to 1500000 in steps of 1000"
        ),
    ),
    "value with a fraction": (
        ("value = 800000", "value = 0.5"),
        (
            '20:9: error: "value" in [choices.army] is the number 0.5; '
            "expected a whole number, such as value = 3"
        ),
    ),
    "one option in a list": (
        (OPTIONS, 'options = "east"'),
        (
            '16:11: error: "options" in [choices.guarantors] is the text "east"; expected a list '
            'such as ["..."]'
        ),
    ),
    "day as a text": (
        ("as_of = 2024-04-30", 'as_of = "2024-04-30"'),
        (
            '7:9: error: "as_of" in [scenario] is the text "2024-04-30"; expected a date without '
            "quotes, such as 2025-08-19"
        ),
    ),
    "an earlier format": (
        ("format = 2", "format = 1"),
        (
            '7:1: error: "as_of" in [scenario] is new in format 2; expected the line "format = 2" '
            "at the top"
        ),
    ),
}


def loaded(folder: Path, text: str) -> LoadedScenario:
    """The scenario of that text beside its case."""
    put(folder, "talks.case.toml", TALKS_TEXT)
    return read_scenario(put(folder, "s.toml", text))


def told(folder: Path, text: str) -> list[str]:
    """The errors of a scenario of that text, else its warnings, without the folder."""
    try:
        problems = loaded(folder, text).warnings
    except FileProblemError as error:
        problems = error.problems
    return [str(problem).replace(f"{folder}/s.toml:", "") for problem in problems]


def test_the_sample_itself_has_nothing_to_mend(tmp_path: Path) -> None:
    """Else the tests below would stand on sand."""
    assert told(tmp_path, SCENARIO) == []


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_choice_fits_the_kind_of_its_issue(
    tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    """One line for each mistake, at the very name or value, with what would be right."""
    assert told(tmp_path, spoiled(SCENARIO, *change)) == [expected]


def test_a_choice_that_is_begun_is_told_and_kept(tmp_path: Path) -> None:
    """Fewer options than must hold are no mistake: the issue only counts as undecided."""
    begun = loaded(tmp_path, spoiled(SCENARIO, OPTIONS, "options = []"))
    assert [str(problem).replace(f"{tmp_path}/", "") for problem in begun.warnings] == [
        (
            's.toml:16:1: warning: "guarantors" counts as undecided: its choice is begun, 0 of at '
            "least 1; expected more of east, west, union"
        )
    ]
    assert begun.written.pick("guarantors") == ()
    assert begun.scenario.pick("guarantors") is None


def test_an_empty_option_is_undecided_whatever_the_kind(tmp_path: Path) -> None:
    """It may be left over from when exactly one option was asked for."""
    text = spoiled(SCENARIO, "value = 800000", 'option = ""')
    assert told(tmp_path, text) == []
    assert loaded(tmp_path, text).scenario.pick("army") is None


@pytest.mark.parametrize("name", ["option on any", "too many options", "value between the steps"])
def test_what_a_case_that_moved_on_does_not_know_any_more_is_kept(
    tmp_path: Path, name: str
) -> None:
    """The same words as a warning; the choice stays in the file and counts for nothing."""
    change, expected = MISTAKES[name]
    text = spoiled(SCENARIO, *change)
    text = spoiled(text, 'id = "talks"', f'id = "talks"\ndigest = "{MOVED}"')
    (first, *_) = (words for words in told(tmp_path, text) if "kept as it is" in words)
    message = expected.partition("error: ")[2].partition("; expected")[0]
    assert f"warning: {message}: it is kept as it is, and not judged" in first
    of_moved = loaded(tmp_path, text)
    gone = vanished(of_moved.written, of_moved.case).choices
    assert len(gone) == 1
    (issue,) = gone
    assert of_moved.scenario.pick(issue) is None
    kind = scenario_kind(of_moved.case, of_moved.of_case.digest)
    again = of_moved.written.with_note("guarantee", "Noted.")
    saved = kind.text_to_save(again, of_moved.envelope, of_moved.source)
    assert change[1] in saved


REFUSED = {
    "an option of another issue": (
        {"guarantors": Choice(options=("east", "pact"))},
        'in the file of the case the issue "Guarantors" has no option "pact"',
    ),
    "too many options": (
        {"guarantors": Choice(options=("east", "west", "union"))},
        'the issue "Guarantors" takes at most 2 of its options, not 3',
    ),
    "a value between the steps": (
        {"army": Choice(value=5)},
        'the issue "Army" takes a number from 0 to 1500000 in steps of 1000, not 5',
    ),
    "a value for options": (
        {"guarantors": Choice(value=5)},
        'the issue "Guarantors" takes options = ["..."]',
    ),
    "options for one": (
        {"guarantee": Choice(options=())},
        'the issue "Guarantee" takes option = "..."',
    ),
    "an id that is none": (
        {"guarantors": Choice(options=("../x",))},
        '"../x" is no id',
    ),
}


@pytest.mark.parametrize(("choices", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_no_file_can_hold_a_choice_that_the_case_does_not_know(
    choices: dict[str, Choice], reason: str
) -> None:
    """Who saves it is told why, in the words of the case."""
    kind = scenario_kind(talks_case(), "sha256:" + "0" * 64)
    with pytest.raises(SaveError) as caught:
        kind.text_to_save(Scenario("talks", choices=choices))
    assert reason in str(caught.value)
    if "id" not in reason:
        kind.refuse(Scenario("talks", choices=choices), Envelope(case_digest=MOVED))
