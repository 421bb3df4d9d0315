"""The JSON Schemas: current, shipped, true of our own files, and of one mind with the reader."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planner.cli.main import main
from planner.errors import FileProblemError
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.files.schema import SCHEMAS, schema_of, schema_text, shipped_schema
from tests.files.samples import (
    CASE_TEXT,
    FORMATS,
    SCENARIO_TEXT,
    TALKS_TEXT,
    put,
    save_scenario,
    spoiled,
)

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))
CASES = sorted((ROOT / "planner" / "cases").glob("*.case.toml"))
SAMPLES = sorted(FORMATS.glob("*.toml"))
TOMBI = Path(sys.executable).with_name("tombi")

# Ten typical mistakes of each kind of file.
IN_SCENARIOS = {
    "unknown name": ("title =", "titel ="),
    "unknown table": ("[check]", "[chek]"),
    "number for a text": ('"Share it"', "5.9"),
    "text for a list": ('["A. Planner"]', '"North"'),
    "number in a list": ('["A. Planner"]', '[\n"x",\n7\n]'),
    "truth for a text": ('"Fair."', "true"),
    "unknown reading": ('"strict"', '"stirct"'),
    "id that is a path": ('id = "lake"', 'id = "../lake"'),
    "title of two lines": ('"Share it"', '"Share\\nit"'),
    "format of the future": ("format = 1", "format = 9"),
    "digest of another kind": ('id = "lake"', 'id = "lake"\ndigest = "md5:1"'),
    "path of no case file": ('id = "lake"', 'id = "lake"\npath = "/etc/passwd"'),
}
IN_CASES = {
    "unknown name": ("members =", "member ="),
    "unknown table": ("[coherence.dry]", "[coherense.dry]"),
    "text for a date": ("as_of = 2024-05-01", 'as_of = "in May"'),
    "unknown origin": ('"added"', '"addded"'),
    "unknown attribution": ('"own_words"', '"own_word"'),
    "strength that makes no line": (
        'title = "Not all water to North"\nstrength = "declared"',
        'title = "Not all water to North"\nstrength = "context"',
    ),
    "text for a list": ('members = ["Upper South", "Lower South"]', 'members = "Upper South"'),
    "table for a list": (
        'crossed_when = [{ water = ["all_north"] }]',
        'crossed_when = { water = ["all_north"] }',
    ),
    "rule without anything": (
        'crossed_when = [{ water = ["all_north"] }]',
        "crossed_when = []",
    ),
    "number for a name": ('name = "North"', "name = 7"),
    "missing title": ('[issues.fishing]\ntitle = "Fishing"', "[issues.fishing]"),
}

IN_TALKS = {
    "unknown kind": ('kind = "any"', 'kind = "many"'),
    "no step at all": ("step = 1000", "step = 0"),
    "fewer than none": ("at_least = 1", "at_least = -1"),
    "a fraction of a value": ("maximum = 1500000", "maximum = 0.5"),
    "unknown part of a condition": ('{ none = ["east", "west"] }', '{ nine = ["east"] }'),
    "number for options": ('{ none = ["east", "west"] }', "{ none = 7 }"),
    "text for a bound": ("from = 1000000", 'from = "many"'),
    "text for a truth": ("applies = false", 'applies = "no"'),
    "text for points": ("east = 10", 'east = "ten"'),
    "step without points": ("{ from = 800000, points = 25 }", "{ from = 800000 }"),
    "text for a minimum": ("minimum = 55.5", 'minimum = "55.5"'),
    "text for a length": ("length = 4712", 'length = "4712"'),
    "another hash": ('sha256 = "9f86', 'sha256 = "MD5:'),
    "place before the first": ("place = 2", "place = 0"),
}


def plain(value: Any) -> Any:
    """TOML data as JSON has it: dates as texts."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def validator(kind: str) -> jsonschema.Draft7Validator:
    dates = jsonschema.Draft7Validator.FORMAT_CHECKER
    return jsonschema.Draft7Validator(schema_of(kind), format_checker=dates)


def errors_of(kind: str, text: str) -> list[str]:
    data = plain(tomllib.loads(text))
    return [error.message for error in validator(kind).iter_errors(data)]


