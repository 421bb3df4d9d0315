"""``planner compare A.case.toml B.case.toml``: two codings, in text and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.main import main
from tests.answers import validate
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, spoiled

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """One coder reads the statement as weaker."""
    other = spoiled(CASE_TEXT, 'strength = "declared"\nopposes', 'strength = "insistence"\nopposes')
    other = spoiled(other, 'strength = "declared"\n', 'strength = "insistence"\n')
    return (
        str(put(tmp_path, "ada.case.toml", CASE_TEXT)),
        str(put(tmp_path, "bo.case.toml", other)),
    )


def test_the_differences_and_the_agreement_are_told(two: tuple[str, str], capsys: Capture) -> None:
    """1 where they differ."""
    assert main(["compare", *two]) == 1
    out = capsys.readouterr().out
    assert "S1, strength: A: declared → B: insistence" in out
    assert "S-1, strength: A: declared → B: insistence" in out
    assert "0 of 1 agree" in out
    assert "Cohen's (1960)" in out
    assert main(["compare", two[0], two[0]]) == 0
    assert "Both code all statements, red lines and options alike." in capsys.readouterr().out


def test_other_words_under_one_id_are_said_to_be_two_statements(
    two: tuple[str, str], tmp_path: Path, capsys: Capture
) -> None:
    """The id alone would stand as missing on both sides, without a reason."""
    other = spoiled(CASE_TEXT, 'quote = "', 'quote = "Quite so: ')
    assert main(["compare", two[0], str(put(tmp_path, "cy.case.toml", other))]) == 1
    out = capsys.readouterr().out
    assert "only in B: S1" in out
    assert "under the same id, with other words: S1" in out


def test_a_program_gets_the_same(two: tuple[str, str], capsys: Capture) -> None:
    """With kappa as a number, or null where it is not defined."""
    assert main(["compare", *two, "--format", "json"]) == 1
    codings = json.loads(capsys.readouterr().out)["codings"]
    assert codings["cases"] == list(two)
    (difference,) = codings["statements"]["differences"]
    assert difference == {"first": "S1", "second": "S1", "field": "strength"}
    kappas = {each["field"]: each["kappa"] for each in codings["statements"]["agreement"]}
    assert kappas == {"party": None, "attribution": None, "strength": 0.0, "options": 1.0}


def test_what_cannot_be_compared_is_refused(
    two: tuple[str, str], tmp_path: Path, capsys: Capture
) -> None:
    """A case with a scenario, three cases, options that judge, a broken file."""
    scenario = str(put(tmp_path, "s.toml", SCENARIO_TEXT))
    broken = str(put(tmp_path, "x.case.toml", "format = 1\n"))
    for operands in ([*two, two[0]], [*two, "--reading", "strict"], [two[0], scenario]):
        assert main(["compare", *operands]) == 2
        assert capsys.readouterr().err
    assert main(["compare", two[0], broken, "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"]


def test_cases_that_differ_in_what_is_no_coding_of_statements_differ(
    tmp_path: Path, capsys: Capture
) -> None:
    """An option, the rules and the case's own reading: told, and 1."""
    other = spoiled(CASE_TEXT, 'reading = "firm"', 'reading = "strict"')
    other = spoiled(other, 'definition = "Both take the same."', 'definition = "By days."')
    other += '\n[coherence.k]\ntitle = "K"\nimpossible_when = [{ water = ["half"] }]\n'
    two = [str(put(tmp_path, f"{n}.case.toml", t)) for n, t in (("a", CASE_TEXT), ("b", other))]
    assert main(["compare", *two]) == 1
    out = capsys.readouterr().out
    assert "water: half, definition: A: Both take the same. → B: By days." in out
    assert "only in B: k" in out
    assert "the case, reading: A: firm → B: strict" in out
    assert "options alike" not in out
    assert main(["compare", *two, "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    validate("compare", answer)
    codings = answer["codings"]
    assert codings["options"]["differences"] == [
        {"issue": "water", "option": "half", "field": "definition"}
    ]
    assert codings["coherence"] == {"differences": [], "only_first": [], "only_second": ["k"]}
    assert codings["case"] == ["reading"]
    assert not codings["same"]


def test_cases_are_named_by_their_ids_too(capsys: Capture) -> None:
    """As everywhere a case is named."""
    assert main(["compare", "velda-dam", "velda-dam"]) == 0
    assert "Both code all statements, red lines and options alike." in capsys.readouterr().out
