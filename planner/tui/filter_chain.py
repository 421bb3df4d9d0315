"""Several line filters as one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["FilterChain"]


class FilterChain(LineFilter):
    """Each filter on what the one before it made.

    Textual keeps a line as it is after each filter; after a chain it keeps one.
    """

    def __init__(self, filters: Sequence[LineFilter]) -> None:
        super().__init__()
        self._filters = filters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments after all of them."""
        for each in self._filters:
            segments = each.apply(segments, background)
        return segments
