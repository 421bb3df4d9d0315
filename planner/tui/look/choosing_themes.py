"""Choosing a theme: a list at the side, everything shown in the theme under its cursor."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from textual.screen import Screen
from textual.widget import Widget

from planner.keys.memory import remember
from planner.keys.settings import OWN_COLOURS, THEMES, Settings
from planner.tui.in_thread import beside
from planner.tui.widgets.theme_list import ThemeList

__all__ = ["end_themes", "list_themes", "show_theme"]


class _Themed(Protocol):
    """The two things that choosing a theme needs of the app."""

    settings: Settings

    def use_theme(self, name: str) -> None:
        """Shows everything in that theme."""


def list_themes(screen: Screen[Any]) -> None:
    """List the themes at the side of the screen."""
    if screen.app.no_color:
        screen.notify("NO_COLOR is set: the terminal's own colours are all there is.", markup=False)
        return
    listed_already = screen.query(ThemeList)  # query_one would remember the list when it is gone
    if listed_already:
        screen.set_focus(listed_already.first())
        return
    themes = OWN_COLOURS if _themed(screen).settings.few_colours else THEMES
    before = screen.focused
    listed = ThemeList(themes, screen.app.theme, before)
    screen.mount(listed)
    screen.set_focus(listed)


def show_theme(screen: Screen[Any], event: ThemeList.Shown) -> None:
    """Show everything in the theme."""
    event.stop()
    _themed(screen).use_theme(event.theme)


def end_themes(screen: Screen[Any], event: ThemeList.Done) -> None:
    """Take the list away; remember the theme if it is to be kept."""
    event.stop()
    app = _themed(screen)
    app.use_theme(event.theme)
    _leave(screen, event.before)
    if event.kept:
        screen.run_worker(_keep(screen, app, event), group="theme")


async def _keep(screen: Screen[Any], app: _Themed, event: ThemeList.Done) -> None:
    if app.settings.theme_is_configured:
        words = f"The theme is {event.theme} until you quit; the configuration says otherwise."
    elif await beside(partial(remember, theme=event.theme)):
        words = f"The theme is {event.theme}, also at the next start."
    else:
        words = f"The theme is {event.theme}; it cannot be remembered (no state folder)."
    screen.notify(words, markup=False)


def _leave(screen: Screen[Any], before: Widget | None) -> None:
    screen.query(ThemeList).remove()
    if before is not None and before.is_mounted:
        screen.set_focus(before)


def _themed(screen: Screen[Any]) -> _Themed:
    return screen.app  # type: ignore[return-value] # Textual knows only its own
