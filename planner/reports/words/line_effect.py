"""What a red line that is being written does to its case, in words."""

from __future__ import annotations

from planner.analysis.engine.limits import Count
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import digits

__all__ = ["effect_words"]


def effect_words(
    line: RedLine, without: Count, with_it: Count, clashes: tuple[tuple[str, ...], ...]
) -> list[str]:
    """A sentence each: what it closes, what it clashes with, and what is missing."""
    words = []
    if isinstance(without, int) and isinstance(with_it, int):
        closed, clear = without - with_it, f"{digits(without)} scenarios that are clear without it"
        if closed:
            words.append(f"It closes {digits(closed)} of {clear}.")
        else:
            words.append(f"It closes none of {clear}: other lines imply it.")
    else:
        words.append("How many scenarios it closes was not counted in time.")
    words += [
        f"No scenario respects it together with {', '.join(others)}."
        if others
        else "No scenario respects it."
        for others in clashes
    ]
    if not line.evidence:
        words.append("It has no evidence yet.")
    return words
