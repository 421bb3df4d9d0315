"""Files and folders that were worked in lately, from one start to the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.keys.memory import remember
from planner.keys.recent import note_recent, recent_paths
from planner.tui.entries import recent_entry
from tests.reports.sections import said
from tests.tui.driving import driven


async def test_recent_files_and_folders_are_listed_and_opened(examples: Path, folder: Path) -> None:
    """The newest first; a file opens as the deal, a folder as the library."""
    other = folder / "elsewhere"
    other.mkdir()
    shutil.copy(examples / "nato-membership.toml", other / "copy of it.toml")
    async with driven(other / "copy of it.toml"):
        pass
    async with driven(examples / "nato-membership.toml"):
        pass
    async with driven() as planner:
        await planner.press("Z")
        await planner.on("Chooser")
        await planner.until(lambda: "copy of it.toml" in planner.text, "the files are listed")
        assert planner.text.index("nato-membership.toml") < planner.text.index("copy of it.toml")
        await planner.press("down", "enter")
        await planner.until(
            lambda: planner.app.session is not None and planner.app.session.path is not None,
            "the file is open",
        )
        assert planner.session.path == other / "copy of it.toml"
        await planner.press("Z")
        await planner.on("Chooser")
        await planner.until(lambda: "elsewhere" in planner.text, "the folders are listed")
        await planner.press("G", "k", "enter")
        await planner.on("Library")


def test_a_recent_scenario_is_judged_as_check_judges_it(
    scenarios: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its own day, and without the lines that another has superseded."""
    for name, days in ("first-draft.toml", 1), ("second-draft.toml", 0):
        path = scenarios / "zalume-talks" / name
        main(["check", str(path)])
        told = " ".join(capsys.readouterr().out.split())
        title, case, *judged = said(recent_entry(path).blocks)
        assert f"{title} · {case} " in told
        assert len(judged) == 1 + days
        assert " ".join(judged) in told


def test_what_is_gone_is_not_listed_and_a_strange_memory_is_none(folder: Path) -> None:
    """Nothing of it is ever a reason to fail."""
    there, gone = folder / "a.toml", folder / "b.toml"
    there.write_text("", encoding="utf-8")
    note_recent(gone)
    note_recent(there)
    assert recent_paths() == (there, folder)
    remember(recent="no list")
    assert recent_paths() == ()
    note_recent(there)
    assert recent_paths() == (there, folder)


def test_only_the_newest_are_remembered(folder: Path) -> None:
    """Twenty of them."""
    for number in range(40):
        file = folder / f"{number}.toml"
        file.write_text("", encoding="utf-8")
        note_recent(file)
    names = [path.name for path in recent_paths()]
    assert names[0] == "39.toml"
    assert len(names) == 20
