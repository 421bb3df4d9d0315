"""The open scenarios and cases, for other tools: every one, one at a time, and no formula."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.analysis.engine.limits import Limit, LimitReachedError, Stopped, TooMuch
from planner.analysis.questions.open_set import list_open
from planner.analysis.questions.premises import Premises
from planner.cli.main import main
from planner.exchange.reading import imported
from planner.exchange.rows import csv_lines, json_lines
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.words.stops import reason_words
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, TALKS_TEXT, put
from tests.small_cases import made_case, numbered_issues, red_line, when

Capture = pytest.CaptureFixture[str]


def exported(capsys: Capture, *arguments: str | Path) -> str:
    capsys.readouterr()
    assert main(["export", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_the_open_set_is_written_scenario_by_scenario(tmp_path: Path, capsys: Capture) -> None:
    """As JSON lines and as CSV, the same ones as the analysis lists."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    case = read_case(file).case
    expected = [dict(found) for found in list_open(Premises(case, Reading.FIRM))]
    assert list(map(json.loads, exported(capsys, file).splitlines())) == expected
    rows = [*csv.DictReader(io.StringIO(exported(capsys, file, "--as", "csv")))]
    assert rows == expected
    assert expected


def test_a_scenario_keeps_its_choices_and_options_change_them(
    tmp_path: Path, capsys: Capture
) -> None:
    """As in the analysis: what is fixed stays, lines set aside do not count."""
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    file = put(tmp_path, "s.toml", SCENARIO_TEXT)
    water = {json.loads(line)["water"] for line in exported(capsys, file).splitlines()}
    assert water == {"half"}
    lines = exported(capsys, file, "--free", "water", "--set-aside", "", "--fix", "fishing=free")
    assert {json.loads(line)["fishing"] for line in lines.splitlines()} == {"free"}


def test_all_kinds_of_answers_are_told_apart(tmp_path: Path, capsys: Capture) -> None:
    """Several, none of them, a number, and an issue that does not apply."""
    file = put(tmp_path, "talks.case.toml", TALKS_TEXT)
    fixed = ("--fix", "army=800000", "--set-aside", "S-1,S-2")
    found = [json.loads(line) for line in exported(capsys, file, *fixed).splitlines()]
    assert {type(each["army"]) for each in found} == {int}
    kinds = {type(each["guarantors"]) for each in found}
    assert list in kinds
    rows = [*csv.DictReader(io.StringIO(exported(capsys, file, "--as", "csv", *fixed)))]
    assert len(rows) == len(found)
    for row, each in zip(rows, found, strict=True):
        held = each["guarantors"]
        assert row["guarantors"] == ("" if held is None else "|".join(held) or "[]")
        assert row["army"] == "800000"


def test_a_new_file_is_whole_and_no_file_is_overwritten(tmp_path: Path, capsys: Capture) -> None:
    """Nothing is left beside it; a CSV says that it is UTF-8."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    out = tmp_path / "open.csv"
    assert exported(capsys, file, "--as", "csv", "--out", out) == ""
    assert out.read_bytes().startswith(b"\xef\xbb\xbfwater,fishing\r\n")
    before = out.read_bytes()
    assert main(["export", str(file), "--out", str(out)]) == 2
    assert "exists already, and stays as it is" in capsys.readouterr().err
    assert out.read_bytes() == before
    assert main(["export", str(file), "--out", str(tmp_path / "no" / "x.csv")]) == 2
    assert main(["export", str(file), "--what", "case", "--as", "jsonl"]) == 2
    assert "a case is written as csv" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {file.name, out.name}


@pytest.mark.parametrize("what", ["open", "case"])
def test_a_folder_is_no_file_to_make(tmp_path: Path, capsys: Capture, what: str) -> None:
    """One that is there, in any spelling, and one that is not."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    for out in (".", "..", "", "/", str(tmp_path), f"{tmp_path}/new/"):
        assert main(["export", str(file), "--what", what, "--out", out]) == 2
        assert "names no file; expected --out PATH, a new file" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("what", ["open", "case"])
def test_what_is_exported_takes_no_name_of_a_scenario_or_a_case(
    tmp_path: Path, capsys: Capture, what: str
) -> None:
    """As an overlay it would make the case beside it unreadable."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    for name in ("lake.private.toml", "other.case.toml", "deal.TOML"):
        out = tmp_path / name
        assert main(["export", str(file), "--what", what, "--out", str(out)]) == 2
        assert f'no scenario and no case: "{out}" cannot be its file' in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_file_may_have_the_longest_name_there_is(tmp_path: Path, capsys: Capture) -> None:
    """One letter more is refused, in words."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    exported(capsys, file, "--out", tmp_path / ("x" * 255))
    assert main(["export", str(file), "--out", str(tmp_path / ("x" * 256))]) == 2
    assert "cannot be written (File name too long)" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {file.name, "x" * 255}


def test_a_case_is_a_matrix_that_is_imported_again(tmp_path: Path, capsys: Capture) -> None:
    """Options, statements and positions come back; no cell is a formula to a spreadsheet."""
    text = CASE_TEXT.replace("Half each", "=HALF()").replace("We will not", "-We will not")
    file = put(tmp_path, "lake.case.toml", text)
    out = exported(capsys, file, "--what", "case")
    rows = [*csv.reader(io.StringIO(out))]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert ["Water", "'=HALF()", "", "", "", "", ""] in rows
    case = imported([put(tmp_path, "again.csv", out)]).case
    assert case.issues[0].options[0].title == "=HALF()"
    (statement,) = case.statements
    assert statement.quote == "-We will not go thirsty"
    assert case.red_lines[0].strength.value == "declared"


