"""How text looks in the widgets that draw their lines themselves, by what it says.

Textual's own way is a component class for each look. Each of those is a node whose rules are
matched anew at every change of focus, and with a dozen in each list that was half of the way from
the start to the first screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.style import Style as VisualStyle

__all__ = ["StyledLines"]

_STYLES = {
    "text": "",
    "rule": "",
    "limits": "",
    "table": "",
    "gap": "",
    "title": "bold",
    "heading": "bold",
    "muted": "$text-muted",
    "source": "$text-muted",
    "quote": "italic",
    "crossed": "bold $text-error",
    "contested": "bold $text-warning",
    "undecided": "$text-accent",
    "crossed-now": "bold auto 100% on $error",
    "filled": "bold reverse",
    "would-cross": "$text-error",
    "in-doubt": "$text-warning",
    "left-out": "$text-warning",
    "proposed": "$text-accent",
    "chosen": "bold",
    "mark": "bold $accent",
    "unfolded": "on $boost",
    "under-cursor": "on $primary 20%",
    "reversed": "reverse",
    "clear": "$text-primary",
    "respected": "$text-primary",
    "cursor": "on $panel",
    "cursor-of-columns": "$foreground on $panel",
    "cursor-with-focus": "$block-cursor-foreground on $block-cursor-background",
    "here": "bold reverse",
    "here-with-focus": "bold $block-cursor-foreground on $block-cursor-background",
    "underlined": "underline",
    "found": "bold reverse",
}
"""In Textual's words, with the colours of the theme."""
_VARIABLE = re.compile(r"\$([\w-]+)")


class StyledLines(ScrollView, can_focus=True):
    """A view that scrolls and draws its lines itself, in these looks, each put together once."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._known: dict[tuple[str, ...], Style] = {}

    def notify_style_update(self) -> None:
        """Put the looks together anew."""
        self._known.clear()
        super().notify_style_update()

    def look(self, *names: str) -> Style:
        """The look of a text; what a later name says of it counts.

        Raises :class:`KeyError` for a name that stands for no look.
        """
        key = (*names, "focus") if self.has_focus else names
        if key not in self._known:
            self._known[key] = self._put_together(names)
        return self._known[key]

    def _put_together(self, names: Iterable[str]) -> Style:
        colours = self.app.theme_variables
        style = self.get_visual_style()
        uncoloured = self.app.no_color or self.app.native_ansi_color
        for name in names:
            if name == "crossed-now" and uncoloured:
                name = "filled"  # noqa: PLW2901 (the same look without a colour)
            words = _VARIABLE.sub(lambda variable: colours[variable[1]], _STYLES[name])
            style += VisualStyle.parse(words)
        ink, paper = style.foreground, style.background
        if ink is not None and ink.auto and paper is not None:
            # Whatever stands out from the background.
            style += VisualStyle(foreground=paper.get_contrast_text(ink.a))
        return style.rich_style
