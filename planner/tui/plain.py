"""The one boundary between text that came from a file or a keyboard and the terminal.

Textual reads markup in most strings it is given, and passes control characters to the terminal.
Whatever is not a literal of ours goes through :func:`plain`; :class:`VisibleControls` is the net
below it, for text that reaches the screen some other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from planner.reports.formats.wrapping import takes_one_each

__all__ = ["VisibleControls", "cells", "one_line", "plain", "shown", "typed"]

# Texts, compiled on use: hardly any text holds what they look for.
_HOSTILE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_UNSEEN = "[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
"""What nobody sees and no title may hold; texts pasted from the web and from Word carry it."""


def plain(text: str, style: str = "") -> Content:
    """The text as it is, never as markup; control characters are shown as escapes."""
    return Content.styled(shown(text), style) if style else Content(shown(text))


def cells(text: str) -> int:
    """How many cells of the screen the text takes; of nearly all texts that is seen at once."""
    return len(text) if takes_one_each(text) else cell_len(text)


def one_line(text: str) -> str:
    """The text for a single row: escapes visible, line breaks and runs of blanks as one blank."""
    return shown(" ".join(text.split()))


def typed(text: str, *, lines: bool) -> str:
    """Typed or pasted text without what a file may not hold; line breaks stay only if wanted."""
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", text)
    if not lines:
        text = " ".join(text.split("\n"))
    return re.sub(_UNSEEN, "", re.sub(_HOSTILE, "", text))


class VisibleControls(LineFilter):
    """Shows control characters that some widget let through, instead of sending them."""

    def apply(self, segments: Iterable[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (Textual asks so)
        """The segments with their control characters made visible, one cell each."""
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(re.sub(_HOSTILE, "\N{REPLACEMENT CHARACTER}", segment.text), segment.style)
            for segment in segments
        ]


def shown(text: str) -> str:
    """The text with its control characters as escapes; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return re.sub(_HOSTILE, lambda found: ascii(found[0])[1:-1], text)
