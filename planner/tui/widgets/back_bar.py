"""The title of a screen that is only read; a click on it leads back."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static

from planner.tui.plain import plain

__all__ = ["BackBar"]


class BackBar(Static):
    """Says what the screen is and how to leave it."""

    DEFAULT_CSS = "BackBar { height: 1; background: $panel; padding: 0 1; text-style: bold; }"

    class Clicked(Message):
        """The planner wants to go back."""

    def __init__(self, words: str) -> None:
        super().__init__(plain(words))

    def on_click(self) -> None:
        """Ask to go back."""
        self.post_message(self.Clicked())
