"""One earlier state of a file, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from planner.reports.page import Block
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.passages import PassagePane

__all__ = ["StateScreen"]


class StateScreen(LeftOnce[Literal["board"]]):
    """A state, read only; Esc leads back, Enter to the board if it can be gone back to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("enter", "go_back", "Show it on the board", show=False),
    ]
    DEFAULT_CSS = "StateScreen PassagePane { padding: 0 1; }"

    def __init__(self, name: str, blocks: Sequence[Block], *, goes_back: bool = False) -> None:
        super().__init__()
        self._name_of_state = name
        self._goes_back = goes_back
        self._blocks = blocks
        self._pane = PassagePane(id="state")

    def compose(self) -> ComposeResult:
        """The title, with how to leave; what the state says."""
        board = " · Enter shows it on the board" if self._goes_back else ""
        yield BackBar(f"{self._name_of_state}, read only{board} · ↑ ↓ scroll · Esc back")
        yield self._pane

    def on_mount(self) -> None:
        """Show it; the keys that move in lists scroll it."""
        self._pane.show(self._blocks)
        self._pane.focus()

    def on_back_bar_clicked(self) -> None:
        """Leave it."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(None)

    def action_go_back(self) -> None:
        """Have it shown on the board, if it is of the case that is open."""
        if self._goes_back:
            self.dismiss("board")
