"""Keys that come faster than screens come and go, as from a held key or a pasted macro."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from unittest.mock import patch

import pytest
from rich.style import Style
from textual import events
from textual.command import CommandList
from textual.geometry import Region, Size
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from planner.editing.scenario_session import Session
from planner.keys.settings import CONTRAST
from planner.tui.palette import Palette
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.screens.workbench import Workbench
from planner.tui.widgets.column_list import ColumnList
from planner.tui.widgets.title_row import TitleRow
from planner.tui.widgets.writing_area import WritingArea
from tests.tui.driving import LARGE, Planner, driven

CEASEFIRE = "ceasefire-before-settlement.toml"
SETTLEMENT = "settlement-before-ceasefire.toml"
_KEYS = {"/": "slash"}


@pytest.fixture
def two_files(folder: Path, scenarios: Path) -> Path:
    """A folder with two scenarios; the second one is the newer, and stands first."""
    for name, example, day in (("first", CEASEFIRE, 1), ("second", SETTLEMENT, 2)):
        copy = shutil.copy(scenarios / example, folder / f"{name}.toml")
        os.utime(copy, (day * 86_400,) * 2)
    return folder


async def _hurry(planner: Planner, *keys: str) -> None:
    """All keys at once, before anything is done about the first."""
    for key in keys:
        letter = key if len(key) == 1 else None
        planner.app.post_message(events.Key(_KEYS.get(key, key), letter))
    await planner.settle()
    assert not planner.left


async def test_the_palette_can_be_called_again_while_it_goes() -> None:
    """Each call is a palette of its own."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        first = planner.app.screen
        first.dismiss()
        planner.app.action_command_palette()
        await planner.on("Palette")
        assert planner.app.screen is not first
        await _hurry(planner, "escape", "down", "enter", "ctrl+p", "escape", "x", "enter")
        await planner.press("escape")
        await planner.at_work()


async def test_a_palette_whose_parts_go_before_it_is_there_ends_nothing() -> None:
    """Under load Esc comes in between; what is put into the parts is put there as they are made."""
    compose = Palette._compose

    async def gone_at_once(self: Palette) -> None:
        await compose(self)
        self.dismiss()
        await self.query("#--container").remove()

    async with driven() as planner:
        with patch.object(Palette, "_compose", gone_at_once):
            planner.app.action_command_palette()
            await planner.at_work()
            await planner.rested()
        assert planner.app._exception is None