def linted(folder: Path) -> list[tuple[str, int]]:
    """What tombi, a TOML checker that knows schemas, finds in the folder: files and lines."""
    folder.joinpath("tombi.toml").write_text(
        f'[[schemas]]\npath = "{shipped_schema("case")}"\ninclude = ["*.case.toml"]\n'
        f'[[schemas]]\npath = "{shipped_schema("scenario")}"\ninclude = ["*.scenario.toml"]\n',
        encoding="utf-8",
    )
    found = folder / "found.json"
    subprocess.run(
        [TOMBI, "lint", "--offline", "--diagnostics-format=json", f"--diagnostics-file={found}"],
        cwd=folder,
        check=False,
        capture_output=True,
    )
    return [
        (entry["path"], entry["range"]["start"]["line"])
        for entry in json.loads(found.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_shipped_schema_is_current(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``planner schema KIND > planner/schemas/KIND.schema.json`` makes it anew."""
    shipped = shipped_schema(kind).read_text(encoding="utf-8")
    assert shipped == schema_text(kind)
    assert main(["schema", kind]) == 0
    assert capsys.readouterr().out == shipped


def test_another_kind_of_file_has_no_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest name is offered."""
    assert main(["schema", "scenari"]) == 2
    assert 'did you mean "scenario"?' in capsys.readouterr().err


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_sound_closed_and_described_throughout(kind: str) -> None:
    """Draft-07; every table refuses unknown names, every name in it has a description."""
    schema = schema_of(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    tables = 0
    pending = [schema]
    while pending:
        part = pending.pop()
        if part.get("type") == "object":
            tables += 1
            assert part["additionalProperties"] is False
            assert all(inner["description"] for inner in part.get("properties", {}).values())
        for inner in (part.get("properties"), part.get("patternProperties")):
            pending += (inner or {}).values()
        pending += [part["items"]] if "items" in part else []
    assert tables > 5


@pytest.mark.parametrize("path", [*EXAMPLES, *CASES, *SAMPLES], ids=lambda path: path.stem)
def test_our_own_files_are_valid(path: Path) -> None:
    """Every bundled case, every example, and the samples of all formats."""
    kind = "case" if path.name.endswith(".case.toml") else "scenario"
    assert errors_of(kind, path.read_text(encoding="utf-8")) == []


def test_a_toml_checker_finds_nothing_in_our_own_files(tmp_path: Path) -> None:
    """The same, through an editor's checker, dates and all; it does look: a mistake is found."""
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    put(tmp_path, "lake.scenario.toml", SCENARIO_TEXT)
    of_cases = [path for path in SAMPLES if path.name.endswith(".case.toml")]
    for path in [*CASES, *of_cases]:
        put(tmp_path, path.name, path.read_bytes())
    for path in [*EXAMPLES, *(path for path in SAMPLES if path not in of_cases)]:
        put(tmp_path, f"{path.stem}.scenario.toml", path.read_bytes())
    assert linted(tmp_path) == []
    put(tmp_path, "wrong.scenario.toml", spoiled(SCENARIO_TEXT, "title =", "titel ="))
    assert linted(tmp_path) == [("wrong.scenario.toml", 4)]


def test_typical_mistakes_are_found_on_the_line_where_the_reader_finds_them(
    folder: Path,
) -> None:
    """A dozen and more of each kind of file: the reader, the schema and the checker agree."""
    reader = {}
    mistakes = [
        *(("scenario", name, SCENARIO_TEXT, *words) for name, words in IN_SCENARIOS.items()),
        *(("case", name, CASE_TEXT, *words) for name, words in IN_CASES.items()),
        *(("case", name, TALKS_TEXT, *words) for name, words in IN_TALKS.items()),
    ]
    for kind, name, text, old, new in mistakes:
        wrong = spoiled(text, old, new)
        path = put(folder, f"{name.replace(' ', '-')}.{kind}.toml", wrong)
        with pytest.raises(FileProblemError) as caught:
            (read_case if kind == "case" else read_scenario)(path)
        reader[path.name] = caught.value.problems[0].line
        assert errors_of(kind, wrong), name
    checker: dict[str, int] = {}
    for file, line in linted(folder):
        checker.setdefault(file, line)
    assert checker == reader


@pytest.mark.parametrize("target", ["https://example.org/s.json", "/dev/zero", "\\\\host\\s.json"])
def test_a_schema_line_survives_a_save_and_is_never_followed(folder: Path, target: str) -> None:
    """It is a comment to us: wherever it leads, reading and saving neither open it nor lose it."""
    line = f"#:schema {target}\n"
    loaded = read_scenario(put(folder, "s.toml", line + SCENARIO_TEXT))
    changed = loaded.scenario.with_pick("water", "all_north")
    seen = loaded.source.sha256
    save_scenario(loaded.path, changed, loaded.case, seen=seen, base=loaded.source)
    again = read_scenario(loaded.path)
    assert again.source.text.startswith(f"{line}format = 1\n")
    assert again.scenario.option("water") == "all_north"
