"""Where several lines are written: nothing is taken which a file may not hold.

Apart from the field for a line, since what it stands on takes a megabyte, and most screens have no
use for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import TextArea

from planner.tui.plain import typed
from planner.tui.widgets.typing import TypingKeys
from planner.tui.widgets.vanishing import Vanishing

if TYPE_CHECKING:
    from textual._types import WatchCallbackType
    from textual.dom import DOMNode

__all__ = ["WritingArea"]


class WritingArea(Vanishing, TextArea):
    """Several lines, wrapped; Tab leaves it."""

    DEFAULT_CSS = """
    WritingArea {
        border: none; padding: 0; background: $boost; min-width: 8;
        &:focus { border: none; }
    }
    """

    typing_keys: TypingKeys = (
        ("Enter", "new line"),
        ("Esc", "closes, all is kept"),
        ("Tab", "next field"),
    )
    """What the keys do here that are no letters: the row of keys shows them while one types."""

    def watch(
        self,
        obj: DOMNode,
        attribute_name: str,
        callback: WatchCallbackType,
        init: bool = True,  # noqa: FBT001, FBT002 (Textual's signature)
    ) -> None:
        """Watch, but for the theme: whoever watches that is kept until it changes, gone or not."""
        if attribute_name == "theme" and obj is self.app:
            self.app.theme_changed_signal.subscribe(self, lambda _: self._app_theme_changed())
        else:
            super().watch(obj, attribute_name, callback, init)

    def on_resize(self) -> None:
        """Draw what is wrapped anew: it may be drawn in the new size before it is.

        Textual does so only where the number of rows is another, and words would be missing.
        """
        self.refresh()

    def on_unmount(self) -> None:
        """End what was subscribed to."""
        self.app.theme_changed_signal.unsubscribe(self)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if result := self._replace_via_keyboard(typed(event.text, lines=True), *self.selection):
            self.move_cursor(result.end_location)
            self.focus()
