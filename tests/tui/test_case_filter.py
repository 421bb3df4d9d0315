"""The filter of the case: words that a thing must hold, and what becomes of the list meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put
from tests.tui.driving import SMALL, Planner, driven


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with a case and a scenario of it."""
    put(tmp_path, "lake.case.toml", CASE_TEXT)
    put(tmp_path, "share.toml", SCENARIO_TEXT)
    return tmp_path


async def to_filter(planner: Planner, words: str) -> None:
    """Open the case and type words to filter it by."""
    await planner.press("C")
    await planner.on("CaseScreen")
    await planner.press("slash")
    await planner.type(words)


async def test_only_what_holds_the_words_is_listed_until_they_are_taken_away(talks: Path) -> None:
    """By its id or its words; headings say how many of how many, and those of none go."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_filter(planner, "THIRSTY")
        assert "S1" in planner.cursor("outline")
        assert "Parties" not in planner.text
        await planner.press("enter", "escape")
        await planner.sees("Parties (2)")
        assert "S1" in planner.cursor("outline")
        await planner.press("escape")
        await planner.on("Workbench")


async def test_an_option_comes_with_its_issue_and_an_issue_with_its_options(talks: Path) -> None:
    """An option says nothing without the other."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_filter(planner, "all_north")
        assert "Issues and options (1 of 2)" in planner.text
        assert "water" in planner.text
        assert "half" not in planner.text
        await planner.press("escape", "slash")
        await planner.type("water")
        assert "half" in planner.text


async def test_where_nothing_holds_the_words_the_list_has_the_case_alone(talks: Path) -> None:
    """The keys of headings lead nowhere then, and end nothing."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_filter(planner, "nothing of it")
        await planner.press("enter", "n", "N", "down")
        assert "The case: The lake" in planner.cursor("outline")


async def test_what_gets_another_id_stays_in_sight_whatever_is_looked_for(talks: Path) -> None:
    """The cursor stays on it, though it holds the words no more."""
    async with driven(talks / "share.toml", size=SMALL) as planner:
        await to_filter(planner, "s1")
        await planner.press("enter", "t")
        await planner.type("X9")
        await planner.press("enter")
        await planner.until(lambda: "X9" in planner.cursor("outline"), "it is under the cursor")
        await planner.press("u")
        await planner.until(lambda: "S1" in planner.cursor("outline"), "it has its old id again")
