"""Every screen at 80x24 and 60x20, and below 40x10; and that resizing loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.tui.screens.messages import MessagesScreen
from tests.tui.driving import Planner, driven, names_in

SCREENS = {
    "Workbench": "",
    "Library": "o",
    "Evidence": "v",
    "AnalysisScreen": "w",
    "HelpScreen": "question_mark",
    "Chooser": "ctrl+n",
}


async def go_to(planner: Planner, screen: str) -> None:
    """Go from the workbench to a screen."""
    if SCREENS[screen]:
        await planner.press(SCREENS[screen])
    await planner.on(screen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_every_screen_is_whole(size: tuple[int, int], examples: Path) -> None:
    """Each pane has lines to read, nothing is drawn beyond the edge, help is in sight."""
    async with driven(examples / "nato-membership.toml", size=size) as planner:
        for screen in SCREENS:
            await go_to(planner, screen)
            front = planner.app.screen
            for pane in front.focus_chain:
                assert pane.region.right <= size[0], pane
                assert pane.region.bottom <= size[1], pane
                assert pane.region.height >= (1 if pane.region.height == 1 else 3), pane
            assert all(strip.cell_length == size[0] for strip in planner.strips)
            if screen != "HelpScreen":
                # The deal has its own keys in the row below, and help above; q is one ? away.
                help_above = "? Help" in planner.lines[0]
                assert help_above or "? help" in planner.lines[-1]
                assert help_above or "q quit" in planner.lines[-1]
            if screen != "Workbench":
                await planner.press("escape")
                await planner.press(*["escape"] * 3)
            await planner.at_work()


async def test_below_40x10_a_line_says_so_and_how_to_quit(examples: Path) -> None:
    """In place of every screen; with room again all is as it was."""
    sizes = [(39, 24), (80, 9), (20, 5)]
    async with driven(examples / "nato-membership.toml") as planner:
        for n, screen in enumerate(SCREENS):
            size = sizes[n % len(sizes)]
            await go_to(planner, screen)
            await planner.settle()
            focus = planner.focus
            await planner.pilot.resize_terminal(*size)
            await planner.sees(f"Too small: {size[0]}x{size[1]}, needs 40x10. Quit: q or Ctrl+Q.")
            assert len(" ".join(planner.text.split())) < 70
            assert planner.focus == focus
            await planner.pilot.resize_terminal(80, 24)
            await planner.until(lambda: "Too small" not in planner.text)
            assert planner.focus == focus
            if screen != "Workbench":
                await planner.press(*["escape"] * 4)
            await planner.at_work()


async def test_a_screen_that_opens_where_there_is_no_room_is_covered_too() -> None:
    """Until there is room."""
    async with driven(size=(39, 12)) as planner:
        await planner.sees("Too small")
        planner.app.push_screen(MessagesScreen(()))
        await planner.on("MessagesScreen")
        await planner.sees("Too small: 39x12")
        await planner.pilot.resize_terminal(80, 24)
        await planner.press("escape")
        await planner.at_work()


async def test_keys_do_nothing_to_what_nobody_sees_but_quit(folder: Path) -> None:
    """No key changes, saves or leads anywhere; what quitting asks is not covered."""
    async with driven() as planner:
        await planner.press("2")
        before = planner.session.scenario
        await planner.pilot.resize_terminal(39, 12)
        await planner.sees("Too small")
        await planner.press(
            "3", "backspace", "u", "s", "n", "o", "question_mark", "ctrl+p", "escape"
        )
        await planner.pilot.click(offset=(5, 6))
        assert planner.session.scenario is before
        assert names_in(folder) == []
        await planner.pilot.resize_terminal(80, 24)
        await planner.at_work()
        assert planner.here == "NATO-style"
        await planner.pilot.resize_terminal(39, 12)
        await planner.press("q")
        await planner.asked("has unsaved changes.")
        await planner.sees("D Discard the changes")
        await planner.press("d")
        await planner.until(lambda: planner.left)


async def test_a_field_that_nobody_sees_takes_no_letters_and_one_can_quit() -> None:
    """With the focus in it, `q` is a letter as long as the field is seen."""
    async with driven() as planner:
        await planner.press("t")
        await planner.press("a")
        assert planner.session.scenario.title == "a"
        await planner.pilot.resize_terminal(39, 9)
        await planner.press("b", "c", "enter")
        assert planner.session.scenario.title == "a"
        await planner.press("q")
        await planner.until(lambda: planner.left or planner.question)


async def test_exactly_40x10_is_enough() -> None:
    """The limit itself is no reason to give up."""
    async with driven(size=(40, 10)) as planner:
        assert "Too small" not in planner.text
        assert planner.here == "Security guarantee"
        await planner.press("w")
        await planner.on("AnalysisScreen")
        await planner.rested()
        for _ in range(3):
            assert planner.cursor("findings")
            await planner.press("n")


async def test_resizing_keeps_the_place_on_every_screen(examples: Path) -> None:
    """Cursor and scrolling, through sizes that show next to nothing."""
    async with driven(examples / "nato-membership.toml") as planner:
        for screen, pane in (
            ("Workbench", "board"),
            ("Library", "scenarios"),
            ("Evidence", "matrix"),
            ("AnalysisScreen", "findings"),
        ):
            await go_to(planner, screen)
            await planner.rested()
            await planner.press(*["down"] * 5)
            before = planner.app.screen.query_one(f"#{pane}")
            cursor = getattr(before, "cursor")  # noqa: B009 (of whichever list it is)
            for size in ((60, 20), (1, 1), (200, 60), (80, 24)):
                await planner.pilot.resize_terminal(*size)
                await planner.settle()
                assert planner.focus == pane
            assert getattr(before, "cursor") == cursor  # noqa: B009
            assert planner.cursor(pane)
            if screen != "Workbench":
                await planner.press(*["escape"] * 3)
            await planner.at_work()
