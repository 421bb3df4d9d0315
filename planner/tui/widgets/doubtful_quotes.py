"""The sign in front of a quote in a list: its text does not have it, or it is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.reports.formats.text import SIGNS
from planner.reports.page import Tone
from planner.tui.widgets.row_list import Cell

if TYPE_CHECKING:
    from planner.reports.content.quote_marks import Mark

__all__ = ["doubt_cells"]

_WIDE = 60
"""Columns from which on the sign has words beside it."""


def doubt_cells(mark: Mark | None, width: int) -> list[Cell]:
    """What stands in front of a quote about which this is to be said; nothing for ``None``."""
    if mark is None:
        return []
    words = "not in its text" if mark.tone is Tone.CROSSED else "doubtful quote"
    said = f"{SIGNS[mark.tone]} {words}" if width >= _WIDE else SIGNS[mark.tone]
    return [Cell(said, mark.tone.value, before=1)]
