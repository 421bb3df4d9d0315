"""The one way in: the start page, and what leads from it and back to it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from planner.files.cases.catalogue import bundled_folder, case_files
from planner.files.examples import example_files
from planner.keys.recent import note_recent
from planner.keys.settings import Settings
from planner.tui.screens.start import StartPage
from planner.tui.start_rows import StartKind, rows_of_folder, rows_to_begin
from tests.tui.driving import LARGE, SMALL, Planner, driven, names_in

PAGE = Settings(start_page=True)


async def go_to(planner: Planner, words: str) -> None:
    """Move down to the row that holds the words."""
    for _ in range(60):
        if words in planner.cursor("start"):
            return
        await planner.press("down")
    raise AssertionError(f"no row {words}:\n{planner.text}")


async def test_where_no_text_stands_the_key_that_copies_says_so() -> None:
    """The start page has no pane of text; it ended the app."""
    async with driven(settings=PAGE, size=SMALL) as planner:
        await planner.on("StartPage")
        screen = planner.app.screen
        assert isinstance(screen, StartPage)
        screen.command_copy()
        await planner.told("No pane of text is here to be copied.")


@pytest.mark.parametrize("size", [SMALL, LARGE, (60, 20)])
async def test_the_page_offers_recent_work_this_folder_examples_and_what_is_new(
    size: tuple[int, int], folder: Path
) -> None:
    """In that order; Esc says where one is, and q leaves."""
    shutil.copy(example_files()[0], folder / "mine.toml")
    note_recent(folder / "mine.toml")
    async with driven(settings=PAGE, size=size) as planner:
        await planner.on("StartPage")
        await planner.rested()
        await planner.press("down", "up")
        assert planner.lines[1].strip() == "Recent work"
        assert planner.cursor("start").startswith("mine.toml")
        await planner.sees("In this folder")
        await go_to(planner, "All scenarios of this folder")
        await go_to(planner, "ukraine-2025-08.")
        await go_to(planner, "A negotiation of your own")
        await go_to(planner, "NATO membership")
        await planner.press("escape")
        assert planner.message == "This is the start. Enter opens a row, q quits."
        assert planner.app.session is None


async def test_recent_files_of_one_folder_are_told_apart_by_the_ends_of_their_paths(
    folder: Path,
) -> None:
    """On the page and in the list of recent files, however long the way to them is."""
    deep = folder.parent / "negotiations-of-the-harbour" / "proposals-of-the-second-round"
    deep.mkdir(parents=True)
    for name in ("first-offer.toml", "last-offer.toml"):
        shutil.copy(example_files()[0], deep / name)
        note_recent(deep / name)
    async with driven(settings=PAGE, size=SMALL) as planner:
        await planner.on("StartPage")
        await planner.sees("proposals-of-the-second-round/first-offer.toml", "start")
        await planner.sees("proposals-of-the-second-round/last-offer.toml", "start")
        await planner.press("Z")
        await planner.sees("/first-offer.toml")
        await planner.sees("/last-offer.toml")


def test_what_lies_near_stands_first_and_what_lies_deep_is_for_the_library(folder: Path) -> None:
    """A checkout full of test files offers none of them, unless there is nothing else."""

    def offered() -> list[str]:
        rows = rows_of_folder(lambda: False, private=False)
        return [str(row.path.relative_to(folder)) for row in rows if row.path is not None]

    for n, name in enumerate(("mine", "deals/old", "deals/new", "tests/data/deep")):
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(example_files()[0], path)
        os.utime(path, (n, n))
    assert offered() == ["mine.toml", "deals/new.toml", "deals/old.toml"]
    for name in offered():
        (folder / name).unlink()
    assert offered() == ["tests/data/deep.toml"]
    (folder / "tests" / "data" / "deep.toml").unlink()
    assert offered() == []


async def test_scenarios_whose_titles_look_alike_are_offered_with_their_files(folder: Path) -> None:
    """A copy has the title of its original."""
    for name in ("mine.toml", "copy.toml"):
        shutil.copy(example_files()[0], folder / name)
    shutil.copy(example_files()[1], folder / "other.toml")
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await planner.rested()
        await planner.sees("(mine.toml)")
        await planner.sees("(copy.toml)")
        assert "(other.toml)" not in planner.text


async def test_an_example_is_copied_to_a_folder_of_ones_own_and_opened(folder: Path) -> None:
    """Where it was copied before, one's own copy is opened as it stands."""
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await go_to(planner, "NATO membership")
        await planner.press("enter")
        await planner.at_work()
        await planner.told("Copied to examples/nato-membership.toml: it is yours to change.")
        assert planner.session.path == folder / "examples" / "nato-membership.toml"
        planner.session.set_title("Mine now")
        await planner.save()
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await go_to(planner, "NATO membership")
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.scenario.title == "Mine now"
    assert names_in(folder / "examples") == ["nato-membership.toml"]


async def test_a_new_scenario_begins_on_a_case() -> None:
    """Which has no file yet."""
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await go_to(planner, "ukraine-2025-08.")
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.path is None
        assert not planner.session.unsaved


