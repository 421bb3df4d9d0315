"""``planner check CASE``: a case is checked as such, alone or among scenarios."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from planner.cli.main import main
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, spoiled
from tests.small_cases import case_text, made_case, red_line, when

Capture = pytest.CaptureFixture[str]


def test_a_sound_case_is_told_with_its_size(tmp_path: Path, capsys: Capture) -> None:
    """The answer alone goes to standard output."""
    file = put(tmp_path, "lake.case.toml", CASE_TEXT)
    assert main(["check", str(file)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "2 parties, 2 issues, 4 options" in out
    assert "No mistake in it." in out


def test_all_mistakes_of_a_case_are_told_at_once(tmp_path: Path, capsys: Capture) -> None:
    """Each with its place, and with the nearest name there is."""
    text = spoiled(CASE_TEXT, 'strength = "declared"\nopposes', 'strength = "declard"\nopposes')
    text = spoiled(text, 'source = "gazette"', 'source = "gazete"')
    file = put(tmp_path, "lake.case.toml", text)
    assert main(["check", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{file}:") for line in lines)
    assert 'did you mean "gazette"?' in lines[0]
    assert 'did you mean "declared"?' in lines[1]


def test_what_is_doubtful_is_a_warning(tmp_path: Path, capsys: Capture) -> None:
    """The case can be used all the same."""
    file = put(tmp_path, "lake.case.toml", spoiled(CASE_TEXT, 'source = "gazette"\n', ""))
    assert main(["check", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "1 thing to look at" in out
    assert "warning: " in err


def test_more_warnings_than_are_told_are_counted(tmp_path: Path, capsys: Capture) -> None:
    """The first 50 are told; the number is that of all."""
    lines = [red_line(f"A-{number}", "a", when(i="x")) for number in range(1, 1_102)]
    file = put(tmp_path, "own.case.toml", case_text(made_case("own", red_lines=lines)))
    assert main(["check", str(file)]) == 0
    out, err = capsys.readouterr()
    (number,) = re.findall(r"([\d,]+) things to look at", out)
    assert number == "1,101"
    assert err.count(": warning: ") == 50
    assert main(["check", str(file), "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["cases"]
    assert entry["warnings"] == 1_101


def test_a_bundled_case_is_checked_by_its_id(capsys: Capture) -> None:
    """As every command takes a case."""
    assert main(["check", "ukraine-2025-08", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (entry,) = answer["cases"]
    assert (entry["id"], entry["scenarios"], entry["warnings"]) == ("ukraine-2025-08", 20736, 0)
    assert answer["results"] == []


def test_cases_and_scenarios_are_checked_together(tmp_path: Path, capsys: Capture) -> None:
    """Each as what it is; one that cannot be read keeps the others from nothing."""
    case = put(tmp_path, "lake.case.toml", CASE_TEXT)
    scenario = put(tmp_path, "s.toml", SCENARIO_TEXT)
    broken = put(tmp_path, "b.case.toml", "format = 1\n")
    assert main(["check", str(scenario), str(case)]) == 0
    out = capsys.readouterr().out
    assert out.index("s.toml") < out.index("lake.case.toml: the case")
    assert main(["check", str(broken), str(scenario), str(case), "--format", "json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["results"]) == len(answer["cases"]) == 1


def test_options_that_judge_scenarios_are_told_to_be_of_no_use(
    tmp_path: Path, capsys: Capture
) -> None:
    """A warning, where cases alone are checked: a hook gives the same options to any files."""
    case = str(put(tmp_path, "lake.case.toml", CASE_TEXT))
    assert main(["check", case, "--set-aside", "ZZ", "--reading", "strict", "--from-here"]) == 0
    err = capsys.readouterr().err
    assert err.startswith("planner: warning: of no use here: --reading, --set-aside, --from-here;")
    assert main(["check", case, "--fail-on", "contested", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    scenario = str(put(tmp_path, "s.toml", SCENARIO_TEXT))
    main(["check", case, scenario, "--reading", "strict"])
    assert "of no use" not in capsys.readouterr().err
