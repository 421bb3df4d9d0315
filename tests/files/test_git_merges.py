"""Scenarios in git, with the real one: different issues merge, a real conflict is told as such."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.scenario_session import Session
from planner.errors import FileProblemError
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import read_scenario
from planner.model.case import Issue, IssueKind
from planner.model.conditions import Pick
from planner.model.scenario import Scenario
from tests.files.samples import TALKS_TEXT, put, talks_case

ROOT = Path(__file__).resolve().parents[2]
GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed: not run")

FILE = "deal.toml"


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """Runs git as nobody in particular, whatever the machine's own settings are."""
    names = {
        f"GIT_{who}_{what}": word
        for who in ("AUTHOR", "COMMITTER")
        for what, word in (("NAME", "test"), ("EMAIL", "test@example.org"))
    }
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        [str(GIT), "-c", "core.autocrlf=false", *arguments],
        cwd=folder,
        env={**os.environ, **names, **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A repository with one saved scenario in which nothing is decided on four issues."""
    source = ROOT / "scenarios" / "sketch-with-open-questions.toml"
    path = Path(shutil.copy(source, tmp_path / FILE))
    session = Session.of_file(read_scenario(path))
    session.set_title("Ours together")
    session.save()
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", FILE)
    git(tmp_path, "commit", "--quiet", "-m", "begin")
    return tmp_path


def changed_on(folder: Path, branch: str, *changes: tuple[str, Pick, str]) -> Scenario:
    """A planner's changes, saved by the planner and committed on a branch of their own."""
    git(folder, "checkout", "--quiet", "-b", branch, "main")
    session = Session.of_file(read_scenario(folder / FILE))
    for issue, option, note in changes:
        session.choose(issue, option)
        session.write_note(issue, note)
    session.save()
    git(folder, "commit", "--quiet", "--all", "-m", branch)
    return session.scenario


def answer(issue: Issue) -> Pick:
    """The last option of the issue, alone where several may hold."""
    last = issue.options[-1].id
    return last if issue.kind is IssueKind.ONE else (last,)


def neighbours(folder: Path) -> list[str]:
    return list(read_scenario(folder / FILE).scenario.choices)


def test_planners_who_change_neighbouring_issues_merge_without_a_conflict(shared: Path) -> None:
    """Each pair of issues that stand next to each other, option and note of several lines both."""
    case = read_scenario(shared / FILE).case
    issues = neighbours(shared)
    for nth, (first, second) in enumerate(pairwise(issues)):
        options = [answer(case.issues_by_id[issue]) for issue in (first, second)]
        one = changed_on(shared, f"one-{nth}", (first, options[0], "Because.\nAnd so."))
        two = changed_on(shared, f"two-{nth}", (second, options[1], "Why not?\n"))
        git(shared, "merge", "--quiet", "--no-edit", f"one-{nth}")
        both = read_scenario(shared / FILE).scenario
        assert both.choices[first] == one.choices[first]
        assert both.choices[second] == two.choices[second]
        expected = evolve(two, choices={**two.choices, first: one.choices[first]})
        assert both == expected


def test_authors_and_lines_set_aside_merge_too(shared: Path) -> None:
    """They stand one below the other, so that one who adds and one who chooses do not meet."""
    git(shared, "checkout", "--quiet", "-b", "names", "main")
    session = Session.of_file(read_scenario(shared / FILE))
    session.set_authors((*session.scenario.authors, "B. Planner"))
    session.set_aside("FR-1", aside=True)
    session.save()
    git(shared, "commit", "--quiet", "--all", "-m", "names")
    changed_on(shared, "choice", ("territory", "part_of_deal", ""))
    git(shared, "merge", "--quiet", "--no-edit", "names")
    both = read_scenario(shared / FILE).scenario
    assert both.authors[-1] == "B. Planner"
    assert tuple(both.set_aside) == ("FR-1",)
    assert both.option("territory") == "part_of_deal"


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_a_real_conflict_is_told_with_both_sides_choices(shared: Path, style: str) -> None:
    """The reader names the place, both branches and what each chose; nothing is judged."""
    changed_on(shared, "mine", ("pressure_on_russia", "maintain", ""))
    changed_on(shared, "theirs", ("pressure_on_russia", "increase", ""))
    git(shared, "-c", f"merge.conflictStyle={style}", "merge", "mine", fails=True)
    with pytest.raises(FileProblemError) as caught:
        read_scenario(shared / FILE)
    (problem,) = caught.value.problems
    text = (shared / FILE).read_text(encoding="utf-8")
    assert problem.line == text[: text.index("<<<<<<<")].count("\n") + 1
    assert 'git left a conflict here: "HEAD"' in problem.message
    assert '"mine"' in problem.message
    said = 'pressure_on_russia is "increase" in the first, "maintain" in the second'
    assert said in problem.hint


def test_a_session_that_was_open_during_a_merge_sees_it(shared: Path) -> None:
    """A pull behind the planner's back is a change by somebody else like any other."""
    changed_on(shared, "theirs", ("territory", "part_of_deal", ""))
    git(shared, "checkout", "--quiet", "main")
    session = Session.of_file(read_scenario(shared / FILE))
    session.choose("pressure_on_russia", "maintain")
    git(shared, "merge", "--quiet", "theirs")
    theirs = session.document.look_again()
    assert theirs is not None
    assert theirs.content is not None
    assert theirs.content.option("territory") == "part_of_deal"


def test_options_that_two_planners_chose_are_never_put_together_by_git(tmp_path: Path) -> None:
    """They stand in one line: both together nobody has chosen, so git asks."""
    kind = scenario_kind(talks_case())
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    put(tmp_path, "talks.case.toml", TALKS_TEXT)
    scenario = Scenario("talks")
    for branch, options in (("main", ("union",)), ("one", ("east", "union")), ("two", ())):
        if branch != "main":
            git(tmp_path, "checkout", "--quiet", "-B", branch, "main")
        put(tmp_path, "s.toml", kind.text_to_save(scenario.with_pick("guarantors", options)))
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message", branch)
    git(tmp_path, "merge", "one", fails=True)
    with pytest.raises(FileProblemError) as caught:
        read_scenario(tmp_path / "s.toml")
    (problem,) = caught.value.problems
    assert "guarantors is [] in the first, [east, union] in the second" in problem.hint
