"""``planner log --kept``: what is at hand of a file without git, as the history screen lists it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from tests.answers import validate
from tests.small_cases import case_text, issue, made_case

Capture = pytest.CaptureFixture[str]

CASE = made_case("talks", issues=(issue("water", "half", "all", "none"),))


@pytest.fixture(autouse=True)
def deal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario that was saved twice since, and has unsaved work; its case was saved once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_STATE_DIR", str(tmp_path / "state"))
    case = tmp_path / "talks.case.toml"
    case.write_text(case_text(CASE), encoding="utf-8")
    deal = tmp_path / "deal.toml"
    deal.write_text('format = 1\n[case]\nid = "talks"\n[choices.water]\noption = "half"\n')
    session = Session.of_file(read_scenario(deal))
    for option in ("all", "none"):
        session.choose("water", option)
        session.save()
    session.choose("water", "half")
    session.keep_draft()
    edited = CaseSession.of_file(read_case(case), session.desk)
    edited.set_title("The talks")
    edited.save()
    return deal


def told(capsys: Capture, *arguments: str, code: int = 0) -> str:
    assert main(["log", *arguments, "--kept"]) == code
    out, err = capsys.readouterr()
    return err if code else out


def test_unsaved_work_the_file_and_its_kept_versions_are_told_with_what_each_changed(
    capsys: Capture,
) -> None:
    """Each by the name under which it is compared, and with its verdict; no git is asked."""
    head, draft, file, first, second = told(capsys, "deal.toml").split("\n\n")
    assert "4 states at hand without git, the newest first" in head
    assert draft.startswith("deal.toml@draft, ")
    assert "Water: None → Half" in draft
    assert file.startswith("deal.toml, ")
    assert "Water: All → None" in file
    assert first.startswith("deal.toml@1, ")
    assert "Water: Half → All" in first
    assert "the first state that can be read" in second
    assert "The firm reading counts no line" in second
    assert main(["compare", "deal.toml@2", "deal.toml@draft"]) == 0
    capsys.readouterr()
    assert told(capsys, "deal.toml", "--last", "1").count("\n\n") == 1


def test_a_program_gets_the_same(capsys: Capture) -> None:
    answer = json.loads(told(capsys, "deal.toml", "--format", "json"))
    validate("log", answer)
    assert [each["commit"] for each in answer["commits"]] == ["@draft1", "@file", "@1", "@2"]
    assert answer["commits"][0]["choices"] == {"water": {"from": "none", "to": "half"}}
    assert answer["commits"][1]["verdict"]["complete"]


def test_versions_of_a_case_say_in_which_file_they_are_kept(capsys: Capture) -> None:
    text = told(capsys, "talks.case.toml")
    assert "nothing that is coded changed" in text
    answer = json.loads(told(capsys, "talks.case.toml", "--format", "json"))
    validate("log", answer)
    file, version = answer["commits"]
    assert "kept_in" not in file
    assert Path(version["kept_in"]).read_text(encoding="utf-8") == case_text(CASE)
    assert f"Kept as {version['kept_in']}" in " ".join(text.split())


def test_a_file_of_which_nothing_is_at_hand_is_refused(capsys: Capture) -> None:
    """Of one that is gone what is kept is told, also what it held last."""
    said = told(capsys, "nowhere.toml", code=2)
    assert "there is no such file, and the planner keeps nothing of it" in said
    Path("deal.toml").unlink()
    assert "4 states at hand" in told(capsys, "deal.toml")
