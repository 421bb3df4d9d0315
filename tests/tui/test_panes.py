"""Going to a pane by its letter, its scrollbar, filtering issues, and copying."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.reports.page import Paragraph
from planner.tui import clipboard
from planner.tui.clipboard import heeds_osc52, put_in_clipboard
from planner.tui.widgets.headed_pane import HeadedPane
from planner.tui.widgets.passages import PassagePane
from tests.tui.driving import Planner, driven


async def test_each_pane_gets_a_letter_that_leads_to_it() -> None:
    """On the deal the board and the panes of text; Esc and other keys stay."""
    async with driven(size=(160, 45)) as planner:
        panes = (("s", "why"), ("D", "from-here"), ("f", "evidence"), ("a", "board"))
        for letter, pane in panes:
            await planner.press("ctrl+g")
            await planner.on("Jump")
            await planner.sees("Press a letter to go to its pane")
            assert planner.lines[6].startswith(" A ")
            await planner.press(letter)
            await planner.at_work()
            assert planner.focus == pane
        for key in ("escape", "q", "7"):
            await planner.press("ctrl+g")
            await planner.on("Jump")
            await planner.press(key)
            await planner.at_work()
            assert planner.focus == "board"
        assert not planner.session.unsaved


async def test_the_heading_of_a_pane_looks_as_its_frame_when_the_keys_go_elsewhere() -> None:
    """The rule in it looked so the other way round: two panes seemed to have the keys, or none."""
    async with driven(size=(120, 40)) as planner:
        why = planner.app.screen.query_one("#why", HeadedPane)
        await planner.press("1", "tab")
        assert planner.focus == "why"
        assert "$accent" in (why.border_title or "")
        await planner.press("tab")
        assert planner.focus == "from-here"
        assert "$accent" not in (why.border_title or "")


async def test_letters_can_be_clicked_and_vanish_when_the_panes_move() -> None:
    """F6 shows them too."""
    async with driven() as planner:
        await planner.press("f6")
        await planner.on("Jump")
        await planner.click(" S ")
        await planner.at_work()
        assert planner.focus == "why"
        await planner.press("f6")
        await planner.on("Jump")
        await planner.pilot.resize_terminal(100, 30)
        await planner.at_work()
        assert planner.focus == "why"


async def test_a_text_that_needs_a_scrollbar_lays_the_screen_out_no_more_than_one_that_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A choice may make a text longer than its pane, and the next one shorter again."""
    async with driven(size=(120, 40)) as planner:
        pane = planner.app.screen.query_one("#from-here", PassagePane)
        laid_out: list[object] = []
        lay_out = type(planner.app.screen)._refresh_layout

        def noted(*arguments: Any, **options: Any) -> None:
            laid_out.append(arguments)
            lay_out(*arguments, **options)

        monkeypatch.setattr(type(planner.app.screen), "_refresh_layout", noted)
        window = pane.scrollable_content_region
        for number in (1, 200, 2):
            pane.show([Paragraph("words")] * number)
            await planner.settle()
            assert pane.max_scroll_y == max(0, number - window.height)
            assert pane.scrollable_content_region == window
        assert laid_out == []


async def test_of_a_long_text_the_end_comes_while_keys_are_taken() -> None:
    """What is in sight is there at once; End waits for nothing."""
    async with driven() as planner:
        await planner.counted()  # after which nothing else is shown there
        pane = planner.app.screen.query_one("#why", PassagePane)
        text = [Paragraph(f"line {number}") for number in range(5_000)]
        pane.show(text)
        assert pane.max_scroll_y < 4_900
        await planner.sees("line 3")
        await planner.until(lambda: pane.max_scroll_y > 4_900)
        pane.show(text[:4_000])
        pane.action_last()
        await planner.sees("line 3999")
        pane.show(text)
        pane.show(text[:10])
        await planner.sees("line 1")
        await planner.settle()
        assert pane.max_scroll_y < 10


@pytest.mark.parametrize(("key", "screen"), [("v", "Evidence"), ("w", "AnalysisScreen")])
async def test_other_screens_have_letters_too(key: str, screen: str) -> None:
    """The second one leads to the text."""
    async with driven() as planner:
        await planner.press(key)
        await planner.on(screen)
        await planner.press("ctrl+g")
        await planner.on("Jump")
        await planner.press("s")
        await planner.on(screen)
        assert planner.focus in {"statements", "details"}


