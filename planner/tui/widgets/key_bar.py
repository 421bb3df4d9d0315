"""The row of keys at the foot of a screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.content import Content
from textual.widgets import Static

from planner.keys.command import Command
from planner.keys.key_names import key_of_words, key_words
from planner.keys.rebinding import own_commands
from planner.tui.messages import Told
from planner.tui.widgets.message_row import message_line

if TYPE_CHECKING:
    from planner.tui.widgets.typing import TypingKeys

__all__ = ["KeyBar", "fitting"]

T = TypeVar("T")


class KeyBar(Static):
    """The keys that work here, each with a word; a click on one runs it.

    Where not all fit, those for help and for leaving stay and the others come in as far as there is
    room, group by group in the order they are declared; help lists them all. While one types, it
    shows the keys of the field alone. A message may take its place until the next key.
    """

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__(id="keys", markup=False)
        hints = [command for command in commands if command.hint]
        groups = list(dict.fromkeys(command.group for command in hints))
        self._hints = sorted(hints, key=lambda command: groups.index(command.group))
        self._shown: list[Command] = []
        self._idle: frozenset[str] = frozenset()
        self._keeps = True
        self._typing: TypingKeys = ()
        self._told: Told | None = None
        self._covered = False

    def keep_ways_out(self, *, keeps: bool) -> None:
        """Whether help and leaving stay however narrow it is: not where a row above leads there."""
        if keeps is not self._keeps:
            self._keeps = keeps
            self.refresh()

    def leave_out(self, idle: frozenset[str]) -> None:
        """Leave commands out, by their ids, that would do nothing now."""
        if idle != self._idle:
            self._idle = idle
            self.refresh()

    def say(self, told: Told | None) -> None:
        """Show the message in place of the keys; ``None`` shows the keys again."""
        if told is not self._told:
            self._covered = self._covered or told is not None
            self._told = told
            self.refresh()

    def show_typing(self, keys: TypingKeys) -> None:
        """Show what these keys do in the field in which one types; without any, the commands."""
        if keys != self._typing:
            self._typing = keys
            self.refresh()

    def render(self) -> Content:
        """Show the message, the keys of the field, or the hints that fit."""
        self._shown = []
        width = self.content_size.width
        if self._told is not None:
            return message_line(self._told, width, self.app)
        if self._typing:
            hints = [_said(key, word) for key, word in self._typing]
            return Content(_GAP).join(hints).truncate(width, ellipsis=True)
        of_use = [command for command in self._hints if command.id not in self._idle]
        self._shown = fitting(own_commands(self.app, of_use), width, keeps=self._keeps)
        return Content(_GAP).join(map(_hint, self._shown))

    def on_click(self, event: events.Click) -> None:
        """Run the command whose hint was clicked; while one types, press that key of the field.

        A click that takes a message away from here means none of the keys that come up below it.
        """
        covered, self._covered = self._covered, self._told is not None
        if covered and getattr(self.app, "press_ended_message", False):
            return
        if self._typing and self._told is None:
            event.stop()
            keys = [key for key, _ in self._typing]
            hints = [_said(key, word) for key, word in self._typing]
            if (key := _at(keys, hints, event.x - 1)) is not None:
                self.app.simulate_key(key_of_words(key))
            return
        if (command := _at(self._shown, map(_hint, self._shown), event.x - 1)) is not None:
            event.stop()
            key = command.keys[0]
            self.call_later(self.screen.run_action, f"command('{command.id}', '{key}')")


_GAP = "  "


def fitting(hints: Sequence[Command], width: int, *, keeps: bool = True) -> list[Command]:
    """As many hints as fit, the ones that always stay counted first if it ``keeps`` these."""
    kept = {place for place, command in enumerate(hints) if keeps and command.stays}
    room = width + len(_GAP) - sum(_room(hints[place]) for place in kept)
    for place, command in enumerate(hints):
        if place not in kept and _room(command) <= room:
            room -= _room(command)
            kept.add(place)
    return [hints[place] for place in sorted(kept)]


def _room(command: Command) -> int:
    return _hint(command).cell_length + len(_GAP)


def _hint(command: Command) -> Content:
    return _said(key_words(command.keys[0]), command.hint)


@lru_cache(maxsize=256)  # the row is drawn anew whenever some command has become idle
def _said(key: str, word: str) -> Content:
    return Content.assemble((key, "bold"), " ", word)


def _at(meant: Sequence[T], hints: Iterable[Content], x: int) -> T | None:
    """What the hint in that column means."""
    left = 0
    for each, hint in zip(meant, hints, strict=True):
        right = left + hint.cell_length
        if left <= x < right:
            return each
        left = right + len(_GAP)
    return None
