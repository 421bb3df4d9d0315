"""The current folder is looked at once, in one module; all else asks for the places of the run."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.cli.main import main
from planner.editing.scenario_session import Session
from planner.errors import FileProblemError, SaveError
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.reading import read_case
from planner.files.places import Places, fix_places, places
from planner.files.safety.housekeeping import HousekeepingError, rename_file, trash_file
from planner.files.scenario_files import scenario_files
from planner.files.scenarios.reading import read_scenario
from planner.tui.app import PlannerApp
from planner.tui.files.editor import edit_file
from tests.tui.driving import driven
from tests.tui.small_case import write

ROOT = Path(planner.__file__).parent
ALONE = ROOT / "files" / "places.py"
OF_THE_SYSTEM = {
    "cwd",
    "getcwd",
    "getcwdb",
    "abspath",
    "realpath",
    "relpath",
    "absolute",
    "resolve",
}


def looks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The lines in which a program asks the system for the current folder, and how."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "Path" and not node.args:
            yield node.lineno, "Path()"
        asked_places = ast.unparse(called) == "places().absolute"
        if isinstance(called, ast.Attribute) and called.attr in OF_THE_SYSTEM and not asked_places:
            yield node.lineno, ast.unparse(called)


def test_one_module_alone_looks_at_the_current_folder() -> None:
    """What asks the system again would fail, or mean another folder, once that one is removed."""
    found = [
        f"{file.relative_to(ROOT)}:{line}: {how}"
        for file in sorted(ROOT.rglob("*.py"))
        if file != ALONE
        for line, how in looks(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "program",
    [
        "Path.cwd()",
        "os.getcwd()",
        "Path()",
        "path.absolute()",
        "os.path.realpath(a)",
        "p.resolve()",
    ],
)
def test_each_way_to_ask_for_the_current_folder_is_found(program: str) -> None:
    """And what asks the places of the run is not."""
    assert [how for _, how in looks(ast.parse(program))]
    assert not [*looks(ast.parse("places().absolute(path); Path(name); path.parent"))]


def test_places_are_fixed_when_a_command_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moving on, and another environment, change nothing in a run; the next start looks anew."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_STATE_DIR", "state")
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("planner ")
    monkeypatch.chdir("/")
    monkeypatch.setenv("PLANNER_STATE_DIR", "/elsewhere")
    assert (places().working, places().state) == (tmp_path, tmp_path / "state")
    assert fix_places().state == Path("/elsewhere")


@pytest.mark.skipif(sys.platform != "linux", reason="a variable of Linux")
def test_a_run_without_a_folder_of_the_session_has_one_without_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By ssh or in a container: what a library says of its choice is nothing for a planner."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert Places(Path("/work")).runtime.is_absolute()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows a home without these variables")
@pytest.mark.parametrize("home", [None, "", "relative"])
def test_a_user_without_a_home_has_the_places_of_one_whose_home_is_the_root(
    home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container or a service: without HOME, and unknown to the system."""
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)

    def nobody(_: int) -> Any:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", nobody)
    bare = Places(Path("/work"))
    folders = (bare.state, bare.config)
    assert all(folder.is_absolute() for folder in (*folders, bare.runtime))
    assert not any(folder.is_relative_to("/work") for folder in folders)
    assert [folder.name for folder in folders] == ["redline-planner"] * 2


def test_a_start_in_a_folder_that_is_gone_names_it_by_the_word_of_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no such word, paths start at the root, where they are plainly not."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("PWD", str(gone))
    assert fix_places().working == gone
    monkeypatch.delenv("PWD")
    assert fix_places().working == Path("/")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the current folder from being removed")
async def test_an_app_whose_folder_is_removed_goes_on_and_saves_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choosing, the library, the draft and a save under another name need no current folder."""
    gone, kept = tmp_path / "gone", tmp_path / "kept"
    gone.mkdir()
    kept.mkdir()
    monkeypatch.chdir(gone)
    async with driven() as planner:
        await planner.press("2")
        gone.rmdir()
        planner.app.keep_draft()
        await planner.press("o")
        await planner.on("Library")
        await planner.press("escape")
        await planner.at_work()
        await planner.press("S")
        await planner.on("PathPrompt")
        await planner.name_file(str(kept / "mine.toml"))
        await planner.press("enter")
        await planner.told("Saved")
    assert (kept / "mine.toml").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the current folder from being renamed")
async def test_a_file_is_saved_where_it_was_named_though_the_folder_was_put_there_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout of another branch does that; the system then still means the old folder."""
    folder, aside = tmp_path / "talks", tmp_path / "aside"
    folder.mkdir()
    write(folder / "small.case.toml")
    scenario = folder / "mine.toml"
    Session.of_case(read_case(folder / "small.case.toml")).save(scenario)
    before = scenario.read_text(encoding="utf-8")
    monkeypatch.chdir(folder)
    fix_places()
    async with driven(Path("mine.toml")) as planner:
        folder.rename(aside)
        shutil.copytree(aside, folder)
        await planner.press("2", "s")
        await planner.told("Saved mine.toml")
    assert (aside / "mine.toml").read_text(encoding="utf-8") == before
    assert scenario.read_text(encoding="utf-8") != before


