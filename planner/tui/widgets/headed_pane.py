"""A pane of text with a heading in its rule: what it is about, and at the right what one can do."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from planner.tui.plain import one_line, plain
from planner.tui.widgets.passages import PassagePane

__all__ = ["HeadedPane"]

_IN_FRAME = 6
"""The corners, the rules and the blanks about a heading in a frame."""
_ON_RULE = 2
_LEAST_TITLE = 8
_LEAST_RULE = 2
"""A blank and a piece of the rule between the title and what stands at the right."""


class HeadedPane(PassagePane):
    """Its heading can be clicked, which asks the screen to do what the right part says."""

    class HeadClicked(Message):
        """The heading was clicked."""

        def __init__(self, pane: HeadedPane) -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> HeadedPane:
            """The pane of the heading."""
            return self.pane

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._heading = ("", "")

    @property
    def title(self) -> str:
        """What it is about."""
        return self._heading[0]

    def head(self, title: str, right: str = "") -> None:
        """Say what it is about, and at the right what can be done."""
        if (title, right) != self._heading:
            self._heading = (title, right)
            self._fit_heading()

    def on_resize(self) -> None:
        """Fit the heading to the new width."""
        super().on_resize()
        self._fit_heading()

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 (Textual's)
        """Draw the heading as the frame."""
        super().watch_has_focus(_has_focus)
        self._fit_heading()

    def on_click(self, event: events.Click) -> None:
        """A click on the heading."""
        if event.screen_y == self.region.y and self.styles.border_top[0]:
            event.stop()
            self.post_message(self.HeadClicked(self))

    def _fit_heading(self) -> None:
        framed = bool(self.styles.border_left[0])
        room = self.outer_size.width - (_IN_FRAME if framed else _ON_RULE + 2)
        if room <= 0:
            return
        title, right = one_line(self._heading[0]), self._heading[1]
        if right and cell_len(right) + _LEAST_TITLE > room:
            right = ""
        tail = Content(f" {right}") if right else Content("")
        rest = tail.cell_length + _LEAST_RULE if right else 0
        left = plain(title, "bold").truncate(max(1, room - rest), ellipsis=True)
        rule = "─" * max(0, room - left.cell_length - tail.cell_length - 1)
        look = "$accent" if self.has_focus else "$border-blurred"  # as the frame itself
        parts = [left, plain(f" {rule}", look), tail] if right else [left]
        if not framed:  # Textual puts blanks around it in a frame alone
            parts = [Content(" "), *parts, Content(" ")]
        heading = Content("").join(parts)
        if self.border_title != heading:
            self.border_title = heading
