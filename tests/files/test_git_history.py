"""A scenario's history from the real git, and its states by name; no repository runs anything."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import evolve

from planner.cli.main import main
from planner.editing.case_session import CaseSession
from planner.editing.scenario_session import Session
from planner.editing.scenario_states import read_state
from planner.errors import FileProblemError, PlannerError
from planner.files.cases.reading import read_case
from planner.files.git_history import recorded_scenarios
from planner.files.places import fix_places
from planner.files.safety.drafts import new_draft_file
from planner.files.scenarios.reading import read_scenario
from planner.model.statements import Strength
from tests.answers import validate
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, spoiled

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed: not run")

CASE, FILE = "lake.case.toml", "deal.toml"
Capture = pytest.CaptureFixture[str]


def git(folder: Path, *arguments: str, who: str = "Ann") -> None:
    names = {
        f"GIT_{role}_{what}": word
        for role in ("AUTHOR", "COMMITTER")
        for what, word in (("NAME", who), ("EMAIL", "x@example.org"))
    }
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        [str(GIT), "-c", "core.autocrlf=false", *arguments],
        cwd=folder,
        env={**os.environ, **names, **nowhere},
        check=True,
        capture_output=True,
    )


def commit(folder: Path, subject: str, who: str = "Ann", **files: str) -> None:
    for file, text in files.items():
        put(folder, {"case": CASE, "deal": FILE}.get(file, file), text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", subject, who=who)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A scenario in a folder of a repository: begun, another choice, a comment, broken, renamed."""
    folder = tmp_path / "repo" / "the talks"
    folder.mkdir(parents=True)
    git(folder.parent, "init", "--quiet", "--initial-branch=main")
    commit(folder, "begin", case=CASE_TEXT, deal=SCENARIO_TEXT)
    other = spoiled(SCENARIO_TEXT, '"half"', '"all_north"')
    other = spoiled(other, 'set_aside = ["S-1"]\n', "")
    commit(folder, "all to the north", "Bob", deal=other)
    said = spoiled(other, "format = 1", "format = 2") + (
        '\n[comments.7f3a91c2]\non = "water"\nauthor = "Ann"\nat = 2025-11-27T10:15:00Z\n'
        'text = "Really?"\n'
    )
    commit(folder, "a question", deal=said)
    commit(folder, "oops", deal=f"{said}\nx = \n")
    folder.joinpath(FILE).rename(folder / "agreement.toml")
    commit(folder, "renamed", **{"agreement.toml": said})
    return folder


def told(capsys: Capture, *arguments: str | Path, code: int = 0) -> str:
    capsys.readouterr()
    assert main([*map(str, arguments)]) == code
    out, err = capsys.readouterr()
    return out if code == 0 else err


def test_the_history_is_told_choice_by_choice_with_each_verdict(
    talks: Path, capsys: Capture
) -> None:
    """Who and when, under earlier names too; a broken commit is told and hides no other."""
    out = told(capsys, "log", talks / "agreement.toml")
    parts = out.split("\n\n")
    assert "5 commits, the newest first" in parts[0]
    assert "renamed from the talks/deal.toml" in parts[1]
    assert "This state cannot be read: " in parts[2]
    assert "deal.toml:25:5: error: " in parts[2]
    assert "new comment by Ann on Water: “Really?”" in parts[3]
    assert " UTC, Bob: all to the north" in parts[4]
    assert "Water: Half each → All to North" in parts[4]
    assert "red lines set aside: none" in parts[4]
    assert "✗ Crosses 1 stated red line under the strict reading: S-1" in parts[4]
    assert "the first state that can be read" in parts[5]
    assert len(told(capsys, "log", talks / "agreement.toml", "--last", "2").split("\n\n")) == 3
    every = told(capsys, "log", talks / "agreement.toml")
    assert told(capsys, "log", talks / "agreement.toml", "--last", "9" * 25) == every


def test_a_program_gets_the_same(talks: Path, capsys: Capture) -> None:
    """Choices from and to, the verdict by ids, why a state cannot be read."""
    answer = json.loads(told(capsys, "log", talks / "agreement.toml", "--format", "json"))
    renamed, broken, question, changed, begun = answer["commits"]
    assert renamed["renamed_from"] == "the talks/deal.toml"
    assert broken["verdict"] is None
    assert "error: " in broken["problems"][0]
    assert question["choices"] == {}
    assert changed["choices"] == {"water": {"from": "half", "to": "all_north"}}
    assert changed["author"] == "Bob"
    assert changed["verdict"]["crossed"] == ["S-1"]
    assert begun["verdict"]["crossed"] == []
    assert begun["changes"] == ["the first state that can be read"]


