"""``planner new``: a case to begin with, and never at the cost of another file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.main import main


def test_a_new_case_checks_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its name gives it id and title; the answer says what comes next."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "lake-talks.case.toml"]) == 0
    said = capsys.readouterr().out
    assert 'lake-talks.case.toml was made: the case "Lake talks"' in said
    assert "`planner check lake-talks.case.toml`" in said
    assert main(["check", "lake-talks.case.toml"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "No mistake in it." in out


def test_a_program_is_told_its_file_and_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON."""
    file = tmp_path / "lake.case.toml"
    assert main(["new", str(file), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["case"], answer["title"]) == (str(file), "lake", "Lake")


def test_no_file_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands there stays, byte for byte."""
    file = tmp_path / "lake.case.toml"
    file.write_bytes(b"mine\r\n")
    assert main(["new", str(file)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert file.read_bytes() == b"mine\r\n"


@pytest.mark.parametrize("name", ["lake.toml", "lake", ".case.toml", "x/.case.toml"])
def test_a_name_that_no_case_could_have_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the form of the right one; nothing is made."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", name]) == 2
    assert "expected NAME.case.toml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No folder is made for it."""
    assert main(["new", str(tmp_path / "none" / "lake.case.toml")]) == 2
    assert f"there is no folder {tmp_path / 'none'}; make it" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that takes no file")
def test_a_folder_that_takes_no_file_is_not_called_gone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The system itself refuses to make one there."""
    assert main(["new", "/proc/lake.case.toml"]) == 2
    assert "the system refused to make a file there" in capsys.readouterr().err


def test_the_advice_can_be_pasted_into_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands in the file's name."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "a b.case.toml"]) == 0
    assert "`planner check 'a b.case.toml'`" in capsys.readouterr().out
    assert main(["new", "--", "-a.case.toml"]) == 0
    assert "`planner check ./-a.case.toml`" in capsys.readouterr().out
    assert main(["check", "./-a.case.toml"]) == 0
