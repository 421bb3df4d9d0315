"""What a planner sees at once, before pressing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.large_cases import hard_case
from tests.tui.driving import LARGE, SMALL, driven

SIZES = [pytest.param(SMALL, id="80x24"), pytest.param(LARGE, id="120x40")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_is_useful_at_once(size: tuple[int, int]) -> None:
    """Case, reading, verdict, issues, consequences, parties, reasons and keys, all in sight."""
    async with driven(size=size) as planner:
        assert planner.title.startswith("New scenario ")
        assert "(firm)" in planner.title
        assert planner.verdict == (
            "So far crosses no stated red line under the firm reading; 9 issues undecided, "
            "8 red lines depend on them"
        )
        for issue in ("Security guarantee", "Ceasefire timing", "Meeting format", "Territory"):
            assert planner.issue(issue).undecided
        assert planner.here == "Security guarantee"
        for party in ("US", "Ukraine", "Russia", "Europe"):
            assert planner.party(party).undecided
        await planner.sees("Why · Security guarantee")
        assert planner.why.startswith("What security guarantee does Ukraine get? Chosen: undecided")
        more = ["o library", "v evidence", "c compare", "w analysis"] if size == LARGE else []
        assert planner.pane("keys")[0].split("  ") == [
            "Space choose",
            "n next",
            "r reading",
            "e note",
            "u undo",
            "s save",
            *more,
            "? help",
            "q quit",
        ]
        assert planner.focus == "issues"
        assert not planner.session.unsaved


async def test_a_large_screen_shows_the_whole_case() -> None:
    """Every issue with every option and every party with every red line, without scrolling."""
    async with driven(size=LARGE) as planner:
        case = planner.session.case
        assert case.title in planner.title
        for issue in case.issues:
            assert planner.issue(issue.title).undecided
            assert not any(planner.option(option.title).chosen for option in issue.options)
        for party in case.parties:
            assert planner.party(party.name).undecided
        for line in case.red_lines:
            assert planner.line(line.id).undecided


async def test_whose_red_line_an_option_would_cross_stands_beside_it_before_it_is_chosen() -> None:
    """With the sign for crossed or contested; nothing beside an option that crosses nothing."""
    async with driven() as planner:
        assert planner.option("NATO membership").crosses == ("US-1",)
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert planner.option("In parallel").contests == ("EU-1", "RU-1")
        assert planner.option("In parallel").crosses == ()
        assert planner.option("Settlement first").crosses == ("EU-1",)
        for clear in map(planner.option, ("NATO-style", "Alternative guarantees", "Trilateral")):
            assert (clear.crosses, clear.contests) == ((), ())


@pytest.mark.parametrize("size", SIZES)
async def test_an_option_that_no_source_proposes_is_marked_as_added(size: tuple[int, int]) -> None:
    """By the word where there is room, else by a sign that the heading explains; and in why."""
    async with driven(size=size) as planner:
        mark = " added" if size == LARGE else " +"
        assert mark in planner.row("No guarantee")
        assert mark not in planner.row("Alternative guarantees")
        assert size == LARGE or "+ added" in planner.lines[3]
        await planner.press("4")
        assert "Added for completeness: no source proposes it." in planner.why


async def test_how_many_scenarios_are_left_is_told_as_soon_as_it_is_known() -> None:
    """In all, and for each option; an option that crosses a counted line has its sign instead."""
    async with driven(size=LARGE) as planner:
        await planner.counted()
        assert (
            "2,592 of 20,736 scenarios clear, all contested, none sourced (firm)" in planner.title
        )
        assert planner.option("Trilateral").left == "1,728 clear, all contested"
        assert planner.option("NATO-style").left == "1,296 clear, all contested"
        assert planner.option("NATO membership").left == ""


async def test_counting_that_takes_long_can_be_stopped(folder: Path) -> None:
    """It says that it works and how to stop it; the next choice counts anew."""
    (folder / "hard.case.toml").write_text(hard_case(evidence=True), encoding="utf-8")
    async with driven(folder / "hard.case.toml", size=LARGE) as planner:
        await planner.sees("counting ..., Esc stops (firm)")
        await planner.press("escape")
        await planner.told("Stopped counting; the next change counts again.")
        await planner.sees("not counted (firm)")
        await planner.press("down", "space")
        await planner.sees("counting ..., Esc stops (firm)")
        await planner.press("escape")
        await planner.sees("not counted (firm)")


async def test_a_party_of_which_nothing_is_stated_says_so(small_case: Path) -> None:
    """Silence is not consent: there is no tick."""
    async with driven(small_case) as planner:
        assert planner.party("Nowhere").status == "no stated position"
        assert not planner.party("Nowhere").ticked
        await planner.press("tab", "end")
        assert planner.here == "Nowhere"
        assert "- no stated position" in planner.why
        assert "No stated position on: Seat, Date" in planner.why


async def test_a_party_whose_lines_are_all_too_weak_says_so(small_case: Path) -> None:
    """Under a reading that counts none of them."""
    async with driven(small_case) as planner:
        assert planner.party("North").undecided
        await planner.next_reading()  # strict
        await planner.next_reading()  # literal
        assert planner.party("North").status == "no red line counted"
        assert not planner.party("North").ticked
        assert planner.line("N-1").status == "not counted (undecided)"
        assert planner.verdict.startswith("The literal reading counts no line, so it says nothing")


async def test_a_file_named_on_the_command_line_is_open_at_once(scenarios: Path) -> None:
    """With its title, its choices and its verdict."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        assert planner.title.startswith("Ceasefire first ")
        assert "unsaved" not in planner.title
        assert planner.verdict == "Crosses 1 stated red line under the firm reading: RU-1"
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert planner.issue("Ceasefire timing").chosen == "Ceasefire first"
        assert planner.issue("Ceasefire timing").noted
