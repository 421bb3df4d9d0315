"""Drives the real app as a planner would: keys, clicks, and what can be read on the screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.cells import cell_len
from rich.console import RenderableType
from textual import events
from textual._compositor import Compositor
from textual.app import ScreenError
from textual.css.query import NoMatches
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from planner.editing.scenario_session import Session
from planner.keys.settings import Settings
from planner.tui.app import PlannerApp
from planner.tui.screens.library import Library
from planner.tui.screens.workbench import Workbench
from planner.tui.widgets.issue_list import IssueList
from planner.tui.widgets.passages import PassagePane
from tests.tui.shown import ShownIssue, ShownLine, ShownOption, ShownParty

__all__ = ["LARGE", "SMALL", "Planner", "driven", "names_in"]

SMALL = (80, 24)
LARGE = (120, 40)
_PATIENCE = 60.0
"""Long, for a machine that has other work too: who waits in vain pays for it, nobody else."""
_LOOKED_AT: ContextVar[bool] = ContextVar("_LOOKED_AT", default=False)
_render_update = Compositor.render_update
_LETTERS = {"space": " ", "enter": "\r", "tab": "\t", "backspace": "\x7f", "escape": "\x1b"}


def _letter(key: str) -> str | None:
    return _LETTERS.get(key)


def _waits(pump: MessagePump) -> bool:
    """Whether it waits for a message: not if it works on one, nor before it has begun."""
    ready: Any = pump._message_queue.ready_event  # an asyncio.Event, which hides who waits
    return not ready.is_set() and bool(ready._waiters)


def names_in(folder: Path) -> list[str]:
    """What is in a folder, by name."""
    return sorted(path.name for path in folder.iterdir())


class Planner:
    """A planner at the keyboard, in front of the running app."""

    def __init__(self, app: PlannerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        # Textual's way to wait is to look whether the processor idles.
        pilot.pause = self._pause  # type: ignore[method-assign]

    @property
    def session(self) -> Session:
        """What is open."""
        assert self.app.session is not None
        return self.app.session

    @property
    def strips(self) -> list[Strip]:
        """The screen as it is drawn, line by line."""
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        """The text on the screen, line by line, without blanks at the ends."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def text(self) -> str:
        """All text on the screen."""
        return "\n".join(self.lines)

    @property
    def title(self) -> str:
        """The first line of the screen."""
        return self.lines[0].strip()

    @property
    def verdict(self) -> str:
        """The verdict sentence, as far as it is in sight, in one line."""
        return " ".join(" ".join(self.pane("verdict")).split())

    @property
    def question(self) -> str:
        """What is asked at the foot of the screen, in one line; empty if nothing is."""
        if type(self.app.screen).__name__ != "Prompt":
            return ""
        return " ".join(" ".join(str(s.content) for s in self.app.screen.query(Static)).split())

    @property
    def news(self) -> list[str]:
        """What happened to the file elsewhere, as the bar tells it; empty if nothing did."""
        shown = any(bar.display for bar in self.app.screen.query("NewsBar"))
        return self.pane("news") if shown else []

    @property
    def toasts(self) -> list[str]:
        """The messages so far, the oldest first."""
        return [notification.message for notification in self.app._notifications]

    @property
    def focus(self) -> str:
        """The id of the widget that has the focus."""
        focused = self.app.screen.focused
        return (focused.id or type(focused).__name__) if focused is not None else ""

    def pane(self, name: str) -> list[str]:
        """The lines in sight of one pane, without its border at the top."""
        region = self.app.screen.query_one(f"#{name}").scrollable_content_region
        cropped = (
            strip.crop(region.x, region.right) for strip in self.strips[region.y : region.bottom]
        )
        return [strip.text.rstrip() for strip in cropped]

    def read(self, name: str) -> str:
        """All that a pane of text holds, in sight or not, in one line."""
        pane = self.app.screen.query_one(f"#{name}", PassagePane)
        return " ".join(" ".join(line for line, _ in pane._lines).split())

    def row(self, words: str, pane: str = "issues") -> str:
        """The one row of a pane that holds the words, without the cursor and with single blanks."""
        rows = [" ".join(line[1:].split()) for line in self.pane(pane)]
        found = [row for row in rows if words in row]
        assert len(found) == 1, f"{words!r} stands in {len(found)} rows:\n{self.text}"
        return found[0]

    @property
    def why(self) -> str:
        """The reasons for what the cursor stands on, in sight or not, in one line."""
        return self.read("why")

    @property
    def here(self) -> str:
        """What the cursor of the main screen stands on: the title, name or id of it."""
        if self.focus == "parties":
            row = self.cursor("parties")
            names = (*self.session.case.parties_by_id.values(),)
            named = [party.name for party in names if row.startswith(f"{party.name} ")]
            return named[0] if named else row.split()[1]
        at = self._issue_list.row
        title = at.issue.title if at.option is None else at.option.title
        assert title in self.cursor(), f"the cursor is not on {title}:\n{self.text}"
        return title

    def option(self, title: str) -> ShownOption:
        """An option, as its row shows it."""
        rows = [" ".join(line[1:].split()) for line in self.pane("issues")]
        starts = (f"( ) {title}", f"(•) {title}")
        found = [row for row in rows if row.startswith(starts)]
        assert len(found) == 1, f"{title} has {len(found)} rows:\n{self.text}"
        return ShownOption(title, found[0])

    def issue(self, title: str) -> ShownIssue:
        """An issue, as its row shows it."""
        said = self._beside(title, "issues")
        return ShownIssue(title, said)

    def party(self, name: str) -> ShownParty:
        """A party, as its row shows it."""
        return ShownParty.of(self._beside(name, "parties"))

    def line(self, line: str) -> ShownLine:
        """A red line, as its row shows it."""
        rows = [" ".join(row[1:].split()) for row in self.pane("parties")]
        found = [row for row in rows if row[2:].startswith(f"{line} ")]
        assert len(found) == 1, f"{line} has {len(found)} rows:\n{self.text}"
        return ShownLine.of(found[0])

    async def go_to(self, title: str) -> None:
        """Move the cursor to an issue or an option of that title, key by key."""
        issues = self._issue_list
        if self.focus != "issues":
            issues.focus()
        rows: list[str] = []
        for issue in self.session.case.issues:
            rows += [issue.title, *(option.title for option in issue.options)]
        assert rows.count(title) == 1, f"{title} is the title of {rows.count(title)} rows"
        steps = rows.index(title) - issues.cursor
        await self.press(*["down" if steps > 0 else "up"] * abs(steps))

    async def choose(self, title: str) -> None:
        """Choose the option of that title, as one does with the arrows and the space bar."""
        await self.go_to(title)
        await self.press("space")

    async def take_back(self, title: str) -> None:
        """Leave the issue of that title undecided again."""
        await self.go_to(title)
        await self.press("backspace")

    async def undo(self) -> None:
        """Undo the last change."""
        await self.press("u")

    async def save(self) -> None:
        """Save, and wait for the message that says so."""
        await self.press("s")
        await self.told("Saved")

    async def next_undecided(self) -> None:
        """Go to the next undecided issue."""
        await self.press("n")

    async def previous_undecided(self) -> None:
        """Go to the undecided issue before."""
        await self.press("N")

    async def next_red_line(self) -> None:
        """Go to the next red line that is crossed or contested."""
        await self.press("right_square_bracket")

    async def previous_red_line(self) -> None:
        """Go to the red line before that is crossed or contested."""
        await self.press("left_square_bracket")

    async def set_aside_or_count(self) -> None:
        """Set the red line under the cursor aside, or count it again."""
        await self.press("a")

    async def next_reading(self) -> None:
        """Look through the next reading."""
        await self.press("r")

    async def previous_reading(self) -> None:
        """Look through the reading before."""
        await self.press("R")

    async def set_reading_of_file(self) -> None:
        """Make the reading that is looked through that of the file."""
        await self.press("equals_sign")

    async def quit(self) -> None:
        """Ask to leave the app."""
        await self.press("q")

    @property
    def _issue_list(self) -> IssueList:
        return self.app.screen.query_one(IssueList)

    def _beside(self, name: str, pane: str) -> str:
        found = [line for line in self.pane(pane) if line[1:].startswith(f"{name} ")]
        assert len(found) == 1, f"{name} has {len(found)} rows:\n{self.text}"
        return " ".join(found[0][1:].removeprefix(name).split())

    def cursor(self, pane: str = "issues") -> str:
        """The row of a list that the cursor stands on, with single blanks and without the mark."""
        found = [line for line in self.pane(pane) if line.startswith("▸")]
        assert len(found) == 1, f"{len(found)} rows have the cursor:\n{self.text}"
        return " ".join(found[0][1:].split())

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other; what each of them does is done before the next."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else _letter(name)))
            await self.settle()

    async def settle(self) -> None:
        """Wait until every widget has done what it was told, and all of it is drawn."""
        give_up = time.monotonic() + _PATIENCE
        while not (self.left or self.app._exception):
            with suppress(ScreenError):
                if self.app._resize_event is not None:
                    self.app._check_resize()  # which would be some milliseconds later
                if self._at_rest():
                    await self.app.animator.wait_until_complete()
                    self.app.screen._on_timer_update()
                    if self._at_rest():
                        self._draw()
                        return
            assert time.monotonic() < give_up, "something is being done all the time"
            await asyncio.sleep(0)

    async def _pause(self, delay: float | None = None) -> None:
        await asyncio.sleep(delay or 0)
        await self.settle()

    def _at_rest(self) -> bool:
        """Whether all wait for a message, with nothing on its way to them.

        Asking each widget to answer, as Textual's pilot does, is most of a test's messages.
        """
        return all(pump._closing or pump._closed or _waits(pump) for pump in self._pumps())

    def _draw(self) -> None:
        token = _LOOKED_AT.set(True)
        try:
            self.app.screen._compositor_refresh()
        finally:
            _LOOKED_AT.reset(token)

    def _pumps(self) -> Iterator[MessagePump]:
        yield self.app
        for screen in self.app.screen_stack:
            yield from screen.walk_children(with_self=True)

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("enter" if letter == "\n" else letter for letter in text))

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal hands it over."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def replace(self, text: str) -> None:
        """Put a text in place of what the field holds."""
        await self.press("end", "ctrl+u")
        await self.paste(text)

    async def click(self, words: str, pane: str = "") -> None:
        """Click on words on the screen; ``pane`` says in which pane, if they stand in several."""
        top, left = 0, 0
        lines = self.lines
        if pane:
            region = self.app.screen.query_one(f"#{pane}").scrollable_content_region
            top, left, lines = region.y, region.x, self.pane(pane)
        for y, line in enumerate(lines):
            if words in line:
                x = cell_len(line[: line.index(words)])
                await self.pilot.click(offset=(left + x, top + y))
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for a state of the app."""
        give_up = time.monotonic() + _PATIENCE
        await self.settle()
        while not condition():
            assert time.monotonic() < give_up, f"never seen: {what}\n{self.text}"
            await asyncio.sleep(0.005)
            await self.settle()

    async def sees(self, words: str, pane: str = "") -> None:
        """Wait until the words are on the screen (in a pane of it), however they are wrapped."""

        def seen() -> bool:
            lines = self.pane(pane) if pane else self.lines
            return words in " ".join(" ".join(lines).split())

        await self.until(seen, words)

    async def asked(self, words: str) -> None:
        """Wait until a question is asked that holds the words."""
        await self.until(lambda: words in self.question, f"a question: {words}")

    async def told(self, words: str) -> None:
        """Wait for a message that holds the words."""
        await self.until(lambda: any(words in t for t in self.toasts), f"a message: {words}")

    async def leaves(self, screen: Screen[Any], focus: str = "") -> None:
        """Wait until another screen is in front, or another widget than ``focus`` has the focus."""

        def left() -> bool:
            return self.app.screen is not screen or (bool(focus) and self.focus != focus)

        await self.until(left, f"another screen than {screen}")

    async def counted(self) -> None:
        """Wait until all is known of what is left."""
        screen = self.app.screen
        assert isinstance(screen, Workbench)
        await self.until(lambda: not screen._left.working, "what is left")

    async def rested(self) -> None:
        """Wait until nothing is worked out beside the interface any more, and all of it is shown.

        Needed before what is on the screen is kept to be compared with, and before Esc where Esc
        stops the work first.
        """

        def idle() -> bool:
            counting = any(
                screen._left.working
                for screen in self.app.screen_stack
                if isinstance(screen, Workbench)
            )
            return not counting and all(
                worker.is_finished for worker in self.app.workers if worker._thread_worker
            )

        await self.until(idle, "the end of the work")
        await self.settle()

    async def on(self, screen: str) -> None:
        """Wait until a screen of that class is the one in front, and drawn."""

        def there() -> bool:
            try:
                front = self.app.screen
                return type(front).__name__ == screen and front.is_mounted
            except NoMatches:
                return False

        await self.until(there, f"the screen {screen}")
        await self.settle()

    async def library(self) -> None:
        """Go to the list of scenarios, and wait until all of them are read."""
        await self.press("o")
        await self.on("Library")
        await self.all_read()

    async def all_read(self) -> None:
        """Wait until all scenarios of the library are read."""
        library = self.app.screen
        assert isinstance(library, Library)

        await self.until(lambda: library._reading.done, "all files read")

    async def find(self, words: str) -> None:
        """Narrow the library down to the one scenario that holds the words."""
        await self.press("slash")
        await self.paste(words)
        await self.press("enter")
        await self.until(lambda: len([line for line in self.pane("scenarios") if line]) == 1)

    async def at_work(self) -> None:
        """Wait until the main screen is in front."""
        await self.on("Workbench")

    @property
    def left(self) -> bool:
        """Whether the app has been left."""
        return not self.app.is_running or self.app._exit


def _drawn_where_looked_at(
    self: Compositor,
    full: bool = False,  # noqa: FBT001, FBT002 (Textual's)
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,  # noqa: FBT001, FBT002
) -> RenderableType | None:
    """What changed stays noted as such until it is looked at; drawing is most of a test's time."""
    if full or _LOOKED_AT.get():
        return _render_update(self, full, screen_stack, simplify)
    return None


@asynccontextmanager
async def driven(
    path: Path | str | None = None,
    *,
    size: tuple[int, int] = SMALL,
    notifications: bool = False,
    settings: Settings | None = None,
) -> AsyncIterator[Planner]:
    """The app on a screen of that size, with the file ``path`` open if one is given.

    Messages can be read from ``toasts``; with ``notifications`` they are drawn on the screen too.
    """
    app = PlannerApp(Path(path) if path is not None else None, settings)
    with (
        patch.object(Compositor, "render_update", _drawn_where_looked_at),
        patch.object(Notification, "time_left", 3600.0),  # no message is gone before it is read
    ):
        async with app.run_test(size=size, notifications=notifications) as pilot:
            planner = Planner(app, pilot)
            await planner.settle()
            yield planner
