"""Panes, zoom, narrow terminals, resizing, and that Esc leads back from everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.tui.driving import driven


async def test_zoom_gives_a_pane_the_whole_room_and_back() -> None:
    """Whichever has the focus; the cursor stays."""
    async with driven() as planner:
        for pane, others in (
            ("issues", ("parties", "why")),
            ("parties", ("issues", "why")),
            ("why", ("issues", "parties")),
        ):
            assert planner.focus == pane
            await planner.press("z")
            widget = planner.app.screen.query_one(f"#{pane}")
            assert widget.outer_size.width >= 79
            assert widget.outer_size.height >= (19 if pane != "parties" else 13)
            for other in others:
                assert not planner.app.screen.query_one(f"#{other}").region.area
            assert planner.focus == pane
            await planner.press("z")
            for every in ("issues", "parties", "why"):
                assert planner.app.screen.query_one(f"#{every}").region.area
            await planner.press("tab")


async def test_a_terminal_of_60_by_20_is_usable() -> None:
    """The panes stand below each other; choosing, reasons and parties are all there."""
    async with driven(size=(60, 20)) as planner:
        assert max(map(len, planner.lines)) <= 60
        issues, parties, why = (
            planner.app.screen.query_one(f"#{name}").region for name in ("issues", "parties", "why")
        )
        assert issues.width == parties.width == why.width == 60
        assert issues.bottom <= parties.y < why.y
        await planner.press("n", "n", "1")
        assert planner.here == "Ceasefire first"
        assert planner.option("Ceasefire first").crosses == ("RU-1",)
        await planner.sees("✗ crosses RU-1", "why")
        assert planner.verdict.startswith("Crosses 1 stated red line under the firm reading: RU-1")
        await planner.press("right_square_bracket")
        assert planner.here == "RU-1"
        assert planner.line("RU-1").crossed
        await planner.press("z")
        assert planner.party("Russia").crossed
        assert planner.party("Europe").undecided


async def test_at_60_by_20_a_question_shows_all_its_answers(scenarios: Path) -> None:
    """Below each other where they do not fit side by side."""
    taken = shutil.copy(scenarios / "nato-membership.toml", "taken.toml")
    async with driven(size=(60, 20)) as planner:
        await planner.press("2", "S")
        await planner.on("PathPrompt")
        await planner.name_file(taken)
        await planner.press("enter")
        await planner.asked("was not saved: a file of that name exists already")
        await planner.sees("N Save under another name")
        await planner.sees("C Cancel, keep working")


async def test_resizing_keeps_cursor_focus_and_work() -> None:
    """There and back, through sizes in which next to nothing fits."""
    async with driven() as planner:
        await planner.press("n", "n", "n", "2", "tab", "down")
        issue, party = planner.cursor(), planner.cursor("parties")
        for size in ((60, 20), (12, 3), (1, 1), (250, 80), (80, 24)):
            await planner.pilot.resize_terminal(*size)
            await planner.settle()
            assert planner.focus == "parties"
        await planner.counted()
        assert planner.cursor().startswith(issue[:14])
        assert planner.cursor("parties") == party
        assert planner.session.scenario.pick("meeting_format") == ("trilateral",)


async def test_escape_leads_back_from_everywhere(examples: Path) -> None:
    """From help, palette, files, the path field, prompts, questions, notes and details."""
    async with driven(examples / "nato-membership.toml") as planner:
        for keys, times in (
            (["question_mark"], 1),
            (["ctrl+p"], 1),
            (["o"], 1),
            (["o", "slash"], 2),
            (["o", "O"], 2),
            (["o", "tab"], 2),
            (["o", "question_mark"], 2),
            (["ctrl+n"], 1),
            (["ctrl+n", "O"], 2),
            (["v"], 1),
            (["w"], 1),
            (["S"], 1),
            (["e"], 1),
            (["t"], 1),
            (["t", "tab"], 1),
            (["t", "tab", "tab"], 1),
            (["2", "q"], 1),
        ):
            for key in keys:
                screen, focus = planner.app.screen, planner.focus
                await planner.press(key)
                if key != "2":
                    await planner.leaves(screen, focus)
                await planner.rested()  # or Esc would only stop the work
            for _ in range(times):
                await planner.press("escape")
            await planner.at_work()
            await planner.until(lambda: planner.focus == "issues", f"the issues after {keys}")
        assert not planner.left
