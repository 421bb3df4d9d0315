"""Looking as of a day: a lens like a reading, and what flipped since, line by line."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from planner.model.conditions import Condition
from tests.small_cases import case_text, made_case, number, red_line, when
from tests.tui.driving import LARGE, SMALL, Planner, driven
from tests.tui.kinds_case import KINDS_CASE
from tests.tui.small_case import write

MAY = dt.date(2025, 5, 9)


@pytest.fixture
def talks(folder: Path) -> Path:
    """The case, in the working folder."""
    return write(folder / "talks.case.toml", KINDS_CASE)


async def look_as_of(planner: Planner, day: str) -> None:
    """Look at the case as of that day."""
    await planner.press("D")
    await planner.replace(day)
    await planner.press("enter")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_day_changes_lines_and_verdict_and_nothing_of_the_file(
    talks: Path, size: tuple[int, int]
) -> None:
    """The title says as of which day one looks; Esc goes back."""
    async with driven(talks, size=size) as planner:
        await planner.choose("600,000 to 799,000")
        assert planner.cell("Army ceiling", "Russia") == "✓"
        unsaved = planner.session.written
        await look_as_of(planner, "2025-05-09")
        assert "as of 2025-05-09" in planner.title
        assert planner.cell("Army ceiling", "Russia") == "✗ RU-1"
        assert planner.session.written is unsaved
        assert planner.session.day == MAY
        why = planner.why
        assert "What flipped from 2025-05-09 to all that is stated" in why
        assert "RU-1" in why
        assert "superseded by RU-2" in why
        await planner.rested()
        await planner.press("escape")
        assert "as of" not in planner.title
        assert planner.cell("Army ceiling", "Russia") == "✓"


async def test_what_the_key_for_readings_leaves_as_it_is_makes_no_step(talks: Path) -> None:
    """A file that names no reading goes on with that of its case, whatever day becomes its own."""
    file = talks.parent / "bare.toml"
    file.write_text(
        f'format = 1\n[scenario]\ntitle = "Bare"\n[case]\nid = "talks"\npath = "{talks.name}"\n',
        encoding="utf-8",
    )
    async with driven(file, size=LARGE) as planner:
        await planner.set_reading_of_file()
        assert planner.toasts[-1] == "The reading of this file is firm already."
        await look_as_of(planner, "2025-05-09")
        await planner.set_reading_of_file()
        assert "reading" not in planner.toasts[-1]
        assert planner.session.written.reading is None
        await planner.undo()
        assert planner.session.own_day is None
        assert "unsaved" not in planner.title


async def test_the_day_looked_at_becomes_that_of_the_file_by_the_key_for_readings(
    talks: Path,
) -> None:
    """As a step that undo takes back, with the reading if that is another too."""
    async with driven(talks, size=LARGE) as planner:
        await look_as_of(planner, "2025-05-09")
        await planner.set_reading_of_file()
        assert planner.toasts[-1] == (
            "Set the day of this file: all that is stated → 2025-05-09. Now: 2025-05-09."
        )
        assert "What flipped" in planner.why
        await planner.press("escape")
        assert "What flipped" not in planner.why
        planner.session.save(talks.parent / "deal.toml")
        kept = tomllib.loads((talks.parent / "deal.toml").read_text("utf-8"))
        assert kept["scenario"]["as_of"] == MAY
        await planner.undo()
        assert planner.session.own_day is None
        assert planner.cell("Army ceiling", "Russia") == "~ RU-2"
    async with driven(talks.parent / "deal.toml", size=LARGE) as planner:
        assert "as of 2025-05-09" in planner.title
        await look_as_of(planner, "")
        assert "Looking at all that is stated (the file says 2025-05-09)" in planner.title
        assert planner.cell("Army ceiling", "Russia") == "~ RU-2"


async def test_a_line_that_was_not_stated_yet_on_the_day_is_not_set_aside(talks: Path) -> None:
    """Though one went to it before: the row is about another one then."""
    async with driven(talks, size=LARGE) as planner:
        await planner.choose("800,000 to 1,500,000")
        await planner.next_red_line()
        assert planner.why.startswith("✗ RU-2 ")
        await look_as_of(planner, "2025-05-09")
        await planner.press("a")
        assert tuple(planner.session.written.set_aside) == ("RU-1",)


async def test_what_flipped_is_listed_though_the_row_under_the_cursor_has_another_range(
    folder: Path,
) -> None:
    """On the day there was no line that parts the heights where the row began."""
    case = made_case(
        issues=(number("height", 10, 60, 10),),
        red_lines=(
            red_line("A-1", "a", when(height=Condition("", at_from=50)), date=dt.date(2025, 6, 1)),
        ),
    )
    async with driven(write(folder / "small.case.toml", case_text(case)), size=LARGE) as planner:
        await planner.choose("50 to 60")
        await look_as_of(planner, "2025-05-09")
        assert "What flipped from 2025-05-09 to all that is stated" in planner.why
        await planner.press("down")
        assert "What flipped" not in planner.why


async def test_what_is_no_day_is_told_and_esc_leaves_the_field(talks: Path) -> None:
    """Nothing else happens."""
    async with driven(talks, size=LARGE) as planner:
        await planner.press("D")
        await planner.type("19 August\n")
        assert "“19 August” is no day. Type it like 2025-08-19" in planner.text
        await planner.press("escape")
        assert planner.focus == "board"
        assert planner.session.day is None


async def test_the_day_may_be_asked_for_again_while_its_field_is_there(talks: Path) -> None:
    """However fast: the field that is typed in is the last one."""
    async with driven(talks, size=LARGE) as planner:
        await planner.press("D", "tab", "D")
        await planner.until(lambda: planner.focus == "day")
        await planner.press("tab")
        for _ in range(3):
            planner.app.screen.action_command("as_of")  # type: ignore[attr-defined]
        await planner.until(lambda: planner.focus == "day")
        await planner.type("2025-05-09\n")
        assert "as of 2025-05-09" in planner.title
        assert planner.focus == "board"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_title_names_the_day_of_the_file_wherever_there_is_room(
    scenarios: Path, size: tuple[int, int]
) -> None:
    """It decides which lines are crossed: the titles of case and deal give way before it does."""
    async with driven(scenarios / "zalume-talks" / "first-draft.toml", size=size) as planner:
        assert "The first draft, as of its day (fictional)" in planner.title
        assert "as of 2023-03-28" in planner.title
        await planner.press("e")
        await planner.type("Ask them again.")
        await planner.press("escape")
        assert planner.session.unsaved
        assert "as of 2023-03-28" in planner.title
        assert "unsaved changes" in planner.title
