"""``planner analyse`` on issues of all kinds: what is fixed, freed, counted, listed and refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main
from planner.model.conditions import Condition
from tests.small_cases import (
    any_of,
    case_text,
    issue,
    made_case,
    number,
    red_line,
    when,
    with_evidence,
)

CASE = made_case(
    issues=(
        issue("guarantee", "nato", "other", "none"),
        any_of(
            "guarantors",
            *("us", "uk", "fr"),
            at_least=1,
            at_most=2,
            applies_when=(when(guarantee="nato|other"),),
        ),
        number("ceiling", 0, 1_500_000, 1000, unit="soldiers"),
    ),
    red_lines=(
        red_line("A-1", "a", when(ceiling=Condition("ceiling", below=600_000))),
        red_line("A-2", "a", when(guarantors=Condition("guarantors", none=("us",)))),
    ),
)
NUMBERS = 901
"""From 600,000 on, in steps of 1,000."""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "small.case.toml"
    file.write_text(case_text(with_evidence(CASE)), encoding="utf-8")
    return str(file)


def analysed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["analyse", *arguments, "--reading", "firm", "--format", "json"])
    out, err = capsys.readouterr()
    assert not err.startswith("planner analyse: error"), err
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_counts_stand_by_option_stretch_and_not_applying(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each number is a scenario; what does not apply counts once."""
    found = analysed(capsys, path)
    assert found["scenarios"] == (2 * 6 + 1) * 1501
    assert found["open"] == 2 * 3 * NUMBERS
    assert found["options"] == {
        "guarantee": {"nato": 3 * NUMBERS, "other": 3 * NUMBERS, "none": 0},
        "guarantors": {"us": 6 * NUMBERS, "uk": 2 * NUMBERS, "fr": 2 * NUMBERS, "-": 0},
        "ceiling": {"0..599000": 0, "600000..1500000": 6 * NUMBERS},
    }


def test_each_kind_is_fixed_in_its_own_way(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exactly these options, one number; the nearest scenario is told in the same kinds."""
    fixed = ["--fix", "guarantors=fr,uk,ceiling=400000", "--fix", "guarantee=nato"]
    found = analysed(capsys, path, *fixed)
    assert found["fixed"] == {"guarantee": "nato", "guarantors": ["uk", "fr"], "ceiling": 400_000}
    assert found["open"] == 0
    assert found["nearest"][0] == {
        "changes": 2,
        "choices": {"guarantee": "nato", "guarantors": ["us", "uk"], "ceiling": 600_000},
    }
    assert found["options"]["ceiling"] == {"0..599000": 0, "600000..1500000": 0}
    found = analysed(capsys, path, "--fix", "guarantors=us,ceiling=600000,guarantee=none")
    assert (found["open"], found["nearest"][0]["choices"]["guarantee"]) == (0, "nato")
    found = analysed(capsys, path, "--fix", "ceiling=600000", "--set-aside", "A-2")
    assert (found["open"], found["options"]["guarantors"]["-"]) == (2 * 6 + 1, 1)


def test_scenarios_are_listed_with_null_where_an_issue_does_not_apply(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last in the case's order is the one without guarantors."""
    fixed = ["--fix", "ceiling=700000", "--set-aside", "A-2", "--list", "20", "--only", "open"]
    found = analysed(capsys, path, *fixed)
    assert len(found["listed"]) == 13
    assert found["listed"][0] == {"guarantee": "nato", "guarantors": ["fr"], "ceiling": 700_000}
    assert found["listed"][-1] == {"guarantee": "none", "guarantors": None, "ceiling": 700_000}


def test_the_report_puts_all_kinds_in_words(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Options, stretches and what does not apply."""
    assert main(["analyse", path, "--fix", "guarantors=us", "--fix", "ceiling=600000"]) == 0
    out = capsys.readouterr().out
    assert "600,000 to 1,500,000 soldiers" in out
    assert "does not apply" in out


BEGUN = """\
format = 2
[scenario]
title = "Begun"
[case]
id = "small"
[choices.meeting]
options = ["two"]
"""


def test_what_a_scenario_only_begins_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only scenarios that hold it are counted; the nearest gives it up, and says so."""
    case = made_case(
        issues=(any_of("meeting", "two", "three", "four", at_least=2),),
        red_lines=(red_line("A-1", "a", when(meeting=Condition("meeting", all=("two", "four")))),),
    )
    (tmp_path / "small.case.toml").write_text(case_text(case), encoding="utf-8")
    file = tmp_path / "s.toml"
    file.write_text(BEGUN, encoding="utf-8")
    found = analysed(capsys, str(file))
    assert (found["fixed"], found["open"]) == ({"meeting": ["two"]}, 1)
    assert found["options"]["meeting"] == {"two": 1, "three": 2, "four": 1}
    assert found["nearest"][0] == {"changes": 0, "choices": {"meeting": ["two", "three"]}}
    assert analysed(capsys, str(file), "--free", "meeting")["open"] == 2
    main(["analyse", str(file), "--reading", "firm"])
    out = capsys.readouterr().out
    assert "Fixed: Meeting “Two” (1 of at least 2)." in out
    assert "Still undecided, for instance: Meeting: Two and Three." in out
    main(["report", str(file), "--reading", "firm"])
    out = " ".join(capsys.readouterr().out.split())
    assert "The choices made can stay; for instance with: - Meeting: Two and Three" in out


def test_none_of_them_is_a_choice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no option must hold."""
    file = tmp_path / "any.case.toml"
    case = made_case(issues=(any_of("meeting", "two", "three"), issue("i", "x", "y")))
    file.write_text(case_text(case), encoding="utf-8")
    found = analysed(capsys, str(file), "--fix", "meeting=,i=x", "--only", "open")
    assert (found["fixed"], found["open"]) == ({"meeting": [], "i": "x"}, 1)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("guarantors=", "--fix guarantors: found nothing; expected at least 1 of us, uk, fr"),
        ("guarantors=us,uk,fr", 'found "us,uk,fr"; expected at most 2 of us, uk, fr'),
        ("guarantors=us,us", 'found "us,us"; expected each option once'),
        ("guarantors=us,usa", 'there is no option of guarantors "usa"'),
        ("guarantee=nato,other", 'found "nato,other"; expected exactly one of nato, other, none'),
        ("guarantee=", "--free guarantee leaves it undecided"),
        ("ceiling=", "--fix ceiling: found nothing; expected one whole number from 0 to 1500000"),
        ("ceiling=800,000", 'found "800,000"; expected one whole number from 0 to 1500000'),
        ("ceiling=800500", "in steps of 1000; the nearest is 800000 or 801000"),
        ("ceiling=-1", "the nearest is 0"),
        ("ceiling=many", "without commas or spaces"),
    ],
)
def test_what_does_not_answer_an_issue_is_told_with_what_would(
    argument: str, said: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, one line that names the issue, what was found and what was expected."""
    assert main(["analyse", path, "--fix", argument]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err
