"""The line ``#:schema`` at the top of a new file, for those whose settings ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.main import main
from planner.editing.scenario_session import Session
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import settings_at_start
from tests.small_cases import case_text, made_case

SET = """\
format = 1
scenario_schema = "schemas/scenario.schema.json"
case_schema = "https://example.org/case.schema.json"
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the configuration, which names schemas."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "config.toml").write_text(SET, encoding="utf-8")
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def session(folder: Path, schema: str) -> Session:
    """A new scenario that will name the schema at its top."""
    file = folder / "small.case.toml"
    file.write_text(case_text(made_case()), encoding="utf-8")
    made = Session.of_case(read_case(file))
    made.document.schema = schema
    return made


@pytest.mark.usefixtures("config")
def test_a_new_scenario_names_the_schema_that_is_set(tmp_path: Path) -> None:
    made = session(tmp_path, settings_at_start().scenario_schema)
    (tmp_path / "deals").mkdir()
    file = tmp_path / "deals" / "first.toml"
    made.set_title("First")
    assert made.save(file)
    first, rest = file.read_text(encoding="utf-8").split("\n", 1)
    assert first == "#:schema ../config/schemas/scenario.schema.json"
    assert "#:schema" not in rest
    made.set_title("Second")
    made.save()
    assert file.read_text(encoding="utf-8").startswith(f"{first}\n")
    assert read_scenario(file).written.title == "Second"


@pytest.mark.usefixtures("config")
def test_a_file_that_is_there_gets_no_line_by_being_saved(tmp_path: Path) -> None:
    file = tmp_path / "plain.toml"
    session(tmp_path, "").save(file)
    before = file.read_text(encoding="utf-8")
    opened = Session.of_file(read_scenario(file))
    opened.document.schema = settings_at_start().scenario_schema
    opened.set_title("Other")
    opened.save()
    assert "#:schema" not in before + file.read_text(encoding="utf-8")


@pytest.mark.usefixtures("config")
def test_a_new_case_names_it_unless_told_otherwise(tmp_path: Path) -> None:
    for name, options in (
        ("a", []),
        ("b", ["--schema-line", ""]),
        ("c", ["--schema-line", "x.json"]),
    ):
        assert main(["new", f"{name}.case.toml", *options]) == 0
    tops = {
        n: (tmp_path / f"{n}.case.toml").read_text(encoding="utf-8").split("\n")[0] for n in "abc"
    }
    assert tops["a"] == "#:schema https://example.org/case.schema.json"
    assert not tops["b"].startswith("#:schema")
    assert tops["c"] == "#:schema x.json"
    read_case(tmp_path / "a.case.toml")


def test_without_the_setting_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "a.case.toml"]) == 0
    assert "#:schema" not in (tmp_path / "a.case.toml").read_text(encoding="utf-8")
