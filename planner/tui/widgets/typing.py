"""Where a line is typed: a field that takes nothing which a file may not hold."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message
from textual.widgets import Input

from planner.tui.plain import typed
from planner.tui.widgets.vanishing import Vanishing

__all__ = ["TextField", "TypingKeys", "TypingKeysChanged"]

TypingKeys = tuple[tuple[str, str], ...]
"""The keys that do more than type in a field, and what they do."""


class TypingKeysChanged(Message):
    """A key does something else by now in the field in which one types."""


class TextField(Vanishing, Input):
    """One line; a pasted text keeps all its lines, joined by blanks.

    What passes the longest that makes sense is left out: each key in a field costs in proportion to
    what it holds, and a hundred thousand letters would keep all else waiting.
    """

    longest: ClassVar = 4_000
    """In characters: as long as a path may be."""

    DEFAULT_CSS = """
    TextField {
        border: none; height: 1; padding: 0; background: $boost;
        &:focus { border: none; height: 1; }
    }
    """

    typing_keys: TypingKeys = (("Enter", "takes it"), ("Esc", "back"), ("Tab", "next pane"))
    """What the keys do here that are no letters: the row of keys shows them while one types."""

    def insert(self, text: str, index: int) -> None:
        """Insert as much of the text as there is room for."""
        if room := max(0, self.longest - len(self.value)):
            super().insert(text[:room], index)

    def _on_paste(self, event: events.Paste) -> None:
        if event.text:
            self.insert_text_at_cursor(typed(event.text, lines=False))
        event.stop()
        event.prevent_default()
