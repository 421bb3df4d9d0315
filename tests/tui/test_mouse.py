"""Everything that can be seen to be clickable is: options, parties, key hints, answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.tui.driving import LARGE, driven, names_in


async def test_a_click_chooses_an_option_and_shows_the_reasons_of_what_is_clicked() -> None:
    """An option is chosen; an issue, a party and a red line are explained."""
    async with driven(size=LARGE) as planner:
        await planner.click("Ceasefire timing", "board")
        assert planner.issue("Ceasefire timing").undecided
        await planner.click("Ceasefire first", "board")
        assert planner.issue("Ceasefire timing").chosen == "Ceasefire first"
        assert planner.why.startswith("✗ RU-1 ")
        await planner.click("Meeting format", "board")
        assert planner.why.startswith("Which meetings of leaders are held?")
        assert planner.issue("Meeting format").undecided


async def test_verdict_title_day_reading_and_headings_can_be_clicked() -> None:
    """Each does what its key does: to the crossed line, the title, a day, the readings, larger."""
    async with driven(size=LARGE) as planner:
        await planner.choose("Ceasefire first")
        await planner.go_to("Timeframe")
        await planner.click("Crosses 1", "verdict")
        assert planner.here == "Ceasefire first"
        await planner.click("crossed 1 of 1")
        assert planner.here == "Ceasefire first"
        await planner.click("Untitled deal")
        await planner.until(lambda: planner.focus == "scenario-title")
        await planner.press("escape")
        await planner.click("as of 2025-08-19")
        await planner.until(lambda: planner.focus == "day")
        await planner.press("escape")
        await planner.click("firm reading ▾")
        await planner.until(lambda: planner.focus == "readings")
        await planner.click("strict", "readings")
        assert planner.session.lens == "strict"
        assert planner.focus == "readings"
        await planner.click("strict", "readings")
        assert planner.focus == "board"
        assert planner.session.lens == "strict"
        await planner.press("escape")
        assert planner.session.lens == "firm"
        await planner.press("down")
        await planner.click("z larger")
        await planner.until(lambda: planner.focus == "why")
        assert not planner.app.screen.query_one("#board").region.area
        await planner.click("z smaller")
        await planner.until(lambda: planner.focus == "board")
        await planner.click("v Evidence")
        await planner.on("Evidence")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("z larger", "z"),
        ("crossed 1 of 1", "right_square_bracket"),
        ("Crosses 1", "right_square_bracket"),
        ("Untitled deal", "t"),
        ("as of 2025-08-19", "D"),
        ("firm reading ▾", "r"),
    ],
)
async def test_a_click_gives_the_focus_as_its_key_does(words: str, key: str) -> None:
    """From the board and from the reasons; what is pressed right after goes to the same part."""
    found = []
    for at in ("board", "why"):
        for clicks in (True, False):
            async with driven(size=LARGE) as planner:
                await planner.choose("Ceasefire first")
                if key == "z":  # elsewhere the heading leads to the next line
                    await planner.go_to("Timeframe")
                if at == "why":
                    await planner.press("tab")
                assert planner.focus == at
                await (planner.click(words) if clicks else planner.press(key))
                there = planner.focus
                await planner.press("down", "escape")
                zoomed = planner.app.screen.has_class("-zoomed")
                found.append((there, planner.focus, planner.here, zoomed))
    assert len(set(found)) == 1, found


async def test_the_wheel_moves_through_a_board_that_does_not_fit() -> None:
    """What is above and below is told in the head."""
    async with driven(size=(80, 12)) as planner:
        board = planner.app.screen.query_one("#board")
        assert "▼" in planner.pane("board")[0]
        await planner.pilot._post_mouse_events(
            [events.MouseScrollDown], board, offset=(5, 3), button=0
        )
        await planner.settle()
        assert "▲ 3" in planner.pane("board")[0]
        await planner.press("down")
        assert planner.cursor()


async def test_a_click_below_the_last_row_does_nothing(small_case: Path) -> None:
    """Nor one on the verdict or the title."""
    async with driven(small_case) as planner:
        before = planner.session.scenario
        for offset in ((5, 20), (5, 0), (5, 1), (0, 12)):
            await planner.click_at(*offset)
        assert planner.session.scenario is before
        assert planner.here == "Seat"


async def test_a_click_on_a_key_hint_runs_it() -> None:
    """As if the key had been pressed; a click between two hints runs nothing."""
    async with driven() as planner:
        for issue in ("Guarantors", "Ceasefire timing"):
            await planner.click("n next")
            await planner.settle()
            assert planner.here == issue
        assert planner.issue("Ceasefire timing").undecided
        await planner.click("r reading")
        await planner.settle()
        assert planner.focus == "readings"
        assert not planner.session.unsaved
        await planner.press("escape", "1")
        await planner.click("u undo")
        await planner.told("Undid Ceasefire timing: Ceasefire first. Now: undecided.")
        await planner.press("escape")
        await planner.click("? Help")
        await planner.on("HelpScreen")
        await planner.press("escape")
        await planner.at_work()
        gap = planner.lines[-1].index("  n next")
        await planner.click_at(gap, 23)
        assert planner.here == "Ceasefire first"
        assert not planner.option("Ceasefire first").chosen
        await planner.pilot.resize_terminal(*LARGE)  # at 80 columns the rows have no room for it
        await planner.click("q quit")
        await planner.until(lambda: planner.left)


async def test_a_click_on_a_row_of_help_runs_its_command() -> None:
    """So that what has no hint in the bottom line needs no key either; the title leads back."""
    async with driven(size=LARGE) as planner:
        await planner.click("? help")
        await planner.on("HelpScreen")
        await planner.click("Chooses the option under the cursor.")  # goes to the options
        await planner.at_work()
        await planner.until(lambda: planner.here == "NATO membership")
        await planner.click("? help")
        await planner.on("HelpScreen")
        await planner.click("Next crossed or contested line")
        await planner.at_work()
        await planner.told("No counted line is crossed or contested.")
        await planner.click("? help")
        await planner.on("HelpScreen")
        await planner.click("Choose an option by its number")  # which number?
        await planner.at_work()
        assert planner.issue("Security guarantee").undecided
        await planner.click("? help")
        await planner.on("HelpScreen")
        await planner.click("Esc back")
        await planner.at_work()


async def test_a_note_a_name_and_a_theme_need_no_key(folder: Path) -> None:
    """The title of a form closes it, the words of a prompt save or cancel, a second click keeps."""
    async with driven(size=LARGE) as planner:
        await planner.click("e note")
        await planner.sees("Note on Security guarantee")
        await planner.paste("why")
        await planner.click("Note on Security guarantee")  # the title of the form
        await planner.until(lambda: planner.focus == "board")
        assert planner.session.scenario.note("security_guarantee") == "why"
        await planner.click("s save")
        await planner.on("PathPrompt")
        await planner.click("Esc cancels")
        await planner.at_work()
        assert planner.session.unsaved
        await planner.click("s save")
        await planner.on("PathPrompt")
        await planner.click("Enter saves")
        await planner.at_work()
        await planner.until(lambda: not planner.session.unsaved)
        assert names_in(folder) == ["scenario.toml"]
        await planner.press("T")
        await planner.click("nord")
        assert planner.app.theme == "nord"
        assert planner.focus == "themes"
        await planner.click("nord")
        await planner.told("The theme is nord, also at the next start.")


async def test_a_click_on_an_answer_gives_it() -> None:
    """At a question."""
    async with driven() as planner:
        await planner.choose("NATO-style")
        await planner.quit()
        await planner.asked("New scenario has unsaved changes.")
        await planner.click("Cancel")
        await planner.at_work()
        assert planner.session.unsaved
        await planner.press("q")
        await planner.asked("New scenario has unsaved changes.")
        await planner.click("Discard the changes")
        await planner.until(lambda: planner.left)


async def test_in_the_library_a_click_shows_a_scenario_and_the_hint_opens_it(
    examples: Path,
) -> None:
    """So that it is seen before it is opened."""
    async with driven(examples / "nato-membership.toml") as planner:
        await planner.library()
        await planner.click("Settlement first", "scenarios")
        assert planner.read("preview").startswith("Settlement first")
        assert planner.cursor("scenarios").startswith("[ ] Settlement first")
        await planner.click("Enter open")
        await planner.at_work()
        assert planner.title.startswith("Settlement first")


@pytest.mark.usefixtures("examples")
async def test_the_tabs_lead_from_each_screen_to_each_and_to_the_deal_at_once() -> None:
    """However deep one has gone into a screen."""
    async with driven() as planner:
        await planner.click("v Evidence")
        await planner.on("Evidence")
        await planner.press("n", "enter", "enter", "enter")
        assert "in its source" in planner.text
        await planner.click("w Analysis")
        await planner.on("AnalysisScreen")
        await planner.click("o Library")
        await planner.on("Library")
        assert planner.lines[0].strip().startswith("Esc Deal  [Library]")
        await planner.click("v Evidence")
        await planner.on("Evidence")
        await planner.press("n", "enter", "enter")
        await planner.click("Esc Deal")
        await planner.at_work()
