"""One earlier state of a file, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from planner.reports.page import Block
from planner.tui.screens.read_screen import ReadScreen

__all__ = ["StateScreen"]


class StateScreen(ReadScreen[Literal["board"]]):
    """A state, read only; Esc leads back, Enter to the board if it can be gone back to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_back", "Show it on the board", show=False),
    ]

    def __init__(self, name: str, blocks: Sequence[Block], *, goes_back: bool = False) -> None:
        board = " · Enter shows it on the board" if goes_back else ""
        super().__init__(f"{name}, read only{board}", blocks, pane="state")
        self._goes_back = goes_back

    def action_go_back(self) -> None:
        """Have it shown on the board, if it is of the case that is open."""
        if self._goes_back:
            self.dismiss("board")
