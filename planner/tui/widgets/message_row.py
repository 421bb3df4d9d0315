"""A row above the keys: the last message, else what stands there meanwhile."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from planner.keys.key_names import key_words
from planner.keys.rebinding import own_commands
from planner.keys.tables.anywhere import ANYWHERE
from planner.tui.messages import Told
from planner.tui.plain import one_line, plain

__all__ = ["MessageRow", "message_line"]

_STYLES = {"information": "bold", "warning": "bold $text-warning", "error": "bold $text-error"}


class MessageRow(Static):
    """Has its row whether or not there is a message, so that nothing moves when one comes."""

    DEFAULT_CSS = """
    MessageRow { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; }
    """

    def __init__(self, meanwhile: str = "", *, id: str = "message") -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id, markup=False)
        self._meanwhile = meanwhile
        self._told: Told | None = None

    def show_meanwhile(self, words: str) -> None:
        """Show these words while there is no message."""
        if words != self._meanwhile:
            self._meanwhile = words
            self.refresh()

    def say(self, told: Told | None) -> None:
        """Show the message; ``None`` shows again what stands here meanwhile."""
        if told is not self._told:
            self._told = told
            self.refresh()

    def render(self) -> Content:
        """The message, as far as the row holds it."""
        if self._told is None:
            return plain(self._meanwhile).truncate(self.content_size.width, ellipsis=True)
        return message_line(self._told, self.content_size.width, self.app)


def message_line(told: Told, width: int, app: App[Any]) -> Content:
    """The message in one line; one that is too long says which key shows all of it."""
    words = plain(one_line(told.words), _STYLES[told.severity])
    if words.cell_length <= width:
        return words
    (command,) = own_commands(app, [c for c in ANYWHERE if c.id == "messages"])
    more = f" {key_words(command.keys[0])} shows it" if command.keys else ""
    return Content.assemble(words.truncate(max(1, width - len(more)), ellipsis=True), plain(more))
