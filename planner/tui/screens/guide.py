"""A topic of the user's guide, read and scrolled."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from planner.reports.content.guide import Topic, topic_page
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.back_bar import BackBar
from planner.tui.widgets.passages import PassagePane

__all__ = ["GuideScreen"]


class GuideScreen(LeftOnce[None]):
    """Shows one topic; Esc leads back to the help."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]
    DEFAULT_CSS = "GuideScreen PassagePane { padding: 0 1; }"

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self._topic = topic
        self._pane = PassagePane(id="guide")

    def compose(self) -> ComposeResult:
        """The title, with how to leave; the text."""
        yield BackBar(f"{self._topic.title} · ↑ ↓ scroll · Esc back")
        yield self._pane

    def on_mount(self) -> None:
        """Show the topic; the keys that move in lists scroll it."""
        self._pane.show(topic_page(self._topic).body[1:])
        self._pane.focus()

    def on_back_bar_clicked(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back to the help."""
        self.dismiss(None)
