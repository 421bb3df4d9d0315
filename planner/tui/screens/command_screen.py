"""What all screens share: commands by id, help, the palette, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.message import Message
from textual.screen import ScreenResultType

from planner.keys.command import Command
from planner.keys.rebinding import own_commands, own_key
from planner.keys.tables.moves import LIST_MOVES
from planner.tui.look.sizes import MESSAGE_ROW, has_tabs
from planner.tui.messages import Told
from planner.tui.screens.leaving import LeftOnce
from planner.tui.widgets.key_bar import KeyBar
from planner.tui.widgets.message_row import MessageRow
from planner.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from textual.widget import Widget

    from planner.tui.widgets.theme_list import ThemeList

__all__ = ["CommandScreen"]


class CommandScreen(LeftOnce[ScreenResultType]):
    """A screen that runs declared commands: ``choose`` is its method ``command_choose``."""

    class TabAsked(Message):
        """The planner wants another of the screens that a letter leads to from everywhere."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    class RecentAsked(Message):
        """The planner wants one of the files and folders that were worked in lately."""

    class KeptAsked(Message):
        """The planner wants to see unsaved work that was kept."""

    class CodingsAsked(Message):
        """The planner wants another coding beside the open case."""

    class NewsAsked(Message):
        """The planner wants to deal with what happened to the open files elsewhere."""

    commands_here: ClassVar[tuple[Command, ...]] = ()
    tab: ClassVar = ""
    """Which of these screens this is, by the command that leads to it; empty for none."""

    wide_from: ClassVar = 0
    """From how many columns on its panes stand side by side; 0 where it sees to that itself."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands with the keys that the planner has configured."""
        return own_commands(self.app, self.commands_here)

    def key_of(self, command: str) -> str:
        """The key of a command of this screen, as it is written for people."""
        return own_key(self.app, self.commands_here, command)

    def action_command(self, command: str, key: str = "") -> None:
        """Run a command; one that has a key for each variant is told the key.

        A key that comes before the screen has its parts waits for them; one that comes after the
        screen has been left does nothing.
        """
        if not self.is_active:
            return
        if not self.is_mounted:
            self.call_later(self.action_command, command, key)
            return
        method = getattr(self, f"command_{command}")
        if command == "digit":
            method(key)
        else:
            method()

    def taken(self, event: events.Key, characters: str) -> str:
        """The character that was typed, taken from the screen; empty unless it is one of these.

        One that is a key here is left to its command.
        """
        typed = event.character or ""
        if typed not in [*characters] or event.key in self.active_bindings:
            return ""
        event.stop()
        event.prevent_default()
        return typed

    def on_resize(self, event: events.Resize) -> None:
        """Give panes and messages the room that there is."""
        if self.wide_from:
            self.set_class(event.size.width >= self.wide_from, "-wide")
        rows = self.query(MessageRow)
        if event.size.height >= MESSAGE_ROW and not rows:
            self.mount(MessageRow(), before="#keys")
        with_tabs = has_tabs(event.size.width, event.size.height)
        for tabs in self.query(TabBar):
            if tabs.display != with_tabs:  # said once more, all would be laid out anew
                tabs.display = with_tabs
        for row in rows:
            if row.id == "message":
                row.display = event.size.height >= MESSAGE_ROW

    def on_screen_resume(self) -> None:
        """Show what was told while another screen went."""
        self.show_message(getattr(self.app, "message", None))

    def show_message(self, told: Told | None) -> None:
        """Show the message in its row, or in place of the keys; ``None`` takes it away."""
        if not self.is_attached:
            return
        at_row = next((row for row in self.query(MessageRow) if row.display), None)
        for row in self.query(MessageRow):
            row.say(told if row is at_row else None)
        for keys in self.query(KeyBar):
            keys.say(told if at_row is None else None)

    def on_descendant_focus(self) -> None:
        """While one types, the row of keys shows those that are no letters."""
        self._show_typing()

    def on_descendant_blur(self) -> None:
        """Show the commands again where one types no more."""
        self._show_typing()

    def on_typing_keys_changed(self) -> None:
        """Show what they do by now."""
        self._show_typing()

    def _show_typing(self) -> None:
        for keys in self.query(KeyBar):
            keys.show_typing(getattr(self.focused, "typing_keys", ()))

    def command_deal(self) -> None:
        """Go to the deal, however many steps that is."""
        self.post_message(self.TabAsked("deal"))

    @property
    def panes(self) -> tuple[Widget, ...]:
        """The panes that share the room; a zoom gives all of it to one of them."""
        return ()

    @property
    def pane_to_zoom(self) -> Widget:
        """The pane that a zoom would be of: the one with the focus, else the first."""
        return next((pane for pane in self.panes if pane.has_focus_within), self.panes[0])

    @property
    def zoomed(self) -> bool:
        """Whether one pane has the whole room."""
        return self.has_class("-zoomed")

    def command_zoom(self) -> None:
        """Give one pane the whole room, or share it again."""
        alone = None if self.zoomed else self.pane_to_zoom
        self.set_class(alone is not None, "-zoomed")
        for pane in self.panes:
            pane.display = alone is None or pane is alone

    def command_next_pane(self) -> None:
        """Move the focus on."""
        self.focus_next()

    def command_previous_pane(self) -> None:
        """Move the focus back."""
        self.focus_previous()

    def command_help(self) -> None:
        """Show the keys that work here."""
        from planner.tui.screens.help import HelpScreen  # noqa: PLC0415 (only when asked)

        def run(command: Command | None) -> None:
            if command in self.commands and command.id != "digit":  # moving needs no click
                self.call_later(self.action_command, command.id, command.keys[0])

        listed = (*self.commands, *own_commands(self.app, LIST_MOVES))
        self.app.push_screen(HelpScreen(listed), run)

    def command_jump(self) -> None:
        """Show a letter on each pane, and go to the one that is pressed."""
        from planner.tui.screens.jump import Jump  # noqa: PLC0415 (only when asked)

        def go(pane: Widget | None) -> None:
            if pane is not None:
                self.set_focus(pane)

        self.app.push_screen(Jump(self.focus_chain), go)

    def command_copy(self) -> None:
        """Copy what the pane of text says: the one with the focus, else the first."""
        from planner.tui.copying import copy_pane  # noqa: PLC0415 (only when asked)

        copy_pane(self)

    def command_theme(self) -> None:
        """List the themes at the side; the one under the cursor is shown everywhere."""
        from planner.tui.look.choosing_themes import list_themes  # noqa: PLC0415 (only when asked)

        list_themes(self)

    def on_theme_list_shown(self, event: ThemeList.Shown) -> None:
        """Show the theme under the cursor."""
        from planner.tui.look.choosing_themes import show_theme  # noqa: PLC0415 (only when asked)

        show_theme(self, event)

    def on_theme_list_done(self, event: ThemeList.Done) -> None:
        """Keep the theme, or go back to the one before."""
        from planner.tui.look.choosing_themes import end_themes  # noqa: PLC0415 (only when asked)

        end_themes(self, event)

    def command_library(self) -> None:
        """Go to the scenarios of this folder; Esc leads to the deal."""
        self._go_to_tab("library")

    def command_evidence(self) -> None:
        """Go to who states what."""
        self._go_to_tab("evidence")

    def command_compare(self) -> None:
        """Go to the scenarios side by side."""
        self._go_to_tab("compare")

    def command_analysis(self) -> None:
        """Go to what is possible."""
        self._go_to_tab("analysis")

    def command_case(self) -> None:
        """Go to what the case holds."""
        self._go_to_tab("case")

    def command_report(self) -> None:
        """Go to what is handed out."""
        self._go_to_tab("report")

    def _go_to_tab(self, tab: str) -> None:
        if tab == self.tab:
            self.notify(f"This is the {tab} already.", markup=False)
        else:
            self.post_message(self.TabAsked(tab))

    def command_recent(self) -> None:
        """List the files and folders that were worked in lately."""
        self.post_message(self.RecentAsked())

    def command_kept(self) -> None:
        """Look at unsaved work that was kept."""
        self.post_message(self.KeptAsked())

    def command_codings(self) -> None:
        """Show another coding beside the open case."""
        self.post_message(self.CodingsAsked())

    def command_news(self) -> None:
        """Deal with what happened to the open files elsewhere."""
        self.post_message(self.NewsAsked())

    def command_messages(self) -> None:
        """Show what was told so far."""
        from planner.tui.screens.messages import MessagesScreen  # noqa: PLC0415 (only when asked)

        self.app.push_screen(MessagesScreen(getattr(self.app, "told", ())))

    def command_palette(self) -> None:
        """Show all commands by name."""
        self.app.action_command_palette()

    def command_quit(self) -> None:
        """Leave the app."""
        self.call_later(self.app.run_action, "quit")
