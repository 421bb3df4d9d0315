"""One line of messages, gone at the next key, with its history; over nothing else."""

from __future__ import annotations

import pytest

from tests.tui.driving import LARGE, SMALL, Planner, driven


def row_of_message(planner: Planner) -> int:
    """Where the message stands, the first row being 1."""
    rows = [n for n, line in enumerate(planner.lines, 1) if planner.message[:20] in line]
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(("size", "row"), [(SMALL, 24), (LARGE, 39)])
async def test_a_message_has_its_own_line_until_the_next_key(
    size: tuple[int, int], row: int
) -> None:
    """In place of the keys where rows are few, above them where there are more; nothing moves."""
    async with driven(size=size) as planner:
        await planner.rested()
        before = planner.lines
        await planner.press("u")
        assert planner.message == "Nothing to undo."
        assert row_of_message(planner) == row
        others = [n for n, line in enumerate(planner.lines, 1) if line != before[n - 1]]
        assert others == [row]
        await planner.press("down", "up")
        assert planner.message == ""
        assert planner.lines == before


async def test_a_key_that_does_nothing_says_so() -> None:
    """On every screen with keys; one that is not bound anywhere is named as people write it."""
    async with driven() as planner:
        await planner.press("x")
        assert planner.message == "x does nothing here. ? shows the keys."
        await planner.press("f11")
        assert planner.message == "F11 does nothing here. ? shows the keys."
        assert not any(planner.session.scenario.chosen())
        for key, screen in (("v", "Evidence"), ("w", "AnalysisScreen"), ("o", "Library")):
            await planner.press(key)
            await planner.on(screen)
            await planner.press("F")
            assert planner.message == "F does nothing here. ? shows the keys."
        assert planner.toasts == []


async def test_where_one_types_the_key_for_help_is_one_that_types_nothing() -> None:
    """? is a letter of the field there."""
    async with driven() as planner:
        for field in ("slash", "D", "e"):
            await planner.press(field, "f11")
            assert planner.message == "F11 does nothing here. F1 shows the keys."
            await planner.press("f1")
            await planner.on("HelpScreen")
            await planner.press("escape", "escape")
            await planner.at_work()


async def test_f7_lists_what_was_told_and_leads_back() -> None:
    """The newest first, each whole."""
    async with driven() as planner:
        await planner.press("1", "u", "u")
        await planner.press("f7")
        await planner.on("MessagesScreen")
        said = planner.read("messages")
        assert said.index("Nothing to undo.") < said.index("Undid Security guarantee")
        await planner.press("escape")
        await planner.at_work()


@pytest.mark.parametrize(("size", "row"), [(SMALL, -1), (LARGE, -2)], ids=str)
async def test_a_message_that_is_too_long_says_where_all_of_it_stands(
    size: tuple[int, int], row: int
) -> None:
    """It never takes a second row."""
    async with driven(size=size) as planner:
        planner.app.notify("word " * 40, markup=False)
        await planner.settle()
        assert planner.lines[row].endswith("… F7 shows it")


async def test_messages_are_literal_whatever_they_hold() -> None:
    """Markup in a title does nothing."""
    async with driven() as planner:
        planner.app.notify("[/b][@click=app.quit]x[/]", markup=False)
        await planner.settle()
        assert planner.lines[-1].strip() == "[/b][@click=app.quit]x[/]"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_while_one_types_the_row_of_keys_says_what_works_then(size: tuple[int, int]) -> None:
    """Enter, Esc and Tab, and no command: the letters are text."""
    async with driven(size=size) as planner:
        for key, shown in (
            ("slash", "Enter keeps  Esc ends  Tab next pane"),
            ("e", "Enter new line  Esc closes, all is kept  Tab next field"),
            ("t", "Esc closes, all is kept  Tab next field"),
        ):
            await planner.press(key)
            assert planner.lines[-1].strip() == shown
            await planner.press("escape")
            assert "Space choose" in planner.lines[-1]


async def test_no_toast_is_ever_made() -> None:
    """Whatever is told, it stands in the line."""
    async with driven() as planner:
        for severity in ("information", "warning", "error"):
            planner.app.notify("Beware.", severity=severity, markup=False)
        await planner.settle()
        assert not planner.app.screen.query("Toast")
        assert planner.lines[-1].strip() == "Beware."