def test_a_copy_is_not_called_renamed(talks: Path, capsys: Capture) -> None:
    """The other file is still there; what it said before is followed all the same."""
    text = talks.joinpath("agreement.toml").read_text(encoding="utf-8")
    commit(talks, "a second one", **{"other.toml": spoiled(text, "Share it", "Share it all")})
    assert "copied from the talks/agreement.toml" in told(capsys, "log", talks / "other.toml")
    answer = json.loads(told(capsys, "log", talks / "other.toml", "--format", "json"))
    copied, renamed, *_ = answer["commits"]
    assert (copied["renamed_from"], renamed["path"]) == (None, "the talks/agreement.toml")
    assert copied["changes"][0] == "copied from the talks/agreement.toml"
    assert renamed["renamed_from"] == "the talks/deal.toml"


def test_each_verdict_is_by_the_case_of_its_commit(talks: Path) -> None:
    """The case is changed later: what was said then stays so."""
    rule = 'crossed_when = [{ water = ["all_north"] }]'
    later = spoiled(CASE_TEXT, rule, rule.replace("all_north", "half"))
    text = (talks / "agreement.toml").read_text(encoding="utf-8")
    commit(
        talks, "another line", **{CASE: later, "agreement.toml": spoiled(text, '"Fair."', '"x"')}
    )
    now, before, *_ = recorded_scenarios(talks / "agreement.toml")
    assert now.loaded is not None
    assert before.loaded is not None
    conditions = [
        each.loaded.case.red_lines[0].crossed_when for each in (now, before) if each.loaded
    ]
    assert conditions[0] != conditions[1]


