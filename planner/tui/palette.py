"""The command palette: every command of the current screen by name, with its key."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.errors import NoWidget
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input, LoadingIndicator, OptionList

from planner.keys.command import Command
from planner.keys.key_names import key_words
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.leaving import LeftOnce

__all__ = ["CommandsByName", "Palette"]

_LEAST_WIDTH = 8
_SEARCH = "/"
"""In the place of a picture that some terminals show as a box."""


class CommandsFound(CommandList):
    """Textual's list of the commands, in a terminal of any size and however fast one clicks."""

    DEFAULT_CSS = "CommandsFound { min-width: 12; }"

    def on_click(self, event: events.Click) -> None:
        """A command that has gone since it was drawn is not to be clicked."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that it takes; without any width there would be no end of them."""
        return super().get_content_height(container, viewport, max(width, _LEAST_WIDTH))


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's list of commands by name, left once.

    Its search runs beside it, and its parts are taken away one by one: what comes of them once it
    has been left would look for the others in vain.

    Its sign for searching is one that every terminal has.
    """

    DEFAULT_CSS = "Palette SearchIcon { color: $text-muted; }"

    def compose(self) -> ComposeResult:
        """Textual's parts, with a list of our own."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                icon = SearchIcon()
                # Now: a little later Esc may have taken it away.
                icon.set_reactive(SearchIcon.icon, _SEARCH)
                yield icon
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandsFound()
                yield LoadingIndicator()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave; what was searched for is wanted no more."""
        self._cancel_gather_commands()
        self._stop_no_matches_countdown()
        self._stop_busy_countdown()
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that comes late does nothing."""
        return self.is_active and super().check_action(action, parameters)

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override] # as Textual's
        event.prevent_default()  # Textual's own would run as well
        # The window may have shrunk since: then no part of the screen is where the click was.
        with suppress(NoWidget):
            super()._on_click(event)

    def _action_command_list(self, action: str) -> None:
        # While it is filled anew the list has commands whose lines are not made yet, and Textual
        # looks for the line of the one that is marked.
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)

    async def _on_message(self, message: Message) -> None:
        if isinstance(message, events.Mount) and not self.is_active:
            return  # left before it was there: a search would look for its list
        of_parts = isinstance(message, (Input.Changed, Input.Submitted, OptionList.OptionMessage))
        if self.is_active or not of_parts:
            await super()._on_message(message)

    async def _watch__show_busy(self) -> None:
        if self.is_active:  # the search says at its end that it is over
            await super()._watch__show_busy()


_PLACES = {"Look": 0, "Open": 0, "File": 0, "Move": 2}
"""Where the commands of a group stand among all, if neither first nor last."""


class CommandsByName(Provider):
    """Offers what the screen's declarations offer; nothing else can be run from the palette."""

    async def discover(self) -> Hits:
        """All commands: screens and files first, movement last."""
        for command in sorted(self._commands(), key=lambda each: _PLACES.get(each.group, 1)):
            yield DiscoveryHit(_shown(command), self._run(command), command.name)

    async def search(self, query: str) -> Hits:
        """The commands that match by their names, or by the word that the row of keys has."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := max(map(matcher.match, (command.name, command.hint)))) > 0:
                yield Hit(score, _shown(command), self._run(command), command.name)

    def _commands(self) -> list[Command]:
        if not isinstance(self.screen, CommandScreen):
            return []
        unlisted = ("digit", "palette")
        return [c for c in self.screen.commands if c.id not in unlisted]

    def _run(self, command: Command) -> partial[None]:
        return partial(self.screen.action_command, command.id)  # type: ignore[attr-defined] # only screens with commands have it


def _shown(command: Command) -> Content:
    return Content.assemble(f"{command.name}  ", (key_words(command.keys[0]), "bold"))
