"""Putting a scenario together: choosing, clearing, moving about."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import LARGE, driven


async def test_choosing_ceasefire_first_shows_that_it_crosses_ru_1_with_the_quote() -> None:
    """In the verdict, in the parties' pane and in the why pane, with who says so and how."""
    async with driven() as planner:
        await planner.press("n", "1")
        assert planner.row("(•)").startswith("(•) Ceasefire first ✗ RU-1")
        assert planner.row("Ceasefire timing") == "Ceasefire timing Ceasefire first"
        assert planner.verdict.startswith("Crosses 1 stated red line under the firm reading: RU-1")
        assert planner.party("Russia") == "✗ crossed"
        assert "✗ RU-1 crossed" in planner.row("RU-1", "parties")
        await planner.sees("✗ crosses RU-1 · Russia (Putin), preference", "why")
        why = planner.read("why")
        assert "crossed when Ceasefire timing is “Ceasefire first”" in why
        assert (
            "“Putin's preference for focusing on a long-term peace settlement rather than a "
            "temporary cessation of hostilities”" in why
        )
        assert "said by the article, the source's own words · THE MAG POST" in why


async def test_space_and_enter_choose_the_option_under_the_cursor() -> None:
    """On an issue they go to its options: to the chosen one, else to the first."""
    async with driven() as planner:
        await planner.press("space")
        assert planner.cursor().startswith("( ) NATO membership")
        await planner.press("down", "enter")
        assert planner.cursor().startswith("(•) NATO-style")
        await planner.press("home", "enter")
        assert planner.cursor().startswith("(•) NATO-style")
        await planner.press("j", "space")
        assert planner.cursor().startswith("(•) European-led")
        assert planner.row("NATO-style").startswith("( ) NATO-style")


async def test_a_digit_chooses_that_option_of_the_issue() -> None:
    """From any row of the issue; a digit beyond its options does nothing."""
    async with driven() as planner:
        await planner.press("2")
        assert planner.session.scenario.option("security_guarantee") == "nato_style"
        await planner.press("4")
        assert planner.session.scenario.option("security_guarantee") == "none"
        assert planner.cursor().startswith("(•) No guarantee")
        before = planner.session.scenario
        await planner.press("5", "9")
        assert planner.session.scenario is before
        assert planner.cursor().startswith("(•) No guarantee")


async def test_a_choice_can_be_taken_back_and_its_note_stays(scenarios: Path) -> None:
    """Backspace, Del and 0 leave the issue undecided again."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        for digit, key in (("", "backspace"), ("1", "delete"), ("2", "0")):
            await planner.press(*digit, key)
            assert planner.session.scenario.option("security_guarantee") is None
            assert planner.row("Security guarantee").endswith("[undecided] ✎")
        assert planner.verdict.endswith("RU-1; 1 issue undecided, 3 red lines depend on it")


async def test_n_goes_to_the_next_undecided_issue_and_round_again() -> None:
    """``N`` goes to the one before; decided issues are passed over."""
    async with driven() as planner:
        await planner.press("n", "1", "n")
        assert planner.cursor().startswith("Meeting format")
        await planner.press("N")
        assert planner.cursor().startswith("Security guarantee")
        await planner.press("N")
        assert planner.cursor().startswith("Timeframe")
        await planner.press("n", "n")
        assert planner.cursor().startswith("Meeting format")


async def test_when_all_is_decided_n_says_so(scenarios: Path) -> None:
    """The cursor stays."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        await planner.press("down", "n")
        assert planner.toasts == ["Every issue is decided."]
        assert planner.cursor().startswith("( ) NATO membership ✗ US-1")


async def test_brackets_go_through_the_crossed_and_contested_lines(scenarios: Path) -> None:
    """Each with its reasons in the why pane, and round again."""
    async with driven(scenarios / "us-russia-talks-several-lines.toml", size=LARGE) as planner:
        seen = []
        for _ in range(6):
            await planner.press("right_square_bracket")
            seen.append(planner.cursor("parties").split()[1])
        assert seen == ["UA-1", "RU-1", "EU-1", "FR-1", "DE-1", "UA-1"]
        assert planner.focus == "parties"
        assert planner.read("why").startswith(
            "✗ crossed under the firm reading crossed when Territory"
        )
        await planner.press("left_square_bracket", "left_square_bracket")
        assert planner.cursor("parties").split()[1] == "FR-1"


async def test_without_a_crossed_line_the_brackets_say_so() -> None:
    """The focus stays where it is."""
    async with driven() as planner:
        await planner.press("right_square_bracket")
        assert planner.toasts == ["No counted line is crossed or contested."]
        assert planner.focus == "issues"


async def test_consequences_follow_the_other_choices(scenarios: Path) -> None:
    """Only with territory in the deal do talks without Ukraine cross Ukraine's line."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        assert "✗ FR-1 UA-1 added" in planner.row("US and Russia only")
        await planner.press(*["down"] * 15, "2")  # territory: deferred
        assert planner.row(") Deferred").startswith("(•) Deferred")
        assert "✗ FR-1 added" in planner.row("US and Russia only")


async def test_all_the_ways_to_move_in_a_list() -> None:
    """Arrows, letters, pages, ends; the cursor stays in sight."""
    async with driven() as planner:
        for key, row in (
            ("j", "NATO membership"),
            ("k", "Security guarantee"),
            ("G", "Open-ended"),
            ("up", "Short"),
            ("home", "Security guarantee"),
            ("end", "Open-ended"),
            ("g", "Security guarantee"),
            ("down", "NATO membership"),
            ("pagedown", "No European leaders"),
            ("ctrl+f", "Open-ended"),
            ("pageup", "US and Russia only"),
            ("ctrl+b", "Security guarantee"),
        ):
            await planner.press(key)
            assert row in planner.cursor(), key


async def test_a_scenario_that_contradicts_itself_says_so(small_case: Path) -> None:
    """As nobody's red line, in the verdict."""
    async with driven(small_case) as planner:
        await planner.press("1", "n", "2")
        assert "contradicts itself: late-here" in planner.verdict
