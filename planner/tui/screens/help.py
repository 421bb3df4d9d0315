"""Help: the keys that work on the screen one came from, filtered as one types, and the words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from planner.model import Reading
from planner.reports.explain import Kind, Passage
from planner.reports.words import READING_WORDS
from planner.tui.commands import Command
from planner.tui.key_names import key_words
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.passages import PassagePane
from planner.tui.widgets.typing import TextField

__all__ = ["HelpScreen"]

_WORDS = (
    ("red line", "a limit of a party, coded from statements; the why pane shows them"),
    ("crossed", "the chosen options do what the line's rule names"),
    ("contested", "the source leaves open whether these options cross the line: its grey zone"),
    ("undecided", "it hangs on an issue that is not decided yet"),
    ("no stated line crossed", "none of the party's counted lines is crossed or contested"),
    ("no stated position", "nobody of the party says anything on it in the sources"),
    ("set aside", "a line that this planner leaves out of the count, for a what-if"),
    ("added", "an option that no source proposes, listed for completeness"),
)


class HelpScreen(LeftOnce[None]):
    """Lists the commands of a screen with their keys; typing narrows the list, Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(10)", "A page down", show=False),
        Binding("pageup", "scroll(-10)", "A page up", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen #help-title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    HelpScreen #filter { margin: 0 1; }
    HelpScreen PassagePane { padding: 0 1; }
    """

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._commands = commands
        self._filter = TextField(placeholder="filter keys and words", id="filter")
        self._pane = PassagePane(id="help")
        self._pane.can_focus = False

    def compose(self) -> ComposeResult:
        """A line on how to use it, the filter, the list."""
        yield Static("Help · type to filter · ↑ ↓ scroll · Esc back", id="help-title", markup=False)
        yield self._filter
        yield self._pane

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")
        self._filter.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the typed words."""
        self._show(event.value)

    def action_back(self) -> None:
        """Go back to where help was asked for."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self._pane.scroll_relative(y=lines, animate=False)

    def _show(self, filter_text: str) -> None:
        wanted = filter_text.lower().split()

        def found(*texts: str) -> bool:
            held = " ".join(texts).lower()
            return all(word in held for word in wanted)

        passages: list[Passage] = []
        for group in dict.fromkeys(command.group for command in self._commands):
            rows = []
            for command in self._commands:
                keys = _keys(command)
                if command.group == group and found(command.name, keys, command.description):
                    rows.append(Passage(Kind.TEXT, f"{keys:<20} {command.name}"))
                    if command.description:
                        rows.append(Passage(Kind.MUTED, f"    {command.description}"))
            if rows:
                passages += [Passage(Kind.HEADING, group), *rows, Passage(Kind.GAP)]
        for heading, words in (
            ("Words", _WORDS),
            ("Readings", tuple((str(r), READING_WORDS[r]) for r in Reading)),
        ):
            rows = [Passage(Kind.TEXT, f"{w}: {text}") for w, text in words if found(w, text)]
            if rows:
                passages += [Passage(Kind.HEADING, heading), *rows, Passage(Kind.GAP)]
        self._pane.show(passages or [Passage(Kind.TEXT, "Nothing here holds these words.")])


def _keys(command: Command) -> str:
    if command.id == "digit":
        return f"{key_words(command.keys[0])} ... {key_words(command.keys[-1])}"
    return " ".join(key_words(key) for key in command.keys)
