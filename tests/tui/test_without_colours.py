"""Nothing is said by colour alone: with all colour removed every state is told from every other."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment

from planner.keys.settings import Settings
from planner.model.case import Option, Origin, Party
from planner.model.statements import Strength
from tests.small_cases import case_text, issue, made_case, red_line, when
from tests.tui.driving import LARGE, Planner, driven
from tests.tui.small_case import SMALL_CASE

CASE = made_case(
    "all",
    title="All states",
    parties=map(Party, "abcdef", ("Ay", "Bee", "Cee", "Dee", "Ee", "Eff")),
    issues=(
        issue("one", Option("x", "Ex"), Option("y", "Why")),
        issue("two", Option("x", "Ex"), Option("y", "Why", origin=Origin.ADDED)),
    ),
    red_lines=(
        red_line("A-1", "a", when(one="x"), title="Not x", strength=Strength.DECLARED),
        red_line(
            "B-1",
            "b",
            when(one="y"),
            contested=[when(one="x")],
            title="Perhaps not x",
            strength=Strength.DECLARED,
        ),
        red_line("C-1", "c", when(two="x"), title="Not two", strength=Strength.DECLARED),
        red_line("D-1", "d", when(one="y"), title="Not y", strength=Strength.DECLARED),
        red_line("D-2", "d", when(one="x"), title="Too weak"),
        red_line("E-1", "e", when(one="x"), title="Left out", strength=Strength.DECLARED),
        red_line("F-1", "f", when(one="y"), title="Too weak too"),
    ),
)
SCENARIO = """\
format = 1
[scenario]
title = "All"
[case]
id = "all"
[check]
reading = "literal"
set_aside = ["E-1"]
[choices.one]
option = "x"
"""


@pytest.fixture
def all_states(folder: Path) -> Path:
    """A scenario in which each status of lines and parties occurs."""
    (folder / "all.case.toml").write_text(case_text(CASE), encoding="utf-8")
    file = folder / "all.toml"
    file.write_text(SCENARIO, encoding="utf-8")
    return file


def colours(planner: Planner) -> set[str]:
    """The colours on the screen but the terminal's own, after all filters."""
    app = planner.app
    screen = app.screen
    found: set[str] = set()
    for strip in planner.strips:
        segments: list[Segment] = list(strip)
        for line_filter in app.get_line_filters():
            segments = line_filter.apply(segments, screen.background_colors[1])
        for segment in segments:
            if segment.style is not None:
                both = (segment.style.color, segment.style.bgcolor)
                found |= {colour.name for colour in both if colour is not None}
    return found - {"default"}


async def test_with_no_color_the_terminal_gives_the_colours(
    all_states: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even greys are sent, on no screen; the row of the cursor is marked by a sign."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with driven(all_states, settings=Settings(few_colours=True)) as planner:
        assert colours(planner) == set()
        assert planner.cursor()
        # Textual keeps a line for each filter: a new one would never find it.
        assert planner.app.get_line_filters() == planner.app.get_line_filters()
        for key in ("question_mark", "v", "w", "o", "ctrl+p"):
            await planner.press(key)
            await planner.until(lambda: type(planner.app.screen).__name__ != "Workbench")
            await planner.until(lambda: colours(planner) == set(), f"no colour after {key}")
            while type(planner.app.screen).__name__ != "Workbench":
                await planner.press("escape")
        await planner.at_work()


async def test_each_state_of_a_cell_has_its_sign(all_states: Path) -> None:
    """Read from the text alone, which is all that is left without colour."""
    async with driven(all_states, size=LARGE) as planner:
        cells = planner.issue("One").cells
        assert cells == {
            "Ay": "✗ A-1",
            "Bee": "? B-1",
            "Cee": "",
            "Dee": "✓",
            "Ee": "/ E-1",
            "Eff": "·",
        }
        assert planner.cell("Two", "Cee") == "~ C-1"


async def test_choices_and_what_options_would_do_have_signs(all_states: Path) -> None:
    """Chosen or not, undecided, added, crossed and would cross, ended."""
    async with driven(all_states, size=LARGE) as planner:
        chosen, other = planner.option("Ex"), planner.option("Why")
        assert chosen.chosen
        assert not other.chosen
        assert (chosen.cells["Ay"], other.cells["Ay"]) == ("✗ A-1", "ends A-1")
        assert (chosen.cells["Bee"], other.cells["Bee"]) == ("? B-1", "+ B-1")
        assert other.cells["Dee"] == "+ D-1"
        assert planner.issue("Two").undecided
        await planner.unfold("Two")
        assert planner.option("Why").added
        assert planner.option("Ex").cells["Cee"] == "+ C-1"
        assert planner.verdict.startswith("✗ Crosses 1 ")


async def test_crossed_cells_cursor_focus_and_marks_are_seen_without_colours(
    all_states: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Crossed cells are reversed, rows have a pointer, cells of the evidence brackets."""
    monkeypatch.setenv("NO_COLOR", "1")
    (folder / "small.case.toml").write_text(SMALL_CASE, encoding="utf-8")
    async with driven(all_states, size=LARGE, settings=Settings(few_colours=True)) as planner:
        reversed_cells = {
            segment.text
            for strip in planner.strips
            for segment in strip
            if segment.style is not None and segment.style.reverse
        }
        assert "✗ A-1" in reversed_cells
        assert not any(text.startswith(("+", "?", "~", "/")) for text in reversed_cells)
        assert planner.cursor()
        await planner.press("v")
        await planner.on("Evidence")
        row = planner.cursor("matrix")
        assert "[" in row
        assert "]" in row
        await planner.press("escape")
        await planner.at_work()
        await planner.library()
        await planner.press("space", "home")
        assert planner.cursor("scenarios").startswith("[1]") or "[x]" in planner.text


def marked(planner: Planner, mark: str) -> str:
    """What is reversed or underlined on the screen."""
    segments = (segment for strip in planner.strips for segment in strip)
    return "".join(part.text for part in segments if part.style and getattr(part.style, mark))


async def test_where_one_types_and_which_command_is_next_is_seen_without_colours(
    all_states: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cursor of a field, what is selected in it, and the command that Enter would run."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with driven(all_states, settings=Settings(few_colours=True)) as planner:
        await planner.press("t", "home")
        await planner.until(lambda: planner.focus == "scenario-title")
        await planner.press("shift+end")
        assert "All" in marked(planner, "reverse")
        await planner.press("home")
        await planner.until(lambda: "A" in marked(planner, "reverse"), "the cursor is seen")
        await planner.press("escape", "ctrl+p")
        await planner.sees("Save as")
        await planner.press("down")
        await planner.until(lambda: "Save" in marked(planner, "underline"), "the next command")
        assert "Save as" not in marked(planner, "underline")