async def test_issues_are_filtered_as_one_types() -> None:
    """By their own words, those of their options and of red lines on them; Esc shows all again."""
    async with driven() as planner:
        await planner.press("n", "slash")
        assert planner.focus == "search"
        await planner.type("RU-1")
        found = [line[2:15] for line in planner.pane("board") if "· und" in line]
        assert found == ["Ceasefire tim"]
        await planner.sees("Issue 1 of 9")
        await planner.press("enter")
        assert planner.focus == "board"
        await planner.press("down", "space")
        assert planner.session.scenario.option("ceasefire_timing") == "ceasefire_first"
        await planner.press("escape")
        assert planner.here == "Ceasefire first"
        assert planner.option("Ceasefire first").chosen
        assert "Security guarantee" in planner.text
        assert not planner.app.screen.query("#search")


async def test_a_filter_that_nothing_holds_leaves_the_issue_under_the_cursor() -> None:
    """And says so; going elsewhere ends it."""
    async with driven() as planner:
        await planner.press("slash")
        await planner.type("%%%")
        await planner.sees("Issue 0 of 9")
        assert planner.here == "Security guarantee"
        await planner.press("enter", "n")
        assert planner.here == "Guarantors"
        assert "Meeting format" in planner.text


class Clipboard:
    """What was copied, and by which way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
        for name in ("TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("TERM", "xterm-256color")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        self.system: list[str] = []
        monkeypatch.setattr(clipboard, "_through_system", self._take)

    def _take(self, text: str) -> bool:
        self.system.append(text)
        return True


async def copied(planner: Planner, key: str) -> str:
    """Copy with a key; what the message says."""
    before = len(planner.toasts)
    await planner.press(key)
    await planner.until(lambda: len(planner.toasts) > before)
    return planner.toasts[-1]


async def test_verdict_reason_and_path_are_copied_through_the_terminal(
    examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the message says by which way."""
    Clipboard(monkeypatch)
    file = examples / "nato-membership.toml"
    async with driven(file) as planner:
        assert await copied(planner, "Y") == (
            "Sent the verdict to the terminal (OSC 52) to be copied, which does not say whether it "
            "was."
        )
        assert planner.app.clipboard.startswith("NATO membership\nCrosses 1 stated red line")
        assert "\nUS: crossed: US-1\n" in planner.app.clipboard
        await planner.press("down")
        assert (await copied(planner, "y")).startswith("Sent the text to the terminal (")
        assert planner.app.clipboard.startswith("Security guarantee: NATO membership\n✗ US-1")
        assert "“" in planner.app.clipboard
        assert str(file) in await copied(planner, "P")
        assert planner.app.clipboard == str(file)


async def test_where_the_terminal_cannot_the_system_does_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new scenario has no path to copy."""
    held = Clipboard(monkeypatch, TERM="linux")
    async with driven() as planner:
        assert await copied(planner, "Y") == "Copied the verdict (with the system's clipboard)."
        assert len(held.system) == 1
        assert await copied(planner, "P") == "There is no file yet: save first."


async def test_where_nobody_can_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """With another way to the same words."""
    Clipboard(monkeypatch, TERM="linux")
    monkeypatch.setattr(clipboard, "_through_system", lambda _: False)
    async with driven() as planner:
        told = await copied(planner, "Y")
        assert told.startswith("Not copied: ")
        assert "planner --plain" in told


def test_the_way_is_told_by_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are known to ignore OSC 52 are passed over; in tmux it is tmux that is asked."""
    assert heeds_osc52({"TERM": "xterm-256color"})
    for deaf in (
        {"TERM": "linux"},
        {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"},
        {"TERM": "xterm-256color", "VTE_VERSION": "7600"},
        {"TERM": "screen", "STY": "1.pts"},
    ):
        assert not heeds_osc52(deaf)
    asked: list[list[str]] = []

    def run(command: list[str], text: str) -> bool:
        asked.append([*command, text])
        return True

    monkeypatch.setattr(clipboard, "_run", run)
    way = put_in_clipboard("words", lambda _: None, {"TMUX": "x,1,0", "TERM": "screen"})
    assert way == "Copied {} (through tmux)."
    assert asked == [["tmux", "load-buffer", "-w", "-", "words"]]
