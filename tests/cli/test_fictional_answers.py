"""The commands on the two fictional cases: every number, verdict and quote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main
from tests.fictional_answers import ANSWERS, ASKED, SCENARIOS
from tests.test_fictional_cases import EXAMPLES, SHOWN, in_any_order

Capture = pytest.CaptureFixture[str]

CASES = tuple(SCENARIOS)
REPORTS = ("brief", "columns", "options", "register", "draft")


def answer(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """What the command answers in JSON; it must neither fail nor warn of anything."""
    main([*arguments, "--format", "json"])
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    assert (found["errors"], found["warnings"]) == ([], [])
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_fictional_case_checks_clean(case: str, capsys: Capture) -> None:
    """Without any warning."""
    assert main(["check", case]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "No mistake in it." in out


@pytest.mark.parametrize("case", CASES)
def test_all_its_quotes_are_verbatim(case: str, capsys: Capture) -> None:
    """By the texts that are shipped beside it, each in the section that the statement names."""
    assert main(["verify", case]) == 0
    assert "in another section" not in capsys.readouterr().out
    quotes = answer(capsys, "verify", case)["quotes"]
    assert {quote["result"] for quote in quotes} == {"verbatim"}


@pytest.mark.parametrize(("case", "day", "reading"), ASKED)
def test_the_analysis_gives_every_number(
    case: str, day: str, reading: str, capsys: Capture
) -> None:
    """That looking at all scenarios gives, by each reading and day."""
    as_of = ["--as-of", day] if day else []
    found = answer(capsys, "analyse", case, "--reading", reading, *as_of)
    assert found["complete"]
    assert found["scenarios"] == SCENARIOS[case]
    right = ANSWERS[case, day, reading]
    assert in_any_order({key: found[key] for key in right}) == in_any_order(right)


@pytest.mark.parametrize("example", SHOWN)
def test_each_example_gets_the_verdict_that_it_shows(example: str, capsys: Capture) -> None:
    """The lines crossed, contested and undecided that looking at all scenarios gives."""
    (result,) = answer(capsys, "check", str(EXAMPLES / f"{example}.toml"))["results"]
    reading, _, _, *verdicts = SHOWN[example]
    assert result["reading"] == reading
    keys = ("crossed", "contested", "undecided_lines")
    assert [{*result[key]} for key in keys] == verdicts


def test_points_are_told_with_whose_they_are(capsys: Capture) -> None:
    """What is chosen together gives 4 points, and not 4.0."""
    assert main(["check", str(EXAMPLES / "velda-dam/ostranas-first-plan.toml")]) == 1
    words = " ".join(capsys.readouterr().out.split())
    assert "37 of at least 55.5 points, contested below 60, as scored by the arbiter" in words
    assert "Shared data Daily levels and Forecasts 4 " in words


def test_a_draft_flips_between_two_days(capsys: Capture) -> None:
    """What crossed a line in March and what crosses one in May."""
    days = "2023-03-28..2023-05-31"
    assert main(["check", str(EXAMPLES / "zalume-talks/first-draft.toml"), "--as-of", days]) == 1
    words = " ".join(capsys.readouterr().out.split())
    assert "GO-1 · Government, declared" in words
    assert "crossed → superseded by GO-2" in words
    assert (
        "LU-1 · Lakes Union, declared · No amnesty for grave crimes, no looking away: not" in words
    )


def test_the_two_drafts_stand_as_one_text_with_changes(capsys: Capture) -> None:
    """Clause by clause, by the drafts' own words."""
    drafts = [
        str(EXAMPLES / f"zalume-talks/{name}.toml") for name in ("first-draft", "brackets-closed")
    ]
    assert main(["report", *drafts, "--as", "draft"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert (
        "The Highland units shall [-withdraw-]{+redeploy+} from the four towns{+ to the places "
        "named in Annex 1+}." in words
    )
    assert "[-There shall be a cessation of hostilities for ninety days, renewable by" in words


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("report", REPORTS)
def test_every_report_of_the_examples_is_made(case: str, report: str, tmp_path: Path) -> None:
    """On the case's examples in the order of their names."""
    files = sorted(map(str, EXAMPLES.glob(f"{case}/*.toml")))
    of_these = files[:2] if report == "draft" else files
    out = tmp_path / "report.html"
    assert main(["report", *of_these, "--as", report, "--out", str(out)]) == 0
    assert "(fictional)" in out.read_text(encoding="utf-8")


def test_several_lines_of_a_party_depend_on_a_choice(capsys: Capture) -> None:
    """Issue by issue; the brackets of the draft are where they do."""
    file = str(EXAMPLES / "zalume-talks/second-draft.toml")
    assert main(["check", file, "--from-here"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "Government: GO-3 and GO-5 depend on a choice; Highland Front: HF-2 and NC-1" in words
    assert "1. Way to finish: Forces in the towns: Redeploy; Days for it: 90 days." in words
