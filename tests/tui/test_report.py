"""The report screen: a preview, options changed, the file written and found."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Any

import pytest

from planner.files.scenarios.reading import read_scenario
from planner.model.case import Option, Origin
from planner.reports.content.report import Given, Wish, report_of
from planner.reports.content.withheld import Withheld
from planner.reports.formats.written import written
from planner.tui.files import disk_work, reported_scenarios
from planner.tui.files.writing_report import report_path
from planner.tui.screens import report
from planner.tui.screens.report import ReportScreen
from planner.tui.widgets.report_choices import ReportChoices
from tests.tui.driving import LARGE, SMALL, Planner, driven

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
NAME = "us-russia-talks-several-lines.toml"
OTHER = "european-led-parallel-trilateral.toml"


def screen(planner: Planner) -> ReportScreen:
    found = planner.app.screen
    assert isinstance(found, ReportScreen)
    return found


async def made(planner: Planner) -> None:
    """Wait until the report is there."""
    await planner.until(lambda: screen(planner)._report is not None, "the report")


async def choose(planner: Planner, words: str) -> None:
    """Move the cursor to the row of choices that begins with the words, and choose it."""
    choices = screen(planner).query_one(ReportChoices)
    names = [row.words for row in choices._rows]
    (wanted,) = (
        n for n, row in enumerate(names) if row.startswith(words) and choices._rows[n].name
    )
    steps = wanted - choices.cursor
    await planner.press(*["down" if steps > 0 else "up"] * abs(steps), "space")


@asynccontextmanager
async def reporting(
    folder: Path, *, size: tuple[int, int] = LARGE
) -> AsyncIterator[tuple[Planner, Path]]:
    """The report screen on an example, in a folder of its own."""
    for name in (NAME, OTHER):
        shutil.copyfile(SCENARIOS / name, folder / name)
    async with driven(folder / NAME, size=size) as planner:
        await planner.press("p")
        await planner.on("ReportScreen")
        await made(planner)
        yield planner, folder


async def test_from_the_deal_to_a_file_that_was_written_and_found(folder: Path) -> None:
    """A preview; without the notes and a party, as Markdown; the file that the command makes."""
    async with reporting(folder) as (planner, here):
        assert "Crosses 3 stated red lines" in planner.read("preview")
        assert "DE-1 rests on one leader's advocacy" in planner.read("preview")
        await choose(planner, "notes")
        await choose(planner, "party: Russia")
        await choose(planner, "md")
        await made(planner)
        assert "DE-1 rests on one leader's advocacy" not in planner.read("preview")
        assert "RU-1" not in planner.read("preview")
        assert "1 party" in planner.read("preview")
        await planner.press("s")
        assert planner.focus == "report-path"
        await planner.press("enter")
        await planner.told("Wrote")
        file = here / NAME.replace(".toml", "-brief.md")
        loaded = read_scenario(here / NAME)
        wish = Wish(withheld=Withheld(frozenset({"notes"}), frozenset({"russia"})))
        given = Given(NAME, loaded.written, loaded.case)
        assert file.read_bytes() == written(report_of([given], wish), "md")
        await planner.press("escape")
        await planner.on("Workbench")


async def test_every_report_has_its_preview(folder: Path) -> None:
    """Only options need another scenario, and say so."""
    async with reporting(folder) as (planner, _):
        for kind, words in (
            ("columns", "no stated position"),
            ("register", "Trilateral meeting"),
            ("draft", "1. Security guarantee"),
        ):
            await choose(planner, kind)
            await made(planner)
            assert words in planner.read("preview")
        await choose(planner, "options")
        await planner.sees("mark others with Space in the library", "preview")
        await planner.press("s")
        await planner.told("no report to write")


async def test_marked_scenarios_stand_beside_the_open_one(folder: Path) -> None:
    """In options side by side, in a draft as the text that it is compared with."""
    async with reporting(folder) as (planner, here):
        screen(planner)._marks = [here / OTHER]
        await choose(planner, "options")
        await made(planner)
        assert "A → B: 4 changes" in planner.read("preview")
        await choose(planner, "draft")
        await made(planner)
        assert "{+[Trilateral]+}" in planner.read("preview")


async def test_another_file_is_replaced_only_after_a_question(folder: Path) -> None:
    """Cancel leaves it; Esc in the field writes nothing."""
    async with reporting(folder) as (planner, here):
        target = here / "mine.html"
        target.write_text("mine", encoding="utf-8")
        await planner.press("s", "escape")
        assert planner.focus == "choices"
        for key, kept in (("c", True), ("r", False)):
            await planner.press("s")
            await planner.replace(str(target))
            await planner.press("enter")
            await planner.asked("is there already")
            await planner.press(key)
            await planner.on("ReportScreen")
            if not kept:
                await planner.told("Wrote")
            assert (target.read_bytes() == b"mine") is kept


@pytest.mark.parametrize(
    ("module", "slow"), [(reported_scenarios, "check_quotes"), (report, "report_of")]
)
async def test_esc_while_a_report_is_made_says_that_it_is_not_written(
    module: ModuleType, slow: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said what goes on; the screen stays, and a thread of the analysis is stopped."""
    free, wishes = Event(), []

    def slowly(*given: Any) -> object:
        wishes.append(given[-1])
        assert free.wait(60)
        return real(*given)

    real = getattr(module, slow)
    async with reporting(folder) as (planner, _):
        screen(planner)._given_made = ()  # as if a text were another by now
        monkeypatch.setattr(disk_work, "AT_ONCE", 0.02)
        monkeypatch.setattr(module, slow, slowly)
        await planner.press("s", "enter")
        await planner.on("Working")
        await planner.press("escape")
        await planner.told("Not written: us-russia-talks-several-lines-")
        await planner.on("ReportScreen")
        if slow == "report_of":
            await planner.until(lambda: wishes[0].limit.start().cancelled, "the stop")
        free.set()
        monkeypatch.setattr(module, slow, real)
        await planner.press("s", "enter")
        await planner.told("Wrote ")


