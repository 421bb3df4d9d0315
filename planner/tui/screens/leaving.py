"""Screens that bear keys, clicks and new sizes however fast these come.

Each is left once, takes no click where nothing stands any more, and is as large as the terminal is.
"""

from __future__ import annotations

from textual import events
from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

__all__ = ["LeftOnce"]


class LeftOnce(Screen[ScreenResultType]):
    """A screen that gives its result once.

    Keys that were typed faster than the screen went are still delivered to it; Textual would take
    the screen behind it away too, or end the app where there is none.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with a result; nothing happens where the screen has been left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    async def on_event(self, event: events.Event) -> None:
        """Pass over a size that the terminal has no more.

        A screen reports each size that it is given to itself once more; two that overlap would
        follow each other for ever.
        """
        if isinstance(event, events.ScreenResume):
            # As it opens, each of its parts has looked up its styles a moment before.
            event.refresh_styles &= self.stack_updates > 0
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """Lay nothing out anew at a size for which all stands already.

        A screen hears of its size up to three times as it opens, and lays out all its parts at
        once before that.
        """
        if event.size == self.outer_size:
            event.prevent_default()

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: FBT001, FBT002 (Textual's)
        from_app_focus: bool = False,  # noqa: FBT001, FBT002 (likewise)
    ) -> None:
        """Give the keys to that part, unless it is being taken away, or has been.

        A click where it still stands, say: all keys would go with it, those that quit too.
        """
        # Textual says in no public way that a part is about to go.
        if widget is None or (widget.is_attached and not widget._pruning):  # noqa: SLF001
            super().set_focus(widget, scroll_visible, from_app_focus)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What a selection would begin in; what was taken away since it was drawn is nothing.

        Textual would look for the place of its parent, which it has none of any more.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if gone else (widget, offset)
