"""No comment, author or subject of a commit is ever read as markup or sent to the terminal."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from planner.cli.main import main
from planner.files.safety.saving import save_text
from planner.files.scenarios.kind import scenario_kind
from planner.files.scenarios.reading import read_scenario
from planner.model.comments import Comment
from planner.visible import visible
from tests.contracts.hostile import ACCEPTED, squeezed, unclean
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.tui.driving import Planner, driven

WIDE = (140, 18)
AT = dt.datetime(2025, 11, 27, tzinfo=dt.UTC)
TEXTS = tuple(text for text in ACCEPTED if text.strip())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of the planner."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def file(folder: Path) -> Path:
    """A scenario with each of the texts as a comment's words and as its author."""
    put(folder, "lake.case.toml", CASE_TEXT)
    path = put(folder, "deal.toml", SCENARIO_TEXT)
    loaded = read_scenario(path)
    comments = [
        Comment(f"{n:08x}", text, AT + dt.timedelta(n), text, "water")
        for n, text in enumerate(TEXTS)
    ]
    kind = scenario_kind(loaded.case)
    text = kind.text_to_save(evolve(loaded.written, comments=comments))
    path.unlink()
    save_text(path, text, seen=None)
    return path


def literal(planner: Planner, pane: str) -> Iterator[str]:
    """The texts that the pane does not show as they are."""
    assert not unclean(planner.strips)
    shown = squeezed(planner.read(pane))
    return (text for text in TEXTS if squeezed(text) not in shown)


async def test_the_comments_show_hostile_text_literally(file: Path) -> None:
    """On their own screen, and in the filter."""
    async with driven(file, size=WIDE) as planner:
        await planner.press("Q")
        await planner.on("CommentsScreen")
        assert list(literal(planner, "threads")) == []
        for key in ("enter", "escape", "space", "G", "slash", "escape"):
            await planner.press(key)
            assert not unclean(planner.strips)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: not run")
async def test_the_history_shows_hostile_text_literally(file: Path, folder: Path) -> None:
    """Subjects and authors of commits, and titles of states."""

    def git(*arguments: str, name: str = "x") -> None:
        who = {f"GIT_{role}_NAME": name for role in ("AUTHOR", "COMMITTER")}
        mails = {f"GIT_{role}_EMAIL": "x" for role in ("AUTHOR", "COMMITTER")}
        nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environment = {**os.environ, **who, **mails, **nowhere}
        program = shutil.which("git") or "git"
        subprocess.run([program, *arguments], cwd=folder, env=environment, check=True)

    git("init", "--quiet")
    for number, text in enumerate(("[b]bold[/b]", "[@click=app.quit]x[/]", "\x1b[31mred", "$text")):
        path = put(folder, "deal.toml", f"{SCENARIO_TEXT}# {number}\n")
        git("add", path.name)
        git("commit", "--quiet", "-m", text, name=f"A{text}")
    async with driven(file, size=WIDE) as planner:
        await planner.press("V")
        await planner.until(lambda: "Commits in git" in planner.read("states"), "it is read")
        assert not unclean(planner.strips)
        shown = planner.read("states")
        for text in ("[b]bold[/b]", "[@click=app.quit]x[/]", "$text"):
            assert text in shown
        for _ in range(4):
            await planner.press("down")
            assert not unclean(planner.strips)


def test_checks_and_histories_print_hostile_comments_literally(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a terminal would act upon, or show nothing for, is written as an escape."""
    assert main(["check", str(file)]) == 0
    printed = capsys.readouterr().out
    shown = {text: squeezed(visible(text, len(text))) for text in TEXTS}
    assert [text for text in TEXTS if shown[text] not in squeezed(printed)] == []
    assert "\x1b" not in printed