async def test_a_reading_is_looked_through_and_left_again(folder: Path) -> None:
    """The report is what would be handed out under it; Esc goes back."""
    async with reporting(folder) as (planner, _):
        await planner.press("r")
        await made(planner)
        assert "under the strict reading" in planner.read("preview")
        await planner.press("escape")
        await made(planner)
        assert "under the firm reading" in planner.read("preview")
        await planner.press("enter")
        assert planner.focus == "preview"
        await planner.press("escape")
        assert planner.focus == "choices"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_is_chosen_is_seen_in_the_list(size: tuple[int, int], folder: Path) -> None:
    """By signs, not by colour; n goes from group to group."""
    async with reporting(folder, size=size) as (planner, _):
        assert "(•) brief" in planner.row("brief:", "choices")
        await choose(planner, "register")
        await made(planner)
        assert "( ) brief" in planner.row("brief:", "choices")
        assert "(•) register" in planner.row("register:", "choices")
        await planner.press("n", "n")
        await planner.press("down", "space")
        await made(planner)
        assert "[x] notes" in planner.row("notes", "choices")


async def test_the_marking_is_written_there_and_undone(folder: Path) -> None:
    """It stands in the preview at once, and is a change of the scenario."""
    async with reporting(folder) as (planner, _):
        await planner.press("t")
        assert planner.focus == "marking"
        await planner.type("DRAFT - not for distribution\n")
        await made(planner)
        assert planner.session.written.marking == "DRAFT - not for distribution"
        await planner.sees("DRAFT - not for distribution", "preview")
        await planner.press("u")
        await made(planner)
        assert planner.session.written.marking == ""


async def test_a_report_of_a_what_if_says_so_first(folder: Path) -> None:
    """Whoever gets it must not take it for the case."""
    option = Option("rotating", "Rotating", "", Origin.ADDED)
    async with reporting(folder) as (planner, _):
        await planner.press("escape")
        await planner.on("Workbench")
        planner.session.try_out(lambda case: case.put(option, issue="timeframe"))
        await planner.press("p")
        await planner.on("ReportScreen")
        await made(planner)
        assert "What-if: 1 option added. Crosses 3" in planner.read("preview")


async def test_what_is_marked_and_does_not_fit_is_named(folder: Path) -> None:
    async with reporting(folder) as (planner, here):
        screen(planner)._marks = [here / OTHER] * 4
        await choose(planner, "options")
        await made(planner)
        words = f"This report takes 4 scenarios. Marked, and not in it: {OTHER}."
        assert words in planner.read("preview")
        assert "working" not in planner.text
        screen(planner)._marks = []
        await choose(planner, "draft")
        await choose(planner, "options")
        await planner.sees("mark others with Space in the library", "preview")
        assert "working" not in planner.text


@pytest.mark.parametrize("typed", ["/", ".", "..", "~", "sub/", "sub/..", " "])
def test_what_can_only_be_a_folder_is_no_name_for_a_report(typed: str) -> None:
    assert report_path(typed, "html") is None
