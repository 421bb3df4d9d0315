"""A task of the tour, above the keys."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.widgets import Static

from planner.editing.progress import Progress
from planner.tui.plain import plain

__all__ = ["TourBar"]

_LOOK_SECONDS = 0.2


class TourBar(Static, can_focus=False):
    """Says what to do now, and looks on whether it is done; a click passes over the task."""

    DEFAULT_CSS = """
    TourBar {
        height: auto; max-height: 50%; padding: 0 1; background: $panel;
        border-top: heavy $warning; border-title-style: bold;
    }
    """

    class Clicked(Message):
        """The planner wants the next task."""

    def __init__(self, began: Progress, look: Callable[[], None]) -> None:
        super().__init__(id="tour", markup=False)
        self.step = 0
        self.began = began
        self._look = look

    def on_mount(self) -> None:
        """Look on from now on."""
        self.set_interval(_LOOK_SECONDS, self._look)

    def show(self, step: int, title: str, words: str) -> None:
        """Show a task."""
        self.step = step
        self.border_title = plain(title)
        self.update(plain(words))

    def on_click(self) -> None:
        """Pass over it."""
        self.post_message(self.Clicked())
