"""A step of the tour, above the keys."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from planner.tui.plain import plain

__all__ = ["TourBar"]


class TourBar(Static, can_focus=False):
    """Says what is pointed at; a click goes on."""

    DEFAULT_CSS = """
    TourBar {
        height: auto; max-height: 50%; padding: 0 1; background: $panel;
        border-top: heavy $warning; border-title-style: bold;
    }
    """

    class Clicked(Message):
        """The planner wants the next step."""

    def __init__(self, step: int, title: str, keys: str, words: str) -> None:
        super().__init__(id="tour", markup=False)
        self.step = step
        self._tell(title, keys, words)

    def show(self, step: int, title: str, keys: str, words: str) -> None:
        """Show another step."""
        self.step = step
        self._tell(title, keys, words)

    def on_click(self) -> None:
        """Go on."""
        self.post_message(self.Clicked())

    def _tell(self, title: str, keys: str, words: str) -> None:
        self.border_title = plain(f"{title} · {keys}")
        self.update(Content("").join([plain("▲ ", "bold"), plain(words)]))
