"""The command palette: every command of the current screen by name, with its key."""

from __future__ import annotations

from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content

from planner.tui.commands import Command
from planner.tui.key_names import key_words
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.screens.leaving import LeftOnce

__all__ = ["CommandsByName", "Palette"]


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's list of commands by name, left once.

    Its sign for searching is one that every terminal has.
    """

    DEFAULT_CSS = "Palette SearchIcon { color: $text-muted; }"

    def on_mount(self) -> None:
        """Put the sign in the place of a picture that some terminals show as a box."""
        self.query_one(SearchIcon).icon = "/"


class CommandsByName(Provider):
    """Offers what the screen's declarations offer; nothing else can be run from the palette."""

    async def discover(self) -> Hits:
        """All commands, as they are declared."""
        for command in self._commands():
            yield DiscoveryHit(_shown(command), self._run(command), command.name)

    async def search(self, query: str) -> Hits:
        """The commands whose names match."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := matcher.match(command.name)) > 0:
                yield Hit(score, _shown(command), self._run(command), command.name)

    def _commands(self) -> list[Command]:
        if not isinstance(self.screen, CommandScreen):
            return []
        unlisted = ("digit", "palette")
        return [c for c in self.screen.commands if c.id not in unlisted]

    def _run(self, command: Command) -> partial[None]:
        return partial(self.screen.action_command, command.id)  # type: ignore[attr-defined]


def _shown(command: Command) -> Content:
    return Content.assemble(f"{command.name}  ", (key_words(command.keys[0]), "bold"))
