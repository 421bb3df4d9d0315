"""What is only read and scrolled, under a title; a key or a click on that leads back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from planner.reports.page import Block
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.passages import PassagePane

__all__ = ["ReadScreen"]


class ReadScreen(LeftOnce[ScreenResultType]):
    """Shows blocks under a title; Esc leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]
    DEFAULT_CSS = "ReadScreen PassagePane { padding: 0 1; }"

    def __init__(self, title: str, blocks: Sequence[Block], *, pane: str) -> None:
        """``pane`` is the id of the pane that shows the blocks."""
        super().__init__()
        self._words = f"{title} · ↑ ↓ scroll · Esc back"
        self._blocks = blocks
        self._pane = PassagePane(id=pane)

    def compose(self) -> ComposeResult:
        """The title, with how to leave; the text."""
        yield BackBar(self._words)
        yield self._pane

    def on_mount(self) -> None:
        """Show the text; the keys that move in lists scroll it."""
        self._pane.show(self._blocks)
        self._pane.focus()

    def on_back_bar_clicked(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
