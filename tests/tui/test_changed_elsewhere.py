"""Somebody else changes the open file, or a synced folder leaves a copy: told, shown, merged."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App

from planner.files.safety.watching import Sighting, look_at
from planner.files.scenarios.reading import read_scenario
from planner.tui.files import watch as file_watch
from tests.tui.driving import LARGE, SMALL, Planner, driven

PACE = file_watch.WATCH_SECONDS
"""What planners get."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks often, so that the tests need not wait."""
    monkeypatch.setattr(file_watch, "WATCH_SECONDS", 0.05)


@pytest.fixture
def file(scenarios: Path, folder: Path) -> Path:
    return Path(shutil.copy(scenarios / "nato-membership.toml", folder / "deal.toml"))


def rewrite(file: Path, old: str, new: str) -> None:
    """Somebody else's change."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def content(file: Path) -> bytes:
    return file.read_bytes()


def remove(file: Path) -> None:
    file.unlink()


def chosen(path: Path, issue: str) -> str | None:
    return read_scenario(path).scenario.option(issue)


async def decide_territory(planner: Planner) -> None:
    """Mine: another option on territory, two issues below the timing."""
    planner.session.choose("territory", "deferred")
    assert planner.session.unsaved


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_change_is_told_choice_by_choice_and_stays_until_dealt_with(
    file: Path, size: tuple[int, int]
) -> None:
    """No question interrupts; a message names what they and what I changed, and the key."""
    async with driven(file, size=size) as planner:
        await decide_territory(planner)
        assert not planner.news
        rewrite(file, '"increase"', '"maintain"')
        await planner.sees("deal.toml was changed by somebody else")
        assert planner.message.endswith(". d shows it.")
        assert any(line.startswith("They: Pressure on Russia: Increase") for line in planner.news)
        assert any(line.startswith("You: Territory: ") for line in planner.news)
        assert planner.question == ""
        await planner.press("n", "down")
        assert planner.message == ""
        there = planner.lines[1]
        sign = "changed elsewhere: d" if "changed elsewhere" in there else "news: d"
        assert sign in there, "a message goes with the next key, the sign does not"
        await planner.press("d", "c")
        await planner.sees("was changed by somebody else")
        await planner.press("escape")
        await planner.click(sign)
        await planner.asked("was changed by somebody else")
        await planner.press("c")
        rewrite(file, '"maintain"', '"increase"')
        await planner.until(lambda: not planner.news, "no news")
        assert sign not in planner.lines[1]


async def test_the_change_is_seen_within_two_seconds(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the pace that planners get: the first look after the change finds it.

    A look that is under way may have read the file before; how long a busy machine takes to draw is
    not measured.
    """
    monkeypatch.setattr(file_watch, "WATCH_SECONDS", PACE)
    assert PACE < 2
    looks: list[Path] = []

    def counted(path: Path, before: Sighting | None = None) -> Sighting:
        if path == file:
            looks.append(path)
        return look_at(path, before)

    monkeypatch.setattr(file_watch, "look_at", counted)
    async with driven(file) as planner:
        await planner.until(lambda: looks, "the first look")
        rewrite(file, '"increase"', '"maintain"')
        before = len(looks)
        await planner.sees("was changed by somebody else")
        assert len(looks) - before <= 2


async def test_theirs_can_be_taken_and_undone(file: Path) -> None:
    """One named step."""
    async with driven(file, size=LARGE) as planner:
        await decide_territory(planner)
        rewrite(file, '"increase"', '"maintain"')
        await planner.sees("was changed by somebody else")
        await planner.press("d")
        await planner.asked("deal.toml was changed by somebody else.")
        await planner.press("t")
        await planner.at_work()
        assert "unsaved" not in planner.title
        assert not planner.news
        assert planner.session.scenario.option("pressure_on_russia") == "maintain"
        await planner.press("u")
        await planner.told("Undid “the changed file taken over”. Now: ")
        assert planner.session.scenario.option("territory") == "deferred"
        assert "unsaved changes" in planner.title


