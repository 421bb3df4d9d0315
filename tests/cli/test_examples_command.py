"""``planner examples``: examples of one's own, and never at the cost of another file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.files.examples import example_case, example_files, example_name, example_title
from planner.files.scenarios.reading import read_scenario

NAMES = [example_name(path) for path in example_files()]


def test_the_examples_are_copied_and_check_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To a folder of that name, which is made; the answer says what comes next."""
    monkeypatch.chdir(tmp_path)
    assert main(["examples"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{len(NAMES)} examples copied to examples.\n")
    copied = [path for path in (tmp_path / "examples").rglob("*") if path.is_file()]
    assert {path.relative_to(tmp_path / "examples").as_posix() for path in copied} == {*NAMES}
    for name, example in zip(NAMES, example_files(), strict=True):
        assert (tmp_path / "examples" / name).read_bytes() == example.read_bytes()
    assert main(["check", "examples", "--fail-on", "never"]) == 0


def test_examples_of_the_fictional_cases_have_a_folder_each() -> None:
    """Three for each of the two, behind the ten of the first case."""
    folders = [name.split("/")[0] for name in NAMES if "/" in name]
    assert folders == ["velda-dam"] * 3 + ["zalume-talks"] * 3
    assert len(NAMES) == 16


def test_title_and_case_of_an_example_are_those_of_its_scenario() -> None:
    """Though the first lines that hold them are all that is read for it."""
    for example in example_files():
        scenario = read_scenario(example).scenario
        assert (example_title(example), example_case(example)) == (scenario.title, scenario.case_id)


def test_no_file_is_overwritten_and_what_is_left_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where a link of that name leads nowhere."""
    mine, link = tmp_path / NAMES[0], tmp_path / NAMES[1]
    mine.write_bytes(b"mine\r\n")
    link.symlink_to("nowhere")
    assert main(["examples", str(tmp_path), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["left"] == NAMES[:2]
    assert answer["made"] == NAMES[2:]
    assert mine.read_bytes() == b"mine\r\n"
    assert link.is_symlink()
    assert main(["examples", str(tmp_path)]) == 0
    assert f"{NAMES[0]} is there already and stays as it is." in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file has its name."""
    taken = tmp_path / "taken"
    taken.touch()
    assert main(["examples", str(taken)]) == 2
    said = "taken: no folder for the examples: a file stands in its way\n"
    assert capsys.readouterr().err.endswith(said)
