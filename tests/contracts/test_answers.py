"""What the commands answer to a program is as its schema says, for all kinds of issues."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from planner.check.checker import check
from planner.cli.main import main
from planner.model.conditions import Pick
from planner.model.scenario import fitted
from planner.reports.content.check_result import check_result
from tests.made_cases import mixed_cases, scenarios
from tests.reports.every_kind import CASE, file_of, scenario_file

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "planner" / "schemas"
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
    schema = json.loads((SCHEMAS / f"{command}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(answer, schema, jsonschema.Draft7Validator)
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
    answer = json.loads(json.dumps({"planner": "0", "json": 2, "results": [result]}))
    schema = json.loads((SCHEMAS / "check.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(answer, schema, jsonschema.Draft7Validator)


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