def test_a_new_scenario_is_offered_on_the_cases_of_this_folder_first(folder: Path) -> None:
    """Who made a case of their own begins on that, not on one that came with the planner."""
    shutil.copy(case_files(bundled_folder())[0], folder / "talks.case.toml")
    offered = [row.path for row in rows_to_begin([], None, []) if row.kind is StartKind.CASE]
    assert offered == [folder / "talks.case.toml", *case_files(bundled_folder())]


async def test_a_new_case_is_made_under_a_name_that_is_asked_for(folder: Path) -> None:
    """And a scenario of it begins."""
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await go_to(planner, "A negotiation of your own")
        await planner.press("enter")
        await planner.on("PathPrompt")
        await planner.replace("lake")
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.case.title == "Lake"
    assert names_in(folder) == ["lake.case.toml"]


async def test_a_broken_file_never_opens_as_an_empty_scenario(folder: Path) -> None:
    """Esc leads from its mistakes to the start page, which still names it."""
    (folder / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    async with driven("broken.toml") as planner:
        await planner.on("Library")
        await planner.until(lambda: "nothing was changed" in planner.read("preview"))
        await planner.press("escape")
        await planner.on("StartPage")
        assert planner.app.session is None
        assert planner.cursor("start").startswith("broken.toml")
        await planner.press("v")
        await planner.told("No scenario is open")
        await planner.press("enter")
        await planner.on("Library")
        (folder / "broken.toml").write_bytes(example_files()[0].read_bytes())
        await planner.until(lambda: "problem" not in planner.read("preview"))
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.path == folder / "broken.toml"


async def test_a_file_that_is_gone_leads_to_the_start_too(folder: Path) -> None:
    """It was there when the page was drawn."""
    file = folder / "mine.toml"
    shutil.copy(example_files()[0], file)
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await planner.sees("Both meetings firm:")
        assert planner.cursor("start").startswith("Both meetings")
        file.unlink()
        await planner.press("enter")
        await planner.on("Library")
        await planner.press("escape")
        await planner.on("StartPage")
        assert planner.app.session is None


async def test_the_library_leads_from_the_page_and_back(folder: Path) -> None:
    """By its letter, as from everywhere."""
    shutil.copy(example_files()[0], folder / "mine.toml")
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await planner.library()
        await planner.press("escape")
        await planner.on("StartPage")
        await planner.library()
        await planner.press("enter")
        await planner.at_work()
        assert planner.session.path == folder / "mine.toml"


async def test_the_tab_before_the_library_says_where_it_leads(folder: Path) -> None:
    """It said “Deal” while nothing was open, and a click on it did nothing."""
    shutil.copy(example_files()[0], folder / "mine.toml")
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await planner.library()
        await planner.click("Start  [Library]")
        await planner.on("StartPage")
        await planner.library()
        await planner.press("enter")
        await planner.at_work()
        await planner.press("o")
        await planner.on("Library")
        await planner.click("Deal  [Library]")
        await planner.at_work()


async def test_every_way_back_leads_to_the_row_that_was_left(folder: Path) -> None:
    """Also to one of this folder, which is read only when the page is there."""
    (folder / "broken.toml").write_text("format = 9\n", encoding="utf-8")
    os.utime(folder / "broken.toml", (1, 1))
    shutil.copy(example_files()[0], folder / "mine.toml")
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        await planner.sees("broken.toml")
        await go_to(planner, "broken.toml")
        row = planner.cursor("start")
        for key in ("o", "enter"):
            await planner.press(key)
            await planner.on("Library")
            await planner.press("escape")
            await planner.on("StartPage")
            await planner.until(lambda: planner.cursor("start") == row, "the row that was left")


async def test_the_examples_of_the_fictional_cases_are_offered_with_their_case(
    folder: Path,
) -> None:
    """Copied to a folder of the case's id, opened, and the case is read where it is bundled."""
    async with driven(settings=PAGE, size=LARGE) as planner:
        await planner.on("StartPage")
        await go_to(planner, "The arbiter's proposal")
        assert planner.cursor("start").endswith("The dam on the Velda (fictional)")
        await go_to(planner, "The brackets closed")
        assert planner.cursor("start").endswith("The Zalume talks, March to May (fictional)")
        await planner.press("enter")
        await planner.at_work()
        await planner.told("Copied to examples/zalume-talks/brackets-closed.toml")
        assert planner.session.path == folder / "examples" / "zalume-talks" / "brackets-closed.toml"
        assert planner.session.case.id == "zalume-talks"
        assert planner.verdict.startswith("Nothing crossed") or "contested" in planner.text


async def test_a_new_case_that_cannot_be_made_is_asked_for_again(folder: Path) -> None:
    """With what was typed; who gives it up is on the row of new cases still."""
    async with driven(settings=PAGE) as planner:
        await planner.on("StartPage")
        for key in ("evidence", "compare", "analysis", "report"):
            assert key not in planner.lines[-1]
        await planner.press("end", "enter")
        await planner.on("PathPrompt")
        await planner.name_file("no/x")
        await planner.press("enter")
        await planner.told("was not saved")
        await planner.on("PathPrompt")
        await planner.sees("no/x.case.toml")
        await planner.press("escape")
        await planner.on("StartPage")
        assert "A negotiation of your own" in planner.cursor("start")
    assert not names_in(folder)