async def test_a_save_merges_and_asks_only_about_the_clash(file: Path) -> None:
    """Both changed the meeting format; only they changed the timing, only I the territory."""
    async with driven(file, size=LARGE) as planner:
        await decide_territory(planner)
        planner.session.choose("pressure_on_russia", "ease")
        rewrite(file, '"increase"', '"maintain"')
        rewrite(file, 'option = "parallel"', 'option = "ceasefire_first"')
        await planner.press("s")
        await planner.asked("Not saved: ")
        does = (
            "Merging takes theirs on Ceasefire timing; takes yours on Territory; asks on Pressure"
        )
        assert does in planner.question
        await planner.press("m")
        await planner.asked("Clash 1 of 1: Pressure on Russia")
        await planner.sees("You: Ease")
        await planner.sees("They: Maintain")
        await planner.press("t")
        await planner.told("Saved ")
        await planner.at_work()
    assert chosen(file, "pressure_on_russia") == "maintain"
    assert chosen(file, "ceasefire_timing") == "ceasefire_first"
    assert chosen(file, "territory") == "deferred"


async def test_a_merge_that_is_given_up_changes_nothing(file: Path) -> None:
    """Neither the file nor the work."""
    async with driven(file) as planner:
        planner.session.choose("pressure_on_russia", "ease")
        rewrite(file, '"increase"', '"maintain"')
        theirs = content(file)
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("m")
        await planner.asked("Clash 1 of 1")
        await planner.press("escape")
        await planner.at_work()
        assert planner.session.scenario.option("pressure_on_russia") == "ease"
        assert planner.session.unsaved
    assert content(file) == theirs


async def test_mine_can_be_kept_or_saved_elsewhere(file: Path) -> None:
    """Kept, it replaces theirs at once; elsewhere, theirs stays."""
    async with driven(file) as planner:
        await decide_territory(planner)
        rewrite(file, '"increase"', '"maintain"')
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("n")
        await planner.on("PathPrompt")
        await planner.name_file("mine.toml")
        await planner.press("enter")
        await planner.told("Saved mine.toml")
        assert chosen(file, "pressure_on_russia") == "maintain"
    async with driven(file) as planner:
        await decide_territory(planner)
        rewrite(file, '"maintain"', '"ease"')
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("k")
        await planner.told("Saved ")
    assert chosen(file, "pressure_on_russia") == "maintain"
    assert chosen(file, "territory") == "deferred"


async def test_no_message_covers_what_is_asked(file: Path) -> None:
    """The change is told once more while the planner answers; in a small window too."""
    async with driven(file, size=SMALL) as planner:
        planner.session.choose("pressure_on_russia", "ease")
        rewrite(file, '"increase"', '"maintain"')
        await planner.press("s")
        await planner.asked("Not saved: ")
        await planner.press("m")
        await planner.asked("Clash 1 of 1: Pressure on Russia")
        await planner.told("deal.toml was changed by somebody else")
        lines = [line.strip() for line in planner.lines[-5:]]
        assert lines == [
            "Clash 1 of 1: Pressure on Russia",
            "You: Ease",
            "They: Maintain",
            "Before: Increase",
            "M Mine   T Theirs   C Cancel, merge nothing",
        ]


async def test_a_removed_file_is_told_and_can_be_saved_again(file: Path) -> None:
    """Nothing is unsaved until the planner says that mine counts."""
    async with driven(file) as planner:
        remove(file)
        await planner.sees("deal.toml is not there any more")
        await planner.press("d")
        await planner.asked("is not there any more")
        assert "Take theirs" not in planner.question
        await planner.press("k")
        await planner.at_work()
        assert "unsaved changes" in planner.title
        await planner.press("s")
        await planner.told("Saved ")
    assert chosen(file, "security_guarantee") == "nato_membership"


