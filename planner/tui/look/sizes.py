"""The sizes, in columns and rows, at which the screens are laid out another way."""

from __future__ import annotations

__all__ = [
    "ANALYSIS_WIDE",
    "COMPARE_WIDE",
    "COMPARE_WIDE_FOR_MANY",
    "DEAL_WIDE",
    "LEAST",
    "LIBRARY_LOW",
    "LIBRARY_WIDE",
    "MESSAGE_ROW",
]

LEAST = (40, 10)
"""Below these columns and rows the app only says that it needs more room."""
MESSAGE_ROW = 40
"""From these rows on messages have a row of their own; below they take the place of the keys."""
DEAL_WIDE = 70
"""From here on the main screen has its panes side by side."""
ANALYSIS_WIDE = 100
"""From here on a finding stands beside the list of findings."""
LIBRARY_WIDE = 110
"""From here on the preview stands beside the list of scenarios."""
LIBRARY_LOW = 16
"""Below these rows the library's legend gives its rows to the list."""
COMPARE_WIDE = 110
"""From here on the text stands beside a comparison of two."""
COMPARE_WIDE_FOR_MANY = 150
"""Likewise beside a comparison of more than two."""
