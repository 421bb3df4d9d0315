"""What a red line that is being written does to its case, in words."""

from __future__ import annotations

from planner.analysis.engine.limits import Count
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import agreeing, digits
from planner.reports.words.verdicts import listed

__all__ = ["effect_words"]


def effect_words(
    line: RedLine,
    reading: Reading,
    without: Count,
    with_it: Count,
    clashes: tuple[tuple[str, ...], ...],
) -> list[str]:
    """A sentence each: what it closes, what it clashes with, and what is missing."""
    words = []
    if not reading.counts(line.strength):
        weaker = f"{line.strength} is weaker than the {reading} reading asks"
        words.append(f"It does not count: {weaker}. What follows is as if it counted.")
    words.append(_closing(without, with_it))
    for others in clashes:
        listed_lines = f"it or {listed(others, 'or')}" if others else "it"
        words.append(f"Every scenario crosses {listed_lines}.")
    if not line.evidence:
        words.append("It has no evidence yet.")
    return words


def _closing(without: Count, with_it: Count) -> str:
    if not (isinstance(without, int) and isinstance(with_it, int)):
        return "How many scenarios it closes was not counted in time."
    if not without:
        return "It closes nothing: no scenario is clear without it."
    verb = agreeing(without, "scenario that is", "scenarios that are")
    clear = f"{digits(without)} {verb} clear without it"
    if closed := without - with_it:
        return f"It closes {digits(closed)} of {clear}."
    return f"It closes none of {clear}: each that crosses it is closed without it too."