def test_what_a_matrix_has_no_place_for_is_listed(capsys: Capture) -> None:
    """With how many there are; the matrix alone is on standard output."""
    assert main(["export", "velda-dam", "--what", "case"]) == 0
    out, err = capsys.readouterr()
    assert "Not carried over" not in out
    assert "- issues that are numbers (4)" in err
    assert "- coherence rules (1)" in err
    assert "- rules of red lines, which an import makes of what is opposed (17)" in err
    assert "- statements of no party or on no option (27)" in err


def test_every_field_that_no_row_carries_is_listed(capsys: Capture) -> None:
    """So an import that reads the matrix never knows that all its options are sourced."""
    assert main(["export", "ukraine-2025-08", "--what", "case"]) == 0
    err = capsys.readouterr().err
    assert "- of options: definition (25), evidence (16), origin (11)" in err
    assert "- of the case: title (1), id (1), summary (1), as_of (1)" in err
    listed = dict(line[5:].split(": ", 1) for line in err.splitlines() if line.startswith("- of "))
    tables = tomllib.loads((bundled_folder() / "ukraine-2025-08.case.toml").read_text("utf-8"))
    tables["options"] = {
        (issue, option): held
        for issue, its in tables["issues"].items()
        for option, held in its.pop("options").items()
    }
    carried = {"title", "name", "quote", "source", "party", "strength", "opposes", "supports"}
    by_default = {"kind", "at_most"}  # told in other words, and what holds without being said
    for of in ("parties", "issues", "options", "sources", "statements"):
        said = {name for held in tables[of].values() for name in held}
        assert said - carried - by_default <= {
            each.split(" ")[0] for each in listed[of].split(", ")
        }


CONDITIONS = """\
format = 2
[case]
title = "Lake"
[parties.north]
name = "North"
[issues.works]
title = "Works"
kind = "any"
options = { dam = { title = "A dam" }, canal = { title = "A canal" } }
[issues.water]
title = "Water"
options = { half = { title = "Half each" }, all = { title = "All of it" } }
[statements.E1]
quote = "No dam, and never without half of the water."
party = "north"
opposes = { works = ["dam"], water = { none = ["half"] } }
[statements.E2]
quote = "A canal. And we speak of water."
party = "north"
supports = { works = { any = ["canal"] }, water = [] }
[statements.E3]
quote = "A dam, but not with a canal."
party = "north"
supports = { works = { any = ["dam"], none = ["canal"] } }
[statements.E4]
quote = "Never both of them."
party = "north"
opposes = { works = { all = ["dam", "canal"] } }
[statements.E5]
quote = "We speak of water."
party = "north"
supports = { water = [] }
"""


def test_only_a_list_of_options_is_a_row_and_other_conditions_are_listed(
    tmp_path: Path, capsys: Capture
) -> None:
    """A part of a condition would be another one: for a dam, where it is only one alone."""
    file = put(tmp_path, "lake.case.toml", CONDITIONS)
    assert main(["export", str(file), "--what", "case"]) == 0
    out, err = capsys.readouterr()
    rows = [(row["option"], row["position"]) for row in csv.DictReader(io.StringIO(out))]
    assert rows == [
        ("A dam", "opposes"),
        ("A canal", "supports"),
        ("Half each", ""),
        ("All of it", ""),
    ]
    assert "- statements of no party or on no option (1)\n" in err
    assert "- statements with conditions that are no list of options (4)\n" in err


def test_what_judges_scenarios_is_refused_where_a_case_is_exported(capsys: Capture) -> None:
    """It would change nothing."""
    options = (
        ("--reading", "strict"),
        ("--set-aside", "NOPE"),
        ("--fix", "a=b"),
        ("--free", "a"),
        ("--as-of", "2024-01-01"),
    )
    for option in options:
        assert main(["export", "velda-dam", "--what", "case", *option]) == 2
        assert f"{option[0]} is for clear scenarios" in capsys.readouterr().err


def test_the_number_of_scenarios_takes_no_memory() -> None:
    """Ten thousand rows hold no more than a hundred do."""
    case = made_case(
        issues=numbered_issues([4] * 12), red_lines=[red_line("L", "a", when(i0="o1", i1="o2"))]
    )

    def peak(rows: int) -> int:
        found = list_open(Premises(case, Reading.FIRM), Limit(seconds=None))
        lines = json_lines(case, found)
        next(lines)
        tracemalloc.start()
        for _, _ in zip(range(rows), lines, strict=False):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few = peak(500)
    assert peak(10_000) < few + 200_000


def test_an_empty_open_set_has_a_header_and_no_row() -> None:
    """In CSV; as JSON lines it is nothing."""
    case = made_case()
    assert "".join(csv_lines(case, [])) == "i\r\n"
    assert "".join(json_lines(case, [])) == ""


def test_that_no_scenario_is_clear_is_said_beside_the_empty_list(
    tmp_path: Path, capsys: Capture
) -> None:
    """On standard error; nothing of it where there are some."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    assert main(["export", str(file), "--fix", "water=all_north"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "planner export: no scenario is clear, so none is listed\n"
    assert main(["export", str(file)]) == 0
    assert capsys.readouterr().err == ""


def test_why_an_export_was_not_finished_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Not by the names that the code has for it."""
    stopped = Stopped(TooMuch.NODES, (1,))

    def too_much(*_: object) -> Iterator[Scenario]:
        yield from ()
        raise LimitReachedError(stopped)

    monkeypatch.setattr("planner.cli.export.list_open", too_much)
    assert main(["export", str(put(tmp_path, "lake.case.toml", CASE_TEXT))]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"not finished: {reason_words(stopped)}" in said.err
    assert "Stopped" not in said.err
