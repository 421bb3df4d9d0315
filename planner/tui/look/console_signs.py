"""Stand-ins for signs that the Linux console's fonts lack; they have those of code page 437."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["ConsoleSigns"]

_STAND_INS = str.maketrans(
    {
        **dict(zip("✗✓✎▸▾▴…“”‘’–—", "x√¶►▼▲.\"\"''--", strict=True)),  # noqa: RUF001 (those are meant)
        **dict(zip("━┃┏┓┗┛┣┫┳┻╋", "═║╔╗╚╝╠╣╦╩╬", strict=True)),
        **dict.fromkeys("▁▂▃▅▆▇▔", "▄"),
        "🔎": "> ",  # takes two columns too
    }
)


class ConsoleSigns(LineFilter):
    """Puts a sign that the console has in the place of each that it may lack, cell for cell."""

    def apply(self, segments: Iterable[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (Textual asks so)
        """The segments with the stand-ins."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(_STAND_INS), segment.style)
            for segment in segments
        ]
