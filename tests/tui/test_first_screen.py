"""What a planner sees at once, before pressing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.large_cases import hard_case
from tests.tui.driving import LARGE, SMALL, driven

SIZES = [pytest.param(SMALL, id="80x24"), pytest.param(LARGE, id="120x40")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_is_useful_at_once(size: tuple[int, int]) -> None:
    """Tabs, deal, reading, verdict, all issues with a column a party, why, and keys."""
    async with driven(size=size) as planner:
        assert planner.lines[0].startswith(" [Deal]  o Library  v Evidence")
        assert planner.lines[0].endswith("? Help")
        assert planner.title.startswith("Untitled deal, not saved ")
        assert planner.title.endswith("firm reading ▾")
        assert "9 issues" in planner.verdict
        for issue in planner.session.case.issues:
            assert planner.issue(issue.title).undecided
        assert planner.here == "Security guarantee"
        assert planner.issue("Security guarantee").cells == {
            "US": "~ 2 lines",
            "Ukraine": "",
            "Russia": "·",
            "Europe": "~ EU-2",
        }
        assert planner.option("No guarantee").cells["Europe"] == "+ EU-2"
        assert planner.issue("Ukraine's army").silent
        await planner.sees("What security guarantee does Ukraine get?", "why")
        assert planner.focus == "board"
        assert not planner.session.unsaved


@pytest.mark.parametrize("size", [*SIZES, pytest.param((160, 45), id="160x45")])
async def test_the_choice_of_every_issue_stands_in_one_screen(
    size: tuple[int, int], scenarios: Path
) -> None:
    """Undecided, crossing lines or complete, and whichever issue is unfolded."""
    for name in (None, "us-russia-talks-several-lines", "european-led-parallel-trilateral"):
        file = scenarios / f"{name}.toml" if name else None
        async with driven(file, size=size) as planner:
            for issue in planner.session.case.issues:
                await planner.go_to(issue.title)
                for each in planner.session.case.issues:
                    assert planner.issue(each.title).said
                for option in issue.options:
                    assert planner.option(option.title).row


async def test_whose_red_line_an_option_would_cross_stands_beside_it_before_it_is_chosen() -> None:
    """With the sign for would cross or contested; a tick where a line is not crossed."""
    async with driven() as planner:
        assert planner.option("NATO membership").crosses == ("US-1",)
        assert planner.option("NATO-style").cells["US"] == "✓"
        await planner.unfold("Ceasefire timing")
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert planner.option("In parallel").contests == ("RU-1", "EU-1")
        assert planner.option("In parallel").crosses == ()
        assert planner.option("Settlement first").crosses == ("EU-1",)


@pytest.mark.parametrize("size", SIZES)
async def test_an_option_that_no_source_proposes_has_a_star(size: tuple[int, int]) -> None:
    """Which the why pane says in words."""
    async with driven(size=size) as planner:
        assert planner.option("No guarantee").added
        assert not planner.option("Alternative guarantees").added
        await planner.press("4")
        assert planner.issue("Security guarantee").said == "No guarantee*"
        assert "No source proposes this option." in planner.why


async def test_counting_that_takes_long_can_be_stopped(folder: Path) -> None:
    """It says that it works and how to stop it; the next choice counts anew."""
    (folder / "hard.case.toml").write_text(hard_case(evidence=True), encoding="utf-8")
    async with driven(folder / "hard.case.toml", size=LARGE) as planner:
        await planner.sees("Counting …")
        await planner.press("escape")
        await planner.told("Stopped counting; the next change counts again.")
        await planner.sees("Not counted.")
        await planner.press("down", "space")
        await planner.sees("Counting …")
        await planner.press("escape")
        await planner.sees("Not counted.")


async def test_a_party_of_which_nothing_is_stated_has_blank_cells(small_case: Path) -> None:
    """Silence is not consent: there is no tick, and a row without any position says so."""
    async with driven(small_case) as planner:
        assert planner.cell("Seat", "Nowhere") == ""
        assert planner.option("Here").cells["Nowhere"] == ""
        assert planner.issue("Date").silent
        assert "Nowhere: no stated position." in planner.why


async def test_a_reading_that_counts_no_line_leaves_no_sign(small_case: Path) -> None:
    """Whoever has a line there speaks, and no more is said."""
    async with driven(small_case) as planner:
        assert planner.cell("Seat", "North") == "~ N-1"
        await planner.look_through("literal")
        assert planner.cell("Seat", "North") == "·"
        assert "counts no" in planner.verdict


async def test_a_file_named_on_the_command_line_is_open_at_once(scenarios: Path) -> None:
    """With its title, its choices and its verdict."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        assert planner.title.startswith("Ceasefire first ")
        assert "saved" not in planner.title
        assert "RU-1" in planner.verdict
        assert planner.cell("Ceasefire timing", "Russia") == "✗ RU-1"
        assert planner.issue("Ceasefire timing").chosen == "Ceasefire first"
        assert planner.issue("Ceasefire timing").noted
