"""What the commands answer to a program is as its schema says, for all kinds of issues."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.check.checker import check
from planner.cli.main import main
from planner.cli.problems import Problems
from planner.model.conditions import Pick
from planner.model.scenario import fitted
from planner.reports.content.check_result import check_result
from planner.reports.words.report_names import REPORT_NAMES
from tests.answers import SCHEMAS, validate
from tests.made_cases import mixed_cases, scenarios
from tests.reports.every_kind import CASE, file_of, scenario_file
from tests.small_cases import case_text, made_case, red_line, when

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))

Capture = pytest.CaptureFixture[str]

CHOSEN: tuple[dict[str, Pick], ...] = (
    {},
    {"works": ("dam", "canal"), "height": 1045, "payer": "both"},
    {"works": ("canal",), "height": 50, "payer": "valley"},
    {"works": ("dam",)},
)


def answered(capsys: Capture, command: str, *arguments: str | Path) -> Any:
    """The answer, once it is as the schema of the command says."""
    capsys.readouterr()
    assert main([command, *map(str, arguments), "--format", "json"]) in {0, 1}
    answer = json.loads(capsys.readouterr().out)
    validate("config-answer" if command == "config" else command, answer)
    return answer


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_on_each_example_is_as_its_schema_says(file: Path, capsys: Capture) -> None:
    """Every line has its rule, every crossed one the choices that cross it, with their places."""
    (result,) = answered(capsys, "check", file)["results"]
    lines = file.read_text(encoding="utf-8").splitlines()
    for line in result["lines"]:
        assert line["rule"]
        assert bool(line["because"]) == (line["status"] in {"crossed", "contested"})
        for because in line["because"]:
            place = lines[because["line"] - 1][because["column"] - 1 :]
            assert json.dumps(because["chosen"]) == place.partition(" #")[0].strip()


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_answers_on_issues_of_all_kinds_are_as_their_schemas_say(
    chosen: dict[str, Pick], tmp_path: Path, capsys: Capture
) -> None:
    """The verdict, and all parts of the analysis."""
    file_of(CASE, tmp_path)
    file = scenario_file(CASE, tmp_path, chosen)
    (result,) = answered(capsys, "check", file)["results"]
    assert {i: p for i, p in result["choices"].items() if p is not None} == {
        issue: [*pick] if isinstance(pick, tuple) else pick for issue, pick in chosen.items()
    }
    answer = answered(capsys, "analyse", file)
    assert answer["complete"]
    assert answer["scenarios"] == 4 * (3 * 399 + 3)


@given(st.data())
def test_the_verdict_on_any_case_is_as_its_schema_says(data: st.DataObject) -> None:
    """Cases of all kinds, complete and partial scenarios, choices begun among them."""
    case = data.draw(mixed_cases(most=60))
    made = data.draw(scenarios(case))
    result = check_result("x.toml", made, check(case, fitted(made, case)), lambda _: None)
    validate("check", json.loads(json.dumps(Problems().json({"results": [result]}))))


def test_the_frontier_is_as_its_schema_says(tmp_path: Path, capsys: Capture) -> None:
    """Where each party has a line by points; else those are named who have none."""
    case = file_of(CASE, tmp_path)
    answer = answered(capsys, "analyse", case, "--only", "frontier")
    assert answer["frontier"]["without_points"] == ["valley"]
    lines = [line for line in CASE.red_lines if line.points is not None]
    theirs = evolve(lines[0], id="V-3", party="valley")
    case = file_of(evolve(CASE, red_lines=(*lines, theirs)), tmp_path)
    answer = answered(capsys, "analyse", case, "--only", "frontier")
    (point,) = answer["frontier"]["listed"]
    assert point["points"] == {"N-1": 63.75, "V-3": 63.75}


ASKED = (
    ("analyse", "no-such-case"),
    ("analyse", "broken.toml"),
    ("cases",),
    ("check", "broken.toml"),
    ("check", "absent.toml"),
    ("check", "broken.toml", "--set-aside", "X-1"),
    ("check", "--raeding"),
    ("compare", "broken.toml", "absent.toml"),
    ("evidence", "broken.toml"),
    ("guide", "no-such-topic"),
    ("verify", "broken.case.toml"),
)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_what_is_wrong_is_told_in_json_with_its_place(
    words: tuple[str, ...], folder: Path, capsys: Capture
) -> None:
    """Whatever is wrong, a program that asked for JSON gets it, and never an empty answer."""
    for name in ("broken.toml", "broken.case.toml"):
        (folder / name).write_text("format = 1\n[case\n", encoding="utf-8")
    assert main([*words, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    answer = json.loads(out)
    validate(words[0], answer)
    assert answer["errors"]
    for error in answer["errors"]:
        assert error["message"] in err
        if (error["file"] or "").startswith("broken"):
            assert (error["line"], error["column"]) == (2, 1 + len("[case"))
            assert f"{error['file']}:2:6: error: " in err


def test_the_nearest_name_and_what_is_expected_stand_apart(folder: Path, capsys: Capture) -> None:
    """So that an editor can offer them."""
    text = EXAMPLES[0].read_text(encoding="utf-8")
    wrong = folder / "wrong.toml"
    wrong.write_text(text.replace("[choices.territory]", "[choices.teritory]"), encoding="utf-8")
    assert main(["check", str(wrong), "--format", "json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    (error,) = answer["errors"]
    assert error["nearest"] == "territory"
    assert error["expected"].startswith("one of ")
    assert error["file"] == str(wrong)
    assert answer["results"] == []


WRONG_WORDS = (
    (("check", "x", "--reading", "strickt"), "strict"),
    (("check", "x", "--fail-on", "crosed"), "crossed"),
    (("check", "x", "--as-of", "yesterday"), None),
    (("report", "x", "--without", "nots"), "notes"),
    (("report", "x", "--as", "breif"), "brief"),
    (("analyse", "ukraine-2025"), "ukraine-2025-08"),
    (("analyse", "ukraine-2025-08", "--fix", "teritory=deferred"), "territory"),
    (("analyse", "ukraine-2025-08", "--fix", "territory=defered"), "deferred"),
    (("analyse", "ukraine-2025-08", "--set-aside", "EU1"), "EU-1"),
    (("analyse", "ukraine-2025-08", "--limit", "soon"), None),
    (("verify", "ukraine-2025-08", "--source", "magpots=x"), "magpost"),
    (("config", "shwo"), "show"),
    (("schema", "scenari"), "scenario"),
    (("new", "talks.toml"), "talks.case.toml"),
)


@pytest.mark.parametrize(("words", "nearest"), WRONG_WORDS, ids=str)
def test_wrong_usage_says_apart_what_was_expected_and_the_nearest(
    words: tuple[str, ...], nearest: str | None, folder: Path, capsys: Capture
) -> None:
    """The same words stand on standard error, in one line."""
    assert main([*words, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    (error,) = json.loads(out)["errors"]
    assert error["expected"]
    assert error["nearest"] == nearest
    assert error["message"] in err
    assert f"expected {error['expected']}" in err
    assert list(folder.iterdir()) == []


def test_config_format_and_schema_answer_as_plain_commands_do(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a file is right or wrong, with the exit codes that people get."""
    config = folder / "config"
    config.mkdir()
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(config))
    (config / "config.toml").write_text(
        'format = 1\nauthor = "A"\n[keys.workbench]\nnext_undecided = ["M"]\n', encoding="utf-8"
    )
    found = answered(capsys, "config", "show")
    assert found["there"]
    assert found["settings"]["author"] == "A"
    assert found["own_keys"] == 1
    assert found["keys"]["workbench"]["next_undecided"] == ["M"]
    assert "settings" not in answered(capsys, "config", "path")
    assert answered(capsys, "schema", "scenario")["schema"]["title"] == "A scenario of the planner"

    deal = folder / "deal.toml"
    text = EXAMPLES[0].read_text(encoding="utf-8")
    deal.write_text(text.replace("format = ", "format   = "), encoding="utf-8")
    asked = ("format", deal, "--drop-comments")
    assert answered(capsys, *asked, "--check")["files"] == [
        {"file": str(deal), "changes": True, "written": False}
    ]
    assert answered(capsys, *asked)["files"][0]["written"]
    assert answered(capsys, *asked)["files"] == [
        {"file": str(deal), "changes": False, "written": False}
    ]
    deal.write_text("format = [", encoding="utf-8")
    assert main(["format", str(deal), "--format", "json"]) == 2
    found = json.loads(capsys.readouterr().out)
    validate("format", found)
    assert found["files"] == []
    assert (found["errors"][0]["file"], found["errors"][0]["line"]) == (str(deal), 1)


