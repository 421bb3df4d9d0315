"""The keys, clicks and texts of the real app, and how to wait until all of it is done."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
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
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static
from textual.worker import Worker

from planner.editing.scenario_session import Session
from planner.tui.app import PlannerApp
from planner.tui.in_thread import beside
from planner.tui.screens.library import Library
from planner.tui.screens.workbench import Workbench
from planner.tui.widgets.passages import PassagePane

__all__ = ["Keyboard", "drawn_where_looked_at"]

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


class Keyboard:
    """A planner's keys, mouse and eyes, in front of the running app."""

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
        """The line that says what is open: below the tabs where there are any."""
        tabs = any(bar.region.area for bar in self.app.screen.query("#tabs"))
        return self.lines[1 if tabs else 0].strip()

    @property
    def head(self) -> str:
        """The line below the title: the names of columns, where there are any."""
        return self.lines[2 if any(bar.display for bar in self.app.screen.query("TabBar")) else 1]

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
        """What happened to the file elsewhere and is not dealt with; empty if nothing did."""
        return [self.app.news.heading, *self.app.news.lines] if self.app.news else []

    @property
    def toasts(self) -> list[str]:
        """The messages so far, the oldest first."""
        return [told.words for told in self.app.told]

    @property
    def message(self) -> str:
        """What the line of messages says now; empty if it says nothing."""
        return self.app.message.words if self.app.message is not None else ""

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

    def row(self, words: str, pane: str = "board") -> str:
        """The one row of a pane that holds the words, without the cursor and with single blanks."""
        rows = [" ".join(line[1:].split()) for line in self.pane(pane)]
        found = [row for row in rows if words in row]
        assert len(found) == 1, f"{words!r} stands in {len(found)} rows:\n{self.text}"
        return found[0]

    def cursor(self, pane: str = "board") -> str:
        """The row of a list that the cursor stands on, with single blanks and without the mark."""
        found = [line for line in self.pane(pane) if line.startswith(("▸", "▌"))]
        assert len(found) == 1, f"{len(found)} rows have the cursor:\n{self.text}"
        return " ".join(found[0][1:].split())

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other; what each of them does is done before the next.

        Nobody looks before the last one: what the others do is not drawn.
        """
        for number, key in enumerate(keys, 1):
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else _letter(name)))
            await self.settle(drawn=number == len(keys))

    async def settle(self, *, drawn: bool = True) -> None:
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
                        if drawn:
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
        if self.app.turns.busy:
            return False
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

    async def name_file(self, name: str) -> None:
        """Put a name in the field of the prompt that is for the file's."""
        if self.focus == "save-title":
            await self.press("tab")
        await self.replace(name)

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
                await self.click_at(left + x, top + y)
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    async def click_at(self, x: int, y: int) -> None:
        """Click on that cell; nobody looks before the button is up again."""
        with patch.object(self.pilot, "pause", partial(self.settle, drawn=False)):
            await self.pilot.click(offset=(x, y))
        await self.settle()

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for a state of the app; a part that is looked at may come with the next screen.

        Where a busy machine's disk is slow, the one that says so is in front of it for a moment.
        """
        give_up = time.monotonic() + _PATIENCE

        def holds() -> bool:
            with suppress(NoMatches):
                return bool(condition())
            return False

        await self.settle()
        while not holds():
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
            front = self.app.screen  # a board makes way for the analysis above it
            counting = isinstance(front, Workbench) and front._left.working
            return not counting and all(
                worker.is_finished for worker in self.app.workers if _in_a_thread(worker)
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


def _in_a_thread(worker: Worker[Any]) -> bool:
    """Whether it works beside the interface; other workers may wait for an answer to a question."""
    work = worker._work
    computes = isinstance(work, partial) and work.func in {asyncio.to_thread, beside}
    return computes or worker.group == "report"


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


@contextmanager
def drawn_where_looked_at() -> Iterator[None]:
    """Draw only what a test looks at."""
    with patch.object(Compositor, "render_update", _drawn_where_looked_at):
        yield
