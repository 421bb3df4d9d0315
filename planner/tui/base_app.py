"""What the app does whatever is open: the planner's keys, theme, copying, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.content import Content
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Size
from textual.widget import Widget

from planner.keys.key_names import key_words
from planner.keys.rebinding import Keymap, rebound
from planner.keys.settings import CONTRAST, OWN_COLOURS, OWN_DARK, OWN_LIGHT, Settings
from planner.keys.tables.anywhere import ANYWHERE
from planner.tui.bindings import textual_keymap
from planner.tui.filter_chain import chained
from planner.tui.in_thread import beside, shown
from planner.tui.letting_go import BetweenKeys
from planner.tui.look.sizes import LEAST
from planner.tui.messages import Messages, Severity, Told
from planner.tui.plain import VisibleControls, typed
from planner.tui.screens.command_screen import CommandScreen
from planner.tui.turns import Turns

__all__ = ["BaseApp"]


class BaseApp(App[int]):
    """Keeps to the settings; a defect ends it with a report instead of a traceback."""

    _has_theme = False

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.crash: BaseException | None = None
        """The defect that ended the app, if one did."""
        self.turns = Turns(self, [key for key in self._keys_of("quit") if len(key) > 1])
        """Keys wait their turn, so that none is lost where screens come and go."""
        self.left_in_editor: set[str] = set()
        """The SHA-256 of what the planner's own editor left in files: nobody else wrote that."""
        self._covered = False
        self._button_is_up = False
        self._messages = Messages()
        self._garbage = BetweenKeys()
        self.press_ended_message = False
        """Whether the last key or click took a message off its line."""
        self._uncoloured = NoColor()
        self._nets: list[LineFilter] = [VisibleControls()]
        if os.environ.get("TERM") == "linux":
            from planner.tui.look.console_signs import ConsoleSigns  # noqa: PLC0415 (only there)

            self._nets.append(ConsoleSigns())
        if self.settings.keys:
            self.set_keymap(textual_keymap(self.settings.keys))
        theme = self.settings.theme
        if self.settings.few_colours:
            theme = theme if theme in OWN_COLOURS else OWN_COLOURS[0]
        self.use_theme(theme or OWN_DARK)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but for a terminal that is no Windows console our own."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from planner.tui.terminal_input import TerminalDriver  # noqa: PLC0415 (not on Windows)

        return TerminalDriver

    @property
    def keymap(self) -> Keymap:
        """The planner's own keys."""
        return self.settings.keys

    def use_theme(self, name: str) -> None:
        """Show everything in a theme from now on."""
        if name == CONTRAST and name not in self.available_themes:
            from planner.tui.look.contrast import HIGH_CONTRAST  # noqa: PLC0415 (rarely chosen)

            self.register_theme(HIGH_CONTRAST)
        if name in (OWN_DARK, OWN_LIGHT) and name not in self.available_themes:
            from planner.tui.look.own_themes import PLANNER_DARK, PLANNER_LIGHT  # noqa: PLC0415 (not with ansi)

            self.register_theme(PLANNER_DARK)
            self.register_theme(PLANNER_LIGHT)
        if name in OWN_COLOURS:
            from planner.tui.look.terminal_colours import in_terminal_colours  # noqa: PLC0415 (only there)

            for theme in in_terminal_colours():
                self.register_theme(theme)
        self._has_theme = True
        self.theme = name

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; none before it is set, for which Textual would mix its own."""
        return super().get_css_variables() if self._has_theme else {}

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 (Textual's)
        """Style everything anew; ahead of the first screen nothing is styled yet.

        The theme is set ahead of it, and Textual would parse its styles twice at each start.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the net that lets no control character through.

        Who wants no colours gets the terminal's own, not greys.
        """
        filters = [
            self._uncoloured if self.native_ansi_color and isinstance(each, Monochrome) else each
            for each in super().get_line_filters()
        ]
        return [chained(*filters, *self._nets)]

    @property
    def message(self) -> Told | None:
        """What the line of messages shows now."""
        return self._messages.now

    @property
    def told(self) -> tuple[Told, ...]:
        """All that was told so far, the oldest first."""
        return self._messages.history

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,  # noqa: ARG002 (a message stays until the next key)
        markup: bool = True,
    ) -> None:
        """Say it in the one line of messages, where it stays until the next key."""
        words = Content.from_markup(message).plain if markup else message
        self._messages.tell(f"{title}: {words}" if title else words, severity)
        self._show_message()

    def _show_message(self) -> None:
        """On the screen in front; behind a question on the one that it is about."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, CommandScreen):
                screen.show_message(self.message)
                return

    async def on_event(self, event: events.Event) -> None:
        """Take the message off its line at the next key or click; let keys take turns.

        A widget that captured the mouse learns late that the button is up: a click that comes
        before that is meant for whatever lies below it.
        """
        typed_now = isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded
        if typed_now and self.turns.waits(event):
            return
        if typed_now or (isinstance(event, events.MouseDown) and not event.is_forwarded):
            self.press_ended_message = self._messages.end()
            if self.press_ended_message:
                self._show_message()
        if isinstance(event, (events.MouseDown, events.MouseUp)) and not event.is_forwarded:
            self._button_is_up = isinstance(event, events.MouseUp)
        with self.turns.given(event) if typed_now else nullcontext():
            if typed_now and self._unseen:
                await self._quit_unseen(event)
            else:
                await super().on_event(event)
        if self._button_is_up and isinstance(event, events.MouseUp):
            self.capture_mouse(None)

    @property
    def _unseen(self) -> bool:
        """Whether what keys would act on is covered: none may change what nobody sees."""
        return self._covered and bool(self.screen_stack) and not self.screen.is_modal

    async def _quit_unseen(self, event: events.Event) -> None:
        """Leave, if the key is one that the cover names; all others do nothing."""
        if isinstance(event, events.Key) and event.key in self._keys_of("quit"):
            await self.run_action("quit")

    def capture_mouse(self, widget: Widget | None) -> None:
        """Send what the mouse does to that widget, unless the button is up again by now."""
        super().capture_mouse(None if self._button_is_up else widget)

    async def on_key(self, event: events.Key) -> None:
        """Run what the key is bound to; one that does nothing here says so.

        A field at the foot is given what was typed after its key, before it had the focus: one with
        the focus takes letters itself, so those that come here were under way already.
        """
        if event.is_printable and event.character:
            for field in self.screen.query("LineField"):
                if getattr(field, "wants_letters", False):
                    field.take(event.character)  # type: ignore[attr-defined] # a query by name gives widgets alone
                    event.stop()
                    event.prevent_default()
                    return
        event.prevent_default()  # what follows is what Textual does, and a word
        if not await self._check_bindings(event.key) and isinstance(self.screen, CommandScreen):
            help_ = f" {key} shows the keys." if (key := self._key_for_help()) else ""
            words = f"{key_words(event.key)} does nothing here.{help_}"
            self._messages.tell(words, keep=False)
            self._show_message()

    def _key_for_help(self) -> str:
        """The first key for it that is no letter for what has the focus; empty for none."""
        typing = self.screen.focused
        for key in self._keys_of("help"):
            words = key_words(key)
            letter = words if len(words) == 1 else None
            if typing is None or not typing.check_consume_key(key, letter):
                return words
        return ""

    def on_idle(self) -> None:
        """Plan what is done between keys, after each of them."""
        self._garbage.plan(self)

    def on_resize(self, event: events.Resize) -> None:
        """Where the screen has no room, say so in its place."""
        self._cover(event.size)

    def push_screen(self, *arguments: Any, **options: Any) -> Any:
        """Show a screen; where there is no room for any, that is said in its place too."""
        pushed = super().push_screen(*arguments, **options)
        self._cover(self.size)
        if options.get("wait_for_dismiss"):
            self.turns.wanted_until(pushed)
        return pushed

    def action_command_palette(self) -> None:
        """Show all commands by name, where there is room for them."""
        from planner.tui.palette import Palette  # noqa: PLC0415 (when asked)

        if not self._covered and not Palette.is_open(self):  # type: ignore[arg-type] # Textual means any app
            self.push_screen(Palette())

    async def copy(self, what: str, text: str) -> None:
        """Copy the text, and say by which way, or that there is none."""
        from planner.tui.clipboard import SENT, put_in_clipboard  # noqa: PLC0415 (when asked)

        send = partial(shown, self, self.copy_to_clipboard)
        text = typed(text, lines=True)
        if self.is_web:  # the system's clipboard is that of another computer's user, or nobody's
            self.copy_to_clipboard(text)
            self.notify(f"Sent {what} to the browser {SENT}.", markup=False)
            return
        told = await beside(partial(put_in_clipboard, text, send))
        if told:
            self.notify(told.format(what), markup=False)
        else:
            words = (
                f"Not copied: neither this terminal nor the system gives a way to a clipboard. "
                f"planner --plain prints {what}."
            )
            self.notify(words, severity="warning", timeout=12, markup=False)

    def tell_crash(self, kept: Sequence[str]) -> int:
        """Write a report on the defect that ended the app, and say where; the exit code.

        ``kept`` says what became of unsaved work.
        """
        from planner.tui.crash import crash_words  # noqa: PLC0415 (only then)

        if self.crash is not None:
            with suppress(OSError, ValueError):
                sys.stderr.write("\n".join([*crash_words(self.crash, kept), ""]))
        return 1

    def tell_settings(self) -> None:
        """Say what is wrong in the configuration, which counts for nothing then."""
        problems = self.settings.problems
        for warning in self.settings.warnings:
            self.notify(str(warning), severity="warning", timeout=20, markup=False)
        if not problems:
            return
        more = f" (and {len(problems) - 1} more: planner config check)" if problems[1:] else ""
        words = f"The configuration is not used. {problems[0]}{more}"
        self.notify(words, severity="warning", timeout=20, markup=False)

    def _cover(self, size: Size) -> None:
        """Put the cover on all screens but questions, which need little room, or take it off."""
        small = size.width < LEAST[0] or size.height < LEAST[1]
        if not (small or self._covered):
            return
        from planner.tui.widgets.too_small import TooSmall  # noqa: PLC0415 (rarely)

        self._covered = small
        if small:
            self._leave_palette()
        for screen in self.screen_stack:
            covers = screen.query(TooSmall)
            if not small:
                covers.remove()
            elif not (covers or screen.is_modal):
                screen.mount(TooSmall(LEAST, key_words(self._keys_of("quit")[0])))

    def _keys_of(self, command: str) -> Sequence[str]:
        """The planner's own keys for a command that works anywhere."""
        (found,) = rebound([c for c in ANYWHERE if c.id == command], self.keymap)
        return found.keys

    def _leave_palette(self) -> None:
        """Leave the palette, which Textual fails to draw where none of its rows has room."""
        from planner.tui.palette import Palette  # noqa: PLC0415 (rarely)

        if isinstance(self.screen, Palette):
            self.screen.dismiss()

    def _handle_exception(self, error: Exception) -> None:
        if self.crash is None:
            self.crash = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End; what is to be said is said once the terminal is as it was."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End in the same way: the words of an error may be a text of the scenario."""
        if self.crash is None:
            super().panic(*renderables)
        else:
            self._close_messages_no_wait()
