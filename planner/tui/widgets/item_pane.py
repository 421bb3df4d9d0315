"""A pane of text whose parts can be gone to: a cursor that moves from one to the next.

What is found in it can be made to stand out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from planner.by_fields import Printed
from planner.reports.content.quote_marks import marked
from planner.reports.formats.text import Line
from planner.reports.page import Block
from planner.tui.widgets.passages import PassagePane, wrapped_lines

__all__ = ["Item", "ItemPane"]


@frozen(eq=False, repr=False)
class Item(Printed):
    """A part of the text; ``to`` is what it stands for, empty for one that is only read."""

    blocks: tuple[Block, ...]
    to: str = ""


class ItemPane(PassagePane):
    """Shows items one below the other; the cursor stands on one that stands for something."""

    class Entered(Message):
        """The planner wants to go into what the item under the cursor stands for."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._items: tuple[Item, ...] = ()
        self._at = 0
        self._spans: list[tuple[int, int]] = []
        self._found: re.Pattern[str] | None = None

    @property
    def item(self) -> Item | None:
        """What the cursor stands on; ``None`` where nothing can be gone to."""
        places = self._places
        return self._items[places[self._at]] if places else None

    @property
    def place(self) -> int:
        """The number of the item that the cursor stands on, of those that can be gone to."""
        return self._at

    def show_items(self, items: Iterable[Item], *, at: int = 0, keep_place: bool = False) -> None:
        """Show these items, the cursor on the ``at``-th of those that can be gone to."""
        self._items = tuple(items)
        self._at = max(0, min(at, len(self._places) - 1))
        blocks = (block for item in self._items for block in item.blocks)
        self.show(blocks, keep_place=keep_place)
        if at and not keep_place:
            self.call_after_refresh(self._show_cursor)

    def make_stand_out(self, words: Sequence[str]) -> None:
        """Let these words stand out wherever they occur."""
        pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        self._found = re.compile(pattern, re.IGNORECASE) if pattern else None
        self.refresh()

    def go_to(self, place: int) -> None:
        """Move the cursor to that item of those that can be gone to."""
        self._at = max(0, min(place, len(self._places) - 1))
        self._show_cursor()
        self.refresh()

    def action_cursor_down(self) -> None:
        """Move to the next item, or scroll through one that is longer than the pane."""
        if self._places and self._span[1] <= self._bottom and self._at < len(self._places) - 1:
            self.go_to(self._at + 1)
        else:
            self.scroll_down(animate=False)

    def action_cursor_up(self) -> None:
        """Move to the item before, or scroll through one that is longer than the pane."""
        if self._places and self._span[0] >= self.scroll_offset.y and self._at > 0:
            self.go_to(self._at - 1)
        else:
            self.scroll_up(animate=False)

    def action_first(self) -> None:
        """Move to the first item."""
        self.go_to(0)
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Move to the last item."""
        self.go_to(len(self._places) - 1)

    def on_click(self, event: events.Click) -> None:
        """Move to the item that was clicked; a click on the one under the cursor goes into it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = offset.y + self.scroll_offset.y
        places = self._places
        for nth, place in enumerate(places):
            first, last = self._spans[place]
            if first <= y < last:
                event.stop()
                if nth == self._at:
                    self.post_message(self.Entered(self._items[place]))
                else:
                    self.go_to(nth)
                return

    def render_line(self, y: int) -> Strip:
        """A line of the window, with the mark of the cursor in front of the item that it is on."""
        strip = super().render_line(y)
        row = y + self.scroll_offset.y
        if not self._places or row >= len(self._lines):
            return strip
        text, look = self._lines[row]
        first, last = self._span
        here = first <= row < last
        looks = [look.value, *(["cursor"] if here and self.has_focus else [])]
        mark = "▌" if here else " "
        segments = [Segment(mark, self.look("heading", *looks[1:]))]
        segments += self._pieces(text, looks)
        base = self.look(*(looks[1:] or ["text"]))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _pieces(self, text: str, looks: Sequence[str]) -> Iterator[Segment]:
        at = 0
        for found in self._found.finditer(text) if self._found is not None else ():
            if found.start() > at:
                yield Segment(text[at : found.start()], self.look(*looks))
            yield Segment(found[0], self.look(*looks, "found"))
            at = found.end()
        if at < len(text):
            yield Segment(text[at:], self.look(*looks))

    @property
    def _places(self) -> list[int]:
        return [n for n, item in enumerate(self._items) if item.to]

    @property
    def _span(self) -> tuple[int, int]:
        """The lines of the item under the cursor."""
        self._wrap()
        places = self._places
        return self._spans[places[self._at]] if places and self._spans else (0, 0)

    @property
    def _bottom(self) -> int:
        return self.scroll_offset.y + self.size.height

    @property
    def _width(self) -> int:
        return max(0, super()._width - 1)  # the mark of the cursor

    @property
    def _needed(self) -> int:
        """All lines: the place of an item is counted in them."""
        return sys.maxsize

    def _made_lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        self._spans = []
        for item in self._items:
            begin = len(lines)
            for block in marked(item.blocks, self.marks):
                lines += wrapped_lines(block, width)
            end = len(lines)
            while end > begin and not lines[end - 1].text.strip():
                end -= 1  # the room below an item is not part of it
            self._spans.append((begin, end))
        return lines

    def _show_cursor(self) -> None:
        first, last = self._span
        height = min(last - first, self.size.height)
        if height > 0:
            region = Region(0, first, max(1, self.size.width), height)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)
