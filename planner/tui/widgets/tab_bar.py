"""The first row of each main screen: where one is, and where one can go by a key or a click."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from planner.keys.command import Command
from planner.keys.key_names import key_words
from planner.keys.rebinding import own_commands

__all__ = ["TabBar"]

_NAMES = {
    "back": "Deal",
    "library": "Library",
    "evidence": "Evidence",
    "compare": "Compare",
    "analysis": "Analysis",
    "report": "Report",
}
"""The tabs by the commands that lead to them; ``back`` is the way to the deal from the others."""
_DEAL = "back"
_START = "Start"
"""Where that way leads while nothing is open."""
_GAP = "  "


class TabBar(Static):
    """Shows the screens with their keys, the one in front in brackets; a click goes there."""

    DEFAULT_CSS = """
    TabBar { height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(self, active: str, commands: Sequence[Command]) -> None:
        """``active`` is the command that leads to the screen in front, ``back`` for the deal."""
        super().__init__(id="tabs", markup=False)
        self._active = active
        self._declared = commands
        self._places: list[tuple[int, int, Command]] = []

    def render(self) -> Content:
        """As many tabs as fit; the way to help stays."""
        width = self.content_size.width
        known = {command.id: command for command in own_commands(self.app, self._declared)}
        help_ = known.get("help")
        tail = f"{key_words(help_.keys[0])} Help" if help_ is not None and help_.keys else ""
        parts: list[Content] = []
        self._places = []
        at = 0
        for name, tab_name in _NAMES.items():
            command = known.get(name)
            here = name == self._active
            words = _START if name == _DEAL and self._nothing_open and not here else tab_name
            if not here and (command is None or not command.keys):
                continue
            if here:
                tab = Content.styled(f"[{words}]", "bold reverse $accent")
            else:
                key = key_words(command.keys[0]) if command is not None else ""
                tab = Content.assemble((key, "bold"), f" {words}")
            if at + tab.cell_length + len(_GAP) + cell_len(tail) > width:
                break
            if command is not None and not here:
                self._places.append((at, at + tab.cell_length, command))
            parts.append(tab)
            at += tab.cell_length + len(_GAP)
        if help_ is None or not tail or at + cell_len(tail) > width:
            return Content(_GAP).join(parts)
        gap = width - max(0, at - len(_GAP)) - cell_len(tail)
        self._places.append((width - cell_len(tail), width, help_))
        key, _, word = tail.partition(" ")
        last = Content.assemble((key, "bold"), " ", word)
        return Content("").join([Content(_GAP).join(parts), Content(" " * gap), last])

    @property
    def _nothing_open(self) -> bool:
        return getattr(self.app, "session", None) is None

    def on_click(self, event: events.Click) -> None:
        """Go where the tab leads that was clicked."""
        for left, right, command in self._places:
            if left <= event.x - 1 < right:
                event.stop()
                # A step back would not always lead to the deal, which the tab says.
                to_deal = command.id == _DEAL and not self._nothing_open
                name = "deal" if to_deal else command.id
                action = f"command('{name}', '{command.keys[0]}')"
                self.call_later(self.screen.run_action, action)
                return
