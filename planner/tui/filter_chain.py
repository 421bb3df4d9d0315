"""Several line filters as one."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["chained"]


@lru_cache(maxsize=4)
def chained(*filters: LineFilter) -> LineFilter:
    """Each filter on what the one before it made; the same for the same filters.

    Textual keeps a line as it is after each filter; after a chain it keeps one.
    """
    return _Chain(filters)


class _Chain(LineFilter):
    def __init__(self, filters: tuple[LineFilter, ...]) -> None:
        super().__init__()
        self._filters = filters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for each in self._filters:
            segments = each.apply(segments, background)
        return segments
