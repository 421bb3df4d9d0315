"""Says what is worked on beside the interface, and for how long; Esc gives it up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from planner.tui.plain import plain
from planner.tui.screens.leaving import LeftOnce
from planner.tui.turns import HoldsKeys

__all__ = ["Words", "Working"]

_PATIENCE = 0.3
"""Seconds without a word: what is done sooner needs none."""

Words = str | Callable[[], str]
"""The words for what is being done, or what gives them anew each time they are shown."""


class Working(HoldsKeys, ModalScreen[None], LeftOnce[None]):
    """Lets keys wait, so that none changes what is about to go; says after a moment why.

    A click on the words gives up too, where it ``stops`` at all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "Stop", show=False)]
    DEFAULT_CSS = """
    Working { align: left bottom; background: transparent; }
    Working Static {
        height: auto; background: $panel; border-top: heavy $accent; padding: 0 1; display: none;
    }
    """

    def __init__(self, words: Words, since: float, *, stops: bool) -> None:
        super().__init__()
        self._words = words
        self._since = since
        self._stops = stops
        self.stopped = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The words, hidden at first."""
        yield Static(id="working", markup=False)

    def on_mount(self) -> None:
        """Tell how long it has been, as soon as it is worth telling."""
        self.set_interval(_PATIENCE, self._tell)
        if time.monotonic() - self._since >= _PATIENCE:
            self._tell()

    def action_stop(self) -> None:
        """Wait no longer."""
        self.wait_no_longer()

    def wait_no_longer(self) -> bool:
        """Wait no longer, if that can be."""
        if self._stops:
            self.stopped.set()
        return self._stops

    def on_click(self) -> None:
        """Likewise."""
        self.action_stop()

    def _tell(self) -> None:
        words = self.query_one(Static)
        seconds = time.monotonic() - self._since
        said = self._words if isinstance(self._words, str) else self._words()
        end = "Esc stops" if self._stops else "all or none: it cannot be stopped half way"
        words.update(plain(f"{said} ... {seconds:.1f} s · {end}"))
        words.display = True
