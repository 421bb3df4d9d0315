"""Choosing a theme: a list at the side, everything shown in the theme under its cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget

from planner.keys.memory import remember
from planner.keys.settings import OWN_COLOURS, THEMES
from planner.tui.widgets.theme_list import ThemeList

if TYPE_CHECKING:
    from planner.tui.base_app import BaseApp

__all__ = ["end_themes", "list_themes", "show_theme"]


def list_themes(screen: Screen[Any]) -> None:
    """List the themes at the side of the screen."""
    app = _app(screen)
    if app.no_color:
        screen.notify("NO_COLOR is set: the terminal's own colours are all there is.", markup=False)
        return
    listed_already = screen.query(ThemeList)  # query_one would remember the list when it is gone
    if listed_already:
        listed_already.first().focus()
        return
    themes = OWN_COLOURS if app.settings.few_colours else THEMES
    before = screen.focused
    listed = ThemeList(themes, app.theme, before)
    screen.mount(listed)
    listed.focus()


def show_theme(screen: Screen[Any], event: ThemeList.Shown) -> None:
    """Show everything in the theme."""
    event.stop()
    _app(screen).use_theme(event.theme)


def end_themes(screen: Screen[Any], event: ThemeList.Done) -> None:
    """Take the list away; remember the theme if it is to be kept."""
    event.stop()
    app = _app(screen)
    app.use_theme(event.theme)
    _leave(screen, event.before)
    if not event.kept:
        return
    if app.settings.theme_is_configured:
        words = f"The theme is {event.theme} until you quit; the configuration says otherwise."
    elif remember(theme=event.theme):
        words = f"The theme is {event.theme}, also at the next start."
    else:
        words = f"The theme is {event.theme}; it cannot be remembered (no state folder)."
    screen.notify(words, markup=False)


def _leave(screen: Screen[Any], before: Widget | None) -> None:
    screen.query(ThemeList).remove()
    if before is not None and before.is_mounted:
        before.focus()


def _app(screen: Screen[Any]) -> BaseApp:
    return screen.app  # type: ignore[return-value]