async def test_a_conflict_copy_is_offered_and_merged_choice_by_choice(file: Path) -> None:
    """Each difference is asked, for nobody knows what came first; the copy stays."""
    copy = file.with_name("deal.sync-conflict-20250819-101112-ABCDEF7.toml")
    shutil.copy(file, copy)
    rewrite(copy, '"increase"', '"maintain"')
    rewrite(copy, '"NATO membership', '"NATO membership, Anna')
    async with driven(file, size=LARGE) as planner:
        await planner.sees("A conflict copy lies beside this file")
        await planner.sees(copy.name)
        await planner.press("d")
        await planner.asked("as left where two people change it at once")
        await planner.sees("Pressure on Russia: Increase")
        await planner.press("m")
        await planner.asked("Clash 1 of 2: title")
        await planner.press("m")
        await planner.asked("Clash 2 of 2: Pressure on Russia")
        await planner.press("t")
        await planner.at_work()
        assert planner.session.scenario.option("pressure_on_russia") == "maintain"
        assert "Anna" not in planner.title
        assert not planner.news
        await planner.press("u")
        await planner.told(f"Undid “merged with {copy.name}”. Now: ")
        assert not planner.session.unsaved
    assert copy.exists()


async def test_a_conflict_copy_is_compared_side_by_side_and_choices_are_taken_over(
    file: Path,
) -> None:
    """The news name the copies until each is dealt with."""
    names = ("deal (1).toml", "deal (Anna's conflicted copy 2025-08-19).toml")
    for name in names:
        rewrite(Path(shutil.copy(file, file.with_name(name))), '"increase"', '"maintain"')
    async with driven(file, size=LARGE) as planner:
        await planner.sees("2 conflict copies lie beside this file")
        assert planner.news[-2:] == list(names)
        await planner.press("d")
        await planner.asked(names[0])
        await planner.press("s")
        await planner.on("Compare")
        await planner.sees("▸≠ Pressure on Russia [Increase] Maintain")
        await planner.press("right", "space")
        await planner.sees("Proposal 1 of 1")
        await planner.press("enter")
        await planner.until(lambda: planner.session.unsaved, "the choice taken over")
        await planner.at_work()
        assert planner.session.scenario.option("pressure_on_russia") == "maintain"
        await planner.press("d")
        await planner.asked("It says the same as what is open.")
        await planner.press("l")
        await planner.sees("A conflict copy lies beside this file")


async def test_a_copy_that_cannot_be_read_says_why(file: Path) -> None:
    """And can be left alone."""
    copy = file.with_name("deal.toml.orig")
    copy.write_text("format = 1\n<<<<<<< HEAD\n=======\n>>>>>>> b\n", encoding="utf-8")
    async with driven(file, size=LARGE) as planner:
        await planner.sees("A conflict copy lies beside this file")
        await planner.press("d")
        await planner.asked("It cannot be used: ")
        assert "Merge" not in planner.question
        await planner.press("l")
        await planner.at_work()
        await planner.until(lambda: not planner.news, "no news")


async def test_without_news_the_key_says_so(file: Path) -> None:
    """It never does anything unexpected."""
    async with driven(file) as planner:
        await planner.press("d")
        await planner.told("Nothing has happened to the file elsewhere.")


async def test_a_look_at_the_file_may_outlast_the_app(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it finds when the screens are gone already is nobody's: no crash of a planner's quit."""
    blocked, ended = Event(), Event()
    close_all = App._close_all

    def slow(path: Path, before: Sighting | None) -> Sighting:
        if blocked.is_set():
            ended.wait(10)
        return look_at(path, before)

    async def close_all_then_look(app: App[Any]) -> None:
        await close_all(app)
        ended.set()
        await app.workers.wait_for_complete()

    monkeypatch.setattr(file_watch, "look_at", slow)
    monkeypatch.setattr(App, "_close_all", close_all_then_look)
    async with driven(file) as planner:
        await planner.until(lambda: planner.app._news.watch is not None, "the watch")
        blocked.set()
        rewrite(file, '"increase"', '"maintain"')
        await planner.until(
            lambda: any(worker.group == "watch" for worker in planner.app.workers), "a look"
        )
        assert not planner.news
    assert planner.app._exception is None


async def test_a_change_is_told_with_the_way_to_it_from_where_one_is(file: Path) -> None:
    """On screens where the key does nothing it is said where it does something."""
    async with driven(file, size=LARGE) as planner:
        await planner.press("v")
        await planner.on("Evidence")
        rewrite(file, '"increase"', '"maintain"')
        await planner.told(". d on the deal shows it.")
        await planner.press("escape", "d")
        await planner.asked("deal.toml was changed by somebody else.")
