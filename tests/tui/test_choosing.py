"""Putting a scenario together: choosing, clearing, moving about."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.analysis.questions.encoding import CaseSpace
from planner.analysis.questions.premises import Premises
from tests.tui.driving import LARGE, driven


async def test_choosing_ceasefire_first_shows_that_it_crosses_ru_1_with_the_quote() -> None:
    """In the verdict, on the board and in the why pane, with who says so and how."""
    async with driven() as planner:
        await planner.choose("Ceasefire first")
        assert planner.option("Ceasefire first").chosen
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        assert planner.issue("Ceasefire timing").chosen == "Ceasefire first"
        assert planner.verdict.startswith("✗ Crosses 1 ")
        assert planner.cell("Ceasefire timing", "Russia") == "✗ RU-1"
        await planner.sees("✗ RU-1 Russia (Putin), preference", "why")
        why = planner.why
        assert "crossed when Ceasefire timing is “Ceasefire first”" in why
        assert (
            "“Putin's preference for focusing on a long-term peace settlement rather than a "
            "temporary cessation of hostilities”" in why
        )
        assert "THE MAG POST" in why


async def test_enter_goes_in_and_changes_nothing() -> None:
    """From an issue to its options, from an option to the reasons for it."""
    async with driven() as planner:
        await planner.press("enter")
        assert planner.here == "NATO membership"
        await planner.press("enter")
        assert planner.focus == "why"
        assert not any(planner.session.scenario.chosen())


async def test_space_chooses_the_option_under_the_cursor() -> None:
    """On an issue it goes to its options: to the chosen one, else to the first."""
    async with driven() as planner:
        await planner.press("space")
        assert planner.here == "NATO membership"
        assert not planner.option("NATO membership").chosen
        await planner.press("down", "space")
        assert planner.here == "NATO-style"
        assert planner.option("NATO-style").chosen
        await planner.press("home", "space")
        assert planner.here == "NATO-style"
        await planner.press("j", "space")
        assert planner.here == "Alternative guarantees"
        assert planner.option("Alternative guarantees").chosen
        assert not planner.option("NATO-style").chosen


async def test_a_digit_chooses_that_option_of_the_issue() -> None:
    """From any row of the issue; a digit beyond its options does nothing."""
    async with driven() as planner:
        await planner.press("2")
        assert planner.issue("Security guarantee").chosen == "NATO-style"
        await planner.press("4")
        assert planner.issue("Security guarantee").chosen == "No guarantee"
        assert planner.here == "No guarantee"
        before = planner.session.scenario
        await planner.press("5", "9")
        assert planner.session.scenario is before
        assert planner.here == "No guarantee"


async def test_a_choice_can_be_taken_back_and_its_note_stays(scenarios: Path) -> None:
    """Backspace and 0 leave the issue undecided again."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        for digit, key in (("", "backspace"), ("2", "0")):
            await planner.press(*digit, key)
            assert planner.issue("Security guarantee").undecided
            assert planner.issue("Security guarantee").noted
        assert "RU-1" in planner.verdict


async def test_n_goes_to_the_next_undecided_issue_and_round_again() -> None:
    """``N`` goes to the one before; decided issues are passed over."""
    async with driven() as planner:
        await planner.choose("Ceasefire first")
        await planner.press("n")
        assert planner.here == "Meeting format"
        await planner.press("N", "N")
        assert planner.here == "Security guarantee"
        await planner.press("N")
        assert planner.here == "Timeframe"
        await planner.press("n", "n", "n")
        assert planner.here == "Meeting format"


async def test_when_all_is_decided_n_says_so(scenarios: Path) -> None:
    """The cursor stays."""
    async with driven(scenarios / "ceasefire-before-settlement.toml") as planner:
        await planner.press("down", "n")
        assert planner.toasts == ["Every issue is decided."]
        assert planner.here == "NATO membership"


async def test_brackets_go_through_the_crossed_and_contested_lines(scenarios: Path) -> None:
    """Each with its reasons in the why pane, and round again."""
    async with driven(scenarios / "us-russia-talks-several-lines.toml", size=LARGE) as planner:
        seen = []
        for _ in range(6):
            await planner.press("right_square_bracket")
            seen.append((planner.why.split()[1], planner.here))
        assert seen == [
            ("FR-1", "US and Russia"),
            ("UA-1", "US and Russia"),
            ("DE-1", "Ease"),
            ("EU-1", "In parallel"),
            ("RU-1", "In parallel"),
            ("FR-1", "US and Russia"),
        ]
        assert planner.focus == "board"
        assert "crossed 1 of 3 · ] next" in planner.text
        await planner.press("left_square_bracket", "left_square_bracket")
        assert planner.why.startswith("? EU-1")
        assert "contested 1 of 2 · ] next" in planner.text


async def test_without_a_crossed_line_the_brackets_say_so() -> None:
    """The focus stays where it is."""
    async with driven() as planner:
        await planner.press("right_square_bracket")
        assert planner.toasts == ["No counted line is crossed or contested."]
        assert planner.focus == "board"


async def test_consequences_follow_the_other_choices(scenarios: Path) -> None:
    """Only with territory in the deal does a deal without a meeting cross Ukraine's line."""
    async with driven(scenarios / "ceasefire-before-settlement.toml", size=LARGE) as planner:
        await planner.unfold("Meeting format")
        assert planner.option("none of them").crosses == ("UA-1", "FR-1")
        await planner.choose("Deferred")
        assert planner.issue("Territory").chosen == "Deferred"
        await planner.unfold("Meeting format")
        assert planner.option("none of them").crosses == ("FR-1",)


async def test_all_the_ways_to_move_in_a_list() -> None:
    """Arrows, letters, pages, ends; the cursor stays in sight."""
    async with driven() as planner:
        for key, row in (
            ("j", "NATO membership"),
            ("k", "Security guarantee"),
            ("G", "Timeframe"),
            ("up", "Ukraine's army"),
            ("home", "Security guarantee"),
            ("end", "Timeframe"),
            ("g", "Security guarantee"),
            ("down", "NATO membership"),
            ("pagedown", "Timeframe"),
            ("pageup", "Security guarantee"),
            ("ctrl+f", "Timeframe"),
            ("ctrl+b", "Security guarantee"),
        ):
            await planner.press(key)
            assert planner.here == row, key


async def test_a_scenario_that_contradicts_itself_says_so(small_case: Path) -> None:
    """As nobody's red line: beside the option that makes it so, and in the verdict."""
    async with driven(small_case, size=(120, 40)) as planner:
        await planner.choose("Here")
        await planner.unfold("Date")
        assert planner.option("Late").left == "contradicts itself"
        await planner.choose("Late")
        assert "Contradicts itself" in planner.verdict
        await planner.look_through("literal")
        assert planner.option("Late").left == "contradicts itself"
        assert "contradicts itself; counts no line" in planner.verdict


async def test_the_rules_of_a_case_are_prepared_once_and_not_after_each_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else a key would wait for it now and then: it takes longer than the key itself."""
    prepared: list[Premises] = []
    prepare = CaseSpace.of

    def watched(premises: Premises) -> CaseSpace:
        prepared.append(premises)
        return prepare(premises)

    monkeypatch.setattr(CaseSpace, "of", watched)
    async with driven() as planner:
        await planner.choose("Alternative guarantees")
        await planner.counted()
        assert prepared
        prepared.clear()
        for choice in ("No guarantee", "Alternative guarantees"):
            await planner.choose(choice)
            await planner.counted()
        assert not prepared
