"""The first row of a screen: what is open."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from planner.tui.plain import one_line, plain

__all__ = ["TitleBar"]

_LEAST_LEFT = 28
"""Columns that the left text keeps before the right one is shortened."""


class TitleBar(Static):
    """What is open, at the left, and under what it is judged, at the right."""

    DEFAULT_CSS = """
    TitleBar { height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__(id="title", markup=False)
        self._left = ""
        self._rights = [""]

    def show(self, left: str, *rights: str) -> None:
        """Show the left text, and the first of the right ones that leaves enough room for it."""
        self._left, self._rights = one_line(left), [one_line(right) for right in rights]
        self.refresh()

    def render(self) -> Content:
        """Fit the texts to the width: only here is it known before the first drawing."""
        width = self.content_size.width
        wanted = min(cell_len(self._left), _LEAST_LEFT)
        fitting = (text for text in self._rights if cell_len(text) + 1 + wanted <= width)
        right = next(fitting, self._rights[-1])
        room = max(width - cell_len(right) - 1, min(width, 12))
        left = plain(self._left, "bold").truncate(room, ellipsis=True)
        gap = Content(" " * max(1, width - left.cell_length - cell_len(right)))
        return Content("").join([left, gap, plain(right)])
