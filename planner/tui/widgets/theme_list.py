"""The list of themes at the side: everything else shows the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from planner.tui.widgets.row_list import Cell, RowList
from planner.tui.widgets.vanishing import Vanishing

__all__ = ["ThemeList"]


class ThemeList(Vanishing, RowList):
    """Moving shows a theme, Enter or a second click keeps it, Esc goes back to the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "keep", "Keep", show=False),
        Binding("escape", "give_up", "Back", show=False),
    ]
    DEFAULT_CSS = """
    ThemeList {
        dock: right; width: 25; height: 1fr; background: $background;
        border: heavy $accent; border-title-color: $text;
    }
    """

    class Shown(Message):
        """A theme is to be seen."""

        def __init__(self, theme: str) -> None:
            super().__init__()
            self.theme = theme

    class Done(Message):
        """The planner is done, with a theme to keep or the old one; ``before`` had the focus."""

        def __init__(self, theme: str, before: Widget | None, *, kept: bool) -> None:
            super().__init__()
            self.theme = theme
            self.before = before
            self.kept = kept

    def __init__(self, themes: Sequence[str], now: str, before: Widget | None) -> None:
        super().__init__(id="themes")
        self._themes = list(themes)
        self._now = now
        self._before = before
        self._clicked: int | None = None
        self.border_title = "Enter or click keeps"
        self.set_row_count(len(themes))
        self.set_reactive(RowList.cursor, self._themes.index(now) if now in themes else 0)

    @property
    def theme(self) -> str:
        """The theme under the cursor."""
        return self._themes[self.cursor]

    def cells(self, row: int, width: int) -> Iterable[Cell]:  # noqa: ARG002 (one short cell)
        """The theme's name, the one in use before with a mark."""
        name = self._themes[row]
        yield Cell("(•)" if name == self._now else "( )")
        yield Cell(name, "title" if name == self._now else "text", before=1)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the theme; this list is nobody else's business."""
        event.stop()
        self.post_message(self.Shown(self.theme))

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click shows the theme as moving does, a second one keeps it."""
        event.stop()
        if self._clicked == self.cursor:
            self.action_keep()
        self._clicked = self.cursor

    def action_keep(self) -> None:
        """Keep the theme under the cursor."""
        self.post_message(self.Done(self.theme, self._before, kept=True))

    def action_give_up(self) -> None:
        """Go back to the theme before."""
        self.post_message(self.Done(self._now, self._before, kept=False))
