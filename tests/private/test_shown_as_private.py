"""What is private is shown so, with a sign and a word, in every answer that knows it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from planner.cli.main import main
from tests.private.talks import OVERLAY, SECRETS, talks, unmarked

Capture = pytest.CaptureFixture[str]

ANSWERS = {
    "check": ("check", "deal.toml"),
    "check from here": ("check", "deal.toml", "--from-here"),
    "check strictly": ("check", "deal.toml", "--reading", "strict", "--set-aside", "RU-Z9"),
    "check a folder": ("check", "."),
    "check for GitHub": ("check", "deal.toml", "--format", "github"),
    "analyse": ("analyse", "deal.toml"),
    "analyse the case": ("analyse", "talks.case.toml", "--reading", "strict", "--list", "2"),
    "analyse flips": ("analyse", "deal.toml", "--only", "flips", "--set-aside", "EU-1"),
    "analyse a fix": ("analyse", "talks.case.toml", "--fix", "ceasefire_timing=parallel"),
    "compare": ("compare", "deal.toml", "other.toml"),
    "compare strictly": ("compare", "deal.toml", "other.toml", "--reading", "strict"),
    "evidence": ("evidence", "talks.case.toml"),
    "verify": ("verify", "talks.case.toml"),
    "plain": ("--plain", "deal.toml"),
    "report": ("report", "deal.toml", "--private"),
    "columns": ("report", "deal.toml", "--private", "--as", "columns"),
    "register": ("report", "deal.toml", "--private", "--as", "register"),
    "columns as Markdown": ("report", "deal.toml", "--private", "--as", "columns", "--format=md"),
    "brief as CSV": ("report", "deal.toml", "--private", "--format", "csv"),
    "register as CSV": ("report", "deal.toml", "--private", "--as", "register", "--format=csv"),
    "options": ("report", "deal.toml", "other.toml", "--private", "--as", "options"),
    "draft": ("report", "deal.toml", "other.toml", "--private", "--as", "draft"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the talks in it; two deals that differ."""
    monkeypatch.chdir(tmp_path)
    deal = talks(tmp_path)
    other = deal.read_text(encoding="utf-8").replace(
        'option = "parallel"', 'option = "settlement_first"'
    )
    (tmp_path / "other.toml").write_text(other, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ANSWERS)
def test_every_id_of_what_is_private_is_marked(name: str, capsys: Capture) -> None:
    assert main(ANSWERS[name]) in (0, 1)
    said = capsys.readouterr().out
    assert "⌂" in said or name == "draft"
    assert unmarked(said) == []


def test_what_flipped_between_two_days_marks_it(folder: Path, capsys: Capture) -> None:
    """Also where its id stands only because it was stated, repeated or superseded."""
    later = """
[statements.ZQ2]
source = "zebra-cable"
quote = "A zebra again."
party = "russia"
strength = "declared"
attribution = "reported"
date = 2025-08-19
repeats = "ZQ1"
opposes = { ceasefire_timing = ["parallel"] }

[red_lines.RU-Z8]
party = "russia"
title = "An earlier zebra line"
strength = "declared"
crossed_when = [{ ceasefire_timing = ["parallel"] }]
evidence = ["ZQ1"]
date = 2025-08-17
superseded_by = "RU-Z9"
"""
    dated = OVERLAY.replace('strength = "declared"', 'strength = "declared"\ndate = 2025-08-18')
    (folder / "talks.private.toml").write_text(f"{dated}{later}", encoding="utf-8")
    assert main(["check", "deal.toml", "--as-of", "2025-08-01..2025-08-18"]) == 1
    assert main(["check", "deal.toml", "--as-of", "2025-08-17..2025-08-19"]) == 1
    assert main(["--plain", "deal.toml"]) == 0
    assert main(["report", "deal.toml", "--private", "--as", "register", "--format=csv"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "superseded by RU-Z9 ⌂private" in said
    assert "epeats ZQ1 ⌂private" in said
    assert unmarked(said) == []


def test_two_states_of_the_case_are_said_to_be_judged_without_it(
    folder: Path, capsys: Capture
) -> None:
    """The verdict above them is with it: the numbers of both need not be one."""
    text = (folder / "talks.case.toml").read_text(encoding="utf-8")
    earlier = text.replace('title = "Trilateral"', 'title = "All three"')
    (folder / "earlier.case.toml").write_text(earlier, encoding="utf-8")
    asked = ["check", "deal.toml", "--case", "earlier.case.toml"]
    words = "Both are judged without what is private."
    assert main(asked) == 1
    assert words in capsys.readouterr().out
    assert main([*asked, "--without-private"]) == 1
    assert words not in capsys.readouterr().out


def test_a_comparison_that_leaves_it_out_says_so(folder: Path, capsys: Capture) -> None:
    """What git recorded has none: the verdict of a file beside it is another than alone."""
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    for step in (["init", "-q"], ["add", "deal.toml", "talks.case.toml"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *step], cwd=folder, check=True)
    states = ["compare", "HEAD:deal.toml", "other.toml"]
    assert main(states) == 1
    said = capsys.readouterr()
    assert "talks.private.toml: warning: this overlay is left out here" in said.err
    assert "⌂" not in said.out
    for asked in ([*states, "--without-private"], ["compare", "deal.toml", "other.toml"]):
        assert main(asked) == 1
        assert "left out" not in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in ANSWERS if "--private" not in ANSWERS[name]])
def test_it_can_be_left_out_of_every_answer(name: str, capsys: Capture) -> None:
    without = [word for word in ANSWERS[name] if word not in ("--set-aside", "RU-Z9", "EU-1")]
    assert main([*without, "--without-private"]) in (0, 1)
    said = capsys.readouterr()
    text = f"{said.out}{said.err}".casefold()
    assert [word for word in (*SECRETS, "⌂private") if word.casefold() in text] == []


@pytest.mark.parametrize("name", ["check", "analyse", "compare", "evidence", "verify"])
def test_json_says_which_ids_are_private(name: str, capsys: Capture) -> None:
    main([*ANSWERS[name], "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    (said,) = found["results"] if name == "check" else [found]
    assert said["private"] == {
        "sources": ["zebra-cable"],
        "statements": ["ZQ1"],
        "red_lines": ["EU-1", "RU-Z9"],
    }
    if name == "check":
        marked = [line["id"] for line in said["lines"] if line.get("private")]
        assert marked == ["EU-1", "RU-Z9"]
    main([*ANSWERS[name], "--format", "json", "--without-private"])
    found = json.loads(capsys.readouterr().out)
    assert "private" not in (found["results"][0] if name == "check" else found)