def test_warnings_are_in_the_answer(folder: Path, capsys: Capture) -> None:
    """Of a case too, with the place in its file."""
    case = made_case("own", red_lines=[red_line("A-1", "a", when(i="x"))])
    (folder / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    for command in ("evidence", "analyse"):
        (warning,) = answered(capsys, command, "own.case.toml")["warnings"]
        assert warning["file"] == "own.case.toml"
        assert warning["line"] > 1
        assert "A-1" in warning["message"]


def test_every_schema_of_an_answer_is_closed_and_shares_what_it_shares() -> None:
    """Draft-07; the same name means the same in each; every answer has its head and its tail."""
    shared: dict[str, Any] = {}
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        if "planner" not in schema["properties"]:
            continue  # that of a file
        assert schema["additionalProperties"] is False
        assert {"planner", "json", "errors", "warnings"} <= {*schema["required"]}
        for name, definition in schema["definitions"].items():
            assert shared.setdefault(name, definition) == definition, (path.name, name)
    assert "problem" in shared
    assert "pick" in shared


def test_what_is_said_of_cases_is_as_their_schemas_say(tmp_path: Path, capsys: Capture) -> None:
    """Of a new one, and of one that is checked."""
    file = tmp_path / "lake.case.toml"
    assert answered(capsys, "new", file)["case"] == "lake"
    assert answered(capsys, "examples", tmp_path / "mine")["left"] == []
    (entry,) = answered(capsys, "check", file)["cases"]
    assert entry["path"] == str(file)


@pytest.mark.parametrize("kind", REPORT_NAMES)
def test_every_report_is_as_its_schema_says(kind: str, tmp_path: Path, capsys: Capture) -> None:
    """Of the bundled case, and of a case with issues of all kinds."""
    example = EXAMPLES[0]
    file_of(CASE, tmp_path)
    deal = scenario_file(CASE, tmp_path, CHOSEN[1])
    for file in (example, deal):
        files = [file, file] if kind == "options" else [file]
        assert answered(capsys, "report", *files, "--as", kind)["report"] == kind
