"""States of one scenario from before and after its case changed, put side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.cli.main import main
from planner.editing.scenario_states import read_state
from tests.answers import validate
from tests.files.samples import CASE_TEXT, spoiled
from tests.files.test_git_history import CASE, FILE, GIT, commit, git

pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed: not run")
Capture = pytest.CaptureFixture[str]

HARBOUR = '\n[issues.harbour]\ntitle = "Harbour"\n[issues.harbour.options.open]\ntitle = "Open"\n'
RULE = 'crossed_when = [{ water = ["all_north"] }]'
THEN = '[choices.water]\noption = "half"\n'
NOW = 'format = 2\n[case]\nid = "lake"\n' + THEN
EARLIER = f'{NOW}[choices.harbour]\noption = "open"\n'


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose case had a harbour at the first commit, and another line since the second."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path, "begin", case=CASE_TEXT + HARBOUR, deal=EARLIER)
    later = spoiled(CASE_TEXT, RULE, RULE.replace("all_north", "half"))
    commit(tmp_path, "no harbour", case=later, deal=NOW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compared(capsys: Capture, *names: str, code: int = 1) -> dict[str, Any]:
    assert main(["compare", *names, "--format", "json"]) == code
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    validate("compare", answer)
    return answer


@pytest.mark.usefixtures("moved")
def test_all_are_judged_by_the_version_of_the_file_whichever_is_named_first(
    capsys: Capture,
) -> None:
    """A file's case goes before one that git recorded; among these the last one judges."""
    old = f"HEAD~1:{FILE}"
    for names in ((old, FILE), (FILE, old), (old, f"HEAD:{FILE}")):
        answer = compared(capsys, *names)
        assert answer["crossed"] == [["S-1"], ["S-1"]]
        assert list(answer["issues"]) == ["water", "fishing"]
    answer = compared(capsys, f"HEAD:{FILE}", old)
    assert answer["crossed"] == [[], []]
    assert answer["issues"]["harbour"] == [None, "open"]


@pytest.mark.usefixtures("moved")
def test_what_the_judging_version_does_not_have_is_named_and_is_a_difference(
    capsys: Capture,
) -> None:
    """In text with whose version judges; for a program as warnings with their places."""
    old = f"HEAD~1:{FILE}"
    answer = compared(capsys, old, FILE)
    assert answer["same"] is False
    assert answer["differing"] == []
    version, gone = answer["warnings"][-2:]
    assert version["file"] == old
    assert f"it is judged by {CASE}" in version["message"]
    assert (gone["file"], gone["line"]) == (old, EARLIER.count("\n") - 1)
    assert 'no issue "harbour" any more' in gone["message"]
    assert main(["compare", old, FILE]) == 1
    told = capsys.readouterr()
    assert "All judged by the version of the case that B has; A was made with another" in told.out
    assert "All choose the same on every issue, as far as the case has them." in told.out
    assert "A  the issue “harbour” is gone (“open” was chosen); kept, and not judged" in told.out
    assert "A → B: the same choices, as far as the case has them" in told.out
    assert told.err.count("harbour") == 1


def test_the_same_choices_are_the_same_under_two_versions_of_the_case(
    moved: Path, capsys: Capture
) -> None:
    """Also those that the later version does not have."""
    digest = read_state(f"HEAD~1:{FILE}").of_case.digest
    commit(moved, "as it was", deal=EARLIER.replace("id =", f'digest = "{digest}"\nid ='))
    assert compared(capsys, f"HEAD~2:{FILE}", FILE, code=0)["same"] is True
