"""The sizes, in columns and rows, at which the screens are laid out another way."""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared

__all__ = [
    "ANALYSIS_LOW",
    "ANALYSIS_WIDE",
    "COMPARE_WIDE",
    "COMPARE_WIDE_FOR_MANY",
    "DEAL_WIDE",
    "DEAL_WIDEST",
    "LEAST",
    "LIBRARY_LOW",
    "LIBRARY_WIDE",
    "MESSAGE_ROW",
    "DealLayout",
    "deal_layout",
    "has_tabs",
]

LEAST = (40, 10)
"""Below these columns and rows the app only says that it needs more room."""
MESSAGE_ROW = 40
"""From these rows on messages have a row of their own; below they take the place of the keys."""
DEAL_WIDE = 120
"""From here on what is left stands beside the reasons on the main screen."""
DEAL_WIDEST = 160
"""From here on the evidence stands at the right of the main screen."""
ANALYSIS_WIDE = 100
"""From here on a finding stands beside the list of findings."""
ANALYSIS_LOW = 14
"""Below these rows the answer of the analysis and its offers give rows to the findings."""
LIBRARY_WIDE = 110
"""From here on the preview stands beside the list of scenarios."""
LIBRARY_LOW = 16
"""Below these rows the library's legend gives its rows to the list."""
COMPARE_WIDE = 110
"""From here on the text stands beside a comparison of two."""
COMPARE_WIDE_FOR_MANY = 150
"""Likewise beside a comparison of more than two."""


@frozen(eq=False, repr=False)
class DealLayout(Compared):
    """How the main screen shares its rows and columns at one size.

    ``board`` is how many rows the board has with its head, ``tabs`` how many the names of screens
    have. ``spaced`` says whether a blank row stands around the verdict, ``framed`` whether panes
    have frames, ``legend`` whether the signs are explained in a row of their own, ``from_here`` and
    ``evidence`` whether there is room for these panes.
    """

    board: int
    tabs: int
    spaced: bool
    framed: bool
    legend: bool
    from_here: bool
    evidence: bool


def has_tabs(width: int, height: int) -> bool:
    """Whether the first row says which screens there are."""
    return height >= _DEAL_LOW and width >= _DEAL_NARROW


def deal_layout(width: int, height: int, wanted: int) -> DealLayout:
    """The layout for that size, where the board could do with ``wanted`` rows."""
    low = not has_tabs(width, height)
    spaced = height >= _DEAL_SPACED
    legend = height >= MESSAGE_ROW
    tabs, verdict = (0, 1) if low else (1, 2)
    around = tabs + 1 + verdict + 1 + (3 if spaced else 0) + (1 if legend else 0)
    least_below = _LEAST_WHY if not spaced else max(_LEAST_WHY + 2, height // 4)
    if low:
        least_below = min(_LEAST_WHY_LOW, max(0, height - around - _LEAST_BOARD))
    board = max(min(_LEAST_BOARD, height - around), min(wanted, height - around - least_below))
    return DealLayout(board, tabs, spaced, spaced, legend, width >= DEAL_WIDE, width >= DEAL_WIDEST)


_DEAL_LOW = 22
_DEAL_NARROW = 70
_DEAL_SPACED = 30
_LEAST_WHY = 5
_LEAST_WHY_LOW = 3
_LEAST_BOARD = 4