@pytest.fixture
def confined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the run may not leave, with a link that leads out."""
    folder = tmp_path / "talks"
    folder.mkdir()
    write(folder / "small.case.toml")
    write(tmp_path / "secret.case.toml")
    (folder / "link.case.toml").symlink_to(tmp_path / "secret.case.toml")
    (folder / "out").symlink_to(tmp_path)
    monkeypatch.chdir(folder)
    fix_places(confined=folder)
    return folder


def test_a_run_that_is_kept_in_a_folder_reads_and_writes_only_there(confined: Path) -> None:
    """Links and ``..`` are followed first; the planner's own cases can be read all the same."""
    assert read_case(confined / "small.case.toml").case.id == "small"
    assert read_case(bundled_folder() / "ukraine-2025-08.case.toml").case.issues
    for way in ("../secret.case.toml", "link.case.toml", "out/secret.case.toml"):
        with pytest.raises(FileProblemError, match="outside the folder that this session may not"):
            read_case(confined / way)
    session = Session.of_case(read_case(confined / "small.case.toml"))
    for way in ("../mine.toml", "out/mine.toml"):
        with pytest.raises(SaveError, match="which this session may not leave; save it there"):
            session.save(confined / way)
    assert not (confined.parent / "mine.toml").exists()
    session.save(confined / "mine.toml")
    assert scenario_files(confined) == (confined / "mine.toml",)
    assert scenario_files(confined.parent) == ()


async def test_prompts_refuse_what_lies_outside_the_folder(confined: Path) -> None:
    """They say so while one types, and Enter does nothing."""
    async with driven() as planner:
        await planner.press("2", "S")
        await planner.on("PathPrompt")
        await planner.name_file("../mine.toml")
        await planner.sees("which this session may not leave.")
        await planner.press("enter")
        await planner.on("PathPrompt")
        await planner.name_file("mine.toml")
        await planner.press("enter")
        await planner.told("Saved mine.toml")
        await planner.press("o")
        await planner.on("Library")
        await planner.press("O")
        await planner.type("..")
        await planner.press("enter")
        await planner.told("which this session may not leave.")
    assert (confined / "mine.toml").is_file()
    assert not (confined.parent / "mine.toml").exists()


def test_what_lies_outside_is_neither_renamed_nor_thrown_away(
    confined: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what a link in the folder leads to, nor anything beyond a folder that is a link."""
    thrown: list[str] = []
    monkeypatch.setattr("send2trash.send2trash", lambda path: thrown.append(str(path)))
    for way in ("../secret.case.toml", "link.case.toml", "out/secret.case.toml"):
        path = confined / way
        with pytest.raises(HousekeepingError, match="which this session may not leave"):
            trash_file(path)
        with pytest.raises(HousekeepingError, match="which this session may not leave"):
            rename_file(path, path.with_name("taken.case.toml"))
    assert thrown == []
    assert (confined / "link.case.toml").is_symlink()
    assert (confined.parent / "secret.case.toml").is_file()
    trash_file(confined / "small.case.toml")
    assert thrown == [str(confined / "small.case.toml")]


def test_a_scenario_whose_case_lies_outside_is_refused(confined: Path) -> None:
    """A path in a file is a prompt too."""
    scenario = confined / "mine.toml"
    Session.of_case(read_case(confined / "small.case.toml")).save(scenario)
    text = scenario.read_text(encoding="utf-8")
    led_out = text.replace("digest =", 'path = "../secret.case.toml"\ndigest =')
    scenario.write_text(led_out, encoding="utf-8")
    with pytest.raises(FileProblemError, match="outside the folder that this session may not"):
        read_scenario(scenario)


async def test_in_a_browser_no_editor_and_no_clipboard_of_this_computer_is_used(
    confined: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would open on the desk of whoever started the server."""
    started: list[object] = []
    run = subprocess.run

    def started_here(words: list[str], **options: Any) -> Any:
        if words[0] == sys.executable:  # the engines are tried in a process of their own
            return run(words, **options)
        started.append(words)
        return None

    monkeypatch.setattr("subprocess.run", started_here)
    monkeypatch.setattr("pyperclip.copy", started.append)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("TMUX", "x")
    monkeypatch.setattr(PlannerApp, "is_web", True)
    async with driven() as planner:
        assert not edit_file(planner.app, confined / "small.case.toml", 1)
        await planner.told("No editor opens in a browser.")
        await planner.press("y")
        await planner.told("to the browser to be copied")
        assert planner.app.clipboard
    assert started == []
