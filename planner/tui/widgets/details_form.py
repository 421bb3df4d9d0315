"""The scenario's title, authors and summary, edited in the place of the why pane."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from planner.files.toml.typed_texts import unfit_title
from planner.model.scenario import Scenario
from planner.tui.plain import plain
from planner.tui.widgets.typing import TextField
from planner.tui.widgets.writing_area import WritingArea

__all__ = ["DetailsForm"]

_LABELS = {"title": "Title", "authors": "Authors, one a line"}


class DetailsForm(Vertical):
    """Every letter is kept as it is typed; Esc closes, undo takes a whole field back.

    What no file could hold is said beside its field, and not kept: no draft with it could be read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    DEFAULT_CSS = """
    DetailsForm { height: 1fr; border-top: heavy $accent; overflow-y: auto; }
    DetailsForm Static { color: $text-muted; height: auto; }
    DetailsForm Static.-wrong { color: $text-error; }
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

    about = ""
    """The whole is described."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self._scenario = scenario
        self._first = TextField(scenario.title, id="scenario-title", select_on_focus=False)
        self._labels = {name: Static(words, markup=False) for name, words in _LABELS.items()}
        self._unfit: dict[str, str] = {}
        self._first.typing_keys = (("Esc", "closes, all is kept"), ("Tab", "next field"))
        self.border_title = "Details · Tab next field · Esc closes, all is kept"

    def compose(self) -> ComposeResult:
        """The three fields with their labels."""
        held = self._scenario
        yield self._labels["title"]
        yield self._first
        yield self._labels["authors"]
        yield WritingArea("\n".join(held.authors), id="authors", tab_behavior="focus")
        yield Static("Summary", markup=False)
        yield WritingArea(held.summary, id="summary", tab_behavior="focus")

    def on_mount(self) -> None:
        """Begin with the title."""
        self.screen.set_focus(self._first)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen at each letter of the title."""
        event.stop()
        self._tell("title", event.value, unfit_title(event.value))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen at each letter of the other fields."""
        event.stop()
        name, text = event.text_area.id or "", event.text_area.text
        lines = text.split("\n") if name == "authors" else ()
        self._tell(name, text, next(filter(None, map(unfit_title, lines)), ""))

    def _tell(self, name: str, text: str, unfit: str) -> None:
        """Tell what was typed, or say beside the field why no file could hold it."""
        if not unfit:
            self.post_message(self.Written(name, text))
        if name in self._labels and unfit != self._unfit.get(name, ""):
            self._unfit[name] = unfit
            label = self._labels[name]
            words = _LABELS[name]
            label.update(plain(f"{words} · ✗ {unfit}" if unfit else words))
            label.set_class(bool(unfit), "-wrong")

    def on_click(self, event: events.Click) -> None:
        """A click on the title, which says so, closes."""
        if event.screen_y == self.region.y:
            self.action_close()

    def end(self) -> str:
        """Say, once, what was not kept; nothing is written for colleagues here."""
        for name, unfit in self._unfit.items():
            if unfit:
                verb = "stays as it was: it" if name == "title" else "stay as they were: one"
                words = f"The {name} {verb} {unfit}."
                self.notify(words, severity="warning", timeout=12, markup=False)
        self._unfit.clear()
        return ""

    def action_close(self) -> None:
        """Go back to the lists."""
        self.post_message(self.Closed())
