"""``planner cases``: which cases there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.files.cases.catalogue import bundled_folder
from tests.answers import body
from tests.small_cases import case_text, made_case

Capture = pytest.CaptureFixture[str]


def own(case_id: str) -> str:
    """A case of that id, as a file."""
    return case_text(made_case(case_id, title="Own talks"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_bundled_case_is_listed_with_its_size_and_file(folder: Path, capsys: Capture) -> None:
    """Id, title, day, sizes, path."""
    assert main(["cases"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[:3] == [
        "ukraine-2025-08 · Ukraine, August 2025, as of 2025-08-19",
        "    4 parties, 9 issues, 25 options, 20,736 scenarios, 8 red lines",
        f"    {bundled_folder() / 'ukraine-2025-08.case.toml'}",
    ]
    assert "velda-dam · The dam on the Velda (fictional), as of 2024-09-12" in out
    assert "zalume-talks · The Zalume talks, March to May (fictional), as of 2023-05-31" in out
    assert not any(folder.iterdir())


def test_cases_of_the_current_folder_come_before_the_bundled_ones(
    folder: Path, capsys: Capture
) -> None:
    """With paths that another command takes as they are."""
    (folder / "own.case.toml").write_text(own("own"), encoding="utf-8")
    assert main(["cases", "--format", "json"]) == 0
    answer = body(json.loads(capsys.readouterr().out))
    assert list(answer) == ["cases"]
    ours, bundled, *others = answer["cases"]
    assert [case["id"] for case in others] == ["velda-dam", "zalume-talks"]
    assert bundled["id"] == "ukraine-2025-08"
    assert bundled["as_of"] == "2025-08-19"
    assert bundled["scenarios"] == 20_736
    assert ours == {
        "id": "own",
        "title": "Own talks",
        "as_of": None,
        "parties": 1,
        "issues": 1,
        "options": 2,
        "scenarios": 2,
        "red_lines": 0,
        "path": "own.case.toml",
    }


def test_a_broken_case_is_named_and_hides_no_other(folder: Path, capsys: Capture) -> None:
    """Its first mistake on standard error, exit 2."""
    (folder / "a.case.toml").write_text("format = 9\n[case", encoding="utf-8")
    (folder / "b.case.toml").write_text(own("b"), encoding="utf-8")
    assert main(["cases"]) == 2
    out, err = capsys.readouterr()
    assert "b · Own talks" in out
    assert err.startswith("a.case.toml:2:")
    assert err.count("\n") == 1


def test_in_the_folder_of_the_bundled_cases_each_is_listed_once(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The current folder may be that one."""
    monkeypatch.chdir(bundled_folder())
    assert main(["cases", "--format", "json"]) == 0
    ids = [case["id"] for case in json.loads(capsys.readouterr().out)["cases"]]
    assert len(ids) == len(set(ids))


def test_a_hostile_file_name_is_shown_and_not_obeyed(folder: Path, capsys: Capture) -> None:
    """In the list and among the errors."""
    (folder / "x\x1b[2J.case.toml").write_text(own("x"), encoding="utf-8")
    (folder / "y\x1b[2J.case.toml").write_text("", encoding="utf-8")
    assert main(["cases"]) == 2
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "x\\x1b[2J.case.toml" in out
    assert "y\\x1b[2J.case.toml" in err


def test_cases_takes_no_file(capsys: Capture) -> None:
    """Exit 2 and one line."""
    assert main(["cases", "own.case.toml"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_a_current_folder_that_was_removed_is_no_mistake(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundled cases are listed all the same."""
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["cases"]) == 0
    assert "ukraine-2025-08" in capsys.readouterr().out
