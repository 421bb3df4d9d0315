"""The scenario's title, authors and summary, edited in the place of the why pane."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label, TextArea

from planner.model.scenario import Scenario
from planner.tui.widgets.typing import TextField
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["DetailsForm"]


class DetailsForm(Vertical):
    """Every letter is kept as it is typed; Esc closes, undo takes a whole field back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    DEFAULT_CSS = """
    DetailsForm { height: 1fr; border-top: heavy $accent; overflow-y: auto; }
    DetailsForm Label { color: $text-muted; }
    DetailsForm #authors { height: 2; }
    DetailsForm #summary { height: 1fr; min-height: 3; }
    """

    class Written(Message):
        """A field has another value: ``field`` is ``title``, ``authors`` or ``summary``."""

        def __init__(self, field: str, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    class Closed(Message):
        """The planner is done."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self._scenario = scenario
        self._first = TextField(scenario.title, id="scenario-title", select_on_focus=False)
        self._first.typing_keys = (("Esc", "closes, all is kept"), ("Tab", "next field"))
        self.border_title = "Details · Tab next field · Esc closes, all is kept"

    def compose(self) -> ComposeResult:
        """The three fields with their labels."""
        held = self._scenario
        yield Label("Title")
        yield self._first
        yield Label("Authors, one a line")
        yield WritingArea("\n".join(held.authors), id="authors", tab_behavior="focus")
        yield Label("Summary")
        yield WritingArea(held.summary, id="summary", tab_behavior="focus")

    def on_mount(self) -> None:
        """Begin with the title."""
        self._first.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen at each letter of the title."""
        event.stop()
        self.post_message(self.Written("title", event.value))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen at each letter of the other fields."""
        event.stop()
        self.post_message(self.Written(event.text_area.id or "", event.text_area.text))

    def on_click(self, event: events.Click) -> None:
        """A click on the title, which says so, closes."""
        if event.screen_y == self.region.y:
            self.action_close()

    def action_close(self) -> None:
        """Go back to the lists."""
        self.post_message(self.Closed())