async def test_a_page_of_commands_that_are_still_searched_for_is_no_page() -> None:
    """The list has been given other commands, and their lines are not made yet."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        await planner.until(lambda: planner.app.screen.query_one(CommandList).option_count > 5)
        commands = planner.app.screen.query_one(CommandList)
        commands.highlighted = 3
        commands._index_to_line.clear()
        await planner.press("pageup", "escape")
        await planner.at_work()


@pytest.mark.parametrize(
    "keys",
    [("t", "escape"), ("/", "escape"), ("e", "escape"), ("t", "e", "t"), ("/", "x", "escape")],
    ids="-".join,
)
async def test_an_editor_may_be_left_before_it_is_there(keys: tuple[str, ...]) -> None:
    """What is typed meanwhile harms nothing, and the main screen works on."""
    async with driven() as planner:
        for _ in range(3):
            await _hurry(planner, *keys)
        await planner.press("escape", "escape", "1")
        assert planner.session.unsaved


@pytest.mark.parametrize("screen", ["v", "w", "o", "ctrl+n"])
async def test_a_command_waits_for_the_screen_that_it_is_meant_for(screen: str) -> None:
    """A key right after the one that opens a screen is no key for a screen without parts."""
    async with driven() as planner:
        await _hurry(planner, screen, "y")
        await planner.until(lambda: any("opied" in toast for toast in planner.toasts))


async def test_keys_after_the_one_that_opens_a_file_are_for_that_file(two_files: Path) -> None:
    """The library goes, the file is read beside the screen, and the board comes: none is lost."""
    async with driven(two_files / "second.toml") as planner:
        await planner.library()
        opened = planner.session
        await _hurry(planner, "down", "enter", "3", "e", "N", "o", "w", "escape", "n")
        await planner.until(lambda: planner.session is not opened and not planner.app.turns.busy)
        assert planner.session.path == two_files / "first.toml"
        assert not opened.unsaved
        issue = planner.session.case.issues[0]
        assert planner.session.picked(issue.id) == issue.options[2].id
        assert planner.session.scenario.note(issue.id).endswith("Now")
        assert planner.focus == "board"


@pytest.mark.parametrize("tab", ["v", "p", "o", "C"])
async def test_keys_that_lead_there_and_back_reach_the_deal(tab: str) -> None:
    """However fast: the last one chooses."""
    async with driven() as planner:
        await _hurry(planner, tab, "escape", "2")
        await planner.until(lambda: planner.session.unsaved and planner.focus == "board")


@pytest.mark.parametrize("gone", [False, True], ids=["going", "gone"])
async def test_a_field_that_is_clicked_while_it_goes_takes_no_key_along(gone: bool) -> None:  # noqa: FBT001
    """It stands where it was drawn; focused, it had all keys, and those that quit did nothing."""
    async with driven() as planner:
        await planner.press("D")
        await planner.until(lambda: planner.focus == "day")
        field = planner.app.focused
        assert field is not None
        removed = field.remove()
        if gone:
            await removed
        planner.app.screen.set_focus(field)
        await removed
        assert planner.app.focused is not field
        await planner.press("ctrl+q")
        await planner.until(lambda: planner.left)


async def test_a_list_that_is_asked_for_twice_at_once_is_there_once() -> None:
    """The one before may still be going: with it there were two of one name, and that ended all."""
    async with driven() as planner:
        screen = planner.app.screen
        assert isinstance(screen, Workbench)
        await planner.go_to("Security guarantee")
        screen.command_set_aside()
        screen.command_set_aside()
        await planner.until(lambda: planner.focus == "lines" and len(screen.query("AskList")) == 1)
        await planner.press("escape")
        await planner.until(lambda: planner.focus == "board")
        assert planner.app._exception is None


async def test_a_click_on_what_a_proposal_offered_does_nothing_once_the_proposal_has_gone() -> None:
    """It is heard a moment later, when the row says something else."""
    async with driven(size=LARGE) as planner:
        await planner.choose("Ceasefire first")
        await planner.press("m")
        here, written, screen = planner.here, planner.session.written, planner.app.screen
        assert isinstance(screen, Workbench)
        title = screen.query_one(TitleRow)
        await planner.until(lambda: title.runs("take"))
        screen.end_preview()
        for command in ("take", "next_undecided", "back"):
            title.post_message(TitleRow.PartClicked(command))
        await planner.settle()
        assert planner.app._exception is None
        assert planner.app.screen is screen
        assert (planner.here, planner.session.written) == (here, written)


async def test_keys_go_to_a_question_whatever_else_ends_meanwhile() -> None:
    """Two steps between screens at once: the end of the other took its keys away for ever."""
    async with driven() as planner:
        app, answers = planner.app, (Answer("y", "Yes", "yes"), Answer("n", "No", "no"))
        other = app.turns.between_screens()
        said: list[str] = []

        async def ask() -> None:
            with app.turns.between_screens():
                said.append(await app.push_screen_wait(Prompt("Is it so?", answers)))

        other.__enter__()
        app.run_worker(ask())
        await planner.on("Prompt")
        other.__exit__(None, None, None)
        await planner.press("y")
        await planner.until(lambda: said == ["yes"])
        await planner.at_work()
        await planner.press("2")
        assert planner.session.unsaved


async def test_what_comes_a_moment_later_comes_on_a_machine_however_busy() -> None:
    """Textual's timer of a moment never calls where its task was held up for as long."""
    run = Timer._run

    async def held_up(timer: Timer) -> None:
        if timer._repeat != 0:
            await run(timer)

    with patch.object(Timer, "_run", held_up):
        async with driven() as planner:
            with planner.app.turns.between_screens():
                planner.app.post_message(events.Key("2", "2"))
                await planner.until(lambda: bool(planner.app.turns._waiting))
            await planner.until(lambda: planner.session.unsaved)
            await planner.counted()


async def test_escape_gives_up_what_is_read_and_what_was_typed_for_it(two_files: Path) -> None:
    """What was meant for the file that did not come is not done to the one that stays."""
    go_on = threading.Event()

    async with driven(two_files / "second.toml") as planner:
        session_of = planner.app.session_of

        def slow(path: Path) -> Session:
            go_on.wait(timeout=60)
            return session_of(path)

        with patch.object(planner.app, "session_of", slow):
            await planner.library()
            await planner.press("down", "enter")
            await _hurry(planner, "1", "2", "escape")
            await planner.told("Not opened: first.toml")
            go_on.set()
        await planner.press("escape")
        await planner.at_work()
        assert planner.session.path == two_files / "second.toml"
        assert not planner.session.unsaved


async def test_a_click_on_what_has_just_gone_is_none() -> None:
    """The screen still knows where it was drawn."""
    async with driven() as planner:
        await planner.press("f8")
        bar = planner.app.screen.query_one("TourBar", Widget)
        region = bar.region
        parent, bar._parent = bar._parent, None  # as it is between its removal and the next drawing
        for kind in (events.MouseDown, events.MouseUp):
            planner.app.screen._forward_event(
                kind(None, region.x + 2, region.y, 0, 0, 1, False, False, False)  # noqa: FBT003
            )
        bar._parent = parent
        assert not planner.left


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        *(("e", "WritingArea"), ("t", "WritingArea"), ("t", "TextField"), ("/", "SearchField")),
        *(("ctrl+t", "ThemeList"), ("D", "DayField")),
    ],
)
async def test_what_has_just_gone_may_be_drawn_once_more(key: str, kind: str) -> None:
    """By a screen that is put over it in that moment."""
    async with driven() as planner:
        await planner.press(key)
        widget = planner.app.screen.query(kind).first(Widget)
        await widget.remove()
        widget._styles_cache.clear()
        widget._rich_style_cache.clear()
        widget._visual_style_cache.clear()
        if isinstance(widget, TextArea):
            widget._theme = TextAreaTheme("undrawn")
        assert [strip.text for strip in widget.render_lines(Region(0, 0, 5, 1))] == [" " * 5]