def test_any_two_states_are_compared(talks: Path, capsys: Capture) -> None:
    """Commits, files, kept versions and drafts, in text and JSON."""
    file = talks / "agreement.toml"
    session = Session.of_file(read_scenario(file))
    session.choose("fishing", "free")
    session.save()
    session.choose("fishing", "banned")
    session.keep_draft()
    names = [f"HEAD~4:{talks / FILE}", f"{file}@1", str(file), f"{file}@draft"]
    assert [read_state(name).written.option("fishing") for name in names] == [
        None,
        None,
        "free",
        "banned",
    ]
    capsys.readouterr()
    assert main(["compare", *names, "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["files"] == names
    assert answer["issues"] == {
        "water": ["half", *["all_north"] * 3],
        "fishing": [None, None, "free", "banned"],
    }
    assert main(["compare", f"main:{file}", str(file)]) == 1
    assert "Issues that differ (1 of 2 issues)" in capsys.readouterr().out
    session.document.drop_draft()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("HEAD~9:{}", "git knows no such commit"),
        ("HEAD~4:{}", "that commit has no such file"),
        ("--help:{}", "this names no file of a commit"),
        ("{}@7", "there is no such kept version of this file; `planner log FILE --kept` lists"),
        ("{}@" + "9" * 5000, "error: "),
        ("{}@draft", "there is no unsaved work on this file"),
        ("HEAD~1:" + FILE, "error: "),
        ("nowhere:absent/file.toml", "error: "),
    ],
)
def test_a_state_that_is_not_there_is_told(
    talks: Path, name: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, never a traceback."""
    monkeypatch.chdir(talks)
    with pytest.raises(FileProblemError) as caught:
        read_state(name.format("agreement.toml"))
    assert told in str(caught.value.problems[0])


def test_a_file_that_is_there_is_meant_whatever_its_name(tmp_path: Path) -> None:
    """A colon or an @ is part of many names."""
    put(tmp_path, CASE, CASE_TEXT)
    for name in ("HEAD:deal.toml", "deal@1", "deal@draft"):
        assert read_state(str(put(tmp_path, name, SCENARIO_TEXT))).written.title == "Share it"


def test_without_repository_commit_or_git_it_is_told_plainly(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2, one line."""
    put(tmp_path, CASE, CASE_TEXT)
    file = put(tmp_path, FILE, SCENARIO_TEXT)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    said = told(capsys, "log", file, code=2)
    assert "it lies in no git repository; add --kept for what is at hand without git" in said
    git(tmp_path, "init", "--quiet")
    assert "git has recorded nothing of this file yet" in told(capsys, "log", file, code=2)
    said = told(capsys, "log", tmp_path / "none.toml", code=2)
    assert "none.toml: error: there is no such file, and git has recorded none; add --kept" in said
    said = told(capsys, "log", tmp_path, code=2)
    assert said.endswith("error: this is a folder; expected a scenario or a case\n")
    for number in ("0", "x"):
        said = told(capsys, "log", file, "--last", number, code=2)
        assert f'"{number}" is no number of commits; expected a whole number such as 5' in said
    assert "recorded nothing" in told(capsys, "log", file, "--last", "9" * 5000, code=2)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in told(capsys, "log", file, code=2)
    with pytest.raises(PlannerError, match="git is not installed"):
        read_state(f"HEAD:{file}")


@pytest.mark.skipif(os.name != "posix", reason="the traps are shell scripts")
def test_no_setting_of_a_repository_runs_anything(talks: Path, capsys: Capture) -> None:
    """Pager, external diff, text conversion, filters, hooks, monitor, signatures, a lazy fetch."""
    sprung = talks.parent.parent / "sprung"
    trap = talks.parent.parent / "trap"
    trap.write_text(f'#!/bin/sh\ntouch "{sprung}"\ncat "$@" 2>/dev/null\n', encoding="utf-8")
    trap.chmod(0o755)
    for name in (
        *("core.pager", "pager.log", "diff.external", "diff.x.textconv", "diff.x.command"),
        *("filter.x.smudge", "filter.x.clean", "filter.x.process", "core.fsmonitor"),
        *("core.sshCommand", "core.editor", "core.askPass", "gpg.program", "gpg.ssh.program"),
        *("credential.helper", "alias.log", "interactive.diffFilter", "merge.x.driver"),
        *("remote.origin.uploadpack", "core.alternateRefsCommand", "uploadpack.packObjectsHook"),
    ):
        value = f"!{trap}" if name.startswith("alias") else str(trap)
        git(talks, "config", name, value)
    for name, value in (
        ("log.showSignature", "true"),
        ("core.hooksPath", str(trap.parent)),
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", str(trap.parent)),
        ("remote.origin.promisor", "true"),
        ("protocol.file.allow", "always"),
        ("protocol.ext.allow", "always"),
    ):
        git(talks, "config", name, value)
    put(talks, ".gitattributes", "* diff=x filter=x merge=x\n")
    told(capsys, "log", talks / "agreement.toml")
    objects = [p for p in (talks.parent / ".git" / "objects").glob("??/*") if p.is_file()]
    for each in objects[::3]:  # what is missing now would be fetched
        each.unlink()
    for state in (f"HEAD:{talks / 'agreement.toml'}", f"HEAD~2:{talks / FILE}"):
        try:
            read_state(state)
        except PlannerError:
            continue
    main(["log", str(talks / "agreement.toml")])
    assert not sprung.exists()


def test_a_confined_session_asks_no_repository_around_its_folder(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies outside is not read by way of git either."""
    monkeypatch.chdir(talks)
    fix_places(confined=talks)
    try:
        with pytest.raises(FileProblemError) as caught:
            read_state("HEAD:agreement.toml")
        assert "its repository lies outside the folder" in str(caught.value.problems[0])
    finally:
        fix_places()


def test_a_session_keeps_drafts_where_states_are_looked_for(talks: Path) -> None:
    """The newest one counts."""
    file = talks / "agreement.toml"
    session = Session.of_file(read_scenario(file))
    session.set_title("A draft")
    session.keep_draft()
    assert new_draft_file(file).exists()
    assert read_state(f"{file}@draft").written.title == "A draft"
    session.document.drop_draft()


def test_the_history_of_a_case_is_told_by_what_was_coded_otherwise(
    talks: Path, capsys: Capture
) -> None:
    """For people and for a program, also where a state cannot be read."""
    other = CASE_TEXT.replace('strength = "declared"', 'strength = "preference"')
    assert other != CASE_TEXT
    commit(talks, "weaker", "Bob", case=other)
    commit(talks, "oops", case=f"{other}\nx = \n")
    out = told(capsys, "log", talks / CASE)
    assert out.count("Bob: weaker") == 1
    assert "This state cannot be read" in out
    assert "red line changed: " in out
    assert "the first state that can be read" in out
    answer = json.loads(told(capsys, "log", talks / CASE, "--format", "json"))
    validate("log", answer)
    newest, weaker, first = answer["commits"]
    assert newest["size"] is None
    assert newest["problems"]
    assert any("red line changed" in change for change in weaker["changes"])
    assert first["size"]["issues"] == weaker["size"]["issues"] > 0


def test_the_oldest_that_is_listed_is_told_by_the_one_before_it(
    talks: Path, capsys: Capture
) -> None:
    for file in (talks / "agreement.toml", talks / CASE):
        commit(talks, "again", case=CASE_TEXT.replace("format = 1", "format = 2"))
        whole = json.loads(told(capsys, "log", file, "--format", "json"))["commits"]
        some = json.loads(told(capsys, "log", file, "--last", "1", "--format", "json"))["commits"]
        assert some == whole[:1]


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    """Ann on one branch and Bob on another change the scenario; Cleo merges and changes more."""
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "begin", case=CASE_TEXT, deal=SCENARIO_TEXT)
    git(folder, "checkout", "--quiet", "-b", "bob")
    north = spoiled(SCENARIO_TEXT, '"half"', '"all_north"')
    commit(folder, "to the north", "Bob", deal=north)
    git(folder, "checkout", "--quiet", "main")
    other = spoiled(SCENARIO_TEXT, 'set_aside = ["S-1"]\n', "")
    commit(folder, "nothing aside", "Ann", deal=other)
    git(folder, "merge", "--quiet", "--no-commit", "bob", who="Cleo")
    merged = spoiled(north, 'set_aside = ["S-1"]\n', "")
    commit(folder, "both", "Cleo", deal=spoiled(merged, "Fair.", "Agreed."))
    return folder / FILE


def test_what_one_branch_changed_is_not_told_of_the_other(branches: Path, capsys: Capture) -> None:
    """Each commit is set beside what it went on from, whatever stands between them in the list."""
    merge, *sides, first = told(capsys, "log", branches).split("\n\n")[1:]
    of_ann, of_bob = sorted(sides, key=lambda part: "Bob" in part)
    assert "red lines set aside: none" in of_ann
    assert "Water" not in of_ann
    assert "Water: Half each → All to North" in of_bob
    assert "red lines set aside" not in of_bob
    assert "the first state" in first
    assert "merges 2 states, and changes more" in merge
    assert "Water: another note" in merge
    assert "→" not in merge
    assert "red lines set aside" not in merge


def test_of_the_newest_commits_what_they_went_on_from_is_read_too(
    branches: Path, capsys: Capture
) -> None:
    """However few are listed, and however far below it stands."""
    answer = json.loads(told(capsys, "log", branches, "--last", "2", "--format", "json"))
    merge, side = answer["commits"]
    assert merge["choices"] == {}
    assert "first state" not in str(side["changes"])


def test_a_commit_of_odd_words_and_of_no_time_is_told_as_any_other(
    talks: Path, capsys: Capture
) -> None:
    """A control character in its subject parts nothing; no calendar has the other's zone."""
    file = talks / "agreement.toml"
    text = file.read_text(encoding="utf-8")
    commit(talks, "first \x01 odd", **{file.name: text.replace("Share it", "Shared")})
    before = len([*recorded_scenarios(file)])
    commit(talks, "timeless", **{file.name: text.replace("Share it", "Parted")})
    raw = subprocess.run(
        [str(GIT), "cat-file", "commit", "HEAD"], cwd=talks, check=True, capture_output=True
    ).stdout
    raw = re.sub(rb"(?m)^author .*$", b"author Ann <x@example.org> 1700000000 +2500", raw)
    (talks.parent / ".git" / "raw").write_bytes(raw)
    made = ("hash-object", "--literally", "-t", "commit", "-w", "../.git/raw")
    found = subprocess.run([str(GIT), *made], cwd=talks, check=True, capture_output=True).stdout
    git(talks, "reset", "--hard", found.decode().strip())
    assert len([*recorded_scenarios(file)]) == before + 1
    out = told(capsys, "log", file)
    assert ", 1970-01-01 00:00 UTC, Ann: timeless" in out
    assert "Ann: first \\x01 odd" in out
    validate("log", json.loads(told(capsys, "log", file, "--format", "json")))


def test_states_of_a_case_are_compared(tmp_path: Path, capsys: Capture) -> None:
    """A commit, a version that the planner kept, and unsaved work, beside the file as it stands."""
    git(tmp_path, "init", "-q")
    file = put(tmp_path, CASE, CASE_TEXT)
    commit(tmp_path, "first", case=CASE_TEXT)
    session = CaseSession.of_file(read_case(file))
    session.put(evolve(session.case.statements[0], strength=Strength.INSISTENCE))
    session.save()
    session.put(evolve(session.case.statements[0], strength=Strength.PREFERENCE))
    session.document.keep_draft()
    for earlier in (f"HEAD:{file}", f"{file}@1"):
        assert main(["compare", earlier, str(file)]) == 1
        assert "S1, strength: A: declared → B: insistence" in capsys.readouterr().out
    assert main(["compare", str(file), f"{file}@draft"]) == 1
    assert "S1, strength: A: insistence → B: preference" in capsys.readouterr().out
    assert main(["compare", f"{file}@7", str(file)]) == 2
    assert "no such kept version" in capsys.readouterr().err
