"""Help: the keys that work on the screen one came from, the guide and the words, filtered."""

from __future__ import annotations

from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from planner.keys.command import Command
from planner.keys.help_text import HelpRow, help_rows
from planner.reports.content.guide import Topic
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.typing import TextField

__all__ = ["HelpScreen"]


class _HelpPane(PassagePane):
    """The rows; a click on one that stands for a command or a topic says so."""

    class Clicked(Message):
        def __init__(self, row: HelpRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__(id="help")
        self.can_focus = False
        self._rows: list[HelpRow] = []

    def show_rows(self, rows: list[HelpRow]) -> None:
        self._rows = rows
        self.show(row.block for row in rows)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return  # on the scrollbar
        clicked = offset.y + self.scroll_offset.y
        ends = accumulate(len(self.lines_of(row.block)) for row in self._rows)
        for row, end in zip(self._rows, ends, strict=True):
            if clicked < end:
                if row.command is not None or row.topic is not None:
                    self.post_message(self.Clicked(row))
                return

    @property
    def first_topic(self) -> Topic | None:
        """The first topic of the guide that is listed."""
        return next((row.topic for row in self._rows if row.topic is not None), None)


class HelpScreen(LeftOnce[Command | None]):
    """Lists the commands of a screen with their keys; typing narrows the list.

    Gives the command that was clicked, ``None`` after Esc.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(10)", "A page down", show=False),
        Binding("pageup", "scroll(-10)", "A page up", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen #filter { margin: 0 1; }
    HelpScreen PassagePane { padding: 0 1; }
    """

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._commands = commands
        words = "filter keys and words; Enter opens the guide at the first topic listed"
        self._filter = TextField(placeholder=words, id="filter")
        self._pane = _HelpPane()

    def compose(self) -> ComposeResult:
        """A line on how to use it, the filter, the list."""
        words = "Help · type to filter · ↑ ↓ scroll · a click runs a command · Esc back"
        yield BackBar(words)
        yield self._filter
        yield self._pane

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")
        self._filter.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the typed words."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Open the first topic of the guide that is listed."""
        if self._pane.first_topic is not None:
            self._open(self._pane.first_topic)

    def on__help_pane_clicked(self, event: _HelpPane.Clicked) -> None:
        """Go back, and run the command there; or open the topic."""
        if event.row.topic is not None:
            self._open(event.row.topic)
        else:
            self.dismiss(event.row.command)

    def on_back_bar_clicked(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back to where help was asked for."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self._pane.scroll_relative(y=lines, animate=False)

    def _open(self, topic: Topic) -> None:
        from planner.tui.screens.guide import GuideScreen  # noqa: PLC0415 (only when asked)

        self.app.push_screen(GuideScreen(topic))

    def _show(self, filter_text: str) -> None:
        self._pane.show_rows(help_rows(self._commands, filter_text))
