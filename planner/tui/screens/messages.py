"""The messages so far, read and scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.reports.page import Block, Paragraph, Tone
from planner.tui.messages import Told
from planner.tui.screens.read_screen import ReadScreen

__all__ = ["MessagesScreen"]


class MessagesScreen(ReadScreen[None]):
    """Lists what was told, the newest first; Esc leads back, and so does the key that led here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7,L", "back", "Back", show=False)]

    def __init__(self, history: Sequence[Told]) -> None:
        lines: list[Block] = [
            Paragraph(f"{told.at:%H:%M:%S}  {told.words}") for told in reversed(history)
        ]
        none = Paragraph("Nothing was told yet.", tone=Tone.MUTED)
        super().__init__("Messages so far, the newest first", lines or [none], pane="messages")
