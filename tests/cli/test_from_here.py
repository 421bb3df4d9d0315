"""``planner check --from-here``: the board and what each answer would change, as lines and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main
from tests.answers import validate
from tests.reports.drawn_case import CASE, COMPLETE, RULED
from tests.reports.every_kind import CASE as KINDS
from tests.reports.every_kind import file_of, scenario_file
from tests.small_cases import any_of, case_text, issue, made_case, red_line, when

Capture = pytest.CaptureFixture[str]

EXAMPLE = Path(__file__).resolve().parents[2] / "scenarios" / "us-russia-talks-several-lines.toml"
TWO_CROSSED = """\
format = 1
[scenario]
title = "Moscow track"
[case]
id = "drawn"
[choices.security]
option = "european"
[choices.ceasefire]
option = "first"
[choices.meeting]
option = "us_russia"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The scenario of the drawing with two lines crossed, beside its case."""
    (tmp_path / "drawn.case.toml").write_text(case_text(CASE), encoding="utf-8")
    path = tmp_path / "deal.toml"
    path.write_text(TWO_CROSSED, encoding="utf-8")
    return path


def told(capsys: Capture, *arguments: str | Path) -> str:
    """The answer of the command."""
    capsys.readouterr()
    assert main(["check", *map(str, arguments), "--from-here"]) in {0, 1}
    return capsys.readouterr().out


def test_the_lines_tell_what_the_board_tells(file: Path, capsys: Capture) -> None:
    """Each cell, each option with what it changes from here, and the smallest mends."""
    text = " ".join(told(capsys, file).split())
    for words in (
        "Ways to finish: 24 cross only RU-1, FR-1. 0 of them use sourced options only. 24 of",
        "24 of them leave nothing contested.",
        "Meeting format: US and Russia only",
        "Europe: FR-1 crossed",
        "- Bilateral: UA-1 no longer at stake; ways to finish: 48 cross only these",
        "- Trilateral: ends FR-1; UA-1 no longer at stake; ways to finish: 48 cross only RU-1",
        "Nobody states a position.",
        "Mend: Meeting format: Trilateral. Ends FR-1; UA-1 no longer at stake.",
    ):
        assert words in text, words
    assert "ruled out" not in text


def test_lines_that_are_left_open_by_one_answer_are_told_together(capsys: Capture) -> None:
    """They were crossed whatever else is chosen, and depend on the same issue then."""
    text = " ".join(told(capsys, EXAMPLE).split())
    assert (
        "- US and Russia, taken away: FR-1 and UA-1 undecided, no longer crossed; FR-1 and UA-1 "
        "then depend on meeting format; ways to finish: 6 cross only DE-1"
    ) in text


def test_the_json_holds_the_same_by_ids(file: Path, capsys: Capture) -> None:
    """Numbers exact, and as its schema says."""
    answer: Any = json.loads(told(capsys, file, "--format", "json"))
    validate("check", answer)
    here = answer["results"][0]["from_here"]
    assert (here["crosses"], here["ways"], here["stopped"]) == (["RU-1", "FR-1"], 24, None)
    assert (here["respecting"], here["without_added"]) == (24, 0)
    trilateral = here["options"]["meeting"]["trilateral"]
    assert (trilateral["ended"], trilateral["added"], trilateral["ways"]) == (["FR-1"], [], 48)
    assert here["mends"][0]["choices"] == {"meeting": "trilateral"}
    row = next(row for row in here["board"] if row["issue"] == "meeting")
    europe = row["cells"][3]
    assert (europe["sign"], europe["lines"]) == ("crossed", [{"line": "FR-1", "sign": "crossed"}])
    assert {each["kind"] for each in here["finishes"]} == {"finish"}


def test_nothing_is_called_clear_where_no_line_counts(file: Path, capsys: Capture) -> None:
    """Neither the ways to finish nor an answer, nor what is proposed."""
    text = " ".join(told(capsys, file, "--reading", "literal").split())
    assert "From here This reading counts no line. Security guarantee" in text
    assert "- Trilateral - US and Russia only, chosen - No leaders' meeting" in text
    assert "No line changes. This reading counts no line; uses" in text
    assert "clear" not in text.partition("From here")[2].lower()


def test_a_deal_that_contradicts_itself_is_not_clear_and_neither_is_a_choice_that_makes_it_so(
    tmp_path: Path, capsys: Capture
) -> None:
    """The words say what the number of ways says: none finishes so."""
    file_of(RULED, tmp_path)
    path = scenario_file(RULED, tmp_path, {**COMPLETE, "territory": "deferred", "meeting": "no"})
    text = " ".join(told(capsys, path, "--set-aside", "FR-1").split())
    assert "From here Contradicts itself. Security guarantee" in text
    assert "No leaders' meeting, chosen: contradicts itself" in text
    assert "- Trilateral: clear" in text
    path = scenario_file(RULED, tmp_path, {**COMPLETE, "territory": "deferred"})
    text = " ".join(told(capsys, path, "--set-aside", "FR-1").split())
    assert "From here Clear. Security guarantee" in text
    assert "- No leaders' meeting: contradicts itself" in text


BEGUN = made_case(
    "begun",
    issues=(any_of("meeting", "two", "three", "four", at_least=2), issue("place", "here", "there")),
    red_lines=(red_line("A-1", "a", when(meeting="two"), when(place="there")),),
)


def begun(tmp_path: Path, capsys: Capture, *held: str) -> Any:
    """What is told of a scenario that holds these options of the meeting."""
    (tmp_path / "begun.case.toml").write_text(case_text(BEGUN), encoding="utf-8")
    path = tmp_path / "begun.toml"
    path.write_text(
        'format = 2\n[scenario]\ntitle = "Begun"\n[case]\nid = "begun"\n'
        f"[choices.meeting]\noptions = {json.dumps(held)}\n"
        '[choices.place]\noption = "here"\n',
        encoding="utf-8",
    )
    answer = json.loads(told(capsys, path, "--format", "json"))
    validate("check", answer)
    return answer["results"][0]["from_here"]


def test_answers_join_a_choice_that_is_begun(tmp_path: Path, capsys: Capture) -> None:
    """They are what the board shows; the ways to finish keep what is begun, and no other is one."""
    here = begun(tmp_path, capsys, "two")
    meeting = here["options"]["meeting"]
    assert meeting["three"]["chosen"] == ["two", "three"]
    assert (meeting["three"]["added"], meeting["three"]["ways"]) == (["A-1"], None)
    assert (meeting["two"]["chosen"], meeting["two"]["ways"]) == (None, 1)
    assert here["ways"] == here["options"]["place"]["here"]["ways"] == 0
    assert [each["choices"]["meeting"] for each in here["finishes"]] == [
        ["two", "four"],
        ["two", "three"],
        ["two", "three", "four"],
    ]
    assert {tuple(each["crossed"]) for each in here["finishes"]} == {("A-1",)}


def test_an_answer_that_leaves_too_few_options_chooses_nothing(
    tmp_path: Path, capsys: Capture
) -> None:
    """The issue is undecided then; the ways to finish have the option that is left."""
    meeting = begun(tmp_path, capsys, "two", "three")["options"]["meeting"]
    assert (meeting["two"]["chosen"], meeting["two"]["ways"]) == (None, 1)
    assert (meeting["three"]["chosen"], meeting["three"]["ways"]) == (None, 0)


def test_issues_of_all_kinds_are_told(tmp_path: Path, capsys: Capture) -> None:
    """Boxes, numbers and issues that may not apply."""
    file_of(KINDS, tmp_path)
    path = scenario_file(KINDS, tmp_path, {"works": ("dam",)})
    answer: Any = json.loads(told(capsys, path, "--format", "json"))
    validate("check", answer)
    options = answer["results"][0]["from_here"]["options"]
    assert set(options) == set(KINDS.issues_by_id)
    assert "dam" in options["works"]
    assert told(capsys, path)


def test_nothing_is_told_of_lines_on_an_issue_that_does_not_apply(
    tmp_path: Path, capsys: Capture
) -> None:
    """As on the board, where its row is empty."""
    price = issue("price", "low", "high", applies_when=(when(line="built"),))
    held = red_line("A-1", "a", when(price="low"))
    case = made_case("talks", issues=(issue("line", "built", "none"), price), red_lines=(held,))
    (tmp_path / "talks.case.toml").write_text(case_text(case), encoding="utf-8")
    path = scenario_file(case, tmp_path, {"line": "none"})
    text = " ".join(told(capsys, path).split())
    assert "A: no line crossed" not in text
    assert "Price: does not apply" in text
