"""What all screens share: commands by id, help, the palette, and a way out."""

from __future__ import annotations

from typing import ClassVar

from textual.screen import Screen, ScreenResultType

from planner.tui.commands import Command

__all__ = ["CommandScreen"]


class CommandScreen(Screen[ScreenResultType]):
    """A screen that runs declared commands: ``choose`` is its method ``command_choose``."""

    commands_here: ClassVar[tuple[Command, ...]] = ()

    def action_command(self, command: str, key: str = "") -> None:
        """Run a command; one that has a key for each variant is told the key."""
        method = getattr(self, f"command_{command}")
        if command == "digit":
            method(key)
        else:
            method()

    def command_next_pane(self) -> None:
        """Move the focus on."""
        self.focus_next()

    def command_previous_pane(self) -> None:
        """Move the focus back."""
        self.focus_previous()

    def command_help(self) -> None:
        """Show the keys that work here."""
        from planner.tui.screens.help import HelpScreen  # noqa: PLC0415 (only when asked)

        self.app.push_screen(HelpScreen(self.commands_here))

    def command_palette(self) -> None:
        """Show all commands by name."""
        self.app.action_command_palette()

    def command_quit(self) -> None:
        """Leave the app."""
        self.call_later(self.app.run_action, "quit")
