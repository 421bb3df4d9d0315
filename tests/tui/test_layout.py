"""Panes, zoom, narrow terminals, resizing, and that Esc leads back from everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.driving import LARGE, driven


async def test_zoom_gives_a_pane_the_whole_room_and_back() -> None:
    """Whichever has the focus; the cursor stays."""
    async with driven(size=(160, 45)) as planner:
        await planner.press("down")
        for pane in ("why", "from-here", "evidence"):
            if pane != "why":  # what has the focus is made larger, from the board the reasons
                planner.app.screen.query_one(f"#{pane}").focus()
                await planner.settle()
            await planner.press("z")
            widget = planner.app.screen.query_one(f"#{pane}")
            assert widget.outer_size.width >= 159
            assert widget.outer_size.height >= 37
            assert not planner.app.screen.query_one("#board").region.area
            assert planner.focus == pane
            await planner.press("z")
            for every in ("board", "why", "from-here", "evidence"):
                assert planner.app.screen.query_one(f"#{every}").region.area
            assert planner.here == "NATO membership"


async def test_after_a_zoom_the_board_is_there_again_where_nothing_else_changes_place() -> None:
    """Of a pane that fills the width anyway: the room is shared by ``z`` and by Esc."""
    async with driven(size=(80, 24)) as planner:
        await planner.rested()  # what is counted beside the keys changes the rows too
        for back in ("z", "escape"):
            rows = planner.lines
            await planner.press("z")
            assert planner.lines != rows
            await planner.press(back)
            assert planner.lines == rows


async def test_what_is_asked_for_is_in_sight_though_another_pane_had_the_whole_room() -> None:
    """Lists, fields, forms and proposals end the zoom, where its pane is not the one for them."""
    async with driven(size=LARGE) as planner:
        screen = planner.app.screen
        for key in ("r", "R", "e", "t", "D", "slash", "f"):
            screen.query_one("#from-here").focus()
            await planner.settle()
            await planner.press("z", key)
            assert screen.focused is not None
            assert screen.focused.region.area, key
            assert (planner.focus == "board") is (key == "f"), key
            assert screen.query_one("#board").region.area, key
            await planner.press("escape")
        await planner.press("z", "r")
        assert screen.query_one("#readings").region.area
        assert not screen.query_one("#board").region.area
        await planner.press("escape", "slash")
        assert screen.query_one("#board").region.area
        await planner.press("escape", "z", "f")
        assert screen.query_one("#board").region.area


async def test_a_list_that_is_asked_for_is_made_larger_and_smaller() -> None:
    """It stands in place of the reasons, which do not come up beside it, and keeps the focus."""
    async with driven() as planner:
        screen = planner.app.screen
        await planner.press("r")
        for larger in (True, False):
            await planner.press("z")
            assert planner.focus == "readings"
            assert not screen.query_one("#why").display
            assert bool(screen.query_one("#board").region.area) is not larger
        await planner.press("z", "down", "enter")
        assert planner.session.lens == "strict"
        await planner.press("escape")
        assert planner.focus == "board"
        assert screen.query_one("#why").region.area


async def test_who_asks_again_for_a_list_that_a_larger_pane_hides_sees_it() -> None:
    """The next reading was looked through out of sight."""
    async with driven(size=(160, 45)) as planner:
        await planner.press("r", "tab", "tab", "z")
        assert planner.focus == "evidence"
        await planner.press("r")
        assert planner.focus == "readings"
        assert planner.app.screen.query_one("#readings").region.area


@pytest.mark.parametrize("key", ["escape", "u"])
async def test_another_pane_with_all_the_room_keeps_the_focus_where_a_note_ends(key: str) -> None:
    """The reasons come back in the place of the note, which nobody sees then."""
    async with driven(size=(160, 45)) as planner:
        await planner.press("e", "tab", "tab", "tab", "z")
        assert planner.focus == "evidence"
        await planner.press(key)
        assert planner.focus == "evidence"
        assert not planner.app.screen.query("NoteEditor")
        await planner.press("escape")
        assert planner.focus == "board"


async def test_a_note_stays_in_the_place_of_the_reasons_where_a_zoom_begins_or_ends() -> None:
    """By the palette: in the note ``z`` is a letter."""
    async with driven() as planner:
        await planner.press("e")
        for _ in range(2):
            await planner.press("ctrl+p")
            await planner.type("Zoom the pane")
            await planner.press("enter")
            await planner.at_work()
            assert planner.focus == "note-text"
            assert not planner.app.screen.query_one("#why").display


async def test_escape_leads_from_the_panes_to_the_board() -> None:
    """As Enter led to the reasons; nothing else that it could end is there."""
    async with driven(size=LARGE) as planner:
        await planner.go_to("In parallel")
        for keys in (["enter"], ["tab"], ["tab", "tab"]):
            await planner.press(*keys)
            assert planner.focus != "board"
            await planner.press("escape")
            assert planner.focus == "board"
        assert planner.here == "In parallel"


async def test_what_takes_the_place_of_a_list_stands_there_alone(examples: Path) -> None:
    """The list is gone a little later than it is taken away, and brought the reasons up again."""
    async with driven(examples / "us-russia-talks-several-lines.toml", size=LARGE) as planner:
        why = planner.app.screen.query_one("#why")
        for asked in (["a"], ["r"]):
            for editor, field in (("e", "note-text"), ("t", "scenario-title")):
                await planner.press(*asked, editor)
                assert planner.focus == field
                assert not why.display, (asked, editor)
                await planner.press("escape")
                assert planner.focus == "board"
                assert why.region.area


async def test_while_the_reasons_have_all_the_room_they_keep_the_focus() -> None:
    """Of each line and issue that one goes to, and of what is asked for there."""
    async with driven() as planner:
        await planner.choose("Ceasefire first")
        board = planner.app.screen.query_one("#board")
        await planner.press("z")
        for keys in (
            *(["right_square_bracket"], ["n"], ["r", "enter"], ["R", "escape"]),
            *(["r", "right_square_bracket"], ["D", "enter"], ["D", "escape"]),
        ):
            await planner.press(*keys)
            assert planner.focus == "why", keys
            assert not board.region.area, keys
        await planner.press("e")
        await planner.click("Crosses 1", "verdict")
        assert planner.focus == "why"
        await planner.press("escape")
        assert planner.focus == "board"


async def test_a_pane_for_which_there_is_no_room_any_more_is_not_all_that_is_shown() -> None:
    """Nothing would say in it what holds by then: it told of the deal as it was."""
    async with driven(size=(160, 45)) as planner:
        for pane, narrow in (("from-here", (110, 40)), ("evidence", (150, 45))):
            planner.app.screen.query_one(f"#{pane}").focus()
            await planner.settle()
            await planner.press("z")
            assert "z smaller" in planner.text or pane == "evidence"
            await planner.pilot.resize_terminal(*narrow)
            await planner.settle()
            assert planner.focus == "board"
            assert planner.app.screen.query_one("#board").region.area
            await planner.pilot.resize_terminal(160, 45)
            await planner.settle()
            assert planner.app.screen.query_one(f"#{pane}").region.area


async def test_the_row_of_signs_ends_with_a_whole_one_whatever_the_width() -> None:
    """As many of them as there is room for."""
    async with driven(size=(80, 40)) as planner:
        assert planner.lines[-2].endswith("~ depends on a choice")
        await planner.pilot.resize_terminal(*LARGE)
        await planner.settle()
        assert planner.lines[-2].endswith("* added")


async def test_a_terminal_of_60_by_20_is_usable() -> None:
    """Title and verdict share two rows, all issues stand there, and why has what is left."""
    async with driven(size=(60, 20)) as planner:
        assert max(map(len, planner.lines)) <= 60
        board, why = (planner.app.screen.query_one(f"#{name}").region for name in ("board", "why"))
        assert board.width == why.width == 60
        assert board.y == 2
        assert board.bottom <= why.y
        for issue in planner.session.case.issues:
            assert planner.issue(issue.title).undecided
        await planner.press("n", "n", "1")
        assert planner.here == "Ceasefire first"
        assert planner.cell("Ceasefire timing", "Russia") == "✗ 1"
        await planner.sees("✗ RU-1", "why")
        assert planner.verdict.startswith("✗ Crosses 1 ")
        await planner.press("right_square_bracket")
        assert planner.here == "Ceasefire first"


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
        await planner.press("n", "n", "n", "2", "tab")
        row = planner.cursor()
        for size in ((60, 20), (12, 3), (1, 1), (250, 80), (80, 24)):
            await planner.pilot.resize_terminal(*size)
            await planner.settle()
            assert planner.focus == "why"
        await planner.counted()
        assert planner.cursor() == row
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
            await planner.until(lambda: planner.focus == "board", f"the issues after {keys}")
        assert not planner.left
