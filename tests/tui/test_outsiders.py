"""Git, the formatter, and a disk that is slow or vanishes, under a file that lies open unsaved."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.files.scenarios.reading import read_scenario
from planner.tui.files import watch as file_watch
from tests.pty.terminal import ROOT
from tests.tui.driving import LARGE, Planner, driven


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks often, so that the tests need not wait."""
    monkeypatch.setattr(file_watch, "WATCH_SECONDS", 0.05)


@pytest.fixture
def file(scenarios: Path, folder: Path) -> Path:
    place = folder / "talks"
    place.mkdir()
    return Path(shutil.copy(scenarios / "nato-membership.toml", place / "deal.toml"))


def git(file: Path, *arguments: str) -> None:
    """A git of nobody's settings, in the folder of the file."""
    nobody = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *nobody, *arguments]
    subprocess.run(command, cwd=file.parent, check=True, capture_output=True)


def commit_of(file: Path, old: str, new: str) -> None:
    """Commits another content of the file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    git(file, "commit", "-qam", new)


def content(file: Path) -> bytes:
    return file.read_bytes()


def put_blank_lines(file: Path) -> None:
    file.write_text(f"\n\n{file.read_text(encoding='utf-8')}\n\n", encoding="utf-8")


def format_file(file: Path, *options: str) -> None:
    """What ``planner format`` of a shell does."""
    command = [sys.executable, "-m", "planner", "format", *options, str(file)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def chosen(file: Path) -> dict[str, str | None]:
    scenario = read_scenario(file).scenario
    return {i: scenario.option(i) for i in ("territory", "pressure_on_russia", "ceasefire_timing")}


async def saves_merged(planner: Planner) -> None:
    """Save, and put both sides together when asked."""
    await planner.press("s")
    await planner.asked("Not saved: ")
    await planner.press("m")
    await planner.told("Saved ")


async def test_a_checkout_and_a_rebase_under_an_open_file_are_told_and_merged(file: Path) -> None:
    """Each is another content of the file; what is unsaved is put together with the last."""
    git(file, "init", "-qb", "main")
    git(file, "add", ".")
    git(file, "commit", "-qm", "one")
    git(file, "checkout", "-qb", "other")
    commit_of(file, '"increase"', '"maintain"')
    git(file, "checkout", "-q", "main")
    commit_of(file, 'option = "parallel"', 'option = "ceasefire_first"')
    async with driven(file, size=LARGE) as planner:
        planner.session.choose("territory", "deferred")
        git(file, "checkout", "-q", "other")
        await planner.sees("deal.toml was changed by somebody else")
        assert any("Pressure on Russia" in line for line in planner.news)
        git(file, "rebase", "-q", "main")
        await planner.until(lambda: not any("Ceasefire" in n for n in planner.news), "the rebase")
        assert planner.session.unsaved
        await saves_merged(planner)
    assert chosen(file) == {
        "territory": "deferred",
        "pressure_on_russia": "maintain",
        "ceasefire_timing": "ceasefire_first",
    }


async def test_the_formatter_under_an_open_file_costs_nobody_anything(file: Path) -> None:
    """It says the same in another layout: what is unsaved goes on top of it."""
    put_blank_lines(file)
    async with driven(file, size=LARGE) as planner:
        planner.session.choose("territory", "deferred")
        before = content(file)
        format_file(file)
        assert content(file) != before
        assert planner.session.unsaved
        await planner.sees("deal.toml was changed by somebody else")
        assert not any(line.startswith("They:") for line in planner.news), "only the layout"
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("k")
        await planner.told("Saved ")
    assert chosen(file)["territory"] == "deferred"


async def test_a_disk_that_fails_is_told_and_one_that_is_only_slow_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No word of saving before the bytes are there; after a failure the old ones are."""
    before = content(file)
    flush = os.fsync

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    def sleeps(descriptor: int) -> None:
        time.sleep(0.3)
        flush(descriptor)

    async with driven(file) as planner:
        planner.session.choose("territory", "deferred")
        monkeypatch.setattr(os, "fsync", fails)
        await planner.press("s")
        await planner.asked("was not saved: the disk reports an error")
        assert content(file) == before
        assert not any(told.startswith("Saved") for told in planner.toasts)
        await planner.press("c")
        assert planner.session.unsaved
        monkeypatch.setattr(os, "fsync", sleeps)
        await planner.press("s")
        await planner.told("Saved ")
        assert chosen(file)["territory"] == "deferred"


async def test_a_folder_that_vanishes_and_comes_back_costs_nothing(file: Path) -> None:
    """A stick that is pulled: gone is told, back again is as if nothing had been."""
    before = content(file)
    away = file.parent.with_name("away")
    async with driven(file) as planner:
        planner.session.choose("territory", "deferred")
        file.parent.rename(away)
        await planner.sees("deal.toml is not there any more")
        assert content(away / "deal.toml") == before
        away.rename(file.parent)
        await planner.until(lambda: not planner.news, "no news")
        assert planner.session.unsaved
        await planner.press("s")
        await planner.told("Saved ")
    assert chosen(file)["territory"] == "deferred"