async def test_a_click_on_a_command_that_has_just_gone_is_none() -> None:
    """The list has been filled anew since it was drawn."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        commands = planner.app.screen.query_one(CommandList)
        await planner.until(lambda: commands.option_count > 5)
        x, y = commands.region.offset
        for option in (commands.option_count, 0):
            await planner.on("Palette")  # still there after the click on what has gone
            style = Style(meta={"option": option})
            where = (commands, 2, 2, 0, 0, 1, False, False, False, x + 2, y + 2)
            commands.post_message(events.Click(*where, style=style))
            await planner.settle()
        await planner.on("HistoryScreen")  # where the first command leads


async def test_the_palette_may_be_laid_out_where_it_has_no_width() -> None:
    """Before it goes, the size that leaves it no room is told to its list."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        commands = planner.app.screen.query_one(CommandList)
        await planner.until(lambda: commands.option_count > 5)
        assert commands.get_content_height(Size(0, 0), Size(0, 0), 0) > commands.option_count
        results = planner.app.screen.query_one("#--results")
        for width in range(6):
            results.styles.width = width
            await planner.settle()
            assert commands.scrollable_content_region.width > 6


async def test_a_theme_that_is_chosen_meanwhile_holds_where_one_writes() -> None:
    """The editor is told, as Textual tells all that writes."""
    told: list[object] = []

    def telling(area: TextArea) -> None:
        told.append(area)
        real(area)

    real = TextArea._app_theme_changed
    with patch.object(TextArea, "_app_theme_changed", telling):
        async with driven() as planner:
            await planner.press("e")
            area = planner.app.screen.query_one(WritingArea)
            planner.app.use_theme(CONTRAST)
            await planner.until(lambda: area in told)


async def test_a_click_that_the_window_has_shrunk_away_from_is_none() -> None:
    """It was under way to the palette; one beside the palette still ends it."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        await planner.on("Palette")
        palette = planner.app.screen
        for x, y in ((200, 90), (-1, -1), (0, 23)):
            await planner.on("Palette")
            palette.post_message(events.Click(palette, x, y, 0, 0, 1, False, False, False, x, y))  # noqa: FBT003
            await planner.settle()
        await planner.at_work()


async def test_a_click_where_there_are_no_columns_is_none() -> None:
    """On the last cell of a row, beside the scrollbar."""
    async with driven() as planner:
        await planner.press("v")
        await planner.on("Evidence")
        matrix = planner.app.screen.query(ColumnList).first()
        matrix.set_columns((), 0, ())
        for x in (1, matrix.size.width):
            matrix.post_message(events.Click(matrix, x, 1, 0, 0, 1, False, False, False))  # noqa: FBT003
        await planner.settle()
        await planner.on("Evidence")


async def test_the_palette_goes_where_it_has_no_room() -> None:
    """In a terminal that became too small, and it does not come there."""
    async with driven() as planner:
        await planner.press("ctrl+p")
        await planner.on("Palette")
        await planner.pilot.resize_terminal(3, 1)
        await planner.press("down", "pagedown", "ctrl+p", "pagedown")
        await planner.at_work()


@pytest.mark.parametrize("size", [(3, 5), (4, 5), (3, 6), (5, 3)], ids=str)
async def test_a_question_where_nothing_has_room_comes_to_rest(size: tuple[int, int]) -> None:
    """In a terminal of a few cells: no scrollbar comes and goes for ever."""
    async with driven() as planner:
        await planner.press("2", "q")
        await planner.pilot.resize_terminal(*size)
        await planner.settle()
        assert len(planner.strips) == size[1]
        await planner.pilot.resize_terminal(80, 24)
        assert "unsaved changes" in planner.question


async def test_sizes_that_overlap_come_to_rest() -> None:
    """The terminal's own size is the last, and is told once or twice, not for ever."""
    async with driven() as planner:
        await planner.library()
        screen = planner.app.screen
        sizes: list[Size] = []
        resized = screen._screen_resized

        def note(size: Size) -> None:
            sizes.append(size)
            resized(size)

        screen._screen_resized = note  # type: ignore[method-assign]
        for size in (Size(100, 30), planner.app.size, Size(100, 30), planner.app.size):
            screen.post_message(events.Resize(size, size))
            screen.call_later(lambda: None)  # what lies between them keeps them apart
        await planner.settle()
        assert len(sizes) < 10
        assert screen.size == planner.app.size
