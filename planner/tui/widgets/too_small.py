"""What stands in place of a screen that has no room: how large it must be, how to quit."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from planner.tui.plain import plain

__all__ = ["TooSmall"]


class TooSmall(Widget, can_focus=False):
    """Covers the screen; what is below it keeps its focus, cursor and place."""

    DEFAULT_CSS = """
    TooSmall {
        overlay: screen; position: absolute; offset: 0 0; width: 100vw; height: 100vh;
        background: $background; text-style: bold;
    }
    """

    def __init__(self, least: tuple[int, int], quit_key: str) -> None:
        super().__init__()
        self._least = least
        self._quit_key = quit_key

    def render(self) -> Content:
        """The words, the most important first."""
        columns, lines = self.app.size
        needed = f"{self._least[0]}x{self._least[1]}"
        return plain(
            f"Too small: {columns}x{lines}, needs {needed}. Quit: {self._quit_key} or Ctrl+Q."
        )
