"""Widgets that come and go while their screen stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    # A class takes its styles over from the first of its bases that is a widget, and no other.
    Widget = object

__all__ = ["Vanishing"]


class Vanishing(Widget):
    """May be taken away at any moment; goes before the kind of widget that it is.

    A screen that is put over this one draws it at once, as it was last laid out. What was taken
    away since then has no styles any more, which Textual does not expect.
    """

    def on_unmount(self) -> None:
        """End what Textual subscribes its fields to: their screen would keep each ever shown."""
        self.screen.text_selection_started_signal.unsubscribe(self)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing, where it has been taken away."""
        if self.parent is None:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)
