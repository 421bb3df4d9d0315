"""A letter on each pane; pressing it goes there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from planner.tui.plain import plain
from planner.tui.screens.leaving import LeftOnce

__all__ = ["LETTERS", "Jump"]

LETTERS = "asdfghjklqwertyuiop"


class _Letter(Static):
    """Stands at the upper left of the pane it leads to."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    def __init__(self, letter: str, offset: Offset) -> None:
        super().__init__(plain(f" {letter.upper()} ", "bold reverse"))
        self._letter = letter
        self.styles.offset = offset

    def on_click(self, event: events.Click) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Clicked(self._letter))


class Jump(ModalScreen[Widget | None], LeftOnce[Widget | None]):
    """Gives the pane whose letter was pressed or clicked, ``None`` for any other key."""

    DEFAULT_CSS = """
    Jump { background: transparent; }
    Jump _Letter { position: absolute; width: 3; height: 1; }
    Jump #jump-help { dock: bottom; height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, panes: Sequence[Widget]) -> None:
        super().__init__()
        self._panes = dict(zip(LETTERS, panes, strict=False))

    def compose(self) -> ComposeResult:
        """The letters, and a line that says what they are for."""
        for letter, pane in self._panes.items():
            yield _Letter(letter, pane.region.offset)
        yield Static(plain("Press a letter to go to its pane · Esc stays here"), id="jump-help")

    def on_resize(self, event: events.Resize) -> None:
        """The panes have moved: stay where one was."""
        if self.is_current and event.size != self._first_size:
            self.dismiss(None)

    def on_mount(self) -> None:
        """Remember for which size the letters stand where they do."""
        self._first_size = self.app.size

    def on_key(self, event: events.Key) -> None:
        """Go to the pane of the letter; any other key stays."""
        event.stop()
        event.prevent_default()
        self.dismiss(self._panes.get(event.key.lower()))

    def on__letter_clicked(self, event: _Letter.Clicked) -> None:
        """Go to the pane whose letter was clicked."""
        self.dismiss(self._panes[event.letter])

    def on_click(self) -> None:
        """A click beside the letters stays."""
        self.dismiss(None)
