"""The verdict in two rows: whose lines are crossed and by what; and what that leaves."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from planner.tui.plain import plain, shown

__all__ = ["VerdictRows"]


class VerdictRows(Static):
    """Says it in the words that fit; a click leads to the first line that it names."""

    DEFAULT_CSS = """
    VerdictRows { height: 2; padding: 0 0 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Clicked(Message):
        """The verdict was clicked."""

    def __init__(self) -> None:
        super().__init__(id="verdict", markup=False)
        self._rows: Callable[[int], tuple[str, str]] = lambda _: ("", "")

    def show(self, rows: Callable[[int], tuple[str, str]]) -> None:
        """Show the two rows, which are told the width that there is."""
        self._rows = rows
        self.refresh()

    def render(self) -> Content:
        """The crossed lines stand out, in the look of crossed cells, down to the colon."""
        rows = self._rows(self.content_size.width)
        first, second = (shown(" ".join(row.splitlines())) for row in rows)
        head, colon, rest = first.partition(":")
        if first.startswith("✗"):
            crossed = "bold reverse" if self.app.native_ansi_color else "bold auto 100% on $error"
            top = Content("").join([plain(head + colon, crossed), plain(rest)])
        else:
            top = plain(first)
        return Content("\n").join([top, plain(second, "$text-muted")])

    def on_click(self, event: events.Click) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Clicked())
