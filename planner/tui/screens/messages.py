"""The messages so far, read and scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from planner.reports.page import Block, Paragraph, Tone
from planner.tui.messages import Told
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.passages import PassagePane

__all__ = ["MessagesScreen"]


class MessagesScreen(LeftOnce[None]):
    """Lists what was told, the newest first; Esc leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f7,L", "back", "Back", show=False),
    ]
    DEFAULT_CSS = "MessagesScreen PassagePane { padding: 0 1; }"

    def __init__(self, history: Sequence[Told]) -> None:
        super().__init__()
        self._history = history
        self._pane = PassagePane(id="messages")

    def compose(self) -> ComposeResult:
        """The title, with how to leave; the messages."""
        yield BackBar("Messages so far, the newest first · ↑ ↓ scroll · Esc back")
        yield self._pane

    def on_mount(self) -> None:
        """Show them; the keys that move in lists scroll them."""
        lines: list[Block] = [
            Paragraph(f"{told.at:%H:%M:%S}  {told.words}") for told in reversed(self._history)
        ]
        self._pane.show(lines or [Paragraph("Nothing was told yet.", tone=Tone.MUTED)])
        self._pane.focus()

    def on_back_bar_clicked(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
