"""The history of a file in the app: kept versions and commits, read and compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.case_session import CaseSession
from planner.editing.case_states import CASE_STATES
from planner.editing.scenario_session import Session
from planner.editing.scenario_states import SCENARIO_STATES
from planner.files.cases.reading import LoadedCase, read_case
from planner.files.commits import Recorded
from planner.files.git_history import recorded_cases, recorded_scenarios
from planner.files.safety.versions import kept_versions
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.model.statements import Strength
from planner.tui.screens.history import HistoryScreen
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.tui.driving import LARGE, Planner, driven

GIT = shutil.which("git")


def git(folder: Path, *arguments: str) -> None:
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = {
        f"GIT_{role}_{what}": "Ann"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    subprocess.run(
        [str(GIT), *arguments],
        cwd=folder,
        env={**os.environ, **nowhere, **who},
        check=True,
        capture_output=True,
    )


def changed(path: Path, title: str) -> None:
    session = Session.of_file(read_scenario(path))
    session.set_title(title)
    session.save()


async def read(planner: Planner) -> str:
    """All that the history says, once it is read."""
    await planner.press("V")
    await planner.on("HistoryScreen")
    await planner.until(lambda: "Commits in git" in planner.read("states"), "the history is read")
    return planner.read("states")


@pytest.mark.skipif(GIT is None, reason="git is not installed: not run")
async def test_versions_and_commits_are_listed_read_and_compared(examples: Path) -> None:
    """Each with what it changed and its verdict; nothing of it changes the deal."""
    path = examples / "nato-membership.toml"
    git(examples, "init", "--quiet")
    git(examples, "add", ".")
    git(examples, "commit", "--quiet", "-m", "begin [b]here[/b]")
    changed(path, "Another title")
    git(examples, "commit", "--quiet", "--all", "-m", "renamed")
    async with driven(path) as planner:
        told = await read(planner)
        assert "kept by the planner: before a save" in told
        assert "Ann: renamed" in told
        assert "Ann: begin [b]here[/b]" in told
        assert "another title" in told
        assert "Crosses 1 stated red line" in told or "crosses 1 stated red line" in told.lower()
        await planner.press("G", "enter")
        await planner.on("StateScreen")
        said = planner.read("state")
        assert "Security guarantee: NATO membership" in said
        await planner.press("escape", "c")
        await planner.on("Compare")
        await planner.press("escape")
        await planner.on("HistoryScreen")
        await planner.press("escape")
        assert not planner.session.unsaved


async def test_any_two_states_are_put_side_by_side(examples: Path) -> None:
    """Marked here or in the library: kept versions, other files, each as it was then."""
    path = examples / "nato-membership.toml"
    changed(path, "Another title")
    changed(path, "A third title")
    async with driven(path, size=(120, 40)) as planner:
        await read(planner)
        await planner.press("space", "space")
        assert sum(line.count("[x]") for line in planner.pane("states")) == 2
        await planner.press("c")
        await planner.on("Compare")
        assert "A: Another title" in planner.text
        assert "B: NATO membership" in planner.text
        await planner.press("escape")
        await planner.library()
        assert "2 marked" in planner.title
        await planner.find("scenarios/settlement")
        await planner.press("space", "c")
        await planner.on("Compare")
        assert "C: Settlement first" in planner.text
        await planner.press("escape")
        await read(planner)
        await planner.press("M")
        assert "[x]" not in planner.text


async def test_the_library_leads_to_the_history_of_any_file(examples: Path) -> None:
    """Unsaved work on it stands there too, as long as it is not in the file."""
    path = examples / "nato-membership.toml"
    changed(path, "Another title")
    async with driven(examples / "settlement-before-ceasefire.toml") as planner:
        await planner.library()
        await planner.find("scenarios/nato")
        told = await read(planner)
        assert "kept by the planner: before a save" in told
        await planner.press("escape")
        await planner.on("Library")
    async with driven(path) as planner:
        await planner.choose("No guarantee")
        planner.app.keep_draft()
        told = await read(planner)
        assert "unsaved work: not in the file" in told
        assert "Unsaved work" in told


async def test_without_a_repository_the_versions_are_listed_alone(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it says why; a scenario without a file has no history."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(examples.parent.parent))
    path = examples / "nato-membership.toml"
    changed(path, "Another title")
    async with driven(path) as planner:
        told = await read(planner)
        assert "before a save" in told
        assert told.partition("Commits in git")[2].strip() == "It lies in no git repository."


async def test_going_back_to_an_earlier_state_is_a_proposal_on_the_board() -> None:
    """Each state since the file was opened; Enter takes it as one step, Esc leaves all as it is."""
    async with driven() as planner:
        await planner.choose("Ceasefire first")
        await planner.choose("Trilateral")
        await planner.choose("Settlement first")
        await planner.press("u", "V")
        await planner.on("HistoryScreen")
        told = planner.read("states")
        assert told.index("which was undone") < told.index("Before “Meeting format: Trilateral")
        assert "It has no file yet: no version of it is kept." in told
        assert "Ceasefire timing: undecided" in told
        await planner.press("space")
        assert planner.message == "This state is in no file: Enter shows it on the board."
        await planner.press("g", "enter")
        await planner.on("Workbench")
        await planner.until(lambda: "Proposal 1 of 3" in planner.title, "a proposal")
        assert planner.issue("Ceasefire timing").said == "→ Settlement first"
        await planner.press("n", "n")
        assert planner.issue("Ceasefire timing").said == "→ undecided"
        assert planner.issue("Meeting format").said == "→ undecided"
        await planner.press("escape")
        assert planner.issue("Ceasefire timing").chosen == "Ceasefire first"
        await planner.press("V")
        await planner.on("HistoryScreen")
        await planner.press("G", "enter")
        await planner.on("Workbench")
        await planner.until(lambda: "Proposal 1 of 3" in planner.title, "a proposal")
        await planner.press("enter")
        assert planner.issue("Ceasefire timing").undecided
        await planner.press("u")
        assert planner.issue("Ceasefire timing").chosen == "Ceasefire first"
        assert planner.issue("Meeting format").chosen == "Trilateral"


async def test_a_kept_version_is_read_and_then_shown_on_the_board(examples: Path) -> None:
    """With what is chosen otherwise there; one with the same choices says so."""
    path = examples / "nato-membership.toml"
    session = Session.of_file(read_scenario(path))
    session.choose("security_guarantee", "nato_style")
    session.save()
    changed(path, "Another title")
    newest = kept_versions(path)[0]
    text = newest.read_text(encoding="utf-8")
    newest.write_text(text.replace("nato_style", "other"), encoding="utf-8")
    async with driven(path) as planner:
        told = await read(planner)
        assert told.count("? Changed since it was kept.") == 1
        await planner.press("g", "enter")
        await planner.on("StateScreen")
        assert planner.read("state").startswith("? Changed since it was kept.")
        await planner.press("escape", "c")
        await planner.on("Compare")
        assert planner.message == "nato-membership.toml@1: changed since it was kept."
        await planner.press("escape")
        await planner.on("HistoryScreen")
        await planner.press("G", "enter")
        await planner.on("StateScreen")
        assert "Enter shows it on the board" in planner.text
        assert "Changed since it was kept" not in planner.text
        await planner.press("enter")
        await planner.on("Workbench")
        await planner.until(lambda: "Proposal 1 of 1" in planner.title, "a proposal")
        assert planner.issue("Security guarantee").said == "→ NATO membership ✎"
        await planner.press("enter")
        assert planner.issue("Security guarantee").chosen == "NATO membership"
        await planner.press("u")
        newest.write_text(text, encoding="utf-8")
        assert "Changed since" not in await read(planner)
        await planner.press("g", "down", "enter")
        await planner.on("StateScreen")
        await planner.press("enter")
        await planner.until(lambda: planner.message == "The choices were the same then.", "words")


@pytest.mark.skipif(GIT is None, reason="git is not installed: not run")
async def test_earlier_commits_are_counted_and_read_when_asked(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.tui.screens.file_history._MOST", 2)
    path = examples / "nato-membership.toml"
    git(examples, "init", "--quiet")
    for number in range(5):
        changed(path, f"Title {number}")
        git(examples, "add", ".")
        git(examples, "commit", "--quiet", "-m", f"commit {number}")
    async with driven(path, size=(120, 40)) as planner:
        told = await read(planner)
        assert "commit 3" in told
        assert "commit 2" not in told
        assert "3 earlier commits not listed. Enter reads the next 2." in told
        going_on = threading.Event()

        def slow(file: Path) -> Iterator[Recorded[LoadedScenario]]:
            going_on.wait(10)
            yield from recorded_scenarios(file)

        assert isinstance(planner.app.screen, HistoryScreen)
        monkeypatch.setattr(planner.app.screen, "_readers", evolve(SCENARIO_STATES, recorded=slow))
        await planner.press("G", "enter")
        await planner.sees("Reading the next 2 ...")
        await planner.press("enter")
        await planner.told("The history is still being read.")
        await planner.press("g", "space")
        commits = planner.read("states").partition("Commits in git")[2]
        assert "first state that can be read" not in commits
        going_on.set()
        await planner.until(lambda: "commit 1" in planner.read("states"))
        assert "1 earlier commit not listed." in planner.read("states")
        await planner.press("G", "enter")
        await planner.until(lambda: "commit 0" in planner.read("states"))
        assert "not listed" not in planner.read("states")


async def test_the_library_leads_to_the_states_of_a_case(examples: Path) -> None:
    """Each says what it changed and where it is kept; Enter reads it beside the file as it is."""
    case = examples / "lake.case.toml"
    case.write_text(CASE_TEXT, encoding="utf-8")
    session = CaseSession.of_file(read_case(case))
    session.put(evolve(session.case.statements[0], strength=Strength.INSISTENCE))
    session.save()
    (version,) = kept_versions(case)
    async with driven(examples / "nato-membership.toml", size=LARGE) as planner:
        await planner.library()
        await planner.find("scenarios/lake")
        await planner.press("V")
        await planner.sees("kept by the planner: before a save")
        assert version.name in "".join(planner.text.replace("▌", "").split())
        await planner.press("enter")
        await planner.sees("S1, strength: A: declared → B: insistence")
        await planner.press("escape", "escape")
        await planner.on("Library")
        version.write_text(f"{CASE_TEXT}# by hand\n", encoding="utf-8")
        await planner.press("V")
        await planner.sees("Changed since it was kept.")
        await planner.press("enter")
        await planner.on("StateScreen")
        await planner.sees("Changed since it was kept.")


async def test_the_case_on_its_screen_leads_to_its_states(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the library; a bundled case has no file of its own."""
    folder = examples / "talks"
    folder.mkdir()
    put(folder, "lake.case.toml", CASE_TEXT)
    put(folder, "share.toml", SCENARIO_TEXT)
    monkeypatch.chdir(folder)
    async with driven(folder / "share.toml") as planner:
        await planner.press("C")
        await planner.on("CaseScreen")
        await planner.press("V")
        await planner.on("CaseHistoryScreen")
        await planner.sees("No earlier version is kept yet.")
        await planner.press("escape")
        await planner.on("CaseScreen")
    async with driven(examples / "nato-membership.toml") as planner:
        await planner.press("C", "V")
        await planner.told("The case has no file yet.")


