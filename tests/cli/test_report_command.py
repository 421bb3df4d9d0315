"""``planner report``: which report, in which format, to where, and without what."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.reports.formats.written import FORMATS
from planner.reports.words.report_names import REPORT_NAMES

EXAMPLES = Path(__file__).resolve().parents[2] / "scenarios"
TALKS = str(EXAMPLES / "us-russia-talks-several-lines.toml")
LED = str(EXAMPLES / "european-led-parallel-trilateral.toml")

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


def test_a_brief_as_text_is_what_one_gets_unless_one_asks(capsys: Capture) -> None:
    """It ends with 0, whatever the scenario crosses."""
    assert main(["report", TALKS]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("US-Russia talks: several lines at once\n")
    assert "The package" in out
    assert err == ""


def test_a_line_separator_of_unicode_ends_no_row_of_a_table(
    tmp_path: Path, capsys: Capture
) -> None:
    """It is told as what it is: a terminal, or another reader of Markdown, may break the row."""
    text = Path(TALKS).read_text(encoding="utf-8")
    deal = tmp_path / "deal.toml"
    deal.write_text(text.replace('note = "', 'note = "Here\u2028there '), encoding="utf-8")
    assert main(["report", str(deal), "--format", "md"]) == 0
    rows = [row for row in capsys.readouterr().out.split("\n") if "Here" in row]
    assert rows
    assert all("Here\\u2028there" in row and row.endswith(" |") for row in rows)


@pytest.mark.parametrize("kind", REPORT_NAMES)
def test_every_report_can_be_had(kind: str, capsys: Capture) -> None:
    """By its name."""
    files = [TALKS, LED] if kind == "options" else [TALKS]
    assert main(["report", *files, "--as", kind, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["report"] == kind


def test_the_ending_of_the_file_says_the_format(tmp_path: Path, capsys: Capture) -> None:
    """What stands there is replaced; nothing goes to standard output."""
    out = tmp_path / "brief.html"
    out.write_text("old", encoding="utf-8")
    assert main(["report", TALKS, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"<!doctype html>")
    assert capsys.readouterr().out == ""


def test_a_format_that_is_named_holds_whatever_the_file_is_called(tmp_path: Path) -> None:
    """Such as a file without an ending."""
    out = tmp_path / "brief"
    assert main(["report", TALKS, "--out", str(out), "--format", "md"]) == 0
    assert out.read_text(encoding="utf-8").startswith("# US-Russia talks")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as", "breif"], 'there is no report "breif"'),
        (["--format", "odt"], 'there is no format "odt"'),
        (["--without", "nots"], 'there is no part "nots"'),
        (["--without", "party="], 'there is no part "party="'),
        (["--without", "party=rusia"], 'the case has no party "rusia"; expected one of us, '),
        (["--out", "brief.odt"], 'the ending of "brief.odt" names no format'),
        (["--out", "brief.toml"], "a report is no scenario and no case"),
        (["--as", "options"], "options takes at least 2 scenarios, not 1"),
        (["--set-aside", "XX-1"], 'there is no red line "XX-1"'),
        (["--limit", "soon"], '"soon" is not a number of seconds'),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    arguments: list[str], said: str, capsys: Capture
) -> None:
    """With what was expected; nothing is written."""
    assert main(["report", TALKS, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_link_to_a_scenario_or_a_case_is_no_file_for_a_report(
    tmp_path: Path, capsys: Capture
) -> None:
    """Whatever the link is called: what it leads to would be gone."""
    mine = tmp_path / "talks.private.toml"
    mine.write_text("format = 2\n", encoding="utf-8")
    link = tmp_path / "brief.html"
    link.symlink_to(mine)
    assert main(["report", TALKS, "--out", str(link)]) == 2
    assert 'talks.private.toml" cannot be its file' in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "format = 2\n"


def test_too_many_scenarios_for_a_report_are_refused(capsys: Capture) -> None:
    """A draft compares two."""
    assert main(["report", TALKS, LED, LED, "--as", "draft"]) == 2
    assert "draft takes at most 2 scenarios, not 3" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_ends_with_two(capsys: Capture) -> None:
    """And no report is made of the others."""
    assert main(["report", TALKS, "nowhere.toml"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "nowhere.toml" in err


def test_a_report_never_replaces_the_scenario_that_it_is_on(tmp_path: Path) -> None:
    """Even where the scenario is called like one."""
    file = tmp_path / "deal.txt"
    file.write_bytes(Path(TALKS).read_bytes())
    before = file.read_bytes()
    assert main(["report", str(file), "--out", str(file)]) == 2
    assert file.read_bytes() == before


def test_the_reading_and_the_lines_set_aside_can_be_asked_for(capsys: Capture) -> None:
    """Instead of those of the file."""
    assert main(["report", TALKS, "--reading", "lenient", "--set-aside", "EU-1"]) == 0
    out = capsys.readouterr().out
    assert "under the lenient reading" in out
    assert "EU-1 · Europe (generally), opposition" in out


def test_what_is_withheld_is_named_by_commas_or_again(capsys: Capture) -> None:
    """Parts, parties and issues."""
    asked = ["--without", "notes,authors", "--without", "party=russia"]
    assert main(["report", TALKS, *asked]) == 0
    out = capsys.readouterr().out
    names = "the names of authors and reviewers"
    assert f"Withheld from this report: the notes, {names} and 1 party" in " ".join(out.split())
    assert "RU-1" not in out


def test_a_format_without_its_library_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    """And writes nothing."""
    for name, library in (("docx", "docx"), ("pdf", "typst")):
        monkeypatch.setitem(sys.modules, library, None)
        monkeypatch.delitem(sys.modules, f"planner.reports.formats.{name}", raising=False)
        out = tmp_path / f"brief.{name}"
        assert main(["report", TALKS, "--out", str(out)]) == 2
        assert f"pip install 'redline-planner[{name}]'" in capsys.readouterr().err
        assert not out.exists()


def test_the_register_is_made_of_a_case_alone(tmp_path: Path, capsys: Capture) -> None:
    """By its id or its file, and beside scenarios; nothing is said of a scenario then."""
    assert main(["report", "ukraine-2025-08", "--as", "register"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Red lines: Ukraine, August 2025\n")
    assert "In this scenario" not in out
    assert "undecided" not in out
    for line in ("US-1", "FR-1", "DE-1"):
        assert f"\n{line}\n" in out
    case = str(ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml")
    for form in FORMATS:
        file = tmp_path / f"lines{FORMATS[form].endings[0]}"
        assert main(["report", case, "--as", "register", "--out", str(file)]) == 0
        assert file.stat().st_size > 1_000
    assert main(["report", TALKS, case, "--as", "register", "--format", "md"]) == 0
    headings = [line for line in capsys.readouterr().out.splitlines() if line.startswith("# ")]
    assert len(headings) == 2


def test_other_reports_are_on_scenarios(capsys: Capture) -> None:
    assert main(["report", "ukraine-2025-08", "--as", "columns"]) == 2
    said = capsys.readouterr().err
    assert '"ukraine-2025-08" is a case, and columns is on scenarios' in said
    assert "expected a scenario, or --as register" in said