async def test_a_state_of_a_case_is_only_read_when_the_history_is(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter before that says so; the help of Enter says what it does with a case's state."""
    case = examples / "lake.case.toml"
    case.write_text(CASE_TEXT, encoding="utf-8")
    going_on = threading.Event()

    def slow(file: Path) -> Iterator[Recorded[LoadedCase]]:
        going_on.wait(10)
        return recorded_cases(file)

    states = evolve(CASE_STATES, recorded=slow)
    monkeypatch.setattr("planner.tui.screens.case_history.CASE_STATES", states)
    async with driven(examples / "nato-membership.toml", size=LARGE) as planner:
        await planner.library()
        await planner.find("scenarios/lake")
        await planner.press("V", "enter")
        await planner.sees("Reading the history ...")
        await planner.told("The history is still being read.")
        going_on.set()
        await planner.sees("No earlier version is kept yet.")
        await planner.press("question_mark")
        await planner.sees("Shows what the file says otherwise than this state")


@pytest.mark.skipif(GIT is None, reason="git is not installed: not run")
async def test_earlier_commits_of_a_case_are_counted_and_read_when_asked(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.tui.screens.file_history._MOST", 2)
    case = examples / "lake.case.toml"
    git(examples, "init", "--quiet")
    for number in range(3):
        case.write_text(f"{CASE_TEXT}# {number}\n", encoding="utf-8")
        git(examples, "add", ".")
        git(examples, "commit", "--quiet", "-m", f"commit {number}")
    async with driven(examples / "nato-membership.toml", size=LARGE) as planner:
        await planner.library()
        await planner.find("scenarios/lake")
        await planner.press("V")
        await planner.sees("1 earlier commit not listed. Enter reads the next 2.")
        assert "commit 0" not in planner.read("states")
        await planner.press("G", "enter")
        await planner.sees("commit 0")
